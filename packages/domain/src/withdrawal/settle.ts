import {
  DAY_MS,
  type Fen,
  later,
  type PayoutState,
  type PayoutTrouble,
  type SettlementOutcome,
  type WithdrawalState,
} from "@banyan/kernel";
import { isFinalPayout } from "./transitions.ts";

/**
 * A bill that WeChat has made is confirmed within a day or closed, and closing may lag (docs/WECHAT.md 3.3): so long after the last
 * request nobody can say that it will not be paid.
 */
export const MAY_PAY_MS = 3 * DAY_MS;

/** A payout of which WeChat may have forgotten, as whoever looks it up in the fund bill sees it. */
export interface TroubledPayout {
  state: PayoutState;
  withdrawal: WithdrawalState;
  trouble: PayoutTrouble | null;
  amountFen: Fen;
  /** WeChat's number, where it was told once. */
  billNo: string | null;
  lastSentAt: Date | null;
}

export interface Finding {
  outcome: SettlementOutcome;
  /** Of the fund bill; empty where nothing was paid. */
  billNo: string;
  /** Of the fund bill, or what was not paid. */
  amountFen: Fen;
}

export type SettlementRefusal =
  | "withdrawal_decided"
  | "payout_not_in_trouble"
  | "amount_mismatch"
  | "bill_mismatch"
  | "settlement_too_early";

/**
 * Why people cannot settle a payout by what they found; null when they can. While WeChat can be asked, WeChat says it.
 * Refusals, first to last: withdrawal_decided (it has ended), payout_not_in_trouble, amount_mismatch, bill_mismatch (WeChat named
 * another bill, or none was named for what was paid), settlement_too_early (not paid yet is not proved not paid).
 */
export function settlementBlock(
  payout: TroubledPayout,
  finding: Finding,
  now: Date,
): SettlementRefusal | null {
  if (isFinalPayout(payout.state)) return "withdrawal_decided";
  if (payout.trouble === null) return "payout_not_in_trouble";
  if (finding.amountFen !== payout.amountFen) return "amount_mismatch";
  if (finding.outcome === "paid") {
    const other = payout.billNo !== null && payout.billNo !== finding.billNo;
    return finding.billNo === "" || other ? "bill_mismatch" : null;
  }
  return payout.lastSentAt !== null && now < later(payout.lastSentAt, MAY_PAY_MS)
    ? "settlement_too_early"
    : null;
}
