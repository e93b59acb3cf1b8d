import { describe, expect, test } from "vitest";
import { acknowledgementNeeded, BLANK_PLAN, checkPlan, type Plan, type PlanRule } from "../src/index.ts";

const SELF: PlanRule = { id: "s", scope: "all", position: "self", rate_bps: 500 };
const R1: PlanRule = { id: "r1", scope: "all", position: 1, rate_bps: 1000 };
const R2: PlanRule = { id: "r2", scope: "all", position: 2, rate_bps: 300 };
/** What a new shop starts with. */
const FIRST: Plan = {
  depth: 1,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
};
const PLAN: Plan = { ...FIRST, depth: 2, rules: [R1, R2] };
const KNOWN = new Set(["category tea", "category cup", "product cake", "sku small"]);
const facts = {
  tiers: new Set(["t", "g"]),
  knowsTarget: (scope: string, target: string) => KNOWN.has(`${scope} ${target}`),
};
const other = (rule: Partial<PlanRule>): PlanRule => ({ ...R1, id: "x", ...rule });
const rate = (id: string, target: Partial<PlanRule>): PlanRule => ({ ...R1, id, ...target });

test("a blank draft begins as a new shop does", () => {
  expect(BLANK_PLAN).toEqual(FIRST);
});

describe("checkPlan refuses", () => {
  // what | plan | word, path, rules
  const cases: [string, Partial<Plan>, ...[string, string, string[]][]][] = [
    ["nothing in a plain plan", {}],
    ["nothing in the first plan of a shop", FIRST],
    [
      "both amounts",
      { rules: [R1, rate("x", { position: 2, fixed_fen: 5 })] },
      ["rule_amount", "rules[1]", ["x"]],
    ],
    [
      "neither amount",
      { rules: [{ id: "x", scope: "all", position: 1 }] },
      ["rule_amount", "rules[0]", ["x"]],
    ],
    [
      "a rate above 100%",
      { rules: [other({ rate_bps: 10_001 })] },
      ["rate_out_of_range", "rules[0].rate_bps", ["x"]],
    ],
    [
      "a rate below 0",
      { rules: [other({ rate_bps: -1 })] },
      ["rate_out_of_range", "rules[0].rate_bps", ["x"]],
    ],
    [
      "half a basis point",
      { rules: [other({ rate_bps: 0.5 })] },
      ["rate_out_of_range", "rules[0].rate_bps", ["x"]],
    ],
    ["nothing at the ends", { rules: [other({ rate_bps: 0 }), { ...R2, rate_bps: 10_000 }], cap_bps: 0 }],
    ["nothing in a fixed amount of 0", { rules: [other({ rate_bps: undefined, fixed_fen: 0 })] }],
    [
      "a negative amount",
      { rules: [other({ rate_bps: undefined, fixed_fen: -1 })] },
      ["rate_out_of_range", "rules[0].fixed_fen", ["x"]],
    ],
    [
      "an amount beyond safe integers",
      { rules: [other({ rate_bps: undefined, fixed_fen: 2 ** 53 })] },
      ["rate_out_of_range", "rules[0].fixed_fen", ["x"]],
    ],
    ["a cap above 100%", { cap_bps: 10_001 }, ["rate_out_of_range", "cap_bps", []]],
    [
      "a bonus rate above 100%",
      { team_bonus: { rates: { t: 100, g: 10_001 } } },
      ["rate_out_of_range", "team_bonus.rates.g", []],
    ],
    ["one id twice", { rules: [R1, { ...R2, id: "r1" }] }, ["duplicate_rule_id", "rules[1].id", ["r1"]]],
    ["a tie", { rules: [R1, R2, other({})] }, ["rule_tie", "rules[2]", ["r1", "x"]]],
    [
      "a tie, whatever target stands at all",
      { rules: [R1, other({ target: "tea" })] },
      ["rule_tie", "rules[1]", ["r1", "x"]],
    ],
    [
      "a tie of a tier at a category",
      {
        rules: [
          rate("a", { scope: "category", target: "tea", tier: "g" }),
          rate("b", { scope: "category", target: "tea", tier: "g", rate_bps: 7 }),
        ],
      },
      ["rule_tie", "rules[1]", ["a", "b"]],
    ],
    [
      "three of a kind, each with the first",
      { rules: [R1, rate("x", {}), rate("y", {})] },
      ["rule_tie", "rules[1]", ["r1", "x"]],
      ["rule_tie", "rules[2]", ["r1", "y"]],
    ],
    ["no tie with another position", { rules: [R1, { ...R1, id: "x", position: 2 }] }],
    ["no tie with another tier", { rules: [rate("a", { tier: "t" }), rate("b", { tier: "g" }), R1] }],
    [
      "no tie with another scope or target",
      {
        rules: [
          R1,
          rate("a", { scope: "category", target: "tea" }),
          rate("b", { scope: "product", target: "cake" }),
        ],
      },
    ],
    [
      "no tie between two targets of one scope",
      {
        rules: [
          rate("a", { scope: "category", target: "tea" }),
          rate("b", { scope: "category", target: "cup" }),
        ],
      },
    ],
    [
      "an unknown sku",
      { rules: [other({ scope: "sku", target: "tea" })] },
      ["unknown_target", "rules[0].target", ["x"]],
    ],
    [
      "a category without target",
      { rules: [other({ scope: "category" })] },
      ["unknown_target", "rules[0].target", ["x"]],
    ],
    [
      "an unknown target among the exclusions",
      {
        exclude: [
          { scope: "sku", target: "small" },
          { scope: "product", target: "gone" },
        ],
      },
      ["unknown_target", "exclude[1].target", []],
    ],
    ["an unknown tier", { rules: [other({ tier: "h" })] }, ["unknown_tier", "rules[0].tier", ["x"]]],
    [
      "an unknown tier with a bonus",
      { team_bonus: { rates: { t: 0, h: 100 } } },
      ["unknown_tier", "team_bonus.rates.h", []],
    ],
    [
      "a team bonus at depth 1",
      { depth: 1, team_bonus: { rates: { t: 100 } } },
      ["team_bonus_depth", "team_bonus", []],
    ],
    ["自购省 above 90%", { self_purchase: "discount", cap_bps: 9001 }, ["discount_cap", "cap_bps", []]],
    ["nothing in 自购省 at 90%", { self_purchase: "discount", cap_bps: 9000 }],
    ["nothing in 自购返 at 100%", { self_purchase: "rebate", cap_bps: 10_000 }],
    [
      "all at once, in one order",
      {
        depth: 1,
        team_bonus: { rates: { h: -1 } },
        rules: [R1, other({ id: "r1", tier: "h", fixed_fen: 1 }), { ...R1, id: "z" }],
      },
      ["rule_amount", "rules[1]", ["r1"]],
      ["rate_out_of_range", "team_bonus.rates.h", []],
      ["duplicate_rule_id", "rules[1].id", ["r1"]],
      ["rule_tie", "rules[2]", ["r1", "z"]],
      ["unknown_tier", "rules[1].tier", ["r1"]],
      ["unknown_tier", "team_bonus.rates.h", []],
      ["team_bonus_depth", "team_bonus", []],
    ],
  ];
  test.each(cases)("%s", (_, change, ...refusals) => {
    const found = checkPlan({ ...PLAN, ...change }, facts);
    expect(found.refusals.map(({ refusal, path, rules }) => [refusal, path, rules])).toEqual(refusals);
    if (refusals.length > 0) expect(found.warnings).toEqual([]);
  });

  test("a rule without target, whatever the shop knows", () => {
    const plan = { ...PLAN, rules: [other({ scope: "category" })] };
    const found = checkPlan(plan, { ...facts, knowsTarget: () => true });
    expect(found.refusals.map(({ refusal }) => refusal)).toEqual(["unknown_target"]);
  });
});

describe("checkPlan warns", () => {
  const warnings = (change: Partial<Plan>, more = {}) =>
    checkPlan({ ...PLAN, ...change }, { ...facts, ...more }).warnings;
  const words = (change: Partial<Plan>) => warnings(change).map(({ warning }) => warning);
  const example = (change: Partial<Plan>, more = {}) => {
    const [first] = warnings(change, more);
    if (first?.warning !== "cap_cuts") throw new Error("no example");
    return first.example;
  };

  const cases: [string, Partial<Plan>, string[]][] = [
    ["no cut at exactly the cap", { cap_bps: 1300 }, []],
    ["one basis point less", { cap_bps: 1299 }, ["cap_cuts"]],
    ["rules beyond depth do not count", { cap_bps: 1000, depth: 1 }, []],
    [
      "two tiers never stand at one position",
      { cap_bps: 1000, depth: 1, rules: [rate("a", { tier: "t" }), rate("b", { tier: "g" })] },
      [],
    ],
    [
      "only one tier is too dear",
      { cap_bps: 1500, rules: [R1, R2, rate("g", { tier: "g", rate_bps: 1300 })] },
      ["cap_cuts"],
    ],
    ["a bonus on top", { cap_bps: 1400, team_bonus: { rates: { t: 0, g: 101 } } }, ["cap_cuts"]],
    ["a bonus that fits", { cap_bps: 1400, team_bonus: { rates: { t: 0, g: 100 } } }, []],
    [
      "a fixed amount above the cap of ¥100",
      { cap_bps: 1000, rules: [rate("f", { rate_bps: undefined, fixed_fen: 1001 })] },
      ["cap_cuts"],
    ],
    ["self without rules", { self_purchase: "rebate" }, ["self_without_rules"]],
    ["self with a rule", { self_purchase: "discount", rules: [SELF, R1, R2] }, []],
    ["self rules without a self mode", { rules: [SELF, R1, R2] }, []],
    [
      "the buyer at self is too dear",
      { cap_bps: 1300, self_purchase: "rebate", rules: [{ ...SELF, rate_bps: 1001 }, R1, R2] },
      ["cap_cuts"],
    ],
    ["both", { cap_bps: 1299, self_purchase: "discount" }, ["cap_cuts", "self_without_rules"]],
  ];
  test.each(cases)("%s", (_, change, expected) => {
    expect(words(change)).toEqual(expected);
  });

  test("with the worst ¥100 line in fen", () => {
    const dear = rate("g", { tier: "g", scope: "product", target: "cake", rate_bps: 2000 });
    expect(example({ cap_bps: 1250, rules: [R1, R2, dear] })).toEqual({
      place: { scope: "product", target: "cake" },
      ...{
        buyer: "customer",
        netFen: 10_000n,
        selfDiscountFen: 0n,
        limitFen: 1250n,
        claimedFen: 2300n,
        cutFen: 1050n,
      },
      shares: [
        { position: 1, kind: "referral", promoter: "1", tier: "g", rule: "g", grossFen: 2000n, fen: 1250n },
        expect.objectContaining({ position: 2, kind: "referral", rule: "r2", grossFen: 300n, fen: 0n }),
      ],
    });
  });

  test("a discount that eats into the room", () => {
    const rules = [{ ...SELF, rate_bps: 1000 }, rate("r1", { rate_bps: 0 }), R2];
    expect(example({ cap_bps: 1000, self_purchase: "discount", rules })).toMatchObject({
      ...{ buyer: "promoter", selfDiscountFen: 1000n, limitFen: 1000n, claimedFen: 1270n, cutFen: 270n },
    });
  });

  test("a rule of a category reaches a product in it only where the shop says so", () => {
    const rules = [
      rate("p", { scope: "product", target: "cake" }),
      rate("c", { scope: "category", target: "tea", position: 2 }),
    ];
    expect(words({ cap_bps: 1500, rules })).toEqual([]);
    const placeOf = (scope: string, target: string) =>
      scope === "product" ? { sku: "", product: target, categories: ["tea"] } : null;
    expect(example({ cap_bps: 1500, rules }, { placeOf })).toMatchObject({
      ...{ place: { scope: "product", target: "cake" }, claimedFen: 2000n, cutFen: 500n },
    });
  });

  test("a plan of many rules and tiers answers at once", () => {
    const names = Array.from({ length: 20 }, (_, n) => `t${n}`);
    const rules = names.flatMap((tier, n) =>
      ([1, 2, 3] as const).map((position) => rate(`${tier}.${position}`, { tier, position, rate_bps: n })),
    );
    const began = performance.now();
    const more = { tiers: new Set(names) };
    expect(example({ depth: 3, cap_bps: 50, rules }, more)).toMatchObject({ claimedFen: 57n, cutFen: 7n });
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("acknowledgementNeeded", () => {
  const cases: [Plan["depth"], Plan["team_bonus"], string][] = [
    [1, null, "none"],
    [2, null, "legal_notice"],
    [3, null, "owner"],
    [2, { rates: {} }, "owner"],
    [3, { rates: { t: 100 } }, "owner"],
  ];
  test.each(cases)("depth %s, bonus %j → %s", (depth, team_bonus, needed) => {
    expect(acknowledgementNeeded({ depth, team_bonus })).toBe(needed);
  });
});
