import { ruleKey } from "@banyan/domain";
import {
  baseKey,
  type Draft,
  type ExtraRule,
  freshRuleIds,
  isBase,
  type Position,
  type Rule,
  shownPositions,
  toExtra,
  toRule,
} from "./draft.ts";

/** What can be done with many rules at once. */
export type BulkEdit =
  | { do: "rate"; rate_bps: number }
  | { do: "fixed"; fixed_fen: number }
  /** Adds to rates, may be negative; a rate stays between 0 and 100 %. Fixed amounts stay. */
  | { do: "shift"; bps: number }
  | { do: "tier"; tier: string | null }
  | { do: "position"; position: Position }
  /** A copy of each for another position or tier; what is there already keeps its amount. */
  | { do: "copy"; position: Position | null; tier: string | null | undefined }
  | { do: "delete" };

/** The draft after the edit of the chosen rules. */
export function applyBulk(draft: Draft, chosen: ReadonlySet<string>, edit: BulkEdit): Draft {
  if (edit.do === "delete") return { ...draft, extra: draft.extra.filter(({ id }) => !chosen.has(id)) };
  if (edit.do === "copy") return withCopies(draft, chosen, edit);
  return {
    ...draft,
    extra: draft.extra.map((rule) => (chosen.has(rule.id) ? { ...rule, ...changeOf(rule, edit) } : rule)),
  };
}

function changeOf(rule: ExtraRule, edit: Exclude<BulkEdit, { do: "delete" | "copy" }>): Partial<ExtraRule> {
  switch (edit.do) {
    case "rate":
      return { unit: "rate", rate_bps: edit.rate_bps, fixed_fen: null };
    case "fixed":
      return { unit: "fixed", fixed_fen: edit.fixed_fen, rate_bps: null };
    case "shift":
      return rule.rate_bps === null
        ? {}
        : { rate_bps: Math.max(0, Math.min(10_000, rule.rate_bps + edit.bps)) };
    case "tier":
      return { tier: edit.tier };
    case "position":
      return { position: edit.position };
  }
}

function withCopies(
  draft: Draft,
  chosen: ReadonlySet<string>,
  edit: Extract<BulkEdit, { do: "copy" }>,
): Draft {
  const taken = new Set(draft.extra.map((rule) => ruleKey(toRule(rule))));
  const fresh = freshRuleIds(draft);
  const copies = draft.extra.flatMap((rule) => {
    if (!chosen.has(rule.id)) return [];
    const copy: ExtraRule = {
      ...rule,
      position: edit.position ?? rule.position,
      tier: edit.tier === undefined ? rule.tier : edit.tier,
    };
    const key = ruleKey(toRule(copy));
    if (taken.has(key)) return [];
    taken.add(key);
    return [{ ...copy, id: fresh() }];
  });
  return { ...draft, extra: [...draft.extra, ...copies] };
}

/**
 * Takes rules of a sheet into the draft. `replace`: all other rules go. `append`: a rule for the same goods, position and tier takes the
 * sheet's amount, others are added.
 */
export function takeRules(
  draft: Draft,
  rules: readonly Omit<Rule, "id">[],
  mode: "replace" | "append",
): Draft {
  const kept: Draft =
    mode === "append"
      ? draft
      : { ...draft, extra: [], base: { self: null, "1": null, "2": null, "3": null } };
  const fresh = freshRuleIds(draft);
  const shown = shownPositions(draft);
  const base = { ...kept.base };
  const places = new Map(kept.extra.map((rule, index) => [ruleKey(toRule(rule)), index]));
  const extra = [...kept.extra];
  for (const nameless of rules) {
    const key = ruleKey(nameless);
    const place = places.get(key);
    const rule = { ...nameless, id: (place === undefined ? undefined : extra[place]?.id) ?? fresh() };
    if (place !== undefined) extra[place] = toExtra(rule);
    else if (isBase(rule) && shown.includes(rule.position))
      base[baseKey(rule.position)] = rule.rate_bps ?? null;
    else {
      places.set(key, extra.length);
      extra.push(toExtra(rule));
    }
  }
  return { ...kept, base, extra };
}
