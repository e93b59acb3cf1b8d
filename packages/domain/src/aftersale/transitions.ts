import type { AftersaleState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/**
 * Life of an after-sale case. A case is created in `requested` by the buyer, or in `refunding` by the shop. `refunding`
 * ends in `refunded` with the money, or in `rejected` when WeChat closed the refund for good.
 */
export const AFTERSALE_TRANSITIONS: Transitions<AftersaleState> = {
  requested: ["refunding", "rejected", "cancelled"],
  refunding: ["refunded", "rejected"],
  refunded: [],
  rejected: [],
  cancelled: [],
};

export function mayBecomeAftersale(from: AftersaleState, to: AftersaleState): boolean {
  return allows(AFTERSALE_TRANSITIONS, from, to);
}
