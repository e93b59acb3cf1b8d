import type { OrderState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/**
 * Life of an order. `closing` stands between unpaid and closed while WeChat is asked to close the payment: if it answers
 * that the order was paid meanwhile, the order goes on. Once `closed` it never comes back: money that arrives later
 * is refunded.
 */
export const ORDER_TRANSITIONS: Transitions<OrderState> = {
  awaiting_payment: ["closing", "awaiting_shipment"],
  closing: ["closed", "awaiting_shipment"],
  awaiting_shipment: ["awaiting_receipt", "refunded"],
  awaiting_receipt: ["completed", "refunded"],
  completed: ["refunded"],
  closed: [],
  refunded: [],
};

export function mayBecome(from: OrderState, to: OrderState): boolean {
  return allows(ORDER_TRANSITIONS, from, to);
}
