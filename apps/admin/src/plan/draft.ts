import type { PlanBody } from "@banyan/contract";
import { percent, SELF_PURCHASE_WORDS } from "@banyan/domain";

export type Rule = PlanBody["rules"][number];
export type Position = Rule["position"];
export const BASE_POSITIONS = ["self", 1, 2, 3] as const satisfies readonly Position[];
export type BaseKey = "self" | "1" | "2" | "3";

/** A rule beside the rates for everything, as it is being typed: rates in bps, money in fen, null while empty. */
export interface ExtraRule {
  id: string;
  scope: Rule["scope"];
  target: string | null;
  position: Position;
  tier: string | null;
  unit: "rate" | "fixed";
  rate_bps: number | null;
  fixed_fen: number | null;
}

/** A plan as the form holds it: everything may be half typed. */
export interface Draft {
  depth: PlanBody["depth"];
  self_purchase: PlanBody["self_purchase"];
  cap_bps: number | null;
  /** Rates for all goods and tiers; null gives nothing. */
  base: Readonly<Record<BaseKey, number | null>>;
  /** Ids of the base rules, so that an unchanged rule keeps its name from version to version. */
  baseIds: Readonly<Record<BaseKey, string>>;
  extra: readonly ExtraRule[];
  exclude: readonly PlanBody["exclude"][number][];
  promotions: PlanBody["promotions"];
  /** 团队奖 by tier, null where it is off; a tier without a rate has none. */
  bonus: Readonly<Record<string, number | null>> | null;
}

export function baseKey(position: Position): BaseKey {
  return position === "self" ? "self" : (String(position) as BaseKey);
}

export function isBase(rule: Pick<Rule, "scope" | "tier" | "rate_bps">): boolean {
  return rule.scope === "all" && rule.tier === undefined && rule.rate_bps !== undefined;
}

export function toExtra(rule: Rule): ExtraRule {
  return {
    id: rule.id,
    scope: rule.scope,
    target: rule.target ?? null,
    position: rule.position,
    tier: rule.tier ?? null,
    unit: rule.fixed_fen === undefined ? "rate" : "fixed",
    rate_bps: rule.rate_bps ?? null,
    fixed_fen: rule.fixed_fen ?? null,
  };
}

/** The form's view of a saved plan. */
export function draftOf(body: PlanBody): Draft {
  const base: Record<BaseKey, number | null> = { self: null, "1": null, "2": null, "3": null };
  const baseIds: Record<BaseKey, string> = { self: "all-self", "1": "all-1", "2": "all-2", "3": "all-3" };
  const extra: ExtraRule[] = [];
  for (const rule of body.rules) {
    const key = baseKey(rule.position);
    if (isBase(rule) && base[key] === null) {
      base[key] = rule.rate_bps ?? null;
      baseIds[key] = rule.id;
    } else extra.push(toExtra(rule));
  }
  return {
    depth: body.depth,
    self_purchase: body.self_purchase,
    cap_bps: body.cap_bps,
    base,
    baseIds,
    extra,
    exclude: body.exclude,
    promotions: body.promotions,
    bonus: body.team_bonus?.rates ?? null,
  };
}

/** Which positions have a rate field: those inside the depth, and self when promoters may buy for themselves. */
export function shownPositions({ depth, self_purchase }: Pick<Draft, "depth" | "self_purchase">): Position[] {
  return BASE_POSITIONS.filter((position) =>
    position === "self" ? self_purchase !== "none" : position <= depth,
  );
}

export function toRule(rule: ExtraRule): Rule {
  return {
    id: rule.id,
    scope: rule.scope,
    ...(rule.scope !== "all" && rule.target ? { target: rule.target } : {}),
    position: rule.position,
    ...(rule.tier ? { tier: rule.tier } : {}),
    ...(rule.unit === "rate" && rule.rate_bps !== null ? { rate_bps: rule.rate_bps } : {}),
    ...(rule.unit === "fixed" && rule.fixed_fen !== null ? { fixed_fen: rule.fixed_fen } : {}),
  };
}

/** The plan that the form stands for. Rates of positions that the form hides are left out: they could not earn. */
export function bodyOf(draft: Draft): PlanBody {
  const base = shownPositions(draft).flatMap<Rule>((position) => {
    const key = baseKey(position);
    const rate = draft.base[key];
    return rate === null ? [] : [{ id: draft.baseIds[key], scope: "all", position, rate_bps: rate }];
  });
  return {
    depth: draft.depth,
    self_purchase: draft.self_purchase,
    cap_bps: draft.cap_bps ?? 0,
    rules: [...base, ...draft.extra.map(toRule)],
    exclude: [...draft.exclude],
    promotions: draft.promotions,
    team_bonus: draft.bonus && {
      rates: Object.fromEntries(
        Object.entries(draft.bonus).flatMap(([tier, bps]) => (bps === null ? [] : [[tier, bps]])),
      ),
    },
  };
}

/** How many rules of the body stand before the extra ones: "第 N 条" counts from the first. */
export function baseCount(draft: Draft): number {
  return shownPositions(draft).filter((position) => draft.base[baseKey(position)] !== null).length;
}

/** Ids that no rule of the draft has, one after the other. */
export function freshRuleIds(draft: Draft): () => string {
  const taken = new Set([...draft.extra.map(({ id }) => id), ...Object.values(draft.baseIds)]);
  let number = draft.extra.length;
  return () => {
    do number += 1;
    while (taken.has(`rule-${number}`));
    return `rule-${number}`;
  };
}

/** A rule that is about to be filled in. */
export function blankRule(id: string): ExtraRule {
  return {
    id,
    scope: "category",
    target: null,
    position: 1,
    tier: null,
    unit: "rate",
    rate_bps: null,
    fixed_fen: null,
  };
}

/** The few figures of a plan by which two versions are told apart. */
export function summaryOf(body: PlanBody): [string, string][] {
  const rate = (position: Position) => {
    const rule = body.rules.find((candidate) => isBase(candidate) && candidate.position === position);
    return rule ? percent(rule.rate_bps ?? 0) : "—";
  };
  const bonus = body.team_bonus ? `有，${Object.keys(body.team_bonus.rates).length} 个等级` : "没有";
  return [
    ["分佣层数", `${body.depth} 层`],
    ["自购", SELF_PURCHASE_WORDS[body.self_purchase]],
    ["单行上限", percent(body.cap_bps)],
    ["第 1 位", rate(1)],
    ["第 2 位", body.depth >= 2 ? rate(2) : "—"],
    ["第 3 位", body.depth >= 3 ? rate(3) : "—"],
    ["自购比例", body.self_purchase === "none" ? "—" : rate("self")],
    ["其他规则", `${body.rules.filter((rule) => !isBase(rule)).length} 条`],
    ["不参与分佣", `${body.exclude.length} 项`],
    ["团队奖", bonus],
  ];
}
