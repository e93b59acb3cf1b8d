/** How the worst ¥100 line is looked for: which places, buyers and tiers are tried, and where the search ends. */
import { describe, expect, test } from "vitest";
import { checkPlan, type Plan, type PlanFacts, type PlanRule } from "../src/index.ts";

const ANY: PlanRule = { id: "any", scope: "all", position: 1, rate_bps: 2000 };
const PLAN: Plan = {
  depth: 1,
  self_purchase: "none",
  cap_bps: 1000,
  rules: [ANY],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
};
const FACTS: PlanFacts = { tiers: new Set(["t", "g"]), knowsTarget: () => true };
const cheap = (tier: string): PlanRule => ({ ...ANY, id: tier, tier, rate_bps: 100 });

function exampleOf(change: Partial<Plan>, facts: Partial<PlanFacts> = {}) {
  const [warning] = checkPlan({ ...PLAN, ...change }, { ...FACTS, ...facts }).warnings;
  return warning?.warning === "cap_cuts" ? warning.example : null;
}

describe("tiers of the example", () => {
  const cases: [string, PlanRule[], string[], string | null][] = [
    ["nobody is named: any tier", [ANY], ["t", "g"], ""],
    ["a shop without tiers", [ANY], [], ""],
    ["one is named and cheap: the others", [ANY, cheap("t")], ["t", "g"], ""],
    ["all are named and cheap: nobody else exists", [ANY, cheap("t"), cheap("g")], ["t", "g"], null],
    ["the dear one by name", [cheap("t"), { ...ANY, tier: "g" }], ["t", "g"], "g"],
  ];
  test.each(cases)("%s", (_, rules, tiers, tier) => {
    expect(exampleOf({ rules }, { tiers: new Set(tiers) })?.shares[0]?.tier ?? null).toBe(tier);
  });
});

describe("places of the example", () => {
  test("any line is the plainest, and nobody is asked where it stands", () => {
    const placeOf = (scope: string) => {
      throw new Error(`asked where ${scope} stands`);
    };
    expect(exampleOf({}, { placeOf })?.place).toEqual({ scope: "all" });
  });

  const rules = (["category", "product", "sku"] as const).map<PlanRule>((scope) => ({
    ...{ ...ANY, id: scope, scope, target: `one ${scope}` },
  }));
  test.each(rules)("$target alone", (rule) => {
    expect(exampleOf({ rules: [rule] })?.place).toEqual({ scope: rule.scope, target: rule.target });
  });
});

test("the search ends after 50,000 lines with the worst of them", () => {
  // Line 1 is any line, product n stands on line n + 1; every tier is the same to this plan. What tells the products apart earns nothing.
  const of = (dear: number) => {
    const products = Array.from({ length: 50_001 }, (_, index) => {
      const place = { scope: "product", target: `${index + 1}` } as const;
      return [
        { id: `p${index + 1}`, ...place, position: 1, rate_bps: index + 1 === dear ? 2000 : 100 } as const,
        { id: `q${index + 1}`, ...place, position: 2, fixed_fen: index } as const,
      ];
    });
    return exampleOf({ rules: [{ ...ANY, rate_bps: 100 }, ...products.flat()] })?.place.target ?? null;
  };
  expect([of(49_999), of(50_000)]).toEqual(["49999", null]);
});

test("targets of which all rules say the same are looked at once, where they stand alone", () => {
  const products = Array.from({ length: 60_000 }, (_, index) => ({
    ...{ id: `p${index}`, scope: "product" as const, target: `${index}`, position: 1 as const },
    rate_bps: index === 59_999 ? 2000 : 100,
  }));
  expect(exampleOf({ rules: [{ ...ANY, rate_bps: 100 }, ...products] })?.place.target).toBe("59999");
  const same = [
    { ...ANY, id: "a", scope: "product" as const, target: "1", rate_bps: 2000 },
    { ...ANY, id: "b", scope: "product" as const, target: "2", rate_bps: 2000 },
  ];
  const all = { rules: [{ ...ANY, rate_bps: 100 }, ...same] };
  // The first speaks for both, but not where the shop knows where each of them stands.
  expect(exampleOf(all)?.place.target).toBe("1");
  const placeOf = (_: string, target: string) => ({
    ...{ sku: "", product: target, categories: target === "2" ? ["dear"] : [] },
  });
  const dear = { ...ANY, id: "c", scope: "category" as const, target: "dear", position: 2 as const };
  expect(exampleOf({ depth: 2, rules: [...all.rules, dear] }, { placeOf })?.place.target).toBe("2");
  const excluded = {
    rules: [{ ...ANY, rate_bps: 100 }, ...same],
    exclude: [{ scope: "product" as const, target: "1" }],
  };
  expect(exampleOf(excluded)?.place.target).toBe("2");
});
