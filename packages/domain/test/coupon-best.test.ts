import { describe, expect, test } from "vitest";
import {
  type AppliedCoupons,
  bestCoupons,
  type CouponBuyer,
  type CouponLine,
  type CouponRule,
  type HeldCoupon,
} from "../src/index.ts";

const NOW = new Date("2026-11-30T04:00:00Z");
const day = (n: number) => new Date(NOW.getTime() + n * 86_400_000);
const BUYER: CouponBuyer = { now: NOW, isNew: false };
const LINES: CouponLine[] = [
  { amountFen: 10_000n, productId: 1n, categories: [10n] },
  { amountFen: 5000n, productId: 2n, categories: [20n] },
];

type Draft = Partial<CouponRule> & { couponId?: bigint; from?: Date; until?: Date };
/** A coupon on the whole shop that stands alone and expires in a week. */
function off(id: bigint, discountFen: bigint, draft: Draft = {}): HeldCoupon {
  const { couponId = id, from = null, until = day(7), ...rule } = draft;
  return {
    ...{ id, couponId, usableFrom: from, expiresAt: until },
    rule: { thresholdFen: 0n, discountFen, newCustomer: false, stackable: false, ...rule },
  };
}
const wide = (id: bigint, discountFen: bigint, until = day(7)) =>
  off(id, discountFen, { until, stackable: true });
const scoped = (id: bigint, discountFen: bigint, until = day(7)) =>
  off(id, discountFen, { until, stackable: true, scope: { kind: "products", ids: [1n], excluded: [] } });

type PayableOf = (applied: AppliedCoupons<HeldCoupon>) => bigint;
const idsOf: (applied: AppliedCoupons<HeldCoupon>) => bigint[] = ({ coupons }) =>
  coupons.map(({ coupon }) => coupon.id);
/** Whichever way round they are held, the choice is the same. */
function expectBest(held: HeldCoupon[], ids: bigint[], payableOf?: PayableOf): void {
  expect(idsOf(bestCoupons(held, LINES, BUYER, payableOf))).toEqual(ids);
  expect(idsOf(bestCoupons([...held].reverse(), LINES, BUYER, payableOf))).toEqual(ids);
}

describe("bestCoupons", () => {
  const cases: [string, HeldCoupon[], bigint[]][] = [
    ["none held", [], []],
    ["none reached", [off(1n, 500n, { thresholdFen: 99_999n })], []],
    ["saves most", [off(1n, 500n), off(2n, 900n), off(3n, 700n)], [2n]],
    ["two together beat the larger one alone", [off(1n, 800n), wide(2n, 500n), scoped(3n, 400n)], [3n, 2n]],
    ["one alone beats two small ones", [off(1n, 1000n), wide(2n, 500n), scoped(3n, 400n)], [1n]],
    ["not for this buyer", [off(1n, 900n, { newCustomer: true }), off(2n, 100n)], [2n]],
    ["expired", [off(1n, 900n, { until: NOW }), off(2n, 100n)], [2n]],
  ];
  test.each(cases)("%s", (_, held, ids) => expectBest(held, ids));

  const equals: [string, HeldCoupon[], bigint[]][] = [
    [
      "the one that expires first",
      [off(1n, 500n, { until: day(5) }), off(2n, 500n, { until: day(3) })],
      [2n],
    ],
    ["of one expiry the lowest id", [off(9n, 500n), off(8n, 500n), off(10n, 500n)], [8n]],
    [
      "one rather than two, though they expire first",
      [off(1n, 900n, { until: day(9) }), wide(2n, 500n, day(1)), scoped(3n, 400n, day(2))],
      [1n],
    ],
    [
      "of two pairs with the same shop-wide coupon, the one whose other expires first",
      [wide(1n, 500n, day(1)), scoped(2n, 400n, day(3)), scoped(3n, 400n, day(2))],
      [3n, 1n],
    ],
    [
      "of two pairs with the same scoped coupon, likewise",
      [scoped(1n, 400n, day(9)), wide(2n, 500n, day(3)), wide(3n, 500n, day(2))],
      [1n, 3n],
    ],
  ];
  test.each(equals)("of those that save the same: %s", (_, held, ids) => expectBest(held, ids));

  test("of two pairs that share none, the one with the coupon that expires first, whatever sort it is", () => {
    const held = [
      scoped(1n, 1n, day(2)),
      scoped(2n, 1n, day(6)),
      wide(3n, 1n, day(1)),
      wide(4n, 1n, day(10)),
    ];
    const pairs = ["1,4", "2,3"];
    expectBest(held, [2n, 3n], (applied) => (pairs.includes(idsOf(applied).join()) ? 0n : 100n));
  });

  test("none is taken where none makes a difference, and it says so in full", () => {
    const none = { kind: "applied", coupons: [], discountFen: 0n, parts: [0n, 0n] };
    expect(bestCoupons([], LINES, BUYER)).toEqual(none);
    expect(bestCoupons([off(1n, 500n), wide(2n, 1n), scoped(3n, 1n)], LINES, BUYER, () => 7n)).toEqual(none);
  });

  test("of one coupon the grant that expires first, of those that can be used", () => {
    const second = off(2n, 500n, { couponId: 7n, until: day(2) });
    expectBest([off(1n, 500n, { couponId: 7n }), second, off(3n, 500n, { couponId: 7n })], [2n]);
    expectBest([off(1n, 500n, { couponId: 7n, from: day(1), until: day(1.5) }), second], [2n]);
    expectBest([off(1n, 500n, { couponId: 7n, until: day(-1) }), second], [2n]);
  });

  test("a coupon that costs the free freight is not the best", () => {
    const payable: PayableOf = ({ discountFen }) =>
      15_000n - discountFen + (15_000n - discountFen < 14_500n ? 800n : 0n);
    expectBest([off(1n, 600n), off(2n, 500n)], [2n], payable);
    expectBest([off(1n, 600n)], [], payable);
  });
});
