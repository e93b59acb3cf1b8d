import { AFTERSALE_STATES, FULFILMENTS, REFUND_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import {
  count,
  fen,
  inputFen,
  instant,
  number,
  optionalText,
  page,
  pageQuery,
  pictureUrl,
  requestKey,
  timelineEvent,
} from "./shape.ts";

export const AFTERSALE_REASONS = [
  "不想要了",
  "拍错或多拍",
  "商品破损",
  "与描述不符",
  "少件或漏发",
  "质量问题",
  "未按约定时间发货",
  "其他",
] as const;

/** What may still be refunded of an order, line by line. */
export const refundable = z.object({
  order_no: number,
  allowed: z.boolean(),
  /** Why not, when not allowed. */
  reason: z.string().nullable(),
  /** Freight comes back when nothing was shipped and everything, or every parcel, is refunded. */
  freight_fen: fen,
  /** Nothing was shipped yet: units come back at all that they cost, and no other amount is taken (refund_short). */
  whole_price: z.boolean(),
  lines: z.array(
    z.object({
      line_no: z.number().int(),
      fulfilment: z.enum(FULFILMENTS),
      name: z.string(),
      spec: z.array(z.string()),
      picture: z.string(),
      price_fen: fen,
      quantity: z.number().int(),
      refundable_quantity: z.number().int(),
      refundable_fen: fen,
      /** by_quantity[k-1] = the most that comes back for k units. */
      by_quantity: z.array(fen),
    }),
  ),
});
export type Refundable = z.infer<typeof refundable>;

export const aftersaleLineInput = z.object({
  line_no: count("行号", 1, 200),
  quantity: count("数量", 1, 999),
  amount_fen: inputFen("退款金额", 1),
});
const lines = z
  .array(aftersaleLineInput, { error: "请选择要退款的商品" })
  .min(1, "请选择要退款的商品")
  .max(200, "一次最多 200 种商品")
  .refine((rows) => new Set(rows.map((row) => row.line_no)).size === rows.length, "同一商品重复了");

export const aftersaleCard = z.object({
  no: number,
  order_no: number,
  state: z.enum(AFTERSALE_STATES),
  state_text: z.string(),
  amount_fen: fen,
  freight_fen: fen,
  reason: z.string(),
  lines: z.array(
    z.object({
      line_no: z.number().int(),
      name: z.string(),
      spec: z.array(z.string()),
      picture: z.string(),
      quantity: z.number().int(),
      amount_fen: fen,
    }),
  ),
  created_at: instant,
});
export const aftersaleDetail = aftersaleCard.extend({
  note: z.string(),
  pictures: z.array(z.string()),
  decision_note: z.string(),
  refund: z
    .object({ no: number, state: z.enum(REFUND_STATES), amount_fen: fen, succeeded_at: instant.nullable() })
    .nullable(),
  timeline: z.array(timelineEvent),
  hint: z.string(),
  can_cancel: z.boolean(),
});
export type AftersaleCard = z.infer<typeof aftersaleCard>;
export type AftersaleDetail = z.infer<typeof aftersaleDetail>;

export const aftersale = {
  refundable: oc
    .route({ method: "GET", path: "/orders/{no}/refundable", summary: "可退商品" })
    .input(z.object({ no: number }))
    .output(refundable),
  create: oc
    .route({ method: "POST", path: "/aftersales", summary: "申请退款" })
    .input(
      z.object({
        request_key: requestKey,
        order_no: number,
        lines,
        reason: z.enum(AFTERSALE_REASONS, { error: "请选择退款原因" }),
        note: optionalText("说明", 200).default(""),
        pictures: z.array(pictureUrl).max(6, "最多 6 张图片").default([]),
      }),
    )
    .output(aftersaleDetail),
  list: oc
    .route({ method: "GET", path: "/aftersales", summary: "我的售后" })
    .input(z.object(pageQuery))
    .output(page(aftersaleCard)),
  get: oc
    .route({ method: "GET", path: "/aftersales/{no}", summary: "售后详情" })
    .input(z.object({ no: number }))
    .output(aftersaleDetail),
  cancel: oc
    .route({ method: "POST", path: "/aftersales/{no}/cancel", summary: "撤销申请" })
    .input(z.object({ no: number }))
    .output(aftersaleDetail),
};
export const aftersaleLinesInput = lines;
