/** Lines to compute, random but close to each other: few names, so that rules meet lines and members share tiers. */
import fc from "fast-check";
import {
  type CommissionLine,
  type LineInput,
  type Member,
  type Plan,
  type PlanRule,
  type PlanTarget,
  preparePlan,
  tiedRules,
} from "../src/index.ts";

export const LINE: CommissionLine = {
  sku: "s1",
  product: "p1",
  categories: ["c1", "c0"],
  quantity: 1,
  netFen: 10_000n,
  promotion: null,
};

export const PLAN: Plan = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 10_000,
  rules: [
    { id: "r1", scope: "all", position: 1, rate_bps: 1000 },
    { id: "r2", scope: "all", position: 2, rate_bps: 300 },
  ],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
};

export function member(id: string, tier = "t", active = true): Member {
  return { id, tier, active };
}

/** A case from its parts; what is not named is as in LINE and PLAN, sold to a customer of A, whom B invited, whom C invited. */
export function lineOf(
  plan: Partial<Plan> = {},
  line: Partial<CommissionLine> = {},
  promoter: Member | null = null,
  chain: readonly Member[] = [member("A"), member("B"), member("C")],
): LineInput {
  return { plan: preparePlan({ ...PLAN, ...plan }), line: { ...LINE, ...line }, buyer: { promoter }, chain };
}

const tier = fc.constantFrom("t", "g", "h");
const rate = fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 1, 300, 1000, 9999, 10_000));
/** Mostly: what lets shares come about. */
const active = fc.constantFrom(true, true, true, true, false);
const target: fc.Arbitrary<PlanTarget> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<PlanTarget>({ scope: "all" }) },
  fc.record<PlanTarget>({ scope: fc.constant("category"), target: fc.constantFrom("c0", "c1", "c2") }),
  fc.record<PlanTarget>({ scope: fc.constant("product"), target: fc.constantFrom("p1", "p2") }),
  fc.record<PlanTarget>({ scope: fc.constant("sku"), target: fc.constantFrom("s1", "s2") }),
);
const amount = fc.oneof(
  rate.map((rate_bps) => ({ rate_bps })),
  fc.integer({ min: 0, max: 5000 }).map((fixed_fen) => ({ fixed_fen })),
);
const rule = fc
  .tuple(
    target,
    fc.constantFrom("self" as const, 1 as const, 2 as const, 3 as const),
    fc.option(tier),
    amount,
  )
  .map(([place, position, named, gives]) => ({
    ...place,
    position,
    ...(named === null ? {} : { tier: named }),
    ...gives,
  }));
const rules = fc.array(rule, { maxLength: 20, size: "max" }).map((list) => {
  const all = list.map<PlanRule>((each, index) => ({ ...each, id: `r${index}` }));
  const beaten = new Set(tiedRules(all).map(([, later]) => later));
  return all.filter((_, index) => !beaten.has(index));
});
const setting = fc.constantFrom("none" as const, "share" as const, "share_and_self" as const);

const plans: fc.Arbitrary<Plan> = fc.record({
  depth: fc.constantFrom(1 as const, 2 as const, 3 as const),
  self_purchase: fc.constantFrom("none" as const, "rebate" as const, "discount" as const),
  cap_bps: rate,
  rules,
  exclude: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, fc.array(target, { maxLength: 1 })),
  promotions: fc.record({ flash_sale: setting, group_buy: setting }),
  team_bonus: fc.option(fc.record({ rates: fc.dictionary(tier, rate) })),
});

const members = fc
  .array(fc.tuple(tier, active), { maxLength: 5, size: "max" })
  .map((list) => list.map(([of, isActive], index) => member(`m${index}`, of, isActive)));

export const inputs: fc.Arbitrary<LineInput> = fc.record({
  plan: plans.map(preparePlan),
  line: fc.record({
    sku: fc.constantFrom("s1", "s2"),
    product: fc.constantFrom("p1", "p2"),
    categories: fc.constantFrom(["c1", "c0"], ["c2", "c0"], ["c0"], []),
    quantity: fc.integer({ min: 1, max: 9 }),
    netFen: fc.oneof(fc.bigInt(0n, 200n), fc.bigInt(0n, 100_000n), fc.bigInt(0n, 9_007_199_254_740_991n)),
    promotion: fc.constantFrom(null, null, null, "flash_sale" as const, "group_buy" as const),
  }),
  buyer: fc.record({
    promoter: fc.option(fc.tuple(tier, active).map(([of, isActive]) => member("buyer", of, isActive))),
  }),
  chain: members,
});
