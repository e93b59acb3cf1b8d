/** Chinese of order states, after-sale states and timeline events, for customer and operator alike. */
import type { AftersaleState, OrderState } from "@banyan/kernel";

const ORDER: Record<OrderState, string> = {
  awaiting_payment: "待付款",
  closing: "正在关闭",
  awaiting_shipment: "待发货",
  awaiting_receipt: "待收货",
  completed: "已完成",
  closed: "已关闭",
  refunded: "已退款",
};
const AFTERSALE: Record<AftersaleState, string> = {
  requested: "待商家处理",
  refunding: "退款中",
  refunded: "已退款",
  rejected: "已拒绝",
  cancelled: "已撤销",
};
const EVENT = {
  submitted: "提交订单",
  paid: "支付成功",
  paid_late: "订单关闭后收到付款，将原路退回",
  cancelled: "已取消",
  closed_unpaid: "超时未支付，订单关闭",
  shipped: "商家已发货",
  served: "服务已完成",
  received: "确认收货",
  received_by_timer: "系统自动确认收货",
  aftersale_requested: "申请退款",
  aftersale_approved: "商家同意退款",
  aftersale_rejected: "商家拒绝退款",
  aftersale_cancelled: "撤销退款申请",
  refund_sent: "退款已提交微信支付",
  refunded: "退款到账",
  refund_abnormal: "退款遇到问题，商家正在处理",
} as const;
export type EventKind = keyof typeof EVENT;

export const orderStateText = (state: OrderState): string => ORDER[state];
export const aftersaleStateText = (state: AftersaleState): string => AFTERSALE[state];
/** An event kind this version does not know shows as 其他. */
export const eventTitle = (kind: string): string => (kind in EVENT ? EVENT[kind as EventKind] : "其他");

/** One sentence on where the order stands and what happens next. */
export function orderHint(order: {
  state: OrderState;
  aftersaleOpen: boolean;
  services: boolean;
  closeReason: string;
}): string {
  if (order.aftersaleOpen) return "退款申请处理中，处理完成前订单暂停流转";
  switch (order.state) {
    case "awaiting_payment":
      return "请在倒计时结束前完成支付，超时订单将自动关闭";
    case "closing":
      return "正在与微信支付确认，请稍候";
    case "awaiting_shipment":
      return order.services ? "商家将与您联系安排服务" : "商家正在备货，发货后会通知您";
    case "awaiting_receipt":
      return "收到商品并确认无误后，请确认收货";
    case "completed":
      return "感谢购买，期待再次相见";
    case "closed":
      return order.closeReason || "订单已关闭";
    case "refunded":
      return "款项已原路退回，到账时间以微信支付为准";
  }
}

/** One sentence on where an after-sale case stands. */
export function aftersaleHint(state: AftersaleState, decisionNote: string): string {
  switch (state) {
    case "requested":
      return "商家会尽快处理，请留意消息";
    case "refunding":
      return "退款已提交微信支付，一般几分钟内原路退回";
    case "refunded":
      return "退款已原路退回您的支付账户";
    case "rejected":
      return decisionNote ? `商家说明：${decisionNote}` : "如有疑问请联系客服";
    case "cancelled":
      return "申请已撤销，售后期内可再次申请";
  }
}
