/** Ways that a random run takes too seldom, put into it at random places: whole lives with as many of the ends as there are. */
import { type MarketPlan, type MarketStep, marketRun } from "@banyan/testkit";
import fc from "fast-check";

const FEWEST = 3;
const MOST = 7;
const index = fc.nat({ max: 47 });
/** Long enough to settle what was received. */
const WEEK: MarketStep = { kind: "wait", hours: 170 };
/** Longer than a person has to confirm. */
const DAY: MarketStep = { kind: "wait", hours: 25 };

interface Detour {
  /** Where in the run, permille. */
  at: number;
  steps: MarketStep[];
}

function detour(last: number): fc.Arbitrary<Detour> {
  const person = fc.nat({ max: last });
  const sent = index.map((each): MarketStep[] => [
    { kind: "requestWithdrawal", person: each, permille: 700 },
    { kind: "approveWithdrawal", withdrawal: 0 },
  ]);
  // Every fourth pick is of any withdrawal, so that WeChat's are taken back too.
  const anyWithdrawal = fc.nat({ max: 11 }).map((each) => each * 4 + 3);
  return fc.record({
    at: fc.nat({ max: 1000 }),
    steps: fc.oneof(
      person.map((each): MarketStep[] => [
        { kind: "freeze", person: each },
        WEEK,
        { kind: "unfreeze", person: each },
      ]),
      sent.map((steps): MarketStep[] => [...steps, DAY]),
      fc
        .tuple(sent, fc.array(anyWithdrawal, { minLength: 1, maxLength: 3 }))
        .map(([steps, picks]): MarketStep[] => [
          ...steps,
          ...picks.map((withdrawal): MarketStep => ({ kind: "cancelWithdrawal", withdrawal })),
        ]),
      fc
        .tuple(sent, fc.integer({ min: 1, max: 2 }))
        .map(([steps, times]): MarketStep[] => [
          ...steps,
          { kind: "payoutEnds", withdrawal: 0, as: "failed", times },
        ]),
      fc.tuple(person, person).map(([each, by]): MarketStep[] => [
        { kind: "touch", person: each, by },
        { kind: "unbind", person: each },
      ]),
      index.map((share): MarketStep[] => [
        { kind: "hold", share },
        {
          kind: "refundByShop",
          order: share,
          picks: [{ line: 0, units: 1, permille: 1000 }],
          withFreight: false,
        },
        { kind: "refundEnds", order: 0, as: "success", times: 1 },
        { kind: "release", share },
      ]),
    ),
  });
}

/** A shop with promoters and what happens in it. */
export function life(maxLength: number): fc.Arbitrary<{ market: MarketPlan; steps: MarketStep[] }> {
  return marketRun(maxLength).chain(({ market, steps }) =>
    fc
      .noBias(fc.array(detour(market.shop.buyers - 1), { minLength: FEWEST, maxLength: MOST, size: "max" }))
      .map((detours) => ({ market, steps: withDetours(steps, detours) })),
  );
}

function withDetours(steps: readonly MarketStep[], detours: readonly Detour[]): MarketStep[] {
  const all = [...steps];
  for (const { at, steps: more } of detours) all.splice(Math.trunc((at * all.length) / 1000), 0, ...more);
  return all;
}
