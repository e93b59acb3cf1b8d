import type { PromoterState } from "@banyan/kernel";

/** What of a customer is still under way. Counts, and balances in fen. */
export interface ClosingFacts {
  /** Orders not yet paid, or whose payment may still arrive. */
  unpaid: number;
  unshipped: number;
  unreceived: number;
  aftersales: number;
  /** Refunds that WeChat has not finished. */
  refunds: number;
  promoter: PromoterState | null;
  /** An application waits. */
  applied: boolean;
  estimatedFen: bigint;
  heldFen: bigint;
  availableFen: bigint;
  withdrawingFen: bigint;
  debtFen: bigint;
  withdrawals: number;
  /** Rewards, deductions and checks of a payout that wait for somebody of the shop. */
  adjustments: number;
  /** Orders by which something may still be credited: unpaid, or not posted yet. */
  coming: number;
}

export const CLOSING_REASONS = [
  "orders_unpaid",
  "orders_unshipped",
  "orders_unreceived",
  "aftersales_open",
  "refunds_open",
  "promoter_frozen",
  "promoter_active",
  "application_waits",
  "withdrawals_open",
  "adjustments_wait",
  "has_debt",
  "has_held",
  "has_available",
  "has_withdrawing",
  "has_estimated",
  "commission_coming",
] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/**
 * Every reason why an account cannot be closed now, in the order in which a person deals with them; none means it can. Money is never
 * forfeited, and nobody is let go of in the middle of something (docs/decisions/2026-11-30-leaving.md).
 */
export function closingReasons(facts: ClosingFacts): ClosingReason[] {
  const stands: Record<ClosingReason, boolean> = {
    orders_unpaid: facts.unpaid > 0,
    orders_unshipped: facts.unshipped > 0,
    orders_unreceived: facts.unreceived > 0,
    aftersales_open: facts.aftersales > 0,
    refunds_open: facts.refunds > 0,
    promoter_frozen: facts.promoter === "frozen",
    promoter_active: facts.promoter === "active",
    application_waits: facts.applied,
    withdrawals_open: facts.withdrawals > 0,
    adjustments_wait: facts.adjustments > 0,
    has_debt: facts.debtFen !== 0n,
    has_held: facts.heldFen !== 0n,
    has_available: facts.availableFen !== 0n,
    // What is on its way out has a withdrawal of its own, which is named already.
    has_withdrawing: facts.withdrawingFen !== 0n && facts.withdrawals === 0,
    has_estimated: facts.estimatedFen !== 0n,
    // Whoever still promotes leaves first: until then there is always something coming.
    commission_coming: facts.coming > 0 && facts.promoter === "closed",
  };
  return CLOSING_REASONS.filter((reason) => stands[reason]);
}
