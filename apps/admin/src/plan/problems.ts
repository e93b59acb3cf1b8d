import type { PlanBody } from "@banyan/contract";
import { type PlanProblem, planRefusals, tellRefusals } from "@banyan/domain";
import { type BaseKey, baseCount, baseKey, type Draft, type ExtraRule } from "./draft.ts";
import type { Known } from "./names.ts";

/** Where a problem belongs: a field of the head, a base rate, an extra rule, or a card. */
export type Place = "cap" | "plan" | "exclude" | "bonus" | `base ${BaseKey}` | `extra ${string}`;

export interface PlacedProblem extends PlanProblem {
  place: Place;
}

/** "rules[3].rate_bps" of the body as the part of the form that made it. */
export function placeOfPath(path: string, draft: Draft, body: PlanBody): Place {
  if (path.startsWith("cap_bps")) return "cap";
  if (path.startsWith("exclude")) return "exclude";
  if (path.startsWith("team_bonus")) return "bonus";
  const index = /^rules\[?\.?([0-9]+)/.exec(path)?.[1];
  const rule = index === undefined ? undefined : body.rules[Number(index)];
  if (!rule) return "plan";
  return Number(index) >= baseCount(draft) ? `extra ${rule.id}` : `base ${baseKey(rule.position)}`;
}

function unfinished(rule: ExtraRule): string | null {
  if (rule.scope !== "all" && !rule.target) return "还没有选择对象";
  if ((rule.unit === "rate" ? rule.rate_bps : rule.fixed_fen) === null) return "还没有填写佣金";
  return null;
}

/** What keeps the draft from being saved, at its place: what is not filled in yet, and what no plan may say. */
export function problemsOf(draft: Draft, body: PlanBody, known: Known): PlacedProblem[] {
  const missing = new Map<string, string>();
  for (const rule of draft.extra) {
    const said = unfinished(rule);
    if (said) missing.set(rule.id, said);
  }
  const first = baseCount(draft);
  const open: PlacedProblem[] = draft.extra.flatMap(({ id }, index) => {
    const said = missing.get(id);
    if (!said) return [];
    const message = `第 ${first + index + 1} 条规则：${said}`;
    return [{ code: "unfinished", path: `rules[${first + index}]`, place: `extra ${id}` as const, message }];
  });
  if (draft.cap_bps === null)
    open.push({ code: "unfinished", path: "cap_bps", place: "cap", message: "请填写单行上限" });
  const refused = tellRefusals(body, planRefusals(body, known), known)
    .map((problem) => ({ ...problem, place: placeOfPath(problem.path, draft, body) }))
    .filter(({ place }) => !(place.startsWith("extra ") && missing.has(place.slice(6))));
  return [...open, ...refused];
}

export type ProblemsByPlace = ReadonlyMap<string, string>;

/** Sentences by place. */
export function byPlace(problems: readonly PlacedProblem[]): ProblemsByPlace {
  const found = new Map<string, string>();
  for (const { place, message } of problems) {
    const before = found.get(place);
    found.set(place, before ? `${before}；${message}` : message);
  }
  return found;
}
