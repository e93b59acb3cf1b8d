import { DAY_MS, type Fen, MINUTE_MS, type PayoutState, type WithdrawalState } from "@banyan/kernel";
import { isFinalPayout, mayBecomePayout, mayBecomeWithdrawal } from "./transitions.ts";

export interface PayoutFacts {
  state: PayoutState;
  amountFen: Fen;
  openid: string;
  /** WeChat's number of the bill, once it was told. */
  billNo: string | null;
}

/** A verified fact about a payout; null where its source does not say. */
export interface PayoutNews {
  state: PayoutState;
  amountFen: Fen | null;
  openid: string | null;
  billNo: string;
  failReason: string | null;
}

/** What becomes of the withdrawal's money: paid out, or back to what is available. */
export type PayoutMoney = "pay" | "return" | null;

export type PayoutAnswer =
  | { kind: "apply"; state: PayoutState; withdrawal: WithdrawalState | null; money: PayoutMoney }
  | { kind: "already" }
  /** Another final state than the one that stands, or a bill where none could be: somebody has to look, nothing moves. */
  | { kind: "contradiction" }
  | { kind: "mismatch"; why: "amount" | "payee" | "bill" };

/**
 * A fact of WeChat against its payout, however it arrived.
 * First to last: mismatch (amount, payee, bill; an alarm, nothing is applied), contradiction, already (the same, or an earlier
 * step that comes late), apply. `withdrawal` is the state it moves to, null where it stays.
 */
export function decidePayoutFact(
  payout: PayoutFacts,
  withdrawal: WithdrawalState,
  news: PayoutNews,
): PayoutAnswer {
  if (news.amountFen !== null && news.amountFen !== payout.amountFen)
    return { kind: "mismatch", why: "amount" };
  if (news.openid !== null && news.openid !== payout.openid) return { kind: "mismatch", why: "payee" };
  if (payout.billNo !== null && news.billNo !== payout.billNo) return { kind: "mismatch", why: "bill" };
  if (!mayBecomePayout(payout.state, news.state))
    return { kind: contradicts(payout, news) ? "contradiction" : "already" };
  const to = withdrawalAfter(news.state, news.failReason);
  return {
    kind: "apply",
    state: news.state,
    withdrawal: to !== null && mayBecomeWithdrawal(withdrawal, to) ? to : null,
    money: news.state === "success" ? "pay" : isFinalPayout(news.state) ? "return" : null,
  };
}

/** Two ends of one payout, or a bill that is under way though the payout was ended because WeChat could have none. */
function contradicts(payout: PayoutFacts, news: PayoutNews): boolean {
  if (!isFinalPayout(payout.state)) return false;
  return isFinalPayout(news.state) ? payout.state !== news.state : payout.billNo === null;
}

/** What the promoter is told when the payout stands there. */
function withdrawalAfter(state: PayoutState, failReason: string | null): WithdrawalState | null {
  switch (state) {
    case "created":
    case "accepted":
    case "processing":
      return null;
    case "confirming":
    case "transferring":
      return "confirming";
    case "cancelling":
      return "cancelling";
    case "success":
      return "paid";
    case "cancelled":
      return "cancelled";
    case "fail":
      return failReason === "OVERDUE_CLOSE" ? "expired" : "failed";
  }
}

/**
 * WeChat takes a signed request for five minutes (docs/WECHAT.md 2.2). A request without an answer cannot make a bill after that,
 * and this long later "not found" is not a reading that came too early either.
 */
export const QUIET_MS = 15 * MINUTE_MS;
/** WeChat shows a bill for 30 days; beyond, "not found" says nothing. A day less, so that no clock decides. */
export const SHOWN_MS = 29 * DAY_MS;

/** What we know of the requests that were made for a payout which WeChat has never confirmed. */
export interface Sendings {
  /** Requests that never got a definite answer. */
  unheard: number;
  firstSentAt: Date | null;
  lastSentAt: Date | null;
}

/**
 * Whether "not found" proves that WeChat has no bill and will not have one: each request was refused by name, or the last one is
 * long past and the first not so long that WeChat has forgotten.
 */
export function provesNoBill(sent: Sendings, now: Date): boolean {
  if (sent.unheard === 0 || sent.lastSentAt === null || sent.firstSentAt === null) return true;
  const quiet = now.getTime() - sent.lastSentAt.getTime() >= QUIET_MS;
  const shown = now.getTime() - sent.firstSentAt.getTime() < SHOWN_MS;
  return quiet && shown;
}

/** Whether the same request may be sent again: not where WeChat may have forgotten the bill that the first one made. */
export function maySendAgain(sent: Sendings, now: Date): boolean {
  if (sent.unheard === 0 || sent.firstSentAt === null) return true;
  return now.getTime() - sent.firstSentAt.getTime() < SHOWN_MS;
}

/**
 * Refusals that speak of the request itself: the same request will never be taken, so once it is proved that no bill stands the
 * money goes back. All others speak of the merchant, who can put it right, and then the same number goes through.
 */
export function isAboutRequest(code: string): boolean {
  return code === "PARAM_ERROR" || code === "INVALID_REQUEST";
}
