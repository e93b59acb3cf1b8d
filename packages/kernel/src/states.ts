/** Words of states, once for every room. Their Chinese stands in contract (what a client shows) and nowhere else. */
export const ORDER_STATES = [
  "awaiting_payment",
  "closing",
  "awaiting_shipment",
  "awaiting_receipt",
  "completed",
  "closed",
  "refunded",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const PAYMENT_STATES = ["created", "open", "paid", "closed", "late"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export const AFTERSALE_STATES = ["requested", "refunding", "refunded", "rejected", "cancelled"] as const;
export type AftersaleState = (typeof AFTERSALE_STATES)[number];

export const REFUND_STATES = ["created", "processing", "success", "abnormal", "closed"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export const FULFILMENTS = ["parcel", "service"] as const;
export type Fulfilment = (typeof FULFILMENTS)[number];

export const STAFF_ROLES = ["owner", "operator", "finance", "service"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
