import type { Fen, OrderState } from "@banyan/kernel";
import { aftersaleOver } from "../aftersale/deadline.ts";

export interface OrderFacts {
  state: OrderState;
  hasOpenAftersale: boolean;
  receivedAt: Date | null;
  /** Money of the lines that no refund has taken or is taking. */
  refundableFen: Fen;
  /** At least one line may be reviewed. */
  reviewable: boolean;
}

export type OrderAction = "pay" | "cancel" | "receive" | "refund" | "review" | "again";

/** The buttons that the buyer sees now, in the order they stand. Each one leads to an action that would be accepted. */
export function orderActions(order: OrderFacts, p: { now: Date; aftersaleDays: number }): OrderAction[] {
  if (order.state === "awaiting_payment") return ["pay", "cancel"];
  if (order.state === "closing") return [];
  const actions: OrderAction[] = [];
  if (decideReceive(order) === "ok") actions.push("receive");
  if (mayAskRefund(order, p)) actions.push("refund");
  if (order.reviewable) actions.push("review");
  if (order.state === "completed" || order.state === "closed" || order.state === "refunded")
    actions.push("again");
  return actions;
}

/** Whether receipt may be confirmed, by the buyer or by the timer alike. An open case holds it back: its outcome comes first. */
export function decideReceive(order: {
  state: OrderState;
  hasOpenAftersale: boolean;
}): "ok" | "order_not_receivable" | "aftersale_open" {
  if (order.state !== "awaiting_receipt") return "order_not_receivable";
  if (order.hasOpenAftersale) return "aftersale_open";
  return "ok";
}

function mayAskRefund(order: OrderFacts, p: { now: Date; aftersaleDays: number }): boolean {
  const paid =
    order.state === "awaiting_shipment" || order.state === "awaiting_receipt" || order.state === "completed";
  return paid && !order.hasOpenAftersale && order.refundableFen > 0n && !aftersaleOver(order.receivedAt, p);
}
