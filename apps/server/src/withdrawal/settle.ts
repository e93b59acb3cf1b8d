/**
 * A payout that WeChat no longer tells of is settled by two people: one looks it up in the merchant's fund bill and says what was found,
 * another agrees. The only way besides WeChat's word that ends a payout which was sent.
 */
import { decisionBlock, type Finding, settlementBlock } from "@banyan/domain";
import { resolveAlarms } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { endWithdrawal } from "./end.ts";
import { customerOfStaff } from "./facts-store.ts";
import { lockPayoutOf, type Payout, recordPayoutFact, setPayoutState } from "./payout-store.ts";
import {
  claimBill,
  decideSettlementRow,
  insertSettlement,
  lockSettlement,
  type Settlement,
} from "./settle-store.ts";
import { addWithdrawalEvent, type LockedWithdrawal, lockWithdrawal } from "./store.ts";

/** What the withdrawal's fail reason says of a payout that was proved not paid. */
export const NOT_PAID = "NOT_PAID";

interface Case {
  withdrawal: LockedWithdrawal;
  payout: Payout;
}
type Changed = Promise<{ before: unknown; after: unknown }>;

/**
 * One at a time for a withdrawal.
 * @throws Refusal not_found, withdrawal_decided, payout_not_in_trouble, amount_mismatch at amount_fen, bill_mismatch and bill_used at
 * bill_no, settlement_too_early at outcome, settlement_waits
 */
export async function requestSettlement(
  tx: Tx,
  p: { ownerId: bigint; no: string; staffId: bigint; finding: Finding; reason: string; evidence: string },
): Changed {
  const found = await lockCase(tx, p.ownerId, p.no);
  refuseBlocked(found, p.finding);
  const id = await insertSettlement(tx, {
    ownerId: p.ownerId,
    no: p.no,
    ...p.finding,
    reason: p.reason,
    evidence: p.evidence,
    staffId: p.staffId,
    customerId: await customerOfStaff(tx, p.staffId),
    at: found.withdrawal.now,
  });
  if (id === null) refuse("settlement_waits");
  return {
    before: { state: found.withdrawal.state, payout: found.payout.state, trouble: found.payout.trouble },
    after: { settlement: id, ...p.finding, reason: p.reason, evidence: p.evidence },
  };
}

export interface SettlementDecision {
  ownerId: bigint;
  no: string;
  id: bigint;
  staffId: bigint;
  approve: boolean;
  confirmFen: bigint;
  note: string;
}

/**
 * By a second person. Found paid: the payout ends as success and the money is posted as paid. Proved not paid: it ends as failed and
 * the money goes back.
 * @throws Refusal not_found, withdrawal_decided, own_matter, second_person_needed, amount_mismatch at confirm_fen, and what
 * requestSettlement refuses, looked at again
 */
export async function decideSettlement(tx: Tx, p: SettlementDecision): Changed {
  const found = await lockCase(tx, p.ownerId, p.no);
  const settlement = (await lockSettlement(tx, p.ownerId, p.no, p.id)) ?? refuse("not_found");
  const by = { staffId: p.staffId, customerId: await customerOfStaff(tx, p.staffId) };
  const block = decisionBlock(
    {
      state: settlement.state,
      ownerIds: [p.ownerId],
      requestedBy: settlement.requested_by,
      requesterCustomerId: settlement.requester_customer_id,
    },
    by,
  );
  if (block !== null) refuse(block === "adjustment_decided" ? "withdrawal_decided" : block);
  const at = found.withdrawal.now;
  const key = { ownerId: p.ownerId, no: p.no, id: p.id };
  if (p.approve) {
    if (p.confirmFen !== settlement.amount_fen) refuse("amount_mismatch", { field: "confirm_fen" });
    refuseBlocked(found, findingOf(settlement));
  }
  const decided = { to: p.approve ? "approved" : "refused", by, note: p.note, at } as const;
  if (!(await decideSettlementRow(tx, key, decided))) refuse("withdrawal_decided");
  if (p.approve) await settle(tx, found, findingOf(settlement));
  return {
    before: { state: found.withdrawal.state, payout: found.payout.state },
    after: { settlement: p.id, outcome: settlement.outcome, approved: p.approve, note: p.note },
  };
}

/** By whoever asked for it. @throws Refusal not_found, withdrawal_decided (it no longer waits), not_requester */
export async function cancelSettlement(
  tx: Tx,
  p: { ownerId: bigint; no: string; id: bigint; staffId: bigint },
): Changed {
  const { withdrawal } = await lockCase(tx, p.ownerId, p.no);
  const settlement = (await lockSettlement(tx, p.ownerId, p.no, p.id)) ?? refuse("not_found");
  if (settlement.state !== "requested") refuse("withdrawal_decided");
  if (settlement.requested_by !== p.staffId) refuse("not_requester");
  await decideSettlementRow(tx, p, { to: "cancelled", by: null, note: "", at: withdrawal.now });
  return { before: { settlement: p.id, state: "requested" }, after: { state: "cancelled" } };
}

async function lockCase(tx: Tx, ownerId: bigint, no: string): Promise<Case> {
  const withdrawal = (await lockWithdrawal(tx, ownerId, no)) ?? refuse("not_found");
  const payout = (await lockPayoutOf(tx, ownerId, no)) ?? refuse("payout_not_in_trouble");
  return { withdrawal, payout };
}

const findingOf = (row: Settlement): Finding => ({
  outcome: row.outcome,
  billNo: row.bill_no,
  amountFen: row.amount_fen,
});

const FIELDS: Record<string, string> = {
  amount_mismatch: "amount_fen",
  bill_mismatch: "bill_no",
  settlement_too_early: "outcome",
};

function refuseBlocked({ withdrawal, payout }: Case, finding: Finding): void {
  const block = settlementBlock(
    {
      state: payout.state,
      withdrawal: withdrawal.state,
      trouble: payout.trouble,
      amountFen: payout.amount_fen,
      billNo: payout.bill_no,
      lastSentAt: payout.last_sent_at,
    },
    finding,
    withdrawal.now,
  );
  if (block === null) return;
  const field = FIELDS[block];
  refuse(block, field === undefined ? {} : { field });
}

/** The bill is a fact like WeChat's own, told by people; the alarm is over. */
async function settle(tx: Tx, { withdrawal, payout }: Case, finding: Finding): Promise<void> {
  const { owner_id: ownerId, no, now: at } = withdrawal;
  const paid = finding.outcome === "paid";
  if (paid) {
    if (!(await claimBill(tx, { billNo: finding.billNo, ownerId, no })))
      refuse("bill_used", { field: "bill_no" });
    await recordPayoutFact(tx, {
      ownerId,
      no: payout.no,
      state: "success",
      billNo: finding.billNo,
      amountFen: finding.amountFen,
      source: "bill",
      eventAt: at,
    });
  }
  await setPayoutState(tx, payout, {
    state: paid ? "success" : "fail",
    billNo: paid ? finding.billNo : null,
    failReason: paid ? "" : NOT_PAID,
    confirmUntil: null,
    finishedAt: at,
    nextTrySeconds: 0,
  });
  await addWithdrawalEvent(tx, { ownerId, no, kind: paid ? "settled_paid" : "settled_returned", at });
  await endWithdrawal(tx, withdrawal, {
    to: paid ? "paid" : "failed",
    money: paid ? "pay" : "return",
    failReason: paid ? "" : NOT_PAID,
    at,
  });
  for (const kind of ["payout_lost", "payout_merchant"])
    await resolveAlarms(tx, kind, [payout.no], paid ? "人工核对：已打款" : "人工核对：未打款，款项已退回");
}
