/** The simulator's figures worked by hand; packages/testkit holds it against the bookkeeper on random lines. */
import { describe, expect, test } from "vitest";
import { type PastLine, type Plan, preparePlan, Simulation, topOf } from "../src/index.ts";

const PLAN: Plan = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 1100,
  rules: [
    { id: "a", scope: "all", position: 1, rate_bps: 1000 },
    { id: "b", scope: "all", position: 2, rate_bps: 300 },
  ],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
};
const LINE: PastLine = {
  buyerId: "1",
  orderNo: "D1",
  lineNo: 1,
  line: { sku: "1", product: "2", categories: ["4", "3"], quantity: 1, netFen: 9999n, promotion: null },
  buyer: { promoter: null },
  chain: [
    { id: "A", tier: "1", active: true },
    { id: "B", tier: "2", active: true },
  ],
  baseFen: 9999n,
  refundedFen: 0n,
  goodsFen: 9000n,
  granted: { discountFen: 0n, shares: [] },
};

describe("worked by hand", () => {
  test("the second example of the page: the cap cuts 199 of position 2, and the margin of 999 is gone", () => {
    const simulation = new Simulation([preparePlan(PLAN)]);
    simulation.add(LINE);
    const [plan] = simulation.plans;
    expect(plan?.cut).toEqual({ lines: 1, fen: 199n });
    expect(simulation.byPosition().map(({ plans }) => plans[0]?.fen)).toEqual([0n, 999n, 100n, 0n]);
    expect(plan?.overMargin).toEqual({ lines: 1, fen: 100n });
    expect(plan?.worst).toMatchObject({ costFen: 1099n, marginFen: 999n });
    expect(plan?.histogram[6]).toBe(1);
  });

  test("自购省 that the cap cut counts as cut", () => {
    const rule = { id: "s", scope: "all", position: "self", rate_bps: 2000 } as const;
    const simulation = new Simulation([
      preparePlan({ ...PLAN, cap_bps: 500, self_purchase: "discount", rules: [rule] }),
    ]);
    const buyer = { promoter: { id: "C", tier: "1", active: true } };
    simulation.add({ ...LINE, line: { ...LINE.line, netFen: 10_000n }, buyer, chain: [] });
    expect(simulation.plans[0]?.cut).toEqual({ lines: 1, fen: 1500n });
    expect(simulation.plans[0]?.byKind().discount).toMatchObject({ fen: 500n, keptFen: 500n });
  });

  test("a line without a category and one without a cost stand apart", () => {
    const simulation = new Simulation([preparePlan(PLAN)]);
    simulation.add({ ...LINE, goodsFen: null, line: { ...LINE.line, categories: [] } });
    expect(simulation.byRoot().sorted()).toMatchObject([{ key: "none", lines: 1 }]);
    expect(simulation.costed.lines).toBe(0);
    expect(simulation.plans[0]?.worst).toBeNull();
  });

  test("no line, no figure", () => {
    const simulation = new Simulation([preparePlan(PLAN)]);
    expect(simulation.orders).toBe(0);
    expect(simulation.promoters.spread(0)).toEqual({ count: 0, fen: 0n, quantiles: [] });
    expect(topOf(simulation.byProduct.sorted(), 5)).toEqual({ top: [], rest: null });
  });
});
