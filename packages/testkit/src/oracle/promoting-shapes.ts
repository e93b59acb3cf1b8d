/**
 * What the bookkeeper of promoting hears and writes down. People, orders, refunds and withdrawals are plain names; money is bigint
 * fen; `at` is ms of business time since an epoch, so that a day is a day in Shanghai.
 */
import type { WithdrawalState } from "@banyan/kernel";
import type { BookCommissionLine, BookLineInput, BookLineResult, BookPlan, BookShare } from "./commission.ts";

export interface PromotingRules {
  aftersaleMs: number;
  withdrawalOpen: boolean;
  minFen: bigint;
  maxFen: bigint;
  /** Requests on one business day. */
  perDay: number;
  feeBps: number;
}

/** Something that happened, or that somebody asks for. */
export type PromotingFact = { at: number } & (
  | { kind: "promoter_approved"; id: string; tier: string; inviter: string | null }
  | { kind: "tier_changed"; id: string; tier: string }
  | { kind: "frozen"; id: string }
  | { kind: "unfrozen"; id: string }
  | { kind: "agreed"; id: string }
  | { kind: "agreement_outdated" }
  | { kind: "bound"; customer: string; promoter: string; until: number }
  | { kind: "unbound"; customer: string }
  | { kind: "order_submitted"; order: string; buyer: string; plan: BookPlan; lines: readonly SubmittedLine[] }
  | { kind: "order_paid"; order: string }
  | { kind: OrderStep; order: string }
  | { kind: "refund_succeeded"; order: string; refund: string; lines: readonly RefundedLine[] }
  | { kind: "settled" }
  | { kind: "hold" | "release"; share: string }
  | { kind: "withdrawal_requested"; no: string; promoter: string; amountFen: bigint }
  | { kind: WithdrawalStep; no: string }
);
export type Fact<K extends PromotingFact["kind"]> = Extract<PromotingFact, { kind: K }>;
export type OrderStep = "order_closed" | "paid_late" | "received" | "aftersale_opened" | "aftersale_closed";
/** `sent`: WeChat has the payout from now on. */
export type WithdrawalStep =
  | "withdrawal_sent"
  | "withdrawal_refused"
  | "withdrawal_cancelled"
  | "withdrawal_failed"
  | "withdrawal_expired"
  | "withdrawal_paid";

export interface SubmittedLine {
  lineNo: number;
  line: BookCommissionLine;
}

/** The line's own price only: freight and goodwill are no part of it. */
export interface RefundedLine {
  lineNo: number;
  amountFen: bigint;
}

export interface BookPromoter {
  id: string;
  tier: string;
  inviter: string | null;
  frozen: boolean;
  agreed: boolean;
  balances: Balances;
}

export interface Balances {
  estimated: bigint;
  held: bigint;
  available: bigint;
  withdrawing: bigint;
  /** What the promoter owes the shop. */
  debt: bigint;
  /** Arrived, fees included. */
  paidOut: bigint;
}
export type Pocket = "estimated" | "held" | "available" | "withdrawing" | "debt";
export type Outside = "commission_expense" | "payout_clearing" | "fee_income";

/** One row of the ledger: from one account to another of the same person, or between a person and the shop. */
export interface BookTransfer {
  key: string;
  promoter: string;
  kind: string;
  debit: Pocket | Outside;
  credit: Pocket | Outside;
  fen: bigint;
}

export interface BookBinding {
  promoter: string;
  until: number;
}

/** A share that was paid for. Its key is order-line-position-kind. */
export interface EarnedShare extends BookShare {
  key: string;
  order: string;
  lineNo: number;
  keptFen: bigint;
  /** By a person, or because its promoter was frozen when it settled; only that ends with the freeze. */
  heldBy: "staff" | "freeze" | null;
  settled: boolean;
}

/** `input` is the snapshot of submit; `result` was reckoned from it then. */
export interface EarningLine {
  lineNo: number;
  input: BookLineInput;
  result: BookLineResult;
  refundedFen: bigint;
}

export interface EarningOrder {
  order: string;
  buyer: string;
  state: "open" | "paid" | "closed";
  lines: EarningLine[];
  /** Money that came after the order was closed. */
  late: boolean;
  receivedAt: number | null;
  openCase: boolean;
  settledAt: number | null;
  refunds: string[];
}

export interface BookWithdrawal {
  no: string;
  promoter: string;
  amountFen: bigint;
  feeFen: bigint;
  requestedAt: number;
  /** When WeChat got it. */
  sentAt: number | null;
  /** Open is either `reviewing`, or `sending` once WeChat has it: what lies between is no matter of balances. */
  state: Extract<
    WithdrawalState,
    "reviewing" | "sending" | "paid" | "refused" | "cancelled" | "failed" | "expired"
  >;
}
