import { type Fen, floorShare } from "@banyan/kernel";

/** Which lines a coupon looks at. `ids` are categories or products by `kind`, none with `all`; a product in `excluded` is never in scope. */
export interface CouponScope {
  kind: "all" | "categories" | "products";
  ids: readonly bigint[];
  excluded: readonly bigint[];
}

/**
 * What a coupon promises. 满减: `discountFen` off from `thresholdFen` on, which may be 0 (立减). 折扣: `percentOff` 1..99 (15 is 8.5 折) off,
 * at most `ceilingFen` where there is one; `discountFen` is 0 then.
 */
export interface CouponTerms {
  /** Tested on the price × quantity of the lines in scope, before any discount. */
  thresholdFen: Fen;
  discountFen: Fen;
  /** Absent or 0: 满减. */
  percentOff?: number | undefined;
  ceilingFen?: Fen | null | undefined;
  /** Absent: the whole shop. */
  scope?: CouponScope | undefined;
}

/** The terms with who may use them. */
export interface CouponRule extends CouponTerms {
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

export function isInScope(scope: CouponScope | undefined, line: CouponLine): boolean {
  if (scope === undefined) return true;
  if (scope.excluded.includes(line.productId)) return false;
  if (scope.kind === "all") return true;
  if (scope.kind === "products") return scope.ids.includes(line.productId);
  return line.categories.some((category) => scope.ids.includes(category));
}

/** Shop-wide coupons are one sort, those for categories or products the other: of each sort one at most on an order. */
export function isShopWide({ scope }: CouponTerms): boolean {
  return scope === undefined || scope.kind === "all";
}

/**
 * What a coupon takes off, in fen: 0 below the threshold, and never the last fen of the lines in scope, so that no order comes to
 * nothing (docs/decisions/2026-11-24-payable-is-never-zero.md). A percentage is rounded down: the rest stays with the shop.
 *
 * @param amountFen Σ price × quantity in scope, before any discount
 * @param leftFen what an earlier coupon left of it
 */
export function savingOf(terms: CouponTerms, amountFen: Fen, leftFen: Fen): Fen {
  if (amountFen < terms.thresholdFen || leftFen <= 1n) return 0n;
  const promised = terms.percentOff ? percentOf(terms, terms.percentOff, leftFen) : terms.discountFen;
  return promised < leftFen ? promised : leftFen - 1n;
}

function percentOf({ ceilingFen }: CouponTerms, percentOff: number, leftFen: Fen): Fen {
  const off = floorShare(leftFen, BigInt(percentOff), 100n);
  return typeof ceilingFen === "bigint" && ceilingFen < off ? ceilingFen : off;
}
