/** When a tier is tested for keeping. Days of the shop as ISO dates. */
import { DAY_MS } from "@banyan/kernel";
import type { KeepRule } from "./rule.ts";

export interface KeepStanding {
  /** The day on which the tier began. */
  since: string;
  /** The test that was passed last; null: none yet. */
  keptOn: string | null;
}

/**
 * The day on whose beginning the next test looks back over the `days` days before it. `days`: every so many days since the tier began.
 * `month`: on the first of each month, the first time when the tier has stood for `days` days, so that nobody is tested on less.
 */
export function nextKeepTest(rule: KeepRule, { since, keptOn }: KeepStanding): string {
  if (rule.cycle === "days") return plusDays(keptOn ?? since, rule.days);
  if (keptOn !== null) return firstOfMonth(plusDays(keptOn, 1));
  return firstOfMonth(plusDays(since, rule.days));
}

/** The newest test that is due by `today`; null: none. Tests that were missed while the shop stood still are not made up for. */
export function dueKeepTest(rule: KeepRule, standing: KeepStanding, today: string): string | null {
  const next = nextKeepTest(rule, standing);
  if (next > today) return null;
  if (rule.cycle === "month") return `${today.slice(0, 8)}01`;
  const late = daysBetween(next, today);
  return plusDays(next, late - (late % rule.days));
}

/** The first of the month that is not before the day. */
function firstOfMonth(day: string): string {
  if (day.endsWith("-01")) return day;
  const [year = 0, month = 0] = day.split("-").map(Number);
  const at = new Date(Date.UTC(year, month, 1));
  return at.toISOString().slice(0, 10);
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
