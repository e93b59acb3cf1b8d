import type { OrderCard } from "@banyan/contract";

export type OrderAction = OrderCard["actions"][number];

/** Buttons of an order, in the order they stand: the next step last, under the thumb. */
export const ACTION_ORDER: readonly OrderAction[] = ["again", "refund", "review", "cancel", "receive", "pay"];

export const ACTION_TEXT: Readonly<Record<OrderAction, string>> = {
  pay: "去支付",
  cancel: "取消订单",
  receive: "确认收货",
  refund: "申请退款",
  review: "评价",
  again: "再次购买",
};

export const CANCEL_REASONS = [
  "不想买了",
  "地址或电话填错了",
  "想换规格或数量",
  "想用别的优惠",
  "暂时不方便付款",
  "其他",
] as const;

/** How loud the state is: what the person has to do, what is on its way, what is over. */
export function stateTone(order: Pick<OrderCard, "state" | "state_text">): "act" | "way" | "case" | "over" {
  if (order.state === "awaiting_payment") return "act";
  if (order.state_text.includes("售后")) return "case";
  if (order.state === "awaiting_shipment" || order.state === "awaiting_receipt") return "way";
  return "over";
}
