import type { Fen } from "@banyan/kernel";
import type { CouponTerms } from "./rule.ts";

/**
 * What a coupon takes off goods of this price: 0 below the threshold, never more than the goods cost.
 * @param goodsFen Σ price × quantity before any discount; the threshold is tested on this (docs/COMMISSION.md)
 */
export function couponSaving(terms: CouponTerms, goodsFen: Fen): Fen {
  if (goodsFen < terms.thresholdFen) return 0n;
  return terms.discountFen < goodsFen ? terms.discountFen : goodsFen;
}

/** The coupon that saves most; among equals the one that expires first, then the lowest id. null where none saves anything. */
export function bestCoupon<T extends CouponTerms & { id: bigint; expiresAt: Date }>(
  coupons: readonly T[],
  goodsFen: Fen,
): T | null {
  let best: T | null = null;
  for (const coupon of coupons) {
    if (couponSaving(coupon, goodsFen) === 0n) continue;
    if (best === null || isBetter(coupon, best, goodsFen)) best = coupon;
  }
  return best;
}

function isBetter<T extends CouponTerms & { id: bigint; expiresAt: Date }>(
  a: T,
  b: T,
  goodsFen: Fen,
): boolean {
  const [savingA, savingB] = [couponSaving(a, goodsFen), couponSaving(b, goodsFen)];
  if (savingA !== savingB) return savingA > savingB;
  if (a.expiresAt.getTime() !== b.expiresAt.getTime()) return a.expiresAt.getTime() < b.expiresAt.getTime();
  return a.id < b.id;
}
