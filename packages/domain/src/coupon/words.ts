/** Chinese of coupons: the same words while the operator types, in the shop and in the server's answers. */
import { type Fen, yuan } from "@banyan/kernel";
import type { CouponRefusal } from "./apply.ts";
import type { CouponTerms } from "./rule.ts";

/** ¥12, ¥12.5, ¥12.34: no zeros that say nothing. */
export function yuanShort(fen: Fen): string {
  return yuan(fen).replace(/\.?0+$/, "");
}

/** 15 % off → "8.5 折", 20 % → "8 折". */
export function foldOf(percentOff: number): string {
  const left = 100 - percentOff;
  return left % 10 === 0 ? `${left / 10} 折` : `${Math.trunc(left / 10)}.${left % 10} 折`;
}

/**
 * "满100减10", "立减5", "8.5 折", "满200打8.5 折"; what stands on the ticket and on the strip.
 * @param money how amounts are written where thousands are set apart
 */
export function couponTitle(terms: CouponTerms, money: (fen: Fen) => string = yuanShort): string {
  const from = terms.thresholdFen > 0n ? `满${money(terms.thresholdFen)}` : "";
  if (terms.percentOff) return from ? `${from}打${foldOf(terms.percentOff)}` : foldOf(terms.percentOff);
  return from ? `${from}减${money(terms.discountFen)}` : `立减${money(terms.discountFen)}`;
}

/** Why a coupon cannot be used, as the buyer reads it. */
export function tellCouponRefusal({ refusal, missingFen }: CouponRefusal): string {
  if (refusal === "coupon_below_threshold") return `还差 ¥${yuanShort(missingFen)}`;
  return REASONS[refusal];
}

const REASONS: Record<Exclude<CouponRefusal["refusal"], "coupon_below_threshold">, string> = {
  coupon_not_started: "还没到使用时间",
  coupon_expired: "已过期",
  coupon_new_only: "仅限新客，您已下过单",
  coupon_out_of_scope: "不含此商品",
  coupon_saves_nothing: "金额太小，减不下来",
  coupons_not_together: "不能与已选的券同用",
};
