import type { AccountName, AdjustmentKind, AdjustmentState, Fen, TransferKind } from "@banyan/kernel";
import type { Standing } from "../promoter/standing.ts";
import { mayBecomeAdjustment } from "./transitions.ts";

/** What an adjustment may move, of its promoter's account. */
export interface AdjustedBalances {
  availableFen: Fen;
  debtFen: Fen;
}

/** The shop's limits, and what was approved today already. */
export interface AdjustmentTerms {
  maxFen: Fen;
  dayFen: Fen;
  todayFen: Fen;
}

export type AdjustmentRefusal =
  | "account_gone"
  | "not_a_promoter"
  | "above_adjustment_limit"
  | "above_adjustment_day"
  | "exceeds_available"
  | "exceeds_debt";

/**
 * Why so much cannot be moved, or null. A reward is earned, so only whoever may earn gets one; the other three put right what is
 * there, whatever the promoter's standing.
 * Refusals, first to last: account_gone (closed for ever: nobody could take it out), not_a_promoter, above_adjustment_limit, above_adjustment_day, exceeds_available (minus takes what is
 * there: what is missing would be a debt nobody has asked for), exceeds_debt.
 */
export function adjustmentBlock(
  p: { kind: AdjustmentKind; amountFen: Fen; standing: Standing; gone?: boolean },
  balances: AdjustedBalances,
  terms: AdjustmentTerms,
): AdjustmentRefusal | null {
  if (p.gone === true) return "account_gone";
  if (p.standing === "none" || (p.kind === "reward" && p.standing !== "active")) return "not_a_promoter";
  if (p.amountFen > terms.maxFen) return "above_adjustment_limit";
  if (terms.todayFen + p.amountFen > terms.dayFen) return "above_adjustment_day";
  if (p.kind === "minus" && p.amountFen > balances.availableFen) return "exceeds_available";
  return p.kind === "write_off" && p.amountFen > balances.debtFen ? "exceeds_debt" : null;
}

/** The account after it: what comes in pays off debt first. Only for amounts that nothing blocks. */
export function afterAdjustment(
  p: { kind: AdjustmentKind; amountFen: Fen },
  { availableFen, debtFen }: AdjustedBalances,
): AdjustedBalances {
  if (p.kind === "write_off") return { availableFen, debtFen: debtFen - p.amountFen };
  if (p.kind === "minus") return { availableFen: availableFen - p.amountFen, debtFen };
  const repaid = p.amountFen < debtFen ? p.amountFen : debtFen;
  return { availableFen: availableFen + p.amountFen - repaid, debtFen: debtFen - repaid };
}

/** The one transfer that an approved adjustment is. */
export const ADJUSTMENT_POSTING: Readonly<
  Record<AdjustmentKind, { kind: Exclude<TransferKind, "accrue">; debit: AccountName; credit: AccountName }>
> = {
  reward: { kind: "reward", debit: "reward_expense", credit: "available" },
  plus: { kind: "adjust", debit: "adjustment", credit: "available" },
  minus: { kind: "adjust", debit: "available", credit: "adjustment" },
  write_off: { kind: "write_off", debit: "adjustment", credit: "debt" },
};

/** Whoever looks at something that another person has asked for. */
export interface SecondPerson {
  staffId: bigint;
  /** The same person as a customer of this shop, where the owner has linked them. */
  customerId: bigint | null;
}

/** What waits for a second person: who asked, and whose money it is. */
export interface AskedFor {
  state: AdjustmentState;
  ownerIds: readonly bigint[];
  requestedBy: bigint;
  requesterCustomerId: bigint | null;
}

/**
 * Why this person cannot approve or refuse it; null when they can.
 * Refusals, first to last: adjustment_decided, own_matter, second_person_needed (the same staff member, or another account of the
 * same person).
 */
export function decisionBlock(
  asked: AskedFor,
  by: SecondPerson,
): "adjustment_decided" | "own_matter" | "second_person_needed" | null {
  if (!mayBecomeAdjustment(asked.state, "approved")) return "adjustment_decided";
  if (by.customerId !== null && asked.ownerIds.includes(by.customerId)) return "own_matter";
  const same =
    asked.requestedBy === by.staffId ||
    (by.customerId !== null && asked.requesterCustomerId === by.customerId);
  return same ? "second_person_needed" : null;
}

/** Why this person cannot take it back. Refusals, first to last: adjustment_decided, not_requester. */
export function cancelBlock(
  asked: Pick<AskedFor, "state" | "requestedBy">,
  staffId: bigint,
): "adjustment_decided" | "not_requester" | null {
  if (!mayBecomeAdjustment(asked.state, "cancelled")) return "adjustment_decided";
  return asked.requestedBy === staffId ? null : "not_requester";
}
