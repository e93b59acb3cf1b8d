/** The four postings of a withdrawal. Keys are made of its number, so each happens once whatever repeats. */
import type { AccountName } from "@banyan/kernel";
import { type NewTransfer, post } from "@banyan/ledger";
import { type Tx, violates } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Withdrawal } from "./store.ts";

type Money = Pick<Withdrawal, "owner_id" | "no" | "amount_fen" | "fee_fen" | "net_fen">;

function transferOf(
  of: Money,
  kind: NewTransfer["kind"],
  [debit, credit]: readonly [AccountName, AccountName],
  amountFen: bigint,
  at: Date,
): NewTransfer {
  return {
    ownerId: of.owner_id,
    key: `${of.no}:${kind}`,
    debit,
    credit,
    amountFen,
    kind,
    ref: of.no,
    eventAt: at,
  };
}

/** available → withdrawing. @throws Refusal exceeds_available: the account's own CHECK is what decides (B1) */
export async function reserveMoney(tx: Tx, of: Money, at: Date): Promise<void> {
  try {
    await post(tx, [transferOf(of, "reserve", ["available", "withdrawing"], of.amount_fen, at)]);
  } catch (error) {
    if (violates(error, "available_floor")) refuse("exceeds_available", { field: "amount_fen" });
    throw error;
  }
}

/** withdrawing → available, all of it, fee included; what is owed is paid off in the same posting. */
export async function returnMoney(tx: Tx, of: Money, at: Date): Promise<void> {
  await post(tx, [transferOf(of, "return", ["withdrawing", "available"], of.amount_fen, at)]);
}

/** withdrawing → the bill and the fee. */
export async function payOut(tx: Tx, of: Money, at: Date): Promise<void> {
  const fee = of.fee_fen > 0n ? [transferOf(of, "fee", ["withdrawing", "fee_income"], of.fee_fen, at)] : [];
  await post(tx, [transferOf(of, "payout", ["withdrawing", "payout_clearing"], of.net_fen, at), ...fee]);
}
