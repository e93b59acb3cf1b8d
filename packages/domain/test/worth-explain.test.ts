/** What a promoter is told of goods: figure by figure, and never another sum than the one shown on the card. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  explainWorth,
  type Plan,
  type PlanRule,
  preparePlan,
  type WorthInput,
  worthOf,
} from "../src/index.ts";
import { inputs, PLAN } from "./commission-cases.ts";

const SELF: PlanRule = { id: "s", scope: "all", position: "self", rate_bps: 800 };
const of = (plan: Partial<Plan>, change: Partial<WorthInput> = {}) =>
  explainWorth({
    plan: preparePlan({ ...PLAN, rules: [SELF, ...PLAN.rules], ...plan }),
    place: { sku: "s1", product: "p1", categories: ["c1", "c0"] },
    ...{ priceFen: 9_999n, quantity: 3, tier: "t" },
    ...change,
  });
/** Three at 9,999 fen, sold to a customer. */
const SHARE = {
  ...{ priceFen: 9_999n, quantity: 3, amountFen: 29_997n, couponFen: 0n, netFen: 29_997n, baseFen: 29_997n },
  ...{
    position: 1,
    kind: "referral",
    promoter: "me",
    tier: "t",
    source: { from: "rule", rule: PLAN.rules[0] },
  },
  ...{ grossFen: 2_999n, fen: 2_999n, refundedFen: 0n, keptFen: 2_999n, agrees: true },
};

describe("explainWorth", () => {
  test("自购省: off the whole amount at once", () => {
    const { share, rebate, discount } = of({ self_purchase: "discount" });
    expect(share).toMatchObject(SHARE);
    expect(rebate).toBeNull();
    expect(discount).toEqual({
      ...{ priceFen: 9_999n, quantity: 3, amountFen: 29_997n, rule: SELF },
      ...{ grossFen: 2_399n, capBps: 10_000, limitFen: 29_997n, fen: 2_399n, baseFen: 27_598n },
    });
  });

  test("自购省 down to the cap", () => {
    expect(of({ self_purchase: "discount", cap_bps: 500 }).discount).toMatchObject({
      ...{ grossFen: 2_399n, capBps: 500, limitFen: 1_499n, fen: 1_499n, baseFen: 28_498n },
    });
  });

  test("自购返: a share of one's own", () => {
    const { share, rebate, discount } = of({ self_purchase: "rebate" });
    expect(share).toMatchObject(SHARE);
    expect(rebate).toMatchObject({
      ...{ position: "self", kind: "self", promoter: "me", source: { from: "rule", rule: SELF } },
      ...{ baseFen: 29_997n, grossFen: 2_399n, fen: 2_399n, agrees: true },
    });
    expect(discount).toBeNull();
  });

  const nothing = { share: null, rebate: null, discount: null };
  const cases: [string, Partial<Plan>, object][] = [
    ["no self mode", {}, { ...nothing, share: expect.objectContaining({ fen: 2_999n }) }],
    ["no rules", { self_purchase: "discount", rules: [] }, nothing],
    ["a self rule of another tier", { self_purchase: "discount", rules: [{ ...SELF, tier: "g" }] }, nothing],
    ["a self rule of nothing", { self_purchase: "discount", rules: [{ ...SELF, rate_bps: 0 }] }, nothing],
    [
      "an excluded product",
      { self_purchase: "discount", exclude: [{ scope: "product", target: "p1" }] },
      nothing,
    ],
  ];
  test.each(cases)("%s", (_, plan, expected) => {
    expect(of(plan)).toEqual(expected);
  });

  test("never another sum than what the goods are said to be worth", () => {
    let saved = 0;
    const property = fc.property(inputs, ({ plan, line }) => {
      const { sku, product, categories, quantity, netFen } = line;
      const input = { plan, place: { sku, product, categories }, priceFen: netFen, quantity, tier: "t" };
      const { share, rebate, discount } = explainWorth(input);
      const worth = worthOf(input);
      expect(share?.fen ?? 0n).toBe(worth.shareFen);
      expect((discount?.fen ?? 0n) + (rebate?.fen ?? 0n)).toBe(worth.selfFen);
      if (discount !== null) expect(discount.baseFen).toBe(worth.ownFen);
      if (worth.selfFen > 0n) saved += 1;
    });
    fc.assert(property, { numRuns: 1_000 });
    expect(saved).toBeGreaterThan(50);
  });
});
