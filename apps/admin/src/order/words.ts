import type { AftersaleState, OrderState, PaymentState, RefundState } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";

/** Colour of an order's state; its words come from the server. */
export const ORDER_TONE: Record<OrderState, Tone> = {
  awaiting_payment: "amber",
  closing: "grey",
  awaiting_shipment: "blue",
  awaiting_receipt: "blue",
  completed: "green",
  closed: "grey",
  refunded: "red",
};

export const AFTERSALE_TONE: Record<AftersaleState, Tone> = {
  requested: "amber",
  refunding: "blue",
  refunded: "green",
  rejected: "grey",
  cancelled: "grey",
};

/** Facts that only the operator sees: attempts and refunds as WeChat knows them. */
export const PAYMENT_WORD: Record<PaymentState, { text: string; tone: Tone }> = {
  created: { text: "已建单", tone: "grey" },
  open: { text: "待支付", tone: "amber" },
  paid: { text: "已支付", tone: "green" },
  closed: { text: "已关闭", tone: "grey" },
  late: { text: "迟到支付，已退回", tone: "red" },
};

export const REFUND_WORD: Record<RefundState, { text: string; tone: Tone }> = {
  created: { text: "待提交", tone: "amber" },
  processing: { text: "微信处理中", tone: "blue" },
  success: { text: "已到账", tone: "green" },
  abnormal: { text: "退款异常", tone: "red" },
  closed: { text: "已关闭", tone: "grey" },
};

export const REFUND_CAUSE: Record<string, string> = { aftersale: "售后", late_payment: "迟到支付" };

export const CARRIERS = [
  "顺丰速运",
  "中通快递",
  "圆通速递",
  "申通快递",
  "韵达快递",
  "极兔速递",
  "邮政 EMS",
  "京东物流",
  "德邦快递",
];
