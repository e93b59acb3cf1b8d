import type { PaymentState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/**
 * Life of a payment attempt. `paid` and `late` are final: `late` is money for an order that no longer wants it and is
 * refunded once. A `closed` attempt may still turn out paid, because a close and a payment can cross.
 */
export const PAYMENT_TRANSITIONS: Transitions<PaymentState> = {
  created: ["open", "paid", "late", "closed"],
  open: ["paid", "late", "closed"],
  closed: ["paid", "late"],
  paid: [],
  late: [],
};

export function mayBecomePayment(from: PaymentState, to: PaymentState): boolean {
  return allows(PAYMENT_TRANSITIONS, from, to);
}
