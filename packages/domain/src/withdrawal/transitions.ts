import type { PayoutState, WithdrawalState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/**
 * Life of a withdrawal. `checked` is the first of two approvals. From `sending` on WeChat has it, or may have it: only WeChat's
 * word, or the proof that it never had it, ends it. `cancelling` waits for that word as well, since the person may confirm in the
 * same moment.
 */
export const WITHDRAWAL_TRANSITIONS: Transitions<WithdrawalState> = {
  reviewing: ["checked", "sending", "refused", "cancelled"],
  checked: ["sending", "refused", "cancelled"],
  sending: ["confirming", "cancelling", "paid", "failed", "expired", "cancelled"],
  confirming: ["cancelling", "paid", "failed", "expired", "cancelled"],
  cancelling: ["paid", "failed", "expired", "cancelled"],
  paid: [],
  refused: [],
  cancelled: [],
  failed: [],
  expired: [],
};

/**
 * Life of a payout at WeChat (docs/WECHAT.md 3.3). It only goes forward: what arrives late or out of order changes nothing.
 * `transferring` is the person's own confirmation under way; WeChat may still cancel or fail it.
 */
export const PAYOUT_TRANSITIONS: Transitions<PayoutState> = {
  created: [
    "accepted",
    "processing",
    "confirming",
    "transferring",
    "cancelling",
    "success",
    "fail",
    "cancelled",
  ],
  accepted: ["processing", "confirming", "transferring", "cancelling", "success", "fail", "cancelled"],
  processing: ["confirming", "transferring", "cancelling", "success", "fail", "cancelled"],
  confirming: ["transferring", "cancelling", "success", "fail", "cancelled"],
  transferring: ["cancelling", "success", "fail", "cancelled"],
  cancelling: ["success", "fail", "cancelled"],
  success: [],
  fail: [],
  cancelled: [],
};

export function mayBecomeWithdrawal(from: WithdrawalState, to: WithdrawalState): boolean {
  return allows(WITHDRAWAL_TRANSITIONS, from, to);
}

export function mayBecomePayout(from: PayoutState, to: PayoutState): boolean {
  return allows(PAYOUT_TRANSITIONS, from, to);
}

export function isFinalWithdrawal(state: WithdrawalState): boolean {
  return WITHDRAWAL_TRANSITIONS[state].length === 0;
}

export function isFinalPayout(state: PayoutState): boolean {
  return PAYOUT_TRANSITIONS[state].length === 0;
}
