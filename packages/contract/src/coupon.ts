import { oc } from "@orpc/contract";
import { z } from "zod";
import { productCard } from "./catalog.ts";
import { shareCode } from "./promoter.ts";
import { fen, id, instant, number, page, pageQuery } from "./shape.ts";

export const COUPON_KINDS = ["threshold", "percent"] as const;
export const COUPON_SCOPES = ["all", "categories", "products"] as const;
/** How one comes by a coupon. */
export const COUPON_WAYS = ["public", "link", "code", "codes", "gift", "friend", "hand"] as const;
export type CouponWay = (typeof COUPON_WAYS)[number];

/** What a coupon promises, in numbers and in words. */
export const couponTerms = z.object({
  name: z.string(),
  /** "满100减10", "立减5", "满200打8.5 折". */
  title: z.string(),
  kind: z.enum(COUPON_KINDS),
  threshold_fen: fen,
  /** 0 for a percentage. */
  discount_fen: fen,
  /** 15 is 8.5 折; 0 for 满减. */
  percent_off: z.number().int(),
  ceiling_fen: fen.nullable(),
  scope: z.enum(COUPON_SCOPES),
  /** "全店可用", "茶叶、咖啡可用", "指定 3 件商品可用，部分商品除外". */
  scope_text: z.string(),
  new_customer: z.boolean(),
  /** Whether it may stand beside one of the other sort. */
  stackable: z.boolean(),
});

/** A coupon that may be claimed. */
export const couponOffer = couponTerms.extend({
  id,
  ends_at: instant,
  /** After the claim; for a fixed period the days that are left of it. */
  valid_days: z.number().int(),
  /** "领取后 7 天内有效", "12月1日至12月31日可用". */
  valid_text: z.string(),
  /** null for a visitor who has not signed in. */
  claimed: z.boolean().nullable(),
  /** Whether one of it can be used now or later: claimed and neither spent nor over. null for a visitor who has not signed in. */
  in_hand: z.boolean().nullable(),
  exhausted: z.boolean(),
  /** Cannot be claimed any more: its time is over, or it was stopped. */
  ended: z.boolean(),
});
export type CouponOffer = z.infer<typeof couponOffer>;

export const COUPON_STATES = ["usable", "used", "expired"] as const;
export const couponGrant = couponTerms.extend({
  id,
  coupon_id: id,
  state: z.enum(COUPON_STATES),
  /** null: at once. */
  usable_from: instant.nullable(),
  expires_at: instant,
  /** Came back with a full refund. */
  returned: z.boolean(),
  /** The order that used it, and what it took off that; null for one that is not used. */
  order_no: z.string().nullable(),
  saved_fen: fen.nullable(),
  /** Why it cannot be used any more although its time is not over, "仅限新客，您已下过单"; it stands among the expired then. */
  unusable_reason: z.string().nullable(),
});
export type CouponGrant = z.infer<typeof couponGrant>;

/** What makes a link good for its coupon: the key of a link, or the share by which a friend came. */
const proof = {
  key: z
    .string({ error: "链接不完整" })
    .regex(/^[0-9a-f]{16}$/, "链接不完整")
    .optional(),
  share: shareCode.optional(),
};

export const coupon = {
  /** Those for everybody; with a product only those that may be used on it. */
  offers: oc
    .route({ method: "GET", path: "/coupons", summary: "领券中心" })
    .input(z.object({ product_id: id.optional() }))
    .output(z.object({ coupons: z.array(couponOffer) })),
  /** What a friend who came by this share may claim; with a product only those that may be used on it. Empty for the sharer. */
  friend: oc
    .route({ method: "GET", path: "/coupons/friend", summary: "好友券" })
    .input(z.object({ share: shareCode, product_id: id.optional() }))
    .output(z.object({ coupons: z.array(couponOffer) })),
  /** The page of one coupon. */
  get: oc
    .route({ method: "GET", path: "/coupons/{coupon_id}", summary: "一张优惠券" })
    .input(z.object({ coupon_id: id, ...proof }))
    .output(couponOffer),
  /** The products it is good for. */
  products: oc
    .route({ method: "GET", path: "/coupons/{coupon_id}/products", summary: "优惠券适用的商品" })
    .input(z.object({ coupon_id: id, ...pageQuery }))
    .output(page(productCard)),
  claim: oc
    .route({ method: "POST", path: "/coupons/{coupon_id}/claim", summary: "领取优惠券" })
    .input(z.object({ coupon_id: id, ...proof }))
    .output(couponGrant),
  /** The same one-time code again by the same person gives the same coupon; somebody else's is as good as none. */
  redeem: oc
    .route({ method: "POST", path: "/me/coupons/redeem", summary: "兑换码兑换优惠券" })
    .input(
      z.object({
        /** Spaces and dashes are passed over, letters count as capitals. */
        code: z
          .string({ error: "请填写兑换码" })
          .regex(/^[0-9A-Za-z -]{6,40}$/, "兑换码由 6 到 20 位字母和数字组成"),
      }),
    )
    .output(couponGrant),
  mine: oc
    .route({ method: "GET", path: "/me/coupons", summary: "我的优惠券" })
    .input(
      z.object({ ...pageQuery, state: z.enum(COUPON_STATES, { error: "没有这个分类" }).default("usable") }),
    )
    .output(page(couponGrant)),
  /** What an order brought as a gift, once it has. */
  gifts: oc
    .route({ method: "GET", path: "/me/orders/{no}/gifts", summary: "下单礼券" })
    .input(z.object({ no: number }))
    .output(z.object({ coupons: z.array(couponGrant) })),
};
