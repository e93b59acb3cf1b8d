/**
 * Coupons against a second computation that knows nothing of the first: whole fen handed out one at a time, every subset tried. Lines and
 * coupons are drawn so that thresholds, ceilings, scopes and ties are met often.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyCoupons, bestCoupons, type CouponLine, couponRefusal, type HeldCoupon } from "../src/index.ts";

const NOW = new Date("2026-11-30T04:00:00Z");
const BUYER = { now: NOW, isNew: false };

const lines = fc.array(
  fc.record({
    amountFen: fc.oneof(fc.bigInt(0n, 5n), fc.bigInt(1n, 300n), fc.bigInt(1n, 3_000_000n)),
    productId: fc.bigInt(1n, 4n),
    categories: fc.subarray([10n, 11n, 20n]),
  }),
  { minLength: 1, maxLength: 6 },
);
const scope = fc.record({
  kind: fc.constantFrom("all" as const, "categories" as const, "products" as const),
  ids: fc.subarray([1n, 2n, 3n, 10n, 11n, 20n], { minLength: 1 }),
  excluded: fc.subarray([1n, 2n], { maxLength: 1 }),
});
const rule = fc.record({
  thresholdFen: fc.oneof(fc.constant(0n), fc.bigInt(1n, 400n)),
  discountFen: fc.bigInt(1n, 500n),
  percentOff: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99 })),
  ceilingFen: fc.option(fc.bigInt(1n, 200n)),
  scope,
  newCustomer: fc.constant(false),
  stackable: fc.boolean(),
});
const coupons = fc
  .array(fc.record({ rule, days: fc.integer({ min: 1, max: 3 }) }), { maxLength: 5 })
  .map((drafts) =>
    drafts.map(
      (draft, at): HeldCoupon => ({
        id: BigInt(at + 1),
        couponId: BigInt(at + 1),
        usableFrom: null,
        expiresAt: new Date(NOW.getTime() + draft.days * 86_400_000),
        rule: draft.rule,
      }),
    ),
  );

/** Hands `total` out over `weights`: everybody's whole part, then one more for whoever was cut most, the earlier of equals first. */
function share(total: number, weights: number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const cut = weights.map((weight, at) => total * weight - (parts[at] as number) * sum);
  let left = total - parts.reduce((a, b) => a + b, 0);
  while (left > 0) {
    const most = cut.indexOf(Math.max(...cut));
    (parts[most] as number) += 1;
    cut[most] = -1;
    left -= 1;
  }
  return parts;
}

/** Parts of each coupon by line, in plain numbers; null where one of them takes nothing. */
function reckon(chosen: HeldCoupon[], bought: CouponLine[]): number[][] | null {
  const price = bought.map((each) => Number(each.amountFen));
  const now = [...price];
  const all: number[][] = [];
  const ordered = [
    ...chosen.filter((each) => each.rule.scope?.kind !== "all"),
    ...chosen.filter((each) => each.rule.scope?.kind === "all"),
  ];
  for (const { rule: r } of ordered) {
    const inside = bought.map((each) => {
      const wanted = new Set(r.scope?.ids.map(String));
      if (r.scope?.excluded.map(String).includes(String(each.productId))) return false;
      if (r.scope?.kind === "all") return true;
      if (r.scope?.kind === "products") return wanted.has(String(each.productId));
      return each.categories.map(String).filter((one) => wanted.has(one)).length > 0;
    });
    const before = price.reduce((sum, fen, at) => sum + (inside[at] ? fen : 0), 0);
    const weights = now.map((fen, at) => (inside[at] ? fen : 0));
    const left = weights.reduce((a, b) => a + b, 0);
    let want = Number(r.discountFen);
    if (r.percentOff) {
      want = Math.floor((left * r.percentOff) / 100);
      if (r.ceilingFen !== null && r.ceilingFen !== undefined) want = Math.min(want, Number(r.ceilingFen));
    }
    const takes = before < Number(r.thresholdFen) ? 0 : Math.max(0, Math.min(want, left - 1));
    if (takes === 0) return null;
    const parts = share(takes, weights);
    parts.forEach((part, at) => {
      (now[at] as number) -= part;
    });
    all.push(parts);
  }
  return all;
}

const isAllowed = (chosen: HeldCoupon[]) =>
  chosen.length < 2 ||
  (chosen.length === 2 &&
    chosen.every((each) => each.rule.stackable) &&
    chosen.filter((each) => each.rule.scope?.kind === "all").length === 1);

test("parts are exact, lie between nothing and the price of the line, and are those of the oracle", () => {
  let applied = 0;
  let together = 0;
  fc.assert(
    fc.property(lines, coupons, (bought, held) => {
      const chosen = held.slice(0, 2);
      const answer = applyCoupons(chosen, bought, BUYER);
      const oracle =
        isAllowed(chosen) && chosen.every((one) => reckon([one], bought)) ? reckon(chosen, bought) : null;
      expect(answer.kind === "applied").toBe(oracle !== null);
      if (answer.kind === "refused" || oracle === null) return;
      applied += 1;
      if (chosen.length === 2) together += 1;
      expect(answer.coupons.map(({ parts }) => parts.map(Number))).toEqual(oracle);
      const sum = (fens: readonly bigint[]) => fens.reduce((a, b) => a + b, 0n);
      expect(sum(answer.parts)).toBe(answer.discountFen);
      expect(sum(answer.coupons.map((each) => each.discountFen))).toBe(answer.discountFen);
      for (const each of answer.coupons) expect(sum(each.parts)).toBe(each.discountFen);
      answer.parts.forEach((part, at) => {
        expect(part >= 0n && part <= (bought[at]?.amountFen ?? -1n)).toBe(true);
      });
      if (chosen.length > 0)
        expect(answer.discountFen).toBeLessThan(sum(bought.map((each) => each.amountFen)));
    }),
    { numRuns: 5000 },
  );
  expect(applied).toBeGreaterThan(1000);
  expect(together).toBeGreaterThan(50);
});

test("the best choice is that of trying every subset, freight included", () => {
  let two = 0;
  fc.assert(
    fc.property(lines, coupons, fc.bigInt(0n, 600n), (bought, held, freeOver) => {
      const goods = bought.reduce((sum, each) => sum + each.amountFen, 0n);
      const payable = (discountFen: bigint) => {
        const left = goods - discountFen;
        return left + (left < freeOver ? 40n : 0n);
      };
      let least = payable(0n);
      for (let mask = 1; mask < 1 << held.length; mask += 1) {
        const chosen = held.filter((_, at) => (mask >> at) & 1);
        if (!isAllowed(chosen) || !chosen.every((one) => reckon([one], bought))) continue;
        const parts = reckon(chosen, bought);
        if (!parts) continue;
        const fen = payable(BigInt(parts.flat().reduce((a, b) => a + b, 0)));
        if (fen < least) least = fen;
      }
      const best = bestCoupons(held, bought, BUYER, (each) => payable(each.discountFen));
      if (best.coupons.length === 2) two += 1;
      expect(payable(best.discountFen)).toBe(least);
      // What is said of each alone is what the best choice goes by.
      for (const { coupon } of best.coupons) expect(couponRefusal(coupon, bought, BUYER)).toBeNull();
    }),
    { numRuns: 3000 },
  );
  expect(two).toBeGreaterThan(30);
});
