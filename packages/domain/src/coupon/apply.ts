import type { Fen } from "@banyan/kernel";
import { allocate } from "./allocate.ts";
import {
  type CouponLine,
  type CouponRule,
  type CouponTerms,
  isInScope,
  isShopWide,
  savingOf,
} from "./rule.ts";

/** A coupon in somebody's hand. */
export interface HeldCoupon {
  /** Of the grant. */
  id: bigint;
  couponId: bigint;
  /** null: from the claim on. */
  usableFrom: Date | null;
  expiresAt: Date;
  rule: CouponRule;
}

export interface CouponBuyer {
  now: Date;
  /** No paid order yet. */
  isNew: boolean;
}

/** Why one coupon cannot be used on these lines now; `missingFen` is what the lines in scope lack, 0 where that is not the reason. */
export interface CouponRefusal {
  refusal:
    | "coupon_not_started"
    | "coupon_expired"
    | "coupon_new_only"
    | "coupon_out_of_scope"
    | "coupon_below_threshold"
    | "coupon_saves_nothing"
    | "coupons_not_together";
  missingFen: Fen;
}

/** One coupon's part of an order, in fen; `parts` in the order of the lines, 0 out of scope. */
export interface AppliedCoupon<T extends HeldCoupon> {
  coupon: T;
  discountFen: Fen;
  parts: Fen[];
}

export type CouponsAnswer<T extends HeldCoupon> =
  | {
      kind: "applied";
      /** In the order in which they were taken off: scoped, then shop-wide. */
      coupons: AppliedCoupon<T>[];
      discountFen: Fen;
      /** What all of them take off each line: 0 ≤ part ≤ amount. */
      parts: Fen[];
    }
  | ({ kind: "refused"; coupon: T } & CouponRefusal);

/**
 * Why this coupon alone cannot be used on these lines, or null when it can. First to last: coupon_not_started, coupon_expired,
 * coupon_new_only, coupon_out_of_scope, coupon_below_threshold, coupon_saves_nothing (a percentage of a few fen).
 */
export function couponRefusal(
  coupon: HeldCoupon,
  lines: readonly CouponLine[],
  buyer: CouponBuyer,
): CouponRefusal | null {
  const no = (refusal: CouponRefusal["refusal"], missingFen = 0n) => ({ refusal, missingFen });
  const { rule } = coupon;
  if (coupon.usableFrom !== null && coupon.usableFrom > buyer.now) return no("coupon_not_started");
  if (coupon.expiresAt <= buyer.now) return no("coupon_expired");
  if (rule.newCustomer && !buyer.isNew) return no("coupon_new_only");
  const inScope = lines.filter((line) => isInScope(rule.scope, line));
  if (inScope.length === 0) return no("coupon_out_of_scope");
  const amountFen = total(inScope.map((line) => line.amountFen));
  if (amountFen < rule.thresholdFen) return no("coupon_below_threshold", rule.thresholdFen - amountFen);
  return savingOf(rule, amountFen, amountFen) === 0n ? no("coupon_saves_nothing") : null;
}

/**
 * Takes the chosen coupons off the lines. At most one shop-wide and one scoped, and two only where both allow it. The scoped one comes
 * first; the other sees what it left. Each is shared out over its lines by largest remainder, weighted by what they still cost; ties go
 * to the earlier line. Thresholds look at the price before any coupon.
 *
 * Refusals: those of each alone (`couponRefusal`), in the order given; coupons_not_together; coupon_saves_nothing where the first leaves
 * the second nothing to take.
 */
export function applyCoupons<T extends HeldCoupon>(
  chosen: readonly T[],
  lines: readonly CouponLine[],
  buyer: CouponBuyer,
): CouponsAnswer<T> {
  for (const coupon of chosen) {
    const refused = couponRefusal(coupon, lines, buyer);
    if (refused) return { kind: "refused", coupon, ...refused };
  }
  const [first, second, third] = chosen;
  const apart = third ?? (first && second && !goTogether(first.rule, second.rule) ? second : undefined);
  if (apart) return { kind: "refused", coupon: apart, refusal: "coupons_not_together", missingFen: 0n };
  const ordered = inOrder(chosen);
  const taken = takeOff(
    ordered.map((coupon) => coupon.rule),
    lines,
  );
  if (taken.kind === "saves_nothing") {
    const coupon = ordered[taken.at] as T;
    return { kind: "refused", coupon, refusal: "coupon_saves_nothing", missingFen: 0n };
  }
  const coupons = taken.parts.map((parts, at) => ({
    coupon: ordered[at] as T,
    discountFen: total(parts),
    parts,
  }));
  const parts = lines.map((_, index) => total(taken.parts.map((each) => each[index] ?? 0n)));
  return { kind: "applied", coupons, discountFen: total(parts), parts };
}

/** Whether two coupons may stand on one order: one shop-wide, one scoped, and both stackable. */
export function goTogether(a: CouponRule, b: CouponRule): boolean {
  return a.stackable && b.stackable && isShopWide(a) !== isShopWide(b);
}

function inOrder<T extends HeldCoupon>(chosen: readonly T[]): T[] {
  return [...chosen].sort((a, b) => Number(isShopWide(a.rule)) - Number(isShopWide(b.rule)));
}

/**
 * Takes coupons off the lines one after the other, whoever holds them. Each is shared out over its lines by largest remainder, weighted by
 * what they still cost; ties go to the earlier line.
 * @returns what each takes off each line; or the first, by its place, that finds nothing to take
 */
export function takeOff(
  coupons: readonly CouponTerms[],
  lines: readonly CouponLine[],
): { kind: "taken"; parts: Fen[][] } | { kind: "saves_nothing"; at: number } {
  const left = lines.map((line) => line.amountFen);
  const taken: Fen[][] = [];
  for (const [at, terms] of coupons.entries()) {
    const inScope = lines.map((line) => isInScope(terms.scope, line));
    const weights = left.map((fen, index) => (inScope[index] ? fen : 0n));
    const amountFen = total(lines.map((line, index) => (inScope[index] ? line.amountFen : 0n)));
    const saving = savingOf(terms, amountFen, total(weights));
    if (saving === 0n) return { kind: "saves_nothing", at };
    const parts = allocate(saving, weights);
    for (const [index, part] of parts.entries()) left[index] = (left[index] ?? 0n) - part;
    taken.push(parts);
  }
  return { kind: "taken", parts: taken };
}

function total(amounts: readonly Fen[]): Fen {
  return amounts.reduce((left, right) => left + right, 0n);
}
