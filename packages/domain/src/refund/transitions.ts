import type { RefundState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/**
 * Life of a refund at WeChat. An accepted request is `processing`, not success. `abnormal` (the payer's card is gone) is
 * handled by hand at WeChat under the same number and may still succeed.
 */
export const REFUND_TRANSITIONS: Transitions<RefundState> = {
  created: ["processing", "success", "abnormal", "closed"],
  processing: ["success", "abnormal", "closed"],
  abnormal: ["processing", "success", "closed"],
  success: [],
  closed: [],
};

export function mayBecomeRefund(from: RefundState, to: RefundState): boolean {
  return allows(REFUND_TRANSITIONS, from, to);
}
