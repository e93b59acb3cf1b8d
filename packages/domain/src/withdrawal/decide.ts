import type { Fen, PayoutState, WithdrawalState } from "@banyan/kernel";

/** A withdrawal as whoever decides sees it. */
export interface DecidedWithdrawal {
  state: WithdrawalState;
  amountFen: Fen;
  ownerId: bigint;
  checkedBy: bigint | null;
  /** Who the people that decided so far are as customers. */
  deciderCustomerIds: readonly bigint[];
}

export interface Decider {
  staffId: bigint;
  /** The same person as a customer of this shop, where the owner has linked them. */
  customerId: bigint | null;
}

export type DecisionRefusal =
  | "withdrawal_decided"
  | "own_withdrawal"
  | "second_person_needed"
  | "amount_mismatch";

/** check: the first of two approvals. approve: the money goes out. */
export type ApprovalAnswer =
  | { kind: "ok"; step: "check" | "approve" }
  | { kind: "refused"; refusal: DecisionRefusal };

/** Whether an amount needs two people; a limit of 0 means always. */
export function needsTwoPeople(amountFen: Fen, twoPeopleFen: Fen): boolean {
  return amountFen >= twoPeopleFen;
}

/**
 * What an approval by this person does.
 * Refusals, first to last: withdrawal_decided, own_withdrawal, second_person_needed (the same staff member, or another account
 * of the same person), amount_mismatch (confirmFen is what was typed).
 */
export function decideApproval(
  withdrawal: DecidedWithdrawal,
  by: Decider,
  p: { twoPeopleFen: Fen; confirmFen: Fen },
): ApprovalAnswer {
  const blocked = approvalBlock(withdrawal, by);
  if (blocked !== null) return { kind: "refused", refusal: blocked };
  if (withdrawal.amountFen !== p.confirmFen) return { kind: "refused", refusal: "amount_mismatch" };
  const first = withdrawal.state === "reviewing" && needsTwoPeople(withdrawal.amountFen, p.twoPeopleFen);
  return { kind: "ok", step: first ? "check" : "approve" };
}

/** Why this person cannot approve, whatever is typed; null when they can. */
export function approvalBlock(
  withdrawal: DecidedWithdrawal,
  by: Decider,
): Exclude<DecisionRefusal, "amount_mismatch"> | null {
  if (!isInReview(withdrawal.state)) return "withdrawal_decided";
  if (by.customerId === withdrawal.ownerId) return "own_withdrawal";
  if (withdrawal.state === "reviewing") return null;
  const same =
    withdrawal.checkedBy === by.staffId ||
    (by.customerId !== null && withdrawal.deciderCustomerIds.includes(by.customerId));
  return same ? "second_person_needed" : null;
}

/** Whether this person may refuse. Refusals, first to last: withdrawal_decided, own_withdrawal. */
export function refusalBlock(
  withdrawal: Pick<DecidedWithdrawal, "state" | "ownerId">,
  by: Decider,
): "withdrawal_decided" | "own_withdrawal" | null {
  if (!isInReview(withdrawal.state)) return "withdrawal_decided";
  return by.customerId === withdrawal.ownerId ? "own_withdrawal" : null;
}

/** Nobody but us has it yet: it can be refused, or taken back at once. */
export function isInReview(state: WithdrawalState): boolean {
  return state === "reviewing" || state === "checked";
}

/** now: it ends here. ask: WeChat is asked to cancel. no: it is too late, or under way. */
export type CancelAnswer = "now" | "ask" | "no";

/** What the promoter's own cancelling does: at once in review, through WeChat while it waits for the person. */
export function decidePromoterCancel(state: WithdrawalState, payout: PayoutState | null): CancelAnswer {
  if (isInReview(state)) return "now";
  return state === "confirming" && payout === "confirming" ? "ask" : "no";
}

/**
 * What the shop's cancelling does: a payout that was never sent ends at once, one that WeChat has or may have is asked back.
 * In review there is nothing to take back: that is a refusal.
 */
export function decideShopCancel(
  state: WithdrawalState,
  payout: { state: PayoutState; wasSent: boolean } | null,
): CancelAnswer {
  if (payout === null || (state !== "sending" && state !== "confirming")) return "no";
  if (payout.state === "transferring") return "no";
  return payout.state === "created" && !payout.wasSent ? "now" : "ask";
}

export type WithdrawalAction = "check" | "approve" | "refuse" | "cancel" | "ask";

/** What this person may do in the console now. `mayDecide`: their role has the right. */
export function withdrawalActions(
  withdrawal: DecidedWithdrawal,
  payout: { state: PayoutState; wasSent: boolean } | null,
  by: Decider,
  p: { twoPeopleFen: Fen; mayDecide: boolean },
): WithdrawalAction[] {
  if (!p.mayDecide) return [];
  const actions: WithdrawalAction[] = [];
  if (approvalBlock(withdrawal, by) === null) {
    const first = withdrawal.state === "reviewing" && needsTwoPeople(withdrawal.amountFen, p.twoPeopleFen);
    actions.push(first ? "check" : "approve");
  }
  if (refusalBlock(withdrawal, by) === null) actions.push("refuse");
  if (decideShopCancel(withdrawal.state, payout) !== "no") actions.push("cancel");
  if (payout !== null && ["sending", "confirming", "cancelling"].includes(withdrawal.state))
    actions.push("ask");
  return actions;
}
