import { describe, expect, test } from "vitest";
import {
  applyCoupons,
  type CouponBuyer,
  type CouponLine,
  type CouponRule,
  couponRefusal,
  couponTitle,
  foldOf,
  type HeldCoupon,
  savingOf,
  takeOff,
  tellCouponRefusal,
} from "../src/index.ts";

const NOW = new Date("2026-11-30T04:00:00Z");
const day = (n: number) => new Date(NOW.getTime() + n * 86_400_000);
const OLD: CouponBuyer = { now: NOW, isNew: false };
const NEW: CouponBuyer = { now: NOW, isNew: true };

type Draft = Partial<CouponRule> & { id?: bigint; couponId?: bigint; from?: Date | null; until?: Date };
function held({ id = 1n, couponId, from = null, until = day(7), ...rule }: Draft): HeldCoupon {
  return {
    id,
    couponId: couponId ?? id,
    usableFrom: from,
    expiresAt: until,
    rule: { thresholdFen: 0n, discountFen: 0n, newCustomer: false, stackable: false, ...rule },
  };
}
const line = (amountFen: bigint, productId: bigint, ...categories: bigint[]): CouponLine => ({
  amountFen,
  productId,
  categories,
});
const only = (kind: "categories" | "products", ...ids: bigint[]) => ({ kind, ids, excluded: [] });
const allBut = (...excluded: bigint[]) => ({ kind: "all" as const, ids: [], excluded });

describe("savingOf", () => {
  // terms | in scope | left of it | saving
  const off10 = { thresholdFen: 9900n, discountFen: 1000n };
  const cases: [string, Parameters<typeof savingOf>[0], bigint, bigint, bigint][] = [
    ["nothing bought", off10, 0n, 0n, 0n],
    ["one fen below", off10, 9899n, 9899n, 0n],
    ["at the threshold", off10, 9900n, 9900n, 1000n],
    ["far above", off10, 1_000_000n, 1_000_000n, 1000n],
    ["the threshold looks at the price before", off10, 9900n, 500n, 499n],
    ["立减 leaves a fen", { thresholdFen: 0n, discountFen: 1000n }, 800n, 800n, 799n],
    ["立减 on one fen", { thresholdFen: 0n, discountFen: 1000n }, 1n, 1n, 0n],
    ["折扣 rounds down", { thresholdFen: 0n, discountFen: 0n, percentOff: 15 }, 999n, 999n, 149n],
    ["折扣 of a few fen", { thresholdFen: 0n, discountFen: 0n, percentOff: 15 }, 6n, 6n, 0n],
    [
      "折扣 to its ceiling",
      { thresholdFen: 0n, discountFen: 0n, percentOff: 50, ceilingFen: 300n },
      999n,
      999n,
      300n,
    ],
    [
      "折扣 below its ceiling",
      { thresholdFen: 0n, discountFen: 0n, percentOff: 50, ceilingFen: 300n },
      500n,
      500n,
      250n,
    ],
    [
      "折扣 on what is left",
      { thresholdFen: 900n, discountFen: 0n, percentOff: 50, ceilingFen: null },
      999n,
      400n,
      200n,
    ],
    ["折扣 of 99", { thresholdFen: 0n, discountFen: 0n, percentOff: 99 }, 10_000n, 10_000n, 9900n],
  ];
  test.each(cases)("%s", (_, terms, amount, left, saving) => {
    expect(savingOf(terms, amount, left)).toBe(saving);
  });
});

describe("couponRefusal, in its order", () => {
  const tea = line(5000n, 1n, 11n, 10n);
  const cup = line(3000n, 2n, 21n, 20n);
  const late = {
    from: day(1),
    until: day(-1),
    newCustomer: true,
    scope: only("products", 9n),
    thresholdFen: 99_999n,
  };
  // coupon | lines | buyer | refusal | missing
  const cases: [string, HeldCoupon, CouponLine[], CouponBuyer, string | null, bigint][] = [
    ["not started, before all else", held(late), [tea], OLD, "coupon_not_started", 0n],
    ["expired", held({ ...late, from: null }), [tea], OLD, "coupon_expired", 0n],
    ["expires now", held({ until: NOW, discountFen: 1n }), [tea], OLD, "coupon_expired", 0n],
    ["starts now", held({ from: NOW, discountFen: 1n }), [tea], OLD, null, 0n],
    ["for new customers", held({ ...late, from: null, until: day(1) }), [tea], OLD, "coupon_new_only", 0n],
    ["a new customer", held({ newCustomer: true, discountFen: 1n }), [tea], NEW, null, 0n],
    [
      "another product",
      held({ scope: only("products", 9n), thresholdFen: 99_999n }),
      [tea],
      OLD,
      "coupon_out_of_scope",
      0n,
    ],
    ["the product", held({ scope: only("products", 1n), discountFen: 1n }), [tea], OLD, null, 0n],
    ["its category", held({ scope: only("categories", 11n), discountFen: 1n }), [tea], OLD, null, 0n],
    ["the category above", held({ scope: only("categories", 10n), discountFen: 1n }), [tea], OLD, null, 0n],
    [
      "another category",
      held({ scope: only("categories", 20n), discountFen: 1n }),
      [tea],
      OLD,
      "coupon_out_of_scope",
      0n,
    ],
    ["all but this", held({ scope: allBut(1n), discountFen: 1n }), [tea], OLD, "coupon_out_of_scope", 0n],
    ["all but this, beside another", held({ scope: allBut(1n), discountFen: 1n }), [tea, cup], OLD, null, 0n],
    ["nothing bought", held({ discountFen: 1n }), [], OLD, "coupon_out_of_scope", 0n],
    [
      "12 yuan short",
      held({ thresholdFen: 6200n, discountFen: 1n }),
      [tea],
      OLD,
      "coupon_below_threshold",
      1200n,
    ],
    [
      "only what is in scope counts",
      held({ thresholdFen: 6200n, discountFen: 1n, scope: only("categories", 10n) }),
      [tea, cup],
      OLD,
      "coupon_below_threshold",
      1200n,
    ],
    [
      "a percentage of nearly nothing",
      held({ percentOff: 1 }),
      [line(99n, 1n)],
      OLD,
      "coupon_saves_nothing",
      0n,
    ],
  ];
  test.each(cases)("%s", (_, coupon, lines, buyer, refusal, missingFen) => {
    expect(couponRefusal(coupon, lines, buyer)).toEqual(refusal === null ? null : { refusal, missingFen });
  });
});

describe("applyCoupons", () => {
  const tea = line(10_000n, 1n, 10n);
  const cup = line(5000n, 2n, 20n);
  const wide = held({ id: 1n, thresholdFen: 15_000n, discountFen: 1000n, stackable: true });
  const scoped = held({ id: 2n, percentOff: 20, scope: only("categories", 10n), stackable: true });
  const twin = held({ id: 3n, discountFen: 100n, scope: only("products", 2n), stackable: true });
  const alone = held({ id: 4n, discountFen: 100n, scope: only("products", 2n) });
  const refused = (chosen: HeldCoupon[], lines: CouponLine[]) => {
    const answer = applyCoupons(chosen, lines, OLD);
    if (answer.kind !== "refused") throw new Error("was not refused");
    return [answer.coupon.id, answer.refusal];
  };

  test("none", () => {
    expect(applyCoupons([], [tea, cup], OLD)).toEqual({
      kind: "applied",
      coupons: [],
      discountFen: 0n,
      parts: [0n, 0n],
    });
  });

  test("the scoped one first, then the other on what it left, in whatever order they were chosen", () => {
    // 20 % of 10,000 leaves 8,000 and 5,000; 1,000 over 13,000: 615.38 and 384.61.
    const coupons = [
      { coupon: scoped, discountFen: 2000n, parts: [2000n, 0n] },
      { coupon: wide, discountFen: 1000n, parts: [615n, 385n] },
    ];
    const both = { kind: "applied", coupons, discountFen: 3000n, parts: [2615n, 385n] };
    expect(applyCoupons([wide, scoped], [tea, cup], OLD)).toEqual(both);
    expect(applyCoupons([scoped, wide], [tea, cup], OLD)).toEqual(both);
  });

  test("a threshold looks at the price before any coupon", () => {
    const answer = applyCoupons(
      [scoped, held({ ...wide.rule, id: 1n, thresholdFen: 15_000n })],
      [tea, cup],
      OLD,
    );
    expect(answer.kind).toBe("applied");
  });

  test("two of a sort, one that stands alone, and three: not together", () => {
    expect(refused([scoped, twin], [tea, cup])).toEqual([3n, "coupons_not_together"]);
    expect(refused([wide, alone], [tea, cup])).toEqual([4n, "coupons_not_together"]);
    expect(refused([wide, held({ ...wide.rule, id: 9n })], [tea, cup])).toEqual([9n, "coupons_not_together"]);
    expect(refused([scoped, wide, twin], [tea, cup])).toEqual([3n, "coupons_not_together"]);
  });

  test("each of them must be good alone", () => {
    expect(refused([scoped, wide], [tea])).toEqual([1n, "coupon_below_threshold"]);
    expect(refused([wide, scoped], [line(20_000n, 2n, 20n)])).toEqual([2n, "coupon_out_of_scope"]);
  });

  test("the second finds nothing left", () => {
    const most = held({
      id: 5n,
      discountFen: 9999n,
      thresholdFen: 10_000n,
      scope: only("products", 1n),
      stackable: true,
    });
    const small = held({ id: 6n, discountFen: 5n, stackable: true });
    expect(refused([small, most], [tea])).toEqual([6n, "coupon_saves_nothing"]);
  });
});

test("takeOff: what each takes off each line in turn, or the place of the first that finds nothing", () => {
  const lines = [line(300n, 1n), line(100n, 2n)];
  const half = { thresholdFen: 0n, discountFen: 0n, percentOff: 50, scope: only("products", 1n) };
  const off90 = { thresholdFen: 400n, discountFen: 90n };
  expect(takeOff([half, off90], lines)).toEqual({
    kind: "taken",
    parts: [
      [150n, 0n],
      [54n, 36n],
    ],
  });
  expect(takeOff([half, { ...off90, thresholdFen: 401n }], lines)).toEqual({ kind: "saves_nothing", at: 1 });
});

test("words", () => {
  expect(couponTitle({ thresholdFen: 10_000n, discountFen: 1000n })).toBe("满100减10");
  expect(couponTitle({ thresholdFen: 0n, discountFen: 550n })).toBe("立减5.5");
  expect(couponTitle({ thresholdFen: 0n, discountFen: 0n, percentOff: 15 })).toBe("8.5 折");
  expect(couponTitle({ thresholdFen: 20_000n, discountFen: 0n, percentOff: 20 })).toBe("满200打8 折");
  expect([foldOf(1), foldOf(99), foldOf(90)]).toEqual(["9.9 折", "0.1 折", "1 折"]);
  expect(tellCouponRefusal({ refusal: "coupon_below_threshold", missingFen: 1200n })).toBe("还差 ¥12");
  expect(tellCouponRefusal({ refusal: "coupon_new_only", missingFen: 0n })).toBe("仅限新客，您已下过单");
});
