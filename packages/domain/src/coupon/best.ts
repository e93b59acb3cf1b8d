import type { Fen } from "@banyan/kernel";
import {
  applyCoupons,
  type CouponBuyer,
  type CouponsAnswer,
  couponRefusal,
  goTogether,
  type HeldCoupon,
} from "./apply.ts";
import { type CouponLine, isShopWide } from "./rule.ts";

export type AppliedCoupons<T extends HeldCoupon> = Extract<CouponsAnswer<T>, { kind: "applied" }>;

/**
 * The coupons after which least is to be paid: none, one, or one scoped with one shop-wide. Among equals the fewest, then those that
 * expire first, then the lowest ids. Of several grants of one coupon only the one that expires first is looked at.
 *
 * @param payableOf what is to be paid with these, in fen: freight may come back where a coupon goes below its threshold. Absent: the goods
 *   alone.
 */
export function bestCoupons<T extends HeldCoupon>(
  held: readonly T[],
  lines: readonly CouponLine[],
  buyer: CouponBuyer,
  payableOf: (applied: AppliedCoupons<T>) => Fen = (applied) => -applied.discountFen,
): AppliedCoupons<T> {
  const usable = oneOfEach(held.filter((coupon) => couponRefusal(coupon, lines, buyer) === null));
  let best: AppliedCoupons<T> = { kind: "applied", coupons: [], discountFen: 0n, parts: lines.map(() => 0n) };
  let bestFen = payableOf(best);
  for (const chosen of combinations(usable)) {
    const next = applied(chosen, lines, buyer);
    if (!next) continue;
    const payableFen = payableOf(next);
    if (payableFen < bestFen || (payableFen === bestFen && isBefore(next, best))) {
      best = next;
      bestFen = payableFen;
    }
  }
  return best;
}

function* combinations<T extends HeldCoupon>(usable: readonly T[]): Generator<T[]> {
  for (const coupon of usable) yield [coupon];
  const wide = usable.filter((coupon) => isShopWide(coupon.rule));
  const scoped = usable.filter((coupon) => !isShopWide(coupon.rule));
  for (const a of scoped) {
    for (const b of wide) if (goTogether(a.rule, b.rule)) yield [a, b];
  }
}

function applied<T extends HeldCoupon>(
  chosen: readonly T[],
  lines: readonly CouponLine[],
  buyer: CouponBuyer,
): AppliedCoupons<T> | null {
  const answer = applyCoupons(chosen, lines, buyer);
  return answer.kind === "applied" ? answer : null;
}

function oneOfEach<T extends HeldCoupon>(held: readonly T[]): T[] {
  const first = new Map<bigint, T>();
  for (const coupon of held) {
    const other = first.get(coupon.couponId);
    if (!other || expiresBefore(coupon, other)) first.set(coupon.couponId, coupon);
  }
  return [...first.values()];
}

function isBefore<T extends HeldCoupon>(a: AppliedCoupons<T>, b: AppliedCoupons<T>): boolean {
  if (a.coupons.length !== b.coupons.length) return a.coupons.length < b.coupons.length;
  const [first, second] = [a, b].map((each) => each.coupons.map((one) => one.coupon).sort(byExpiry));
  for (const [index, coupon] of (first ?? []).entries()) {
    const other = second?.[index];
    if (other && coupon.id !== other.id) return expiresBefore(coupon, other);
  }
  return false;
}

function byExpiry(a: HeldCoupon, b: HeldCoupon): number {
  return expiresBefore(a, b) ? -1 : 1;
}

function expiresBefore(a: HeldCoupon, b: HeldCoupon): boolean {
  if (a.expiresAt.getTime() !== b.expiresAt.getTime()) return a.expiresAt < b.expiresAt;
  return a.id < b.id;
}
