/** Arbitrary plans and lines: few targets and tiers, so that rules of every scope meet, and prices that leave remainders. */
import { MAX_FEN } from "@banyan/kernel";
import fc from "fast-check";
import type {
  BookCommissionLine,
  BookLineInput,
  BookMember,
  BookPlan,
  BookPosition,
  BookRule,
  BookScope,
  BookTarget,
} from "../oracle/commission.ts";

/** Names that are also words of JavaScript objects: a tier is whatever the operator calls it. */
const NAMES: PlanNames = {
  tiers: ["推广员", "经销商", "代理商", "constructor"],
  skus: ["101", "102"],
  products: ["11", "12"],
  categories: ["1", "2", "3", "4"],
};
const { tiers, skus, products, categories } = NAMES;

const bps: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 2500 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 10_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 3333, 9999, 10_000) },
);
/** Fen: what people pay, what divides badly, and the largest a field may carry. */
const fen: fc.Arbitrary<number> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 100, max: 60_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: Number(MAX_FEN) }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 9999, Number(MAX_FEN)) },
);
const fixedFen = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3000 }) },
  { weight: 1, arbitrary: fen },
);

/** What a plan may speak of: at least one of each. */
export interface PlanNames {
  tiers: readonly string[];
  skus: readonly string[];
  products: readonly string[];
  categories: readonly string[];
}

function targets(names: PlanNames): Record<BookScope, fc.Arbitrary<BookTarget>> {
  const among = (scope: BookScope, all: readonly string[]): fc.Arbitrary<BookTarget> =>
    fc.constantFrom(...all).map((each) => ({ scope, target: each }));
  return {
    all: fc.constant({ scope: "all" }),
    category: among("category", names.categories),
    product: among("product", names.products),
    sku: among("sku", names.skus),
  };
}
const position = fc.constantFrom<BookPosition>("self", "self", 1, 1, 2, 2, 3, 3);
const amount = fc.oneof(
  { weight: 2, arbitrary: bps.map((rate) => ({ rate_bps: rate })) },
  { weight: 1, arbitrary: fixedFen.map((fixed) => ({ fixed_fen: fixed })) },
);
/** No two tie: one rule for each scope, target, position and tier. */
function rulesOf(names: PlanNames): fc.Arbitrary<BookRule[]> {
  const target = targets(names);
  const place = fc.oneof(
    { weight: 3, arbitrary: target.all },
    { weight: 3, arbitrary: target.category },
    { weight: 2, arbitrary: target.product },
    { weight: 2, arbitrary: target.sku },
  );
  const rule = fc.tuple(place, position, fc.option(fc.constantFrom(...names.tiers)), amount);
  return fc
    .uniqueArray(rule, {
      maxLength: 24,
      size: "max",
      selector: ([where, at, tier]) => `${where.scope} ${where.target} ${at} ${tier}`,
    })
    .map((all) =>
      all.map(
        ([where, at, tier, much], index): BookRule => ({
          id: `r${index + 1}`,
          ...where,
          position: at,
          ...(tier === null ? {} : { tier }),
          ...much,
        }),
      ),
    );
}

/** Mostly a rate for every tier, so that a bonus stands upon a bonus; some tiers have none. */
function bonusRates(tiers: readonly string[]): fc.Arbitrary<Record<string, number>> {
  const rate = fc.integer({ min: 0, max: 1500 });
  return fc.oneof(
    fc
      .tuple(...tiers.map(() => rate))
      .map((rates) => Object.fromEntries(tiers.map((tier, index) => [tier, rates[index] ?? 0]))),
    fc.dictionary(fc.constantFrom(...tiers), rate, { maxKeys: tiers.length }),
  );
}

const setting = fc.oneof(
  { weight: 1, arbitrary: fc.constant("none" as const) },
  { weight: 2, arbitrary: fc.constantFrom("share" as const, "share_and_self" as const) },
);

/** A plan that may be saved. */
export function commissionPlan(names: PlanNames): fc.Arbitrary<BookPlan> {
  const { category, product, sku, all } = targets(names);
  return fc
    .record({
      depth: fc.constantFrom(1 as const, 2 as const, 3 as const, 3 as const),
      self_purchase: fc.constantFrom("none" as const, "rebate" as const, "discount" as const),
      cap_bps: fc.oneof(fc.integer({ min: 800, max: 4000 }), fc.constant(10_000), bps),
      rules: rulesOf(names),
      // All is rare: it leaves nothing to compare.
      exclude: fc.oneof(
        { weight: 14, arbitrary: fc.constant([]) },
        { weight: 5, arbitrary: fc.array(fc.oneof(category, product, sku), { maxLength: 3 }) },
        { weight: 1, arbitrary: fc.array(all, { maxLength: 1 }) },
      ),
      promotions: fc.record({ flash_sale: setting, group_buy: setting }),
      team_bonus: fc.option(fc.record({ rates: bonusRates(names.tiers) }), { freq: 2 }),
    })
    .map((plan) => (plan.depth === 1 ? { ...plan, team_bonus: null } : plan));
}

/** So many plans that may be saved, the same for the same seed. */
export function samplePlans(names: PlanNames, p: { count: number; seed: number }): BookPlan[] {
  return fc.sample(fc.noShrink(commissionPlan(names)), { numRuns: p.count, seed: p.seed });
}

export const commissionLine: fc.Arbitrary<BookCommissionLine> = fc.record({
  sku: fc.constantFrom(...skus),
  product: fc.constantFrom(...products),
  categories: fc.uniqueArray(fc.constantFrom(...categories), { maxLength: 3 }),
  quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 999 })),
  net_fen: fen,
  promotion: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom("flash_sale" as const, "group_buy" as const) },
  ),
});

const active = fc.oneof(
  { weight: 6, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);
/** Up to five people, more than a plan can reach, and mostly as many as it can; nobody twice. */
const person = fc.record({ tier: fc.constantFrom(...tiers), active });
const people: fc.Arbitrary<BookMember[]> = fc
  .oneof(
    { weight: 3, arbitrary: fc.array(person, { minLength: 3, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(person, { maxLength: 2 }) },
  )
  .map((each) => each.map((one, index) => ({ id: `p${index + 1}`, ...one })));

/** One line's question. The buyer, where a promoter, is in no place of the chain. */
export const commissionInput: fc.Arbitrary<BookLineInput> = fc
  // Without bias: small values first would leave most plans without rules and most lines without people.
  .noBias(fc.record({ plan: commissionPlan(NAMES), line: commissionLine, people, isPromoter: fc.boolean() }))
  .map(({ isPromoter, people: everybody, ...rest }) => {
    const [first, ...others] = everybody;
    return isPromoter && first !== undefined
      ? { ...rest, buyer: { promoter: first }, chain: others }
      : { ...rest, buyer: {}, chain: everybody };
  });

/** Cumulative refunds of a base: never falling, the last one often all of it. Permille, to be scaled by whoever knows the base. */
export const refundedPermille: fc.Arbitrary<bigint[]> = fc
  .tuple(fc.array(fc.bigInt(0n, 1000n), { maxLength: 6 }), fc.boolean())
  .map(([steps, whole]) =>
    [...steps, ...(whole ? [1000n] : [])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  );
