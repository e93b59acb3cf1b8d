/** The operator's tiers as a ladder: what cannot be saved, and what to know before it is. */
import { MAX_FEN } from "@banyan/kernel";
import { implies, type KeepRule, type TierCondition, thresholdsOf } from "./rule.ts";

export const MOST_TIERS = 10;
export const MOST_TIER_DAYS = 365;
const MOST_ORDERS = 1_000_000n;

/** A tier that stands, with the rules into it and for staying in it. */
export interface LadderTier {
  id: string;
  name: string;
  upgrade: TierCondition | null;
  keep: KeepRule | null;
}

/**
 * tier_rule_empty: nothing is asked for. tier_rule_range: days outside 1..365, or an amount that is not positive or far too large.
 * tier_lowest_rule: nobody rises into the lowest tier, and nobody falls out of it. tier_fallback: not a lower tier.
 */
export type LadderRefusal = "tier_rule_empty" | "tier_rule_range" | "tier_lowest_rule" | "tier_fallback";
/**
 * keep_harder: somebody who just rose may fall again. keep_only: who fell does not come back by themselves. skipped: whoever reaches
 * this tier reaches the next one too. unreached: no rule leads here, and one leads past it.
 */
export type LadderWarning = "keep_harder" | "keep_only" | "skipped" | "unreached";

export interface LadderProblem<Word> {
  word: Word;
  /** Id of the tier. */
  tier: string;
  /** Where in it: "upgrade.days", "keep.fallback_id". */
  path: string;
  /** The other tier that it is about. */
  other?: string;
}

/** @param tiers those that stand, lowest first */
export function checkLadder(tiers: readonly LadderTier[]): {
  refusals: LadderProblem<LadderRefusal>[];
  warnings: LadderProblem<LadderWarning>[];
} {
  const refusals = tiers.flatMap((tier, rank) => refusalsOf(tiers, tier, rank));
  return {
    refusals,
    warnings: refusals.length > 0 ? [] : tiers.flatMap((tier, at) => warningsOf(tiers, tier, at)),
  };
}

function refusalsOf(
  tiers: readonly LadderTier[],
  { id, upgrade, keep }: LadderTier,
  rank: number,
): LadderProblem<LadderRefusal>[] {
  const found: LadderProblem<LadderRefusal>[] = [];
  const add = (word: LadderRefusal, path: string) => found.push({ word, tier: id, path });
  for (const [path, rule] of [["upgrade", upgrade] as const, ["keep", keep] as const]) {
    if (rule === null) continue;
    if (rank === 0) add("tier_lowest_rule", path);
    if (thresholdsOf(rule).size === 0) add("tier_rule_empty", path);
    const wrong = outOfRange(rule);
    if (wrong !== null) add("tier_rule_range", `${path}.${wrong}`);
  }
  const fallback = keep?.fallback_id ?? null;
  if (fallback !== null && !tiers.slice(0, rank).some((tier) => tier.id === fallback))
    add("tier_fallback", "keep.fallback_id");
  return found;
}

function outOfRange(rule: TierCondition): string | null {
  if (!Number.isInteger(rule.days) || rule.days < 1 || rule.days > MOST_TIER_DAYS) return "days";
  for (const [measure, need] of thresholdsOf(rule)) {
    const sales = measure.endsWith("sales");
    if (need < 1n || need > (sales ? MAX_FEN : MOST_ORDERS)) return sales ? `${measure}_fen` : measure;
  }
  return null;
}

function warningsOf(
  tiers: readonly LadderTier[],
  { id, upgrade, keep }: LadderTier,
  at: number,
): LadderProblem<LadderWarning>[] {
  const found: LadderProblem<LadderWarning>[] = [];
  if (keep !== null && upgrade === null) found.push({ word: "keep_only", tier: id, path: "keep" });
  if (keep !== null && upgrade !== null && !implies(upgrade, keep))
    found.push({ word: "keep_harder", tier: id, path: "keep" });
  const next = tiers.slice(at + 1).find((tier) => tier.upgrade !== null);
  if (at === 0 || !next?.upgrade) return found;
  if (upgrade === null) found.push({ word: "unreached", tier: id, path: "upgrade", other: next.id });
  else if (implies(upgrade, next.upgrade))
    found.push({ word: "skipped", tier: id, path: "upgrade", other: next.id });
  return found;
}

export type SeedRefusal = "tier_until_past" | "tier_fallback_same";

/** A seed tier (种子分销员) stands until a date and then falls back. Refusals, first to last: tier_until_past, tier_fallback_same. */
export function refuseSeed(p: {
  tierId: bigint;
  fallbackId: bigint;
  until: Date;
  now: Date;
}): SeedRefusal | null {
  if (p.until <= p.now) return "tier_until_past";
  return p.fallbackId === p.tierId ? "tier_fallback_same" : null;
}
