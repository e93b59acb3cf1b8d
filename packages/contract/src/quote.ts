import { FULFILMENTS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { addressBody } from "./address.ts";
import { MAX_CART_LINES, MAX_QUANTITY } from "./cart.ts";
import { couponGrant, couponOffer } from "./coupon.ts";
import { shareCode } from "./promoter.ts";
import { count, fen, id, instant } from "./shape.ts";

export const quoteLine = z.object({
  line_no: z.number().int(),
  sku_id: id,
  product_id: id,
  name: z.string(),
  spec: z.array(z.string()),
  picture: z.string(),
  fulfilment: z.enum(FULFILMENTS),
  price_fen: fen,
  quantity: z.number().int(),
  /** price × quantity. */
  amount_fen: fen,
  /** This line's part of the coupon. */
  discount_fen: fen,
  net_fen: fen,
  /** 自购省: what the buyer, a promoter, pays less. */
  self_discount_fen: fen,
});
export const quoteBody = z.object({
  id,
  lines: z.array(quoteLine),
  invalid: z.array(z.object({ sku_id: id, name: z.string(), code: z.string(), message: z.string() })),
  goods_fen: fen,
  discount_fen: fen,
  self_discount_fen: fen,
  /** What 自购省 would be without the coupon: the pages before showed it so. */
  self_before_coupon_fen: fen,
  /** 自购返: what comes back to the buyer, a promoter, as commission. */
  self_rebate_fen: fen,
  freight_fen: fen,
  /** "满 ¥99 包邮", "还差 ¥12.00 包邮", or "". */
  freight_hint: z.string(),
  /** What the freight is made of, one part a template: Σ fee_fen = freight_fen. */
  freight_parts: z.array(z.object({ name: z.string(), fee_fen: fen, reason: z.string() })),
  payable_fen: fen,
  address: addressBody.nullable(),
  needs_address: z.boolean(),
  /** The first of those used. */
  coupon: couponGrant.nullable(),
  /** Those used, in the order in which they were taken off, each with its part. */
  coupons_used: z.array(couponGrant.extend({ taken_fen: fen })),
  /** All that are held: usable ones first, the largest saving first. */
  coupons: z.array(
    couponGrant.extend({
      usable: z.boolean(),
      /** "还差 ¥12", "不含此商品", "仅限新客". */
      reason: z.string().nullable(),
      /** What it would save alone. */
      saving_fen: fen,
      chosen: z.boolean(),
    }),
  ),
  /** 由 … 推荐: whose recommendation the order will carry. */
  referrer: z.object({ name: z.string() }).nullable(),
  /**
   * A refusal that stands between this quote and an order (address_needed, address_not_served, payable_zero, nothing_to_buy).
   * sku_ids: the lines in question, where only some are.
   */
  blocked: z.object({ code: z.string(), message: z.string(), sku_ids: z.array(id).optional() }).nullable(),
  expires_at: instant,
});
export type Quote = z.infer<typeof quoteBody>;

export const quoteInput = z.object({
  source: z.enum(["cart", "buy_now"], { error: "来源不支持" }),
  lines: z
    .array(z.object({ sku_id: id, quantity: count("数量", 1, MAX_QUANTITY) }, { error: "商品不正确" }), {
      error: "请选择商品",
    })
    .min(1, "请选择商品")
    .max(MAX_CART_LINES, `一次最多 ${MAX_CART_LINES} 种商品`)
    .refine((lines) => new Set(lines.map((line) => line.sku_id)).size === lines.length, "同一规格重复了"),
  /** Absent: the default address. */
  address_id: id.optional(),
  /** "best" picks those after which least is to be paid; "none" uses none; one id, or two: one shop-wide, one scoped. */
  coupon: z
    .union(
      [
        z.literal("best"),
        z.literal("none"),
        id,
        z
          .array(id)
          .max(2, "最多同时使用两张优惠券")
          .refine((ids) => new Set(ids).size === ids.length, "同一张券重复了"),
      ],
      { error: "优惠券选择不正确" },
    )
    .default("best"),
});

/** A coupon that may be claimed and then used on a quote's lines. */
export const quoteOffer = couponOffer.extend({
  /** What it would save alone; 0 while something is missing. */
  saving_fen: fen,
  /** What the lines in its scope lack of its threshold. */
  missing_fen: fen,
  /** Claimed with the share by which one came. */
  friend: z.boolean(),
});
export type QuoteOffer = z.infer<typeof quoteOffer>;

export const quote = {
  create: oc.route({ method: "POST", path: "/quotes", summary: "报价" }).input(quoteInput).output(quoteBody),
  /** Those that save at once first, the largest saving first; then those that lack least. */
  offers: oc
    .route({ method: "GET", path: "/quotes/{quote_id}/offers", summary: "结算时可领的券" })
    .input(
      z.object({
        quote_id: id,
        /** The share by which one came: what its friend may claim is offered too. */
        share: shareCode.optional(),
      }),
    )
    .output(z.object({ coupons: z.array(quoteOffer) })),
};
