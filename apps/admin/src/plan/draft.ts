import type { PlanBody } from "@banyan/contract";
import { percent } from "@banyan/domain";

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

/** A plan as the form holds it. What the form does not offer (exclude, promotions, team bonus) is kept as it was. */
export interface Draft {
  depth: PlanBody["depth"];
  self_purchase: PlanBody["self_purchase"];
  cap_bps: number | null;
  /** Rates for all goods and tiers; null gives nothing. */
  base: Record<BaseKey, number | null>;
  /** Ids of the base rules, so that an unchanged rule keeps its name from version to version. */
  baseIds: Record<BaseKey, string>;
  extra: ExtraRule[];
  kept: Pick<PlanBody, "exclude" | "promotions" | "team_bonus">;
}

function baseKey(position: Position): BaseKey {
  return position === "self" ? "self" : (String(position) as BaseKey);
}

function isBase(rule: Rule): boolean {
  return rule.scope === "all" && rule.tier === undefined && rule.rate_bps !== undefined;
}

function toExtra(rule: Rule): ExtraRule {
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
  const base: Draft["base"] = { self: null, "1": null, "2": null, "3": null };
  const baseIds: Draft["baseIds"] = { self: "all-self", "1": "all-1", "2": "all-2", "3": "all-3" };
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
    kept: { exclude: body.exclude, promotions: body.promotions, team_bonus: body.team_bonus },
  };
}

/** Which positions have a rate field: those inside the depth, and self when promoters may buy for themselves. */
export function shownPositions({ depth, self_purchase }: Pick<Draft, "depth" | "self_purchase">): Position[] {
  return BASE_POSITIONS.filter((position) =>
    position === "self" ? self_purchase !== "none" : position <= depth,
  );
}

function toRule(rule: ExtraRule): Rule {
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
    ...draft.kept,
  };
}

/** Where a refusal belongs: a field of the head, a base rate, an extra rule, or the plan as a whole. */
export type Place =
  | { at: "cap" }
  | { at: "base"; key: BaseKey }
  | { at: "extra"; id: string }
  | { at: "plan" };

/** "rules[3].rate_bps" of a checked body as the part of the form that made it. */
export function placeOfPath(path: string, draft: Draft, body: PlanBody): Place {
  if (path.startsWith("cap_bps") || path.startsWith("body.cap_bps")) return { at: "cap" };
  const index = /rules\[?\.?([0-9]+)/.exec(path)?.[1];
  const rule = index === undefined ? undefined : body.rules[Number(index)];
  if (!rule) return { at: "plan" };
  if (draft.extra.some(({ id }) => id === rule.id) && Number(index) >= body.rules.length - draft.extra.length)
    return { at: "extra", id: rule.id };
  return { at: "base", key: baseKey(rule.position) };
}

/** An id that no rule of the draft has. */
export function freshRuleId(draft: Draft): string {
  const taken = new Set([...draft.extra.map(({ id }) => id), ...Object.values(draft.baseIds)]);
  let number = draft.extra.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

/** What keeps a draft from being checked at all. */
export function unfinished(draft: Draft): string | null {
  if (draft.cap_bps === null) return "请填写单行上限";
  for (const rule of draft.extra) {
    if (rule.scope !== "all" && !rule.target) return "有一条规则还没有选择范围";
    if ((rule.unit === "rate" ? rule.rate_bps : rule.fixed_fen) === null) return "有一条规则还没有填写佣金";
  }
  return null;
}

export const SELF_TEXT: Record<PlanBody["self_purchase"], string> = {
  none: "自购不计佣",
  rebate: "自购返",
  discount: "自购省",
};

/** The few figures of a plan by which two versions are told apart. */
export function summaryOf(body: PlanBody): [string, string][] {
  const rate = (position: Position) => {
    const rule = body.rules.find((candidate) => isBase(candidate) && candidate.position === position);
    return rule ? percent(rule.rate_bps ?? 0) : "—";
  };
  const bonus = body.team_bonus ? `有，${Object.keys(body.team_bonus.rates).length} 个等级` : "没有";
  return [
    ["分佣层数", `${body.depth} 层`],
    ["自购", SELF_TEXT[body.self_purchase]],
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
