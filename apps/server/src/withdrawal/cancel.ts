/** Taking a withdrawal back: at once while only we have it, through WeChat while it waits for the person. */
import { type CancelAnswer, decidePromoterCancel, decideShopCancel } from "@banyan/domain";
import { ownerOf } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { drivePayoutOf } from "./drive.ts";
import { endWithdrawal } from "./end.ts";
import { askCancel, lockPayoutOf, type Payout, setPayoutState } from "./payout-store.ts";
import { addWithdrawalEvent, type LockedWithdrawal, lockWithdrawal, moveWithdrawal } from "./store.ts";

/**
 * By the promoter. In review it ends at once; while WeChat waits for the person, WeChat is asked after the commit and has the last
 * word: the person may have confirmed in the same moment.
 * @throws Refusal not_found, withdrawal_not_cancellable
 */
export async function cancelWithdrawal(
  services: Services,
  customer: CustomerActor,
  no: string,
): Promise<void> {
  if (ownerOf("withdrawal", no) !== customer.id) refuse("not_found");
  const done = await services.database.transact(async (tx) => {
    const { withdrawal, payout } = await lockBoth(tx, customer.id, no);
    const answer = decidePromoterCancel(withdrawal.state, payout?.state ?? null);
    await cancelInside(tx, { withdrawal, payout, answer, kind: "cancel_asked", note: "" });
    return answer;
  });
  if (done === "ask") await drivePayoutOf(services, customer.id, no);
}

/**
 * By the shop, on a payout that the person has not confirmed; the caller drives the payout after the commit.
 * @throws Refusal not_found, withdrawal_not_cancellable
 */
export async function cancelByShop(
  tx: Tx,
  p: { ownerId: bigint; no: string; note: string },
): Promise<{ before: unknown; after: unknown }> {
  const { withdrawal, payout } = await lockBoth(tx, p.ownerId, p.no);
  const answer = decideShopCancel(
    withdrawal.state,
    payout && { state: payout.state, wasSent: payout.request !== null },
  );
  await cancelInside(tx, { withdrawal, payout, answer, kind: "cancel_asked_by_shop", note: p.note });
  const after = answer === "now" ? "cancelled" : "cancelling";
  return { before: { state: withdrawal.state }, after: { state: after, note: p.note } };
}

async function lockBoth(
  tx: Tx,
  ownerId: bigint,
  no: string,
): Promise<{ withdrawal: LockedWithdrawal; payout: Payout | null }> {
  const withdrawal = (await lockWithdrawal(tx, ownerId, no)) ?? refuse("not_found");
  return { withdrawal, payout: await lockPayoutOf(tx, ownerId, no) };
}

async function cancelInside(
  tx: Tx,
  p: {
    withdrawal: LockedWithdrawal;
    payout: Payout | null;
    answer: CancelAnswer;
    kind: string;
    note: string;
  },
): Promise<void> {
  const { withdrawal, payout, answer } = p;
  const { owner_id: ownerId, no, now: at } = withdrawal;
  if (answer === "no") refuse("withdrawal_not_cancellable");

  // Nothing can be refused from here on.
  if (p.kind === "cancel_asked_by_shop" || answer === "ask")
    await addWithdrawalEvent(tx, { ownerId, no, kind: p.kind, at, note: p.note });
  if (answer === "now") {
    if (payout) {
      await setPayoutState(tx, payout, {
        state: "cancelled",
        billNo: null,
        failReason: "MCH_CANCEL",
        confirmUntil: null,
        finishedAt: at,
        nextTrySeconds: 0,
      });
    }
    const failReason = payout ? "MCH_CANCEL" : "";
    return endWithdrawal(tx, withdrawal, { to: "cancelled", money: "return", failReason, at });
  }
  if (payout) await askCancel(tx, ownerId, payout.no);
  const step = { ownerId, no, from: withdrawal.state, to: "cancelling", at } as const;
  if (!(await moveWithdrawal(tx, step))) refuse("withdrawal_not_cancellable");
}
