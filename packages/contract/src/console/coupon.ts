import { oc } from "@orpc/contract";
import { z } from "zod";
import { COUPON_KINDS, COUPON_SCOPES, COUPON_WAYS, couponTerms } from "../coupon.ts";
import {
  count,
  fen,
  id,
  inputFen,
  inputInstant,
  instant,
  optionalText,
  page,
  pageLimit,
  pageQuery,
  requestKey,
  text,
} from "../shape.ts";
import { may } from "./staff.ts";

/** As a coupon stands at the moment. */
export const COUPON_PHASES = ["coming", "open", "exhausted", "ended", "stopped"] as const;
export const GIFT_WHENS = ["paid", "received"] as const;
/** One-time codes of one coupon. */
export const MAX_CODES = 10_000;
/** Whom one act may give a coupon by hand. */
export const MAX_HANDED = 100;
const MAX_TARGETS = 200;

const named = z.object({ id, name: z.string() });
export const consoleCoupon = couponTerms.extend({
  id,
  way: z.enum(COUPON_WAYS),
  total: z.number().int(),
  claimed: z.number().int(),
  used: z.number().int(),
  per_customer: z.number().int(),
  /** null: a fixed period. */
  valid_days: z.number().int().nullable(),
  usable_from: instant.nullable(),
  usable_until: instant.nullable(),
  starts_at: instant,
  ends_at: instant,
  stopped: z.boolean(),
  phase: z.enum(COUPON_PHASES),
  /** Categories or products by `scope`. */
  targets: z.array(named),
  excluded: z.array(named),
  /** A full refund gives it back for at least so many days; null: it does not come back. */
  returned_days: z.number().int().nullable(),
  gift_from_fen: fen.nullable(),
  gift_when: z.enum(GIFT_WHENS).nullable(),
  gift_taken_back: z.boolean(),
  /** The code for all; null with other ways. */
  code: z.string().nullable(),
  /** What makes its link good; null with other ways. */
  link_key: z.string().nullable(),
  /** What it took off orders that were paid, how many these are, and what was paid for them. */
  given_fen: fen,
  orders: z.number().int(),
  paid_fen: fen,
  /** Terms are fixed from the first claim on. */
  terms_fixed: z.boolean(),
  /** Raised by every change; sent back with the next. */
  revision: z.number().int(),
});
export type ConsoleCoupon = z.infer<typeof consoleCoupon>;

const targets = (label: string) =>
  z
    .array(id)
    .max(MAX_TARGETS, `${label}最多 ${MAX_TARGETS} 个`)
    .default([])
    .refine((ids) => new Set(ids).size === ids.length, `${label}重复了`);

/** What can be typed of a coupon. Old fields alone make a 满减 for the whole shop that everybody may claim. */
const fields = z.object({
  name: text("名称", 20),
  way: z.enum(COUPON_WAYS, { error: "请选择领取方式" }).default("public"),
  kind: z.enum(COUPON_KINDS, { error: "请选择优惠方式" }).default("threshold"),
  threshold_fen: inputFen("门槛"),
  discount_fen: inputFen("优惠金额").default(0),
  percent_off: count("折扣", 0, 99).default(0),
  ceiling_fen: inputFen("最高优惠", 1).nullable().default(null),
  scope: z.enum(COUPON_SCOPES, { error: "请选择适用范围" }).default("all"),
  scope_ids: targets("适用范围"),
  excluded_ids: targets("不参与的商品"),
  new_customer: z.boolean().default(false),
  stackable: z.boolean().default(false),
  total: count("发行量", 1, 1_000_000),
  per_customer: count("每人限领", 1, 20),
  valid_days: count("领取后有效天数", 1, 365).nullable().default(null),
  usable_from: inputInstant("可用开始时间").nullable().default(null),
  usable_until: inputInstant("可用结束时间").nullable().default(null),
  starts_at: inputInstant("开始时间"),
  ends_at: inputInstant("结束时间"),
  returned_days: count("退回后至少有效天数", 0, 365).nullable().default(null),
  gift_from_fen: inputFen("满赠门槛").nullable().default(null),
  gift_when: z.enum(GIFT_WHENS).nullable().default(null),
  gift_taken_back: z.boolean().default(false),
  /** The code for all, typed by the operator; letters count as capitals. */
  code: z
    .string({ error: "请填写兑换码" })
    .regex(/^[0-9A-Za-z]{6,20}$/, "兑换码由 6 到 20 位字母和数字组成")
    .nullable()
    .default(null),
});
type Fields = z.infer<typeof fields>;

/** Field → what is wrong with it. The first of each field counts. */
const RULES: readonly [keyof Fields, (c: Fields) => boolean, string][] = [
  ["discount_fen", (c) => c.kind === "percent" || c.discount_fen > 0, "优惠金额必须大于 0"],
  [
    "discount_fen",
    (c) => c.kind === "percent" || c.threshold_fen === 0 || c.discount_fen < c.threshold_fen,
    "优惠金额要小于门槛",
  ],
  ["discount_fen", (c) => c.kind === "threshold" || c.discount_fen === 0, "折扣券不填优惠金额"],
  ["percent_off", (c) => c.kind === "threshold" || c.percent_off > 0, "请填写折扣"],
  ["percent_off", (c) => c.kind === "percent" || c.percent_off === 0, "满减券不填折扣"],
  ["ceiling_fen", (c) => c.kind === "percent" || c.ceiling_fen === null, "满减券不填最高优惠"],
  ["scope_ids", (c) => c.scope !== "categories" || c.scope_ids.length > 0, "请至少选择一个分类"],
  ["scope_ids", (c) => c.scope !== "products" || c.scope_ids.length > 0, "请至少选择一件商品"],
  ["scope_ids", (c) => c.scope !== "all" || c.scope_ids.length === 0, "全店券不选范围"],
  [
    "excluded_ids",
    (c) => c.scope !== "products" || c.scope_ids.some((each) => !c.excluded_ids.includes(each)),
    "选中的商品都被排除了",
  ],
  ["ends_at", (c) => Date.parse(c.ends_at) > Date.parse(c.starts_at), "结束时间要晚于开始时间"],
  [
    "valid_days",
    (c) => (c.valid_days !== null) !== (c.usable_until !== null),
    "请填写领取后有效天数，或一段固定的可用时间",
  ],
  [
    "usable_from",
    (c) => (c.usable_from !== null) === (c.usable_until !== null),
    "请填写可用时间的开始和结束",
  ],
  [
    "usable_until",
    (c) =>
      c.usable_from === null ||
      c.usable_until === null ||
      Date.parse(c.usable_until) > Date.parse(c.usable_from),
    "可用结束时间要晚于开始时间",
  ],
  [
    "usable_until",
    (c) => c.usable_until === null || Date.parse(c.usable_until) > Date.parse(c.starts_at),
    "还没开始领取就已经过期了",
  ],
  ["gift_when", (c) => (c.way === "gift") === (c.gift_when !== null), "请选择付款后还是收货后赠送"],
  ["gift_from_fen", (c) => (c.way === "gift") === (c.gift_from_fen !== null), "请填写订单满多少赠送"],
  ["new_customer", (c) => c.way !== "gift" || !c.new_customer, "下过单的顾客不再是新客，礼券不能限新客"],
  ["code", (c) => (c.way === "code") === (c.code !== null), "请填写兑换码"],
  ["total", (c) => c.way !== "codes" || c.total <= MAX_CODES, `一次性兑换码最多 ${MAX_CODES} 个`],
];

function check(c: Fields, context: z.RefinementCtx): void {
  for (const [field, holds, message] of RULES) {
    if (!holds(c)) context.addIssue({ code: "custom", path: [field], message });
  }
}

export const couponInput = fields.extend({ request_key: requestKey }).superRefine(check);
export type CouponInput = z.infer<typeof couponInput>;

export const couponClaim = z.object({
  id,
  customer: z.object({ id, nickname: z.string(), avatar: z.string().nullable() }),
  source: z.enum(["claim", "code", "gift", "friend", "hand"]),
  state: z.enum(["usable", "used", "expired", "void"]),
  claimed_at: instant,
  expires_at: instant,
  order_no: z.string().nullable(),
  discount_fen: fen.nullable(),
});
export type CouponClaim = z.infer<typeof couponClaim>;

const couponId = z.object({ coupon_id: id });

export const consoleCouponRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/coupons", summary: "优惠券" })
    .meta(may("catalog.read"))
    .input(
      z.object({
        ...pageQuery,
        phase: z.enum(COUPON_PHASES).optional(),
        way: z.enum(COUPON_WAYS).optional(),
        q: optionalText("搜索词", 40).optional(),
      }),
    )
    .output(z.object({ coupons: z.array(consoleCoupon), next_cursor: z.string().nullable() })),
  get: oc
    .route({ method: "GET", path: "/console/coupons/{coupon_id}", summary: "一张优惠券" })
    .meta(may("catalog.read"))
    .input(couponId)
    .output(consoleCoupon),
  create: oc
    .route({ method: "POST", path: "/console/coupons", summary: "新建优惠券" })
    .meta(may("coupon.write"))
    .input(couponInput)
    .output(consoleCoupon),
  /** Terms only while nobody has one; name, times of claiming, amounts and rules of return at any time. */
  update: oc
    .route({ method: "POST", path: "/console/coupons/{coupon_id}", summary: "修改优惠券" })
    .meta(may("coupon.write"))
    .input(
      fields
        .extend({ coupon_id: id, request_key: requestKey, revision: count("版本", 1, 2_000_000_000) })
        .superRefine(check),
    )
    .output(consoleCoupon),
  stop: oc
    .route({ method: "POST", path: "/console/coupons/{coupon_id}/stop", summary: "停发" })
    .meta(may("coupon.write"))
    .input(z.object({ coupon_id: id, stopped: z.boolean() }))
    .output(consoleCoupon),
  /** By hand, to chosen customers: those who have their share already are passed over and named. */
  grant: oc
    .route({ method: "POST", path: "/console/coupons/{coupon_id}/grants", summary: "手工发券" })
    .meta(may("coupon.write"))
    .input(
      z.object({
        coupon_id: id,
        request_key: requestKey,
        customer_ids: z
          .array(id)
          .min(1, "请选择顾客")
          .max(MAX_HANDED, `一次最多发给 ${MAX_HANDED} 位顾客`)
          .refine((ids) => new Set(ids).size === ids.length, "同一位顾客重复了"),
        note: text("原因", 100),
      }),
    )
    .output(
      z.object({
        granted: z.number().int(),
        passed_over: z.array(z.object({ customer_id: id, message: z.string() })),
      }),
    ),
  claims: oc
    .route({ method: "GET", path: "/console/coupons/{coupon_id}/grants", summary: "领取和使用" })
    .meta(may("customer.read"))
    .input(
      z.object({
        ...pageQuery,
        coupon_id: id,
        state: z.enum(["usable", "used", "expired", "void"]).optional(),
        /** Part of a nickname or of an order's number, or a whole customer's id. */
        q: optionalText("搜索词", 40).optional(),
      }),
    )
    .output(page(couponClaim)),
  codes: oc
    .route({ method: "GET", path: "/console/coupons/{coupon_id}/codes", summary: "兑换码" })
    .meta(may("coupon.write"))
    .input(
      z.object({
        coupon_id: id,
        cursor: pageQuery.cursor,
        limit: pageLimit(1000, 100),
      }),
    )
    .output(page(z.object({ code: z.string(), taken_by: id.nullable(), taken_at: instant.nullable() }))),
};
