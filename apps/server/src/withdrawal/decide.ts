/** Approve or refuse a withdrawal. One conditional update decides; whoever comes second gets withdrawal_decided (B3). */
import { decideApproval, refusalBlock } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { newNumber } from "../number.ts";
import { enqueue } from "../outbox/store.ts";
import { cancelByShop } from "./cancel.ts";
import { customerOfStaff } from "./facts-store.ts";
import { returnMoney } from "./money.ts";
import { insertPayout, lockUnsent } from "./payout-store.ts";
import {
  addWithdrawalEvent,
  decideWithdrawalRow,
  type LockedWithdrawal,
  lockInReview,
  lockWithdrawal,
} from "./store.ts";

export interface Decision {
  ownerId: bigint;
  no: string;
  staffId: bigint;
  note: string;
}
type Changed = Promise<{ before: unknown; after: unknown }>;

/**
 * The first of two people checks, the last one approves: from then on a payout stands with the only number it will ever have (B4),
 * and the worker sends it.
 * @throws Refusal not_found, withdrawal_decided, own_withdrawal, second_person_needed, amount_mismatch
 */
export async function approveWithdrawal(
  tx: Tx,
  p: Decision & { confirmFen: bigint; twoPeopleFen: bigint },
): Changed {
  const withdrawal = (await lockWithdrawal(tx, p.ownerId, p.no)) ?? refuse("not_found");
  const by = { staffId: p.staffId, customerId: await customerOfStaff(tx, p.staffId) };
  const answer = decideApproval(factsOf(withdrawal), by, p);
  if (answer.kind === "refused")
    refuse(answer.refusal, answer.refusal === "amount_mismatch" ? { field: "confirm_fen" } : {});
  const { owner_id: ownerId, no, now: at } = withdrawal;
  const to = answer.step === "check" ? "checked" : "sending";
  const step = { ownerId, no, from: withdrawal.state, to, at } as const;
  if (!(await decideWithdrawalRow(tx, step, by, p.note))) refuse("withdrawal_decided");
  if (to === "sending") {
    await insertPayout(tx, {
      ownerId,
      no: newNumber("payout", ownerId, at),
      withdrawalNo: no,
      amountFen: withdrawal.net_fen,
      openid: withdrawal.openid,
      at,
    });
  }
  const kind = to === "checked" ? "checked" : "approved";
  await addWithdrawalEvent(tx, { ownerId, no, kind, at, note: p.note });
  return {
    before: { state: withdrawal.state },
    after: { state: to, amount_fen: Number(withdrawal.amount_fen), note: p.note },
  };
}

/** The money goes back. @throws Refusal not_found, withdrawal_decided, own_withdrawal */
export async function refuseWithdrawal(tx: Tx, p: Decision): Changed {
  const withdrawal = (await lockWithdrawal(tx, p.ownerId, p.no)) ?? refuse("not_found");
  const by = { staffId: p.staffId, customerId: await customerOfStaff(tx, p.staffId) };
  const blocked = refusalBlock({ state: withdrawal.state, ownerId: withdrawal.owner_id }, by);
  if (blocked !== null) refuse(blocked);
  await giveBack(tx, withdrawal, by, p.note);
  return { before: { state: withdrawal.state }, after: { state: "refused", note: p.note } };
}

/**
 * A promoter who is frozen: what is still in review is refused with the reason, what is approved and was never sent is
 * taken back, and the money of both goes back; what WeChat has, or may have, goes on. Call it under the promoter's lock, in the
 * transaction that freezes.
 * @returns the numbers of the withdrawals that were returned
 */
export async function returnOpenOf(tx: Tx, ownerId: bigint, reason: string): Promise<string[]> {
  const open = await lockInReview(tx, ownerId);
  for (const withdrawal of open) await giveBack(tx, withdrawal, null, reason);
  const unsent = await lockUnsent(tx, ownerId);
  for (const no of unsent) await cancelByShop(tx, { ownerId, no, note: reason });
  return [...open.map((withdrawal) => withdrawal.no), ...unsent];
}

async function giveBack(
  tx: Tx,
  withdrawal: LockedWithdrawal,
  by: { staffId: bigint; customerId: bigint | null } | null,
  note: string,
): Promise<void> {
  const { owner_id: ownerId, no, now: at } = withdrawal;
  const step = { ownerId, no, from: withdrawal.state, to: "refused", at } as const;
  if (!(await decideWithdrawalRow(tx, step, by, note))) refuse("withdrawal_decided");
  await returnMoney(tx, withdrawal, at);
  await addWithdrawalEvent(tx, { ownerId, no, kind: "refused", at, note });
  await enqueue(tx, at, [{ ownerId, topic: "withdrawal.done", ref: no }]);
}

function factsOf(row: LockedWithdrawal): Parameters<typeof decideApproval>[0] {
  return {
    state: row.state,
    amountFen: row.amount_fen,
    ownerId: row.owner_id,
    checkedBy: row.checked_by,
    deciderCustomerIds: row.decider_customer_ids,
  };
}
