/**
 * A fact of WeChat about a payout (answer, callback or query), applied once. Nothing else in the product marks a withdrawal paid
 * (B23). The package that the person confirms with is kept in the same transaction (B18).
 */
import { decidePayoutFact, type PayoutAnswer } from "@banyan/domain";
import { DAY_MS, later, ownerOf, type PayoutState } from "@banyan/kernel";
import type { TransferFact } from "@banyan/wechat";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { enqueue } from "../outbox/store.ts";
import type { Services } from "../services.ts";
import { endWithdrawal } from "./end.ts";
import {
  findPayout,
  keepPackage,
  lockPayoutOf,
  type Payout,
  recordPayoutFact,
  setPayoutState,
} from "./payout-store.ts";
import { billPaysAnother } from "./settle-store.ts";
import { addWithdrawalEvent, type LockedWithdrawal, lockWithdrawal, moveWithdrawal } from "./store.ts";

export type FactSource = "callback" | "query" | "answer";

const STATE: Record<TransferFact["state"], PayoutState> = {
  ACCEPTED: "accepted",
  PROCESSING: "processing",
  WAIT_USER_CONFIRM: "confirming",
  TRANSFERING: "transferring",
  SUCCESS: "success",
  FAIL: "fail",
  CANCELING: "cancelling",
  CANCELLED: "cancelled",
};
/** WeChat gives the person a day (docs/WECHAT.md 3.3). */
const CONFIRM_MS = DAY_MS;
/** When a payout that has just moved is looked at again; its callback usually comes first. */
const NEXT_LOOK_S: Record<PayoutState, number> = {
  created: 2,
  accepted: 2,
  processing: 2,
  confirming: 30,
  transferring: 3,
  cancelling: 2,
  success: 0,
  fail: 0,
  cancelled: 0,
};

/** @throws Refusal callback_mismatch (unknown number, other amount, payee or bill; an alarm stands) */
export async function applyTransfer(
  services: Services,
  fact: TransferFact,
  source: FactSource,
): Promise<void> {
  const ownerId = ownerOf("payout", fact.outBillNo);
  const known = ownerId && (await findPayout(services.database.query, ownerId, fact.outBillNo));
  if (!known) return mismatch(services, fact, "unknown_number");
  const answer = await services.database.transact((tx) => applyInside(tx, known, fact, source));
  if (answer.kind === "mismatch") return mismatch(services, fact, answer.why);
}

async function applyInside(
  tx: Tx,
  known: Payout,
  fact: TransferFact,
  source: FactSource,
): Promise<PayoutAnswer> {
  const withdrawal =
    (await lockWithdrawal(tx, known.owner_id, known.withdrawal_no)) ?? refuse("callback_mismatch");
  const payout = (await lockPayoutOf(tx, known.owner_id, withdrawal.no)) ?? refuse("callback_mismatch");
  const answer = decidePayoutFact(
    { state: payout.state, amountFen: payout.amount_fen, openid: payout.openid, billNo: payout.bill_no },
    withdrawal.state,
    {
      state: STATE[fact.state],
      amountFen: fact.amountFen,
      openid: fact.openid,
      billNo: fact.transferBillNo,
      failReason: fact.failReason,
    },
  );
  if (answer.kind === "mismatch") return answer;

  // Nothing can be refused from here on.
  if (fact.packageInfo !== null) await keepPackage(tx, payout, fact.packageInfo);
  await recordPayoutFact(tx, {
    ownerId: payout.owner_id,
    no: payout.no,
    state: STATE[fact.state],
    billNo: fact.transferBillNo,
    amountFen: fact.amountFen ?? payout.amount_fen,
    source,
    eventAt: fact.updateTime ?? fact.createTime ?? withdrawal.now,
  });
  if (answer.kind === "contradiction") await contradiction(tx, payout, fact);
  if (answer.kind === "apply") await move(tx, { withdrawal, payout, fact, answer });
  return answer;
}

async function move(
  tx: Tx,
  p: {
    withdrawal: LockedWithdrawal;
    payout: Payout;
    fact: TransferFact;
    answer: Extract<PayoutAnswer, { kind: "apply" }>;
  },
): Promise<void> {
  const { withdrawal, payout, fact, answer } = p;
  const at = withdrawal.now;
  const waits = answer.state === "confirming";
  await setPayoutState(tx, payout, {
    state: answer.state,
    billNo: fact.transferBillNo,
    failReason: fact.failReason ?? "",
    confirmUntil: waits ? later(fact.updateTime ?? fact.createTime ?? at, CONFIRM_MS) : null,
    finishedAt: answer.money === null ? null : at,
    nextTrySeconds: NEXT_LOOK_S[answer.state],
  });
  const { owner_id: ownerId, no } = withdrawal;
  if (answer.state === "success") await doubtBill(tx, payout, fact.transferBillNo);
  if (answer.state === "transferring")
    await addWithdrawalEvent(tx, { ownerId, no, kind: "transferring", at });
  if (answer.withdrawal === null) return;
  if (answer.money !== null) {
    return endWithdrawal(tx, withdrawal, {
      to: answer.withdrawal,
      money: answer.money,
      failReason: fact.failReason ?? "",
      at,
    });
  }
  const to = answer.withdrawal;
  if (!(await moveWithdrawal(tx, { ownerId, no, from: withdrawal.state, to, at })))
    refuse("withdrawal_decided");
  if (answer.state !== "transferring") await addWithdrawalEvent(tx, { ownerId, no, kind: to, at });
  if (waits) await enqueue(tx, at, [{ ownerId, topic: "withdrawal.confirming", ref: no }]);
}

/** A final state never changes; that WeChat now says another one is for a person to look at. */
async function contradiction(tx: Tx, payout: Payout, fact: TransferFact): Promise<void> {
  await raiseAlarm(tx, {
    kind: "payout_contradiction",
    ref: payout.no,
    title: "微信对同一笔打款给出了两种结果，请人工核对",
    detail: { withdrawal_no: payout.withdrawal_no, ours: payout.state, wechat: fact.state },
  });
}

/** WeChat's word stands, so the one that people found this bill for was taken for paid by mistake. */
async function doubtBill(tx: Tx, payout: Payout, billNo: string): Promise<void> {
  const { owner_id: ownerId, withdrawal_no: no } = payout;
  if (!(await billPaysAnother(tx, { billNo, ownerId, no }))) return;
  await raiseAlarm(tx, {
    kind: "payout_bill_twice",
    ref: payout.no,
    title: "微信说这张账单付的是本笔提现，而人工曾把它认定给另一笔，请核对那一笔",
    detail: { withdrawal_no: no, bill_no: billNo },
  });
}

async function mismatch(services: Services, fact: TransferFact, why: string): Promise<never> {
  await raiseAlarm(services.database.query, {
    kind: "payout_mismatch",
    ref: fact.outBillNo,
    title: "收到与打款单不符的转账结果",
    detail: {
      why,
      out_bill_no: fact.outBillNo,
      transfer_bill_no: fact.transferBillNo,
      amount_fen: String(fact.amountFen),
      state: fact.state,
    },
  });
  return refuse("callback_mismatch");
}
