import { describeTarget, POSITION_WORDS } from "@banyan/domain";
import { type Draft, type ExtraRule, toRule } from "./draft.ts";
import type { Known } from "./names.ts";
import type { ProblemsByPlace } from "./problems.ts";

/** Which rules of the table show. Empty text means any. */
export interface RuleFilter {
  words: string;
  scope: ExtraRule["scope"] | "";
  position: string;
  /** "none": rules for every tier. */
  tier: string;
  /** Only rules that stand against the plan. */
  wrong: boolean;
}

export const ANY_RULE: RuleFilter = { words: "", scope: "", position: "", tier: "", wrong: false };

export interface NumberedRule {
  rule: ExtraRule;
  /** "第 N 条" */
  number: number;
}

/** Rules that fit, with their numbers in the whole plan. @param first how many rules stand before them */
export function filterRules(
  { extra }: Pick<Draft, "extra">,
  first: number,
  filter: RuleFilter,
  known: Known,
  problems: ProblemsByPlace,
): NumberedRule[] {
  const words = filter.words.trim().toLowerCase();
  return extra.flatMap((rule, index) => {
    const fits =
      (filter.scope === "" || rule.scope === filter.scope) &&
      (filter.position === "" || String(rule.position) === filter.position) &&
      (filter.tier === "" || (rule.tier ?? "none") === filter.tier) &&
      (!filter.wrong || problems.has(`extra ${rule.id}`)) &&
      (words === "" || textOf(rule, known).includes(words));
    return fits ? [{ rule, number: first + index + 1 }] : [];
  });
}

function textOf(rule: ExtraRule, known: Known): string {
  const tier = rule.tier === null ? "" : known.tier(rule.tier);
  const { target, scope } = toRule(rule);
  return `${describeTarget({ scope, target }, known)} ${target ?? ""} ${POSITION_WORDS[rule.position]} ${tier}`.toLowerCase();
}
