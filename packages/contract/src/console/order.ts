import { AFTERSALE_STATES, ORDER_STATES, PAYMENT_STATES, REFUND_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { aftersaleCard, aftersaleLinesInput } from "../aftersale.ts";
import { orderCoupon, orderLine, shipmentBody } from "../order.ts";
import {
  day,
  fen,
  id,
  inputFen,
  instant,
  number,
  optionalText,
  page,
  pageQuery,
  requestKey,
  text,
  timelineEvent,
} from "../shape.ts";
import { may } from "./staff.ts";

export const consoleOrderRow = z.object({
  no: number,
  state: z.enum(ORDER_STATES),
  state_text: z.string(),
  buyer: z.object({ id, nickname: z.string() }),
  lines: z.array(
    z.object({
      name: z.string(),
      spec: z.array(z.string()),
      picture: z.string(),
      quantity: z.number().int(),
    }),
  ),
  payable_fen: fen,
  refunded_fen: fen,
  recipient_masked: z.string(),
  remark: z.string(),
  aftersale_open: z.boolean(),
  created_at: instant,
  paid_at: instant.nullable(),
});
export type ConsoleOrderRow = z.infer<typeof consoleOrderRow>;

export const consoleOrder = consoleOrderRow.omit({ lines: true }).extend({
  lines: z.array(orderLine.extend({ cost_fen: fen, sku_code: z.string() })),
  goods_fen: fen,
  discount_fen: fen,
  /** Each coupon with its part of the discount. */
  coupons: z.array(orderCoupon),
  self_discount_fen: fen,
  freight_fen: fen,
  /** Whose recommendation the order carries, as it stood at submit. */
  referrer: z.object({ id, nickname: z.string() }).nullable(),
  /** Whether any line gives a commission. */
  earning: z.boolean(),
  /** Masked; `reveal` shows it in full and is audited. */
  contact: z.object({ recipient: z.string(), phone: z.string(), address: z.string() }).nullable(),
  timeline: z.array(timelineEvent),
  shipments: z.array(shipmentBody),
  payments: z.array(
    z.object({
      no: number,
      state: z.enum(PAYMENT_STATES),
      amount_fen: fen,
      transaction_id: z.string().nullable(),
      created_at: instant,
      paid_at: instant.nullable(),
    }),
  ),
  refunds: z.array(
    z.object({
      no: number,
      state: z.enum(REFUND_STATES),
      amount_fen: fen,
      /** "aftersale", "late_payment". */
      cause: z.string(),
      refund_id: z.string().nullable(),
      created_at: instant,
      succeeded_at: instant.nullable(),
    }),
  ),
  aftersales: z.array(aftersaleCard),
  notes: z.array(z.object({ id, text: z.string(), staff: z.string(), created_at: instant })),
  shipped_at: instant.nullable(),
  received_at: instant.nullable(),
  actions: z.array(z.enum(["ship", "refund", "note"])),
});
export type ConsoleOrder = z.infer<typeof consoleOrder>;

export const CONSOLE_ORDER_TABS = [
  "all",
  "awaiting_payment",
  "awaiting_shipment",
  "awaiting_receipt",
  "completed",
  "closed",
  "refunded",
] as const;

export const consoleOrderRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/orders", summary: "订单" })
    .meta(may("order.read"))
    .input(
      z.object({
        ...pageQuery,
        tab: z.enum(CONSOLE_ORDER_TABS).default("all"),
        /** Order number, product name or nickname. */
        q: optionalText("搜索词", 60).optional(),
        from: day.optional(),
        to: day.optional(),
        buyer_id: id.optional(),
      }),
    )
    .output(page(consoleOrderRow)),
  counts: oc
    .route({ method: "GET", path: "/console/orders/counts", summary: "各状态订单数" })
    .meta(may("order.read"))
    .output(z.object({ counts: z.record(z.string(), z.number().int()) })),
  get: oc
    .route({ method: "GET", path: "/console/orders/{no}", summary: "订单详情" })
    .meta(may("order.read"))
    .input(z.object({ no: number }))
    .output(consoleOrder),
  ship: oc
    .route({ method: "POST", path: "/console/orders/{no}/ship", summary: "发货" })
    .meta(may("order.ship"))
    .input(
      z.object({
        no: number,
        /** Both needed where the order has parcels; both absent for services only. */
        carrier: optionalText("快递公司", 20).optional(),
        tracking_no: z
          .string()
          .trim()
          .regex(/^[0-9A-Za-z-]{6,40}$/, "运单号应为 6–40 位字母或数字")
          .optional(),
        note: optionalText("说明", 100).default(""),
      }),
    )
    .output(consoleOrder),
  note: oc
    .route({ method: "POST", path: "/console/orders/{no}/notes", summary: "备注" })
    .meta(may("order.note"))
    .input(z.object({ no: number, request_key: requestKey, text: text("备注", 200) }))
    .output(consoleOrder),
  /** Refund by the shop: an approved after-sale case. `confirm_fen` is the total, typed by hand. */
  refund: oc
    .route({ method: "POST", path: "/console/orders/{no}/refund", summary: "主动退款" })
    .meta(may("order.refund"))
    .input(
      z.object({
        no: number,
        request_key: requestKey,
        lines: aftersaleLinesInput,
        with_freight: z.boolean().default(false),
        reason: text("退款原因", 60),
        confirm_fen: inputFen("确认金额", 1),
      }),
    )
    .output(consoleOrder),
  /** Shows recipient, phone and address in full; who, when and why go to the audit log. */
  reveal: oc
    .route({ method: "POST", path: "/console/orders/{no}/reveal", summary: "查看收件信息" })
    .meta(may("order.reveal"))
    .input(z.object({ no: number, reason: text("查看原因", 60) }))
    .output(z.object({ recipient: z.string(), phone: z.string(), address: z.string() })),
};

export const consoleAftersale = aftersaleCard.extend({
  buyer: z.object({ id, nickname: z.string() }),
  order_state_text: z.string(),
  order_payable_fen: fen,
  order_refunded_fen: fen,
  note: z.string(),
  pictures: z.array(z.string()),
  decision_note: z.string(),
  decided_by: z.string().nullable(),
  refund: z
    .object({ no: number, state: z.enum(REFUND_STATES), amount_fen: fen, succeeded_at: instant.nullable() })
    .nullable(),
  timeline: z.array(timelineEvent),
});
export type ConsoleAftersale = z.infer<typeof consoleAftersale>;

export const consoleAftersaleRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/aftersales", summary: "售后" })
    .meta(may("order.read"))
    .input(
      z.object({
        ...pageQuery,
        state: z.enum(AFTERSALE_STATES).optional(),
        q: optionalText("搜索词", 60).optional(),
      }),
    )
    .output(page(consoleAftersale.omit({ timeline: true }))),
  get: oc
    .route({ method: "GET", path: "/console/aftersales/{no}", summary: "售后详情" })
    .meta(may("order.read"))
    .input(z.object({ no: number }))
    .output(consoleAftersale),
  approve: oc
    .route({ method: "POST", path: "/console/aftersales/{no}/approve", summary: "同意退款" })
    .meta(may("aftersale.decide"))
    .input(
      z.object({
        no: number,
        confirm_fen: inputFen("确认金额", 1),
        note: optionalText("说明", 100).default(""),
      }),
    )
    .output(consoleAftersale),
  reject: oc
    .route({ method: "POST", path: "/console/aftersales/{no}/reject", summary: "拒绝退款" })
    .meta(may("aftersale.decide"))
    .input(z.object({ no: number, note: text("拒绝原因", 100) }))
    .output(consoleAftersale),
};
