/** Arbitrary shops: small enough for collisions, priced to leave remainders. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@banyan/kernel";
import fc from "fast-check";
import type { Basket, HeldCoupon, ShelfSku, Shop, ShopRules } from "../oracle/shapes.ts";

/** Yunnan pays the ordinary fee; Tibet is remote; Taiwan is not served. Most addresses are ordinary. */
export const province: fc.Arbitrary<string> = fc.oneof(
  { weight: 18, arbitrary: fc.constant("53") },
  { weight: 1, arbitrary: fc.constant("54") },
  { weight: 1, arbitrary: fc.constant("71") },
);

/** Fen amounts that people meet (¥9.90), that divide badly (1, 7, 333) and that are large. */
export const priceFen: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(100n, 30_000n) },
  { weight: 2, arbitrary: fc.constantFrom(1n, 3n, 7n, 99n, 333n, 9990n) },
  { weight: 1, arbitrary: fc.bigInt(1n, 1_000_000n) },
);

export const shelfSku: fc.Arbitrary<ShelfSku> = fc.record({
  priceFen,
  fulfilment: fc.oneof(
    { weight: 3, arbitrary: fc.constant("parcel" as const) },
    { weight: 1, arbitrary: fc.constant("service" as const) },
  ),
  onHand: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 10, max: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) },
  ),
});

export const rules: fc.Arbitrary<ShopRules> = fc.record({
  baseFen: fc.constantFrom(0n, 1n, 1000n),
  freeOverFen: fc.option(fc.bigInt(1n, 30_000n)),
  remote: fc.constant([{ province: "54", feeFen: 2500n }]),
  unserved: fc.constant(["71"]),
  unpaidMs: fc.constant(30 * MINUTE_MS),
  receiveMs: fc.constant(10 * DAY_MS),
  aftersaleMs: fc.constant(7 * DAY_MS),
});

/** A coupon takes less than it asks for, as the shop's form demands. Some end within the run. */
export function heldCoupon(buyers: number): fc.Arbitrary<HeldCoupon> {
  return fc
    .record({
      buyer: fc.nat({ max: buyers - 1 }),
      thresholdFen: fc.oneof(fc.bigInt(2n, 500n), fc.bigInt(2n, 30_000n)),
      permille: fc.bigInt(1n, 999n),
      expiresAfterMs: fc.integer({ min: 1, max: 2400 }).map((hours) => hours * HOUR_MS),
    })
    .map(({ permille, ...coupon }) => {
      const discountFen = (coupon.thresholdFen * permille) / 1000n;
      return { ...coupon, discountFen: discountFen > 0n ? discountFen : 1n };
    });
}

/** @param p how many buyers */
export function shopOf(p: { min: number; max: number }): fc.Arbitrary<Shop> {
  return fc.integer(p).chain((buyers) =>
    fc.record({
      rules,
      shelf: fc.array(shelfSku, { minLength: 2, maxLength: 6 }),
      coupons: fc.array(heldCoupon(buyers), { maxLength: 5 }),
      buyers: fc.constant(buyers),
    }),
  );
}

export const shop: fc.Arbitrary<Shop> = shopOf({ min: 1, max: 3 });

/** What a buyer takes from this shelf: every SKU once at most, now and then more than there is. */
export function basket(from: Shop): fc.Arbitrary<Basket> {
  const line = fc.record({
    sku: fc.nat({ max: from.shelf.length - 1 }),
    quantity: fc.oneof(
      { weight: 19, arbitrary: fc.integer({ min: 1, max: 4 }) },
      { weight: 1, arbitrary: fc.constant(41) },
    ),
  });
  const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 4, selector: (each) => each.sku });
  const none = fc.constant(null);
  const some = from.coupons.length === 0 ? none : fc.nat({ max: from.coupons.length - 1 });
  const coupon = fc.oneof({ weight: 2, arbitrary: none }, { weight: 1, arbitrary: some });
  return fc.record({ buyer: fc.nat({ max: from.buyers - 1 }), lines, coupon, province });
}
