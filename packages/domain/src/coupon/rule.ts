import type { Fen } from "@banyan/kernel";

/** Which lines a coupon looks at. `ids` are categories or products by `kind`, none with `all`; a product in `excluded` is never in scope. */
export interface CouponScope {
  kind: "all" | "categories" | "products";
  ids: readonly bigint[];
  excluded: readonly bigint[];
}

/**
 * What a coupon promises. 满减 (`threshold`): `discountFen` off from `thresholdFen` on, which may be 0 (立减). 折扣 (`percent`):
 * `percentOff` 1..99 (15 is 8.5 折), at most `ceilingFen` where there is one.
 */
export interface CouponRule {
  kind: "threshold" | "percent";
  /** Tested on the price × quantity of the lines in scope, before any discount. */
  thresholdFen: Fen;
  /** 0 with `percent`. */
  discountFen: Fen;
  /** 0 with `threshold`. */
  percentOff: number;
  /** `percent` only; null: as much as the percentage says. */
  ceilingFen: Fen | null;
  scope: CouponScope;
  /** Only for who has not paid an order yet. */
  newCustomer: boolean;
  /** Whether it may stand beside one of the other sort: shop-wide beside scoped. */
  stackable: boolean;
}

/** What a coupon is asked about. */
export interface CouponLine {
  /** price × quantity, in fen */
  amountFen: Fen;
  productId: bigint;
  /** Every category that shows the product, main or display, with those above it. */
  categories: readonly bigint[];
}

export function isInScope(scope: CouponScope, line: CouponLine): boolean {
  if (scope.excluded.includes(line.productId)) return false;
  if (scope.kind === "all") return true;
  if (scope.kind === "products") return scope.ids.includes(line.productId);
  return line.categories.some((category) => scope.ids.includes(category));
}

/** Shop-wide coupons are one sort, those for categories or products the other: of each sort one at most on an order. */
export function isShopWide(rule: CouponRule): boolean {
  return rule.scope.kind === "all";
}

/**
 * What a coupon takes off, in fen: 0 below the threshold, and never the last fen of the lines in scope, so that no order comes to
 * nothing (docs/decisions/2026-11-24-payable-is-never-zero.md). A percentage is rounded down: the rest stays with the shop.
 *
 * @param amountFen Σ price × quantity in scope, before any discount
 * @param leftFen what an earlier coupon left of it
 */
export function savingOf(rule: CouponRule, amountFen: Fen, leftFen: Fen): Fen {
  if (amountFen < rule.thresholdFen || leftFen <= 1n) return 0n;
  const promised = rule.kind === "threshold" ? rule.discountFen : percentOf(rule, leftFen);
  return promised < leftFen ? promised : leftFen - 1n;
}

function percentOf(rule: CouponRule, leftFen: Fen): Fen {
  const off = (leftFen * BigInt(rule.percentOff)) / 100n;
  return rule.ceilingFen !== null && rule.ceilingFen < off ? rule.ceilingFen : off;
}
