import type { Fen } from "@banyan/kernel";
import {
  applyCoupons,
  type CouponBuyer,
  type CouponsAnswer,
  couponRefusal,
  goTogether,
  type HeldCoupon,
} from "./apply.ts";
import type { CouponLine } from "./rule.ts";

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
    if (payableFen < bestFen) {
      best = next;
      bestFen = payableFen;
    }
  }
  return best;
}

/** One alone, then two together, each in the order of `usable`: of several that come to the same, the first is to be taken. */
function* combinations<T extends HeldCoupon>(usable: readonly T[]): Generator<T[]> {
  for (const coupon of usable) yield [coupon];
  for (const [at, a] of usable.entries()) {
    for (const b of usable.slice(at + 1)) if (goTogether(a.rule, b.rule)) yield [a, b];
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

/** Of each coupon the grant that expires first; those that expire first come first. */
function oneOfEach<T extends HeldCoupon>(held: readonly T[]): T[] {
  const first = new Map<bigint, T>();
  for (const coupon of [...held].sort(byExpiry)) {
    if (!first.has(coupon.couponId)) first.set(coupon.couponId, coupon);
  }
  return [...first.values()];
}

function byExpiry(a: HeldCoupon, b: HeldCoupon): number {
  return a.expiresAt.getTime() - b.expiresAt.getTime() || Number(a.id - b.id);
}
