import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, id, instant, page, pageQuery } from "./shape.ts";

/** A coupon anyone may claim: 满 threshold 减 discount. */
export const couponOffer = z.object({
  id,
  name: z.string(),
  threshold_fen: fen,
  discount_fen: fen,
  ends_at: instant,
  valid_days: z.number().int(),
  /** null for a visitor who has not signed in. */
  claimed: z.boolean().nullable(),
  exhausted: z.boolean(),
});
export type CouponOffer = z.infer<typeof couponOffer>;

export const COUPON_STATES = ["usable", "used", "expired"] as const;
export const couponGrant = z.object({
  id,
  coupon_id: id,
  name: z.string(),
  threshold_fen: fen,
  discount_fen: fen,
  state: z.enum(COUPON_STATES),
  expires_at: instant,
});
export type CouponGrant = z.infer<typeof couponGrant>;

export const coupon = {
  offers: oc
    .route({ method: "GET", path: "/coupons", summary: "领券中心" })
    .output(z.object({ coupons: z.array(couponOffer) })),
  claim: oc
    .route({ method: "POST", path: "/coupons/{coupon_id}/claim", summary: "领取优惠券" })
    .input(z.object({ coupon_id: id }))
    .output(couponGrant),
  mine: oc
    .route({ method: "GET", path: "/me/coupons", summary: "我的优惠券" })
    .input(z.object({ ...pageQuery, state: z.enum(COUPON_STATES).default("usable") }))
    .output(page(couponGrant)),
};
