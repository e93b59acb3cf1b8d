/** What takes a promoter into a tier and keeps them there: settled sales and orders over a number of days, never heads. */
import { TIER_MEASURES, type TierMeasure } from "@banyan/kernel";

/** At least one amount is set; absent and null are not asked for. Fen as safe integers, as in a plan. */
export interface TierCondition {
  /** Business days that are looked back on. */
  days: number;
  /** Whether all that is set must be reached, or any of it. */
  match: "all" | "any";
  own_sales_fen?: number | null | undefined;
  own_orders?: number | null | undefined;
  team_sales_fen?: number | null | undefined;
  team_orders?: number | null | undefined;
}

/** Tested on the first of a month, or every `days` days since the tier began. */
export interface KeepRule extends TierCondition {
  cycle: "month" | "days";
  /** Where whoever did not keep it goes; null: one tier down. */
  fallback_id?: string | null | undefined;
}

/** Settled over a span, after refunds. Sales in fen. */
export type TierFigures = Readonly<Record<TierMeasure, bigint>>;

export interface TierStep {
  measure: TierMeasure;
  /** Sales in fen, orders as a count. */
  need: bigint;
  have: bigint;
  met: boolean;
}

const THRESHOLD = {
  own_sales: "own_sales_fen",
  own_orders: "own_orders",
  team_sales: "team_sales_fen",
  team_orders: "team_orders",
} as const satisfies Record<TierMeasure, keyof TierCondition>;

/** What the condition asks of each measure, in the order of TIER_MEASURES. */
export function thresholdsOf(condition: TierCondition): Map<TierMeasure, bigint> {
  return new Map(
    TIER_MEASURES.flatMap((measure) => {
      const need = condition[THRESHOLD[measure]];
      return need === undefined || need === null ? [] : [[measure, BigInt(need)] as const];
    }),
  );
}

/** How far somebody is. @returns each thing asked for, and whether the whole holds */
export function tierProgress(
  condition: TierCondition,
  figures: TierFigures,
): { steps: TierStep[]; met: boolean } {
  const steps = [...thresholdsOf(condition)].map(([measure, need]) => {
    const have = figures[measure];
    return { measure, need, have, met: have >= need };
  });
  const met = condition.match === "all" ? steps.every((step) => step.met) : steps.some((step) => step.met);
  return { steps, met: met && steps.length > 0 };
}

/** What a promoter's own customers' sales also are: part of the team's. */
const PART_OF: Partial<Record<TierMeasure, TierMeasure>> = {
  team_sales: "own_sales",
  team_orders: "own_orders",
};

/**
 * Whether everybody who meets `a` surely meets `b`: a longer look back sees no less, and the team's is never less than one's own.
 * The days of a keep test end a day earlier than those of an upgrade; that is left out here.
 */
export function implies(a: TierCondition, b: TierCondition): boolean {
  if (a.days > b.days || thresholdsOf(b).size === 0) return false;
  const given = [...thresholdsOf(a)];
  const ways = a.match === "all" ? [given] : given.map((one) => [one]);
  const wanted = [...thresholdsOf(b)];
  const surely = (way: readonly [TierMeasure, bigint][], [measure, need]: [TierMeasure, bigint]): boolean =>
    way.some(([has, least]) => (has === measure || has === PART_OF[measure]) && least >= need);
  return ways.every((way) =>
    b.match === "all" ? wanted.every((one) => surely(way, one)) : wanted.some((one) => surely(way, one)),
  );
}
