/** Arbitrary runs of a shop with promoters: people who join, share and withdraw between the steps of orders. */
import { DAY_MS } from "@banyan/kernel";
import fc from "fast-check";
import type { BookRule } from "../oracle/commission.ts";
import {
  MARKET_CATEGORY,
  MARKET_TIERS,
  type MarketPlan,
  type MarketStep,
  type PromotingStep,
  type RelationRules,
} from "../oracle/market-step.ts";
import { commissionPlan } from "./commission.ts";
import { basket, shopOf } from "./shop.ts";
import { askPick, step as orderStep } from "./steps.ts";

/** Some relations end within a run. */
const relation: fc.Arbitrary<RelationRules> = fc.record({
  policy: fc.constantFrom("first_touch" as const, "last_touch" as const, "protected" as const),
  validMs: fc.constantFrom(5, 30, 365).map((days) => days * DAY_MS),
  protectMs: fc.constantFrom(0, 3, 10).map((days) => days * DAY_MS),
});

const withdrawal: fc.Arbitrary<MarketPlan["withdrawal"]> = fc.record({
  withdrawalOpen: fc.constant(true),
  minFen: fc.constantFrom(10n, 100n),
  maxFen: fc.constantFrom(3000n, 20_000n),
  perDay: fc.integer({ min: 1, max: 5 }),
  feeBps: fc.constantFrom(0, 0, 60, 333),
});

/** A rule of all goods for every place, so that most sales bring something to somebody. */
const everywhere: fc.Arbitrary<BookRule[]> = fc
  .tuple(
    ...(["self", 1, 2, 3] as const).map((position) => fc.tuple(fc.constant(position), fc.nat({ max: 2000 }))),
  )
  .map((all) =>
    all.map(([position, rate_bps]) => ({ id: `all-${position}`, scope: "all", position, rate_bps })),
  );

export const market: fc.Arbitrary<MarketPlan> = shopOf({ min: 3, max: 6 }).chain((shop) => {
  const skus = [...shop.shelf.keys()].map(String);
  const names = { tiers: MARKET_TIERS, skus, products: skus, categories: [MARKET_CATEGORY] };
  return fc.record({
    shop: fc.constant(shop),
    plan: fc.tuple(commissionPlan(names), everywhere).map(([plan, rules]) => ({
      ...plan,
      // Not all of a price may be given away: a buyer always pays something, as the shop wants it.
      cap_bps: Math.min(Math.max(plan.cap_bps, 1000), 9000),
      rules: [...plan.rules.filter((rule) => rule.scope !== "all" || rule.tier !== undefined), ...rules],
    })),
    relation,
    withdrawal,
  });
});

const index = fc.nat({ max: 47 });
const times = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) },
);

/** One step about promoting; weights let money arrive more often than people are frozen. */
function promotingStep({ shop }: MarketPlan): fc.Arbitrary<PromotingStep> {
  const person = fc.nat({ max: shop.buyers - 1 });
  const of = <K extends PromotingStep["kind"]>(kind: K) => fc.constant(kind);
  const often = (weight: number, arbitrary: fc.Arbitrary<PromotingStep>) => ({ weight, arbitrary });
  return fc.oneof(
    often(8, fc.record({ kind: of("join"), person, by: fc.option(person, { nil: null }) })),
    often(10, fc.record({ kind: of("touch"), person, by: person })),
    often(1, fc.record({ kind: of("unbind"), person })),
    often(1, fc.record({ kind: of("freeze"), person })),
    often(6, fc.record({ kind: of("unfreeze"), person })),
    often(8, fc.record({ kind: of("agree"), person })),
    often(2, tierStep(shop.buyers - 1)),
    often(8, fc.record({ kind: of("hold"), share: index })),
    often(5, fc.record({ kind: of("release"), share: index })),
    often(24, fc.record({ kind: of("requestWithdrawal"), person: index, permille: asked })),
    often(12, fc.record({ kind: of("approveWithdrawal"), withdrawal: index })),
    often(2, fc.record({ kind: of("refuseWithdrawal"), withdrawal: index })),
    often(3, fc.record({ kind: of("cancelWithdrawal"), withdrawal: index })),
    often(12, fc.record({ kind: of("payoutEnds"), withdrawal: index, as: lastWord, times })),
  );
}
const asked = fc.oneof(
  fc.constant(1000),
  fc.integer({ min: 1, max: 1000 }),
  fc.integer({ min: 1, max: 1100 }),
);
const lastWord = fc.constantFrom("paid" as const, "paid" as const, "failed" as const);

/** A few promoters who invited one another and a customer of theirs, before anything is bought. */
function beginning({ shop }: MarketPlan): fc.Arbitrary<MarketStep[]> {
  const last = shop.buyers - 1;
  const joins = [...Array(last).keys()].map((person) =>
    fc
      .option(fc.nat({ max: Math.max(0, person - 1) }), { freq: 4 })
      .map((by): MarketStep => ({ kind: "join", person, by: person === 0 ? null : by })),
  );
  const tiers = fc.array(tierStep(last - 1), { maxLength: 3 });
  const touch = fc.nat({ max: last - 1 }).map((by): MarketStep => ({ kind: "touch", person: last, by }));
  return fc
    .tuple(fc.tuple(...joins), tiers, touch)
    .map(([before, between, after]) => [...before, ...between, after]);
}

function tierStep(last: number): fc.Arbitrary<PromotingStep> {
  const tier = fc.constantFrom(...MARKET_TIERS);
  return fc.record({ kind: fc.constant("tier" as const), person: fc.nat({ max: last }), tier });
}

/** Steps that belong together, so that runs get to the end of a sale and of its money; anything may still come between them. */
function passage(of: MarketPlan): fc.Arbitrary<MarketStep[]> {
  const submit = basket(of.shop).map((each): MarketStep => ({ kind: "submit", basket: each }));
  const paid: MarketStep[] = [
    { kind: "pay", order: 0 },
    { kind: "hear", order: 0, times: 1 },
  ];
  const received: MarketStep[] = [
    { kind: "ship", order: 0 },
    { kind: "receive", order: 0 },
  ];
  const refund = fc
    .tuple(index, fc.array(askPick, { minLength: 1, maxLength: 2 }))
    .map(([order, picks]): MarketStep[] => [
      { kind: "refundByShop", order, picks, withFreight: false },
      { kind: "refundEnds", order: 0, as: "success", times: 1 },
    ]);
  const payout = index.map((person): MarketStep[] => [
    { kind: "requestWithdrawal", person, permille: 1000 },
    { kind: "approveWithdrawal", withdrawal: 0 },
    { kind: "payoutEnds", withdrawal: 0, as: "paid", times: 1 },
  ]);
  const agreed = fc
    .subarray([...Array(of.shop.buyers).keys()], { minLength: of.shop.buyers - 1 })
    .map((people): MarketStep[] => [
      { kind: "newAgreement" },
      ...people.map((person): MarketStep => ({ kind: "agree", person })),
    ]);
  return fc.oneof(
    { weight: 20, arbitrary: orderStep(of.shop).map((each): MarketStep[] => [each]) },
    { weight: 27, arbitrary: promotingStep(of).map((each): MarketStep[] => [each]) },
    { weight: 5, arbitrary: submit.map((each) => [each, ...paid]) },
    { weight: 8, arbitrary: submit.map((each) => [each, ...paid, ...received]) },
    { weight: 3, arbitrary: fc.constant(received) },
    { weight: 5, arbitrary: fc.constant<MarketStep[]>([{ kind: "wait", hours: 170 }]) },
    { weight: 5, arbitrary: refund },
    { weight: 2, arbitrary: payout },
    { weight: 1, arbitrary: agreed },
  );
}

/** A shop with promoters and what happens in it. */
export function marketRun(maxLength: number): fc.Arbitrary<{ market: MarketPlan; steps: MarketStep[] }> {
  return fc.noBias(market).chain((of) => {
    // Without bias: small values first would keep most runs too short and too poor to get anywhere.
    const rest = fc.noBias(fc.array(passage(of), { minLength: 1, maxLength, size: "max" }));
    return fc.tuple(fc.noBias(beginning(of)), rest).map(([people, passages]) => ({
      market: of,
      steps: [...people, ...passages.flat()].slice(0, maxLength),
    }));
  });
}
