import { AFTERSALE_STATES, FULFILMENTS, ORDER_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { count, fen, id, instant, number, optionalText, page, pageQuery, timelineEvent } from "./shape.ts";

export const orderLine = z.object({
  line_no: z.number().int(),
  sku_id: id,
  product_id: id,
  name: z.string(),
  spec: z.array(z.string()),
  picture: z.string(),
  fulfilment: z.enum(FULFILMENTS),
  price_fen: fen,
  quantity: z.number().int(),
  discount_fen: fen,
  net_fen: fen,
  self_discount_fen: fen,
  refunded_fen: fen,
  refunded_quantity: z.number().int(),
  /** The newest after-sale case that touches this line. */
  aftersale: z.object({ no: number, state: z.enum(AFTERSALE_STATES) }).nullable(),
});
export type OrderLine = z.infer<typeof orderLine>;

/** A coupon of an order and what it took off. */
export const orderCoupon = z.object({ grant_id: id, coupon_id: id, name: z.string(), discount_fen: fen });

/** What a person may do now; the client shows exactly these buttons. */
export const ORDER_ACTIONS = ["pay", "cancel", "receive", "refund", "review", "again"] as const;

export const orderCard = z.object({
  no: number,
  state: z.enum(ORDER_STATES),
  /** The state in Chinese, as this person should read it. */
  state_text: z.string(),
  lines: z.array(orderLine),
  quantity: z.number().int(),
  payable_fen: fen,
  refunded_fen: fen,
  created_at: instant,
  /** When an unpaid order closes by itself. */
  close_at: instant.nullable(),
  actions: z.array(z.enum(ORDER_ACTIONS)),
});
export type OrderCard = z.infer<typeof orderCard>;

export const shipmentBody = z.object({
  no: number,
  fulfilment: z.enum(FULFILMENTS),
  carrier: z.string().nullable(),
  tracking_no: z.string().nullable(),
  shipped_at: instant,
  line_nos: z.array(z.number().int()),
});

export const orderDetail = orderCard.extend({
  goods_fen: fen,
  discount_fen: fen,
  /** Each coupon with its part of the discount. */
  coupons: z.array(orderCoupon),
  self_discount_fen: fen,
  /** 自购返 of a promoter's own order, after refunds; 0 where the order earns nothing. */
  self_rebate_fen: fen,
  freight_fen: fen,
  /** 由 … 推荐, as it stood at submit. */
  referrer: z.object({ name: z.string() }).nullable(),
  remark: z.string(),
  contact: z.object({ recipient: z.string(), phone: z.string(), address: z.string() }).nullable(),
  timeline: z.array(timelineEvent),
  shipments: z.array(shipmentBody),
  paid_at: instant.nullable(),
  shipped_at: instant.nullable(),
  received_at: instant.nullable(),
  /** When receipt is confirmed by itself. */
  receive_at: instant.nullable(),
  /** Until when a refund may be asked for. */
  aftersale_until: instant.nullable(),
  /** Why the next step waits and what it is, one sentence. */
  hint: z.string(),
});
export type OrderDetail = z.infer<typeof orderDetail>;

export const ORDER_TABS = [
  "all",
  "awaiting_payment",
  "awaiting_shipment",
  "awaiting_receipt",
  "completed",
] as const;

export const order = {
  /** Makes an order of a quote. The quote is the idempotency key: sent twice it answers with the same order. */
  submit: oc
    .route({ method: "POST", path: "/orders", summary: "提交订单" })
    .input(
      z.object({
        quote_id: id,
        /** What the person saw. Anything else is refused as quote_changed. */
        payable_fen: count("应付金额", 0, 10_000_000_000),
        remark: optionalText("备注", 100).default(""),
      }),
    )
    .output(z.object({ no: number, payable_fen: fen, close_at: instant })),
  list: oc
    .route({ method: "GET", path: "/orders", summary: "我的订单" })
    .input(z.object({ ...pageQuery, tab: z.enum(ORDER_TABS, { error: "没有这个分类" }).default("all") }))
    .output(page(orderCard)),
  get: oc
    .route({ method: "GET", path: "/orders/{no}", summary: "订单详情" })
    .input(z.object({ no: number }))
    .output(orderDetail),
  cancel: oc
    .route({ method: "POST", path: "/orders/{no}/cancel", summary: "取消订单" })
    .input(z.object({ no: number, reason: optionalText("原因", 40).default("") }))
    .output(orderDetail),
  receive: oc
    .route({ method: "POST", path: "/orders/{no}/receive", summary: "确认收货" })
    .input(z.object({ no: number }))
    .output(orderDetail),
  /** Puts the order's goods that can still be bought back into the cart. */
  again: oc
    .route({ method: "POST", path: "/orders/{no}/again", summary: "再次购买" })
    .input(z.object({ no: number }))
    .output(z.object({ added: z.number().int(), missing: z.array(z.string()) })),
};
