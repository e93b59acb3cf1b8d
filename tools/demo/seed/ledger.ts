/** Accounts and transfers of the planned past, posted in the order of time as packages/ledger would have. */
import type { AccountName, PromoterAccount, TransferKind } from "@banyan/kernel";
import { dayOf } from "./heap.ts";
import type { Row } from "./rows.ts";

export interface Posting {
  ownerId: bigint;
  key: string;
  debit: AccountName;
  credit: AccountName;
  amountFen: bigint;
  kind: TransferKind;
  ref: string;
}
export type Balances = Record<PromoterAccount, bigint>;

export interface Ledger {
  /** One posting of the product: what is available afterwards pays off debt. Must be called in the order of time. */
  post(at: Date, postings: readonly Posting[]): void;
  balances(ownerId: bigint): Balances;
  /** Rows of `transfer`, oldest first, without their ids. Accruals are none of them: they stand as commissions. */
  transfers(): Row[];
  /** Rows of `account`. */
  accounts(): Row[];
}

/** @param owners every promoter has an account, whether anything was ever posted to it or not */
export function createLedger(owners: readonly bigint[]): Ledger {
  const accounts = new Map(owners.map((id) => [id, emptyBalances()]));
  const rows: Row[] = [];
  const balances = (ownerId: bigint): Balances => {
    const found = accounts.get(ownerId);
    if (!found) throw new Error(`${ownerId} has no account`);
    return found;
  };
  const move = (at: Date, { ownerId, key, debit, credit, amountFen, kind, ref }: Posting): void => {
    const own = balances(ownerId);
    if (isOwn(debit)) own[debit] += debit === "debt" ? amountFen : -amountFen;
    if (isOwn(credit)) own[credit] += credit === "debt" ? -amountFen : amountFen;
    rows.push({
      owner_id: ownerId,
      key,
      debit,
      credit,
      amount_fen: amountFen,
      kind,
      ref,
      event_at: at,
      business_date: dayOf(at),
      created_at: at,
    });
  };
  return {
    post: (at, postings) => {
      const wanted = postings.filter((posting) => posting.amountFen > 0n);
      const byKey = [...wanted].sort((a, b) => (a.key < b.key ? -1 : 1));
      for (const posting of byKey) move(at, posting);
      for (const ownerId of new Set(byKey.map((posting) => posting.ownerId))) {
        const own = balances(ownerId);
        const amountFen = lesser(own.available, own.debt);
        const first = byKey.find((posting) => posting.ownerId === ownerId) as Posting;
        const net = { debit: "available", credit: "debt", kind: "net" } as const;
        if (amountFen > 0n) move(at, { ownerId, key: `${first.key}:net`, ...net, amountFen, ref: first.ref });
        if (Object.values(own).some((fen) => fen < 0n))
          throw new Error(`${first.key} takes an account of ${ownerId} below 0`);
      }
    },
    balances,
    transfers: () => rows.filter((row) => row["kind"] !== "accrue"),
    accounts: () =>
      [...accounts].map(([owner_id, own]) => ({
        owner_id,
        estimated_fen: own.estimated,
        held_fen: own.held,
        available_fen: own.available,
        withdrawing_fen: own.withdrawing,
        debt_fen: own.debt,
      })),
  };
}

function emptyBalances(): Balances {
  return { estimated: 0n, held: 0n, available: 0n, withdrawing: 0n, debt: 0n };
}

function isOwn(account: AccountName): account is PromoterAccount {
  return ["estimated", "held", "available", "withdrawing", "debt"].includes(account);
}

function lesser(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}
