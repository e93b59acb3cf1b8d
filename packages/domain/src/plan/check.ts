/** What stands against saving a plan, and what its owner should know before. */
import { type CapExample, type PlaceOf, worstCapExample } from "./cap-example.ts";
import { type Plan, type PlanScope, tiedRules } from "./plan.ts";

export const PLAN_REFUSALS = [
  "rule_amount",
  "rate_out_of_range",
  "duplicate_rule_id",
  "rule_tie",
  "unknown_target",
  "unknown_tier",
  "team_bonus_depth",
  "discount_cap",
] as const;
export type PlanRefusalWord = (typeof PLAN_REFUSALS)[number];

export interface PlanRefusal {
  refusal: PlanRefusalWord;
  /** The place in the plan, such as `rules[1].rate_bps`; the later one of two that clash. */
  path: string;
  /** Ids of the rules that it concerns, the earlier first; empty where it concerns none. */
  rules: string[];
}

export type PlanWarning = { warning: "cap_cuts"; example: CapExample } | { warning: "self_without_rules" };

/** 自购省 must leave at least one fen to pay, and the cap is what bounds it (docs/decisions, payable is never zero). */
const MOST_DISCOUNT_CAP_BPS = 9_000;

/** What the shop knows. */
export interface PlanFacts {
  tiers: ReadonlySet<string>;
  knowsTarget(scope: Exclude<PlanScope, "all">, target: string): boolean;
  /** Makes the example of `cap_cuts` a line that exists; without it a target stands alone. */
  placeOf?: PlaceOf;
}

export interface PlanCheck {
  refusals: PlanRefusal[];
  warnings: PlanWarning[];
}

/**
 * Checks a plan of the right shape. All refusals at once, sorted as the words of `PLAN_REFUSALS` and then by place:
 *
 * - `rule_amount`: both or neither of rate and fixed amount
 * - `rate_out_of_range`: cap, rate or bonus that is no whole number of 0..10000 bps; fixed amount that is no safe integer ≥ 0
 * - `duplicate_rule_id`, `rule_tie`: two rules with one id; two of which neither beats the other
 * - `unknown_target`, `unknown_tier`: named by a rule, an exclusion or the team bonus, and not there
 * - `team_bonus_depth`: a team bonus at depth 1 reaches nobody
 * - `discount_cap`: 自购省 with a cap above 9000 bps
 *
 * Warnings, only where nothing is refused: `cap_cuts` with the worst example, `self_without_rules` (promoters who buy
 * stand at self and earn nothing, and their inviter stands at 2 instead of 1).
 */
export function checkPlan(plan: Plan, facts: PlanFacts): PlanCheck {
  const refusals = planRefusals(plan, facts);
  return { refusals, warnings: refusals.length === 0 ? warningsOf(plan, facts) : [] };
}

/** The refusals of `checkPlan` alone: a few passes over the rules, quick enough for every letter that is typed. */
export function planRefusals(plan: Plan, facts: PlanFacts): PlanRefusal[] {
  const refusals = [
    ...amountRefusals(plan),
    ...rangeRefusals(plan),
    ...clashes(plan),
    ...unknownTargets(plan, facts),
    ...unknownTiers(plan, facts),
  ];
  if (plan.team_bonus !== null && plan.depth === 1)
    refusals.push({ refusal: "team_bonus_depth", path: "team_bonus", rules: [] });
  if (plan.self_purchase === "discount" && plan.cap_bps > MOST_DISCOUNT_CAP_BPS)
    refusals.push({ refusal: "discount_cap", path: "cap_bps", rules: [] });
  return refusals;
}

function amountRefusals({ rules }: Plan): PlanRefusal[] {
  return rules.flatMap(({ id, rate_bps, fixed_fen }, index) =>
    (rate_bps === undefined) === (fixed_fen === undefined)
      ? [{ refusal: "rule_amount", path: `rules[${index}]`, rules: [id] }]
      : [],
  );
}

function rangeRefusals(plan: Plan): PlanRefusal[] {
  const found: PlanRefusal[] = [];
  const add = (path: string, rules: string[]) => found.push({ refusal: "rate_out_of_range", path, rules });
  if (!isRate(plan.cap_bps)) add("cap_bps", []);
  for (const [index, { id, rate_bps, fixed_fen }] of plan.rules.entries()) {
    if (rate_bps !== undefined && !isRate(rate_bps)) add(`rules[${index}].rate_bps`, [id]);
    if (fixed_fen !== undefined && !(Number.isSafeInteger(fixed_fen) && fixed_fen >= 0))
      add(`rules[${index}].fixed_fen`, [id]);
  }
  for (const [tier, bps] of bonusRates(plan)) if (!isRate(bps)) add(`team_bonus.rates.${tier}`, []);
  return found;
}

function isRate(bps: number): boolean {
  return Number.isInteger(bps) && bps >= 0 && bps <= 10_000;
}

function bonusRates(plan: Plan): [string, number][] {
  return Object.entries(plan.team_bonus?.rates ?? {});
}

function clashes({ rules }: Plan): PlanRefusal[] {
  const seen = new Set<string>();
  const doubles = rules.flatMap<PlanRefusal>(({ id }, index) => {
    if (seen.has(id)) return [{ refusal: "duplicate_rule_id", path: `rules[${index}].id`, rules: [id] }];
    seen.add(id);
    return [];
  });
  const ties = tiedRules(rules).map<PlanRefusal>(([earlier, later]) => ({
    refusal: "rule_tie",
    path: `rules[${later}]`,
    rules: [rules[earlier]?.id ?? "", rules[later]?.id ?? ""],
  }));
  return [...doubles, ...ties];
}

function unknownTargets(plan: Plan, facts: PlanFacts): PlanRefusal[] {
  const isUnknown = (scope: PlanScope, target: string | undefined) =>
    scope !== "all" && (target === undefined || !facts.knowsTarget(scope, target));
  const inRules = plan.rules.flatMap<PlanRefusal>(({ id, scope, target }, index) =>
    isUnknown(scope, target)
      ? [{ refusal: "unknown_target", path: `rules[${index}].target`, rules: [id] }]
      : [],
  );
  const inExclude = plan.exclude.flatMap<PlanRefusal>(({ scope, target }, index) =>
    isUnknown(scope, target)
      ? [{ refusal: "unknown_target", path: `exclude[${index}].target`, rules: [] }]
      : [],
  );
  return [...inRules, ...inExclude];
}

function unknownTiers(plan: Plan, facts: PlanFacts): PlanRefusal[] {
  const inRules = plan.rules.flatMap<PlanRefusal>(({ id, tier }, index) =>
    tier !== undefined && !facts.tiers.has(tier)
      ? [{ refusal: "unknown_tier", path: `rules[${index}].tier`, rules: [id] }]
      : [],
  );
  const inBonus = bonusRates(plan).flatMap<PlanRefusal>(([tier]) =>
    facts.tiers.has(tier) ? [] : [{ refusal: "unknown_tier", path: `team_bonus.rates.${tier}`, rules: [] }],
  );
  return [...inRules, ...inBonus];
}

function warningsOf(plan: Plan, facts: PlanFacts): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const example = worstCapExample(plan, facts.tiers, facts.placeOf);
  if (example !== null) warnings.push({ warning: "cap_cuts", example });
  if (plan.self_purchase !== "none" && !plan.rules.some(({ position }) => position === "self"))
    warnings.push({ warning: "self_without_rules" });
  return warnings;
}
