/** The worst that a plan does to a ¥100 line: how a warning about the cap explains itself. */
import type { Fen } from "@banyan/kernel";
import { computeLine, type LineInput, type Member, type Share } from "../commission/compute.ts";
import type { Plan, PlanScope, PlanTarget } from "./plan.ts";
import { type LinePlace, type PreparedPlan, preparePlan } from "./prepare.ts";

/** Where a target stands, so that the example is a line that exists. Without it every target stands alone. */
export type PlaceOf = (scope: Exclude<PlanScope, "all">, target: string) => LinePlace | null;

/** One line of 10,000 fen, one unit, no promotion, and who gets what of it. Money in fen. */
export interface CapExample {
  /** The narrowest thing that makes the line special; scope all: any line. */
  place: PlanTarget;
  buyer: "customer" | "promoter";
  netFen: Fen;
  /** D */
  selfDiscountFen: Fen;
  /** L */
  limitFen: Fen;
  /** D + all shares before the cap. */
  claimedFen: Fen;
  /** What the cap takes away. */
  cutFen: Fen;
  shares: Share[];
}

const EXAMPLE_FEN = 10_000n;
/** Stands for all tiers that a plan does not name. */
const OTHER_TIER = "";
/** Rules and targets are the owner's, and so may be many: the search ends here with the worst found so far. */
const MOST_LINES = 50_000;

/**
 * Tries lines at every place that a rule names, all tiers at all positions, customers and promoters as buyers; the one
 * of which the cap cuts most, null where it cuts none.
 *
 * @param tiers of the shop
 */
export function worstCapExample(
  plan: Plan,
  tiers: ReadonlySet<string>,
  placeOf?: PlaceOf,
): CapExample | null {
  const prepared = preparePlan(plan);
  const buyers =
    plan.self_purchase === "none" ? (["customer"] as const) : (["customer", "promoter"] as const);
  const teams = [...teamsOf(plan, tiers)];
  let worst: CapExample | null = null;
  let lines = 0;
  for (const place of placesOf(plan, placeOf === undefined)) {
    for (const buyer of buyers) {
      for (const team of teams) {
        const example = exampleOf(prepared, place, buyer, team, placeOf);
        if (example.cutFen > (worst?.cutFen ?? 0n)) worst = example;
        lines += 1;
        if (lines >= MOST_LINES) return worst;
      }
    }
  }
  return worst;
}

function exampleOf(
  plan: PreparedPlan,
  place: PlanTarget,
  buyer: CapExample["buyer"],
  team: readonly Member[],
  placeOf: PlaceOf | undefined,
): CapExample {
  const [first = null, ...others] = team;
  const isPromoter = buyer === "promoter";
  const input: LineInput = {
    plan,
    line: { ...lineAt(place, placeOf), quantity: 1, netFen: EXAMPLE_FEN, promotion: null },
    buyer: { promoter: isPromoter ? first : null },
    chain: isPromoter ? others : team,
  };
  const { discountFen, limitFen, shares } = computeLine(input);
  const grossFen = shares.reduce((sum, share) => sum + share.grossFen, 0n);
  return {
    place,
    buyer,
    netFen: EXAMPLE_FEN,
    selfDiscountFen: discountFen,
    limitFen,
    claimedFen: discountFen + grossFen,
    cutFen: shares.reduce((sum, share) => sum + share.grossFen - share.fen, 0n),
    shares,
  };
}

/**
 * Any line first: the plainest example wins among equals. Where targets stand alone, those of which all rules say the same are one:
 * a plan of 2,000 rules has few that differ.
 */
function placesOf(plan: Plan, standAlone: boolean): PlanTarget[] {
  const places = new Map<string, { place: PlanTarget; said: string[] }>();
  const excluded = new Set(plan.exclude.map(({ scope, target }) => `${scope} ${target}`));
  for (const { scope, target, position, tier, rate_bps, fixed_fen } of plan.rules) {
    if (scope === "all") continue;
    const name = `${scope} ${target}`;
    const known = places.get(name) ?? { place: { scope, target }, said: [`${excluded.has(name)}`] };
    known.said.push(JSON.stringify([position, tier, rate_bps, fixed_fen]));
    places.set(name, known);
  }
  const different = new Map<string, PlanTarget>();
  for (const [name, { place, said }] of places) {
    const key = standAlone ? said.sort().join() : name;
    if (!different.has(key)) different.set(key, place);
  }
  return [{ scope: "all" }, ...different.values()];
}

function lineAt({ scope, target = "" }: PlanTarget, placeOf: PlaceOf | undefined): LinePlace {
  const nowhere = { sku: "", product: "", categories: [] };
  if (scope === "all") return nowhere;
  const known = placeOf?.(scope, target);
  if (known) return known;
  return scope === "category" ? { ...nowhere, categories: [target] } : { ...nowhere, [scope]: target };
}

/** Every way to fill the positions inside depth, with tiers that the plan names and one for all others. */
function* teamsOf(plan: Plan, tiers: ReadonlySet<string>): Generator<Member[]> {
  const named = new Set(plan.rules.flatMap(({ tier }) => tier ?? []));
  for (const tier of Object.keys(plan.team_bonus?.rates ?? {})) named.add(tier);
  const choices = [...tiers].filter((tier) => named.has(tier));
  if (choices.length < tiers.size || choices.length === 0) choices.unshift(OTHER_TIER);
  const total = choices.length ** plan.depth;
  for (let count = 0; count < total; count += 1) {
    let rest = count;
    yield Array.from({ length: plan.depth }, (_, index) => {
      const tier = choices[rest % choices.length] ?? OTHER_TIER;
      rest = (rest - (rest % choices.length)) / choices.length;
      return { id: `${index + 1}`, tier, active: true };
    });
  }
}
