/** The operator's tiers, read: rights, rules as sentences, how many stand where, and which rates name them. */
import type { ConsoleLadder, ConsoleTier, TierKeep, TierRights, TierUpgrade } from "@banyan/contract";
import { checkLadder, describeCondition, describeKeep, type LadderTier, percent } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { loadPlan } from "../plan/read.ts";
import type { Services } from "../services.ts";
import {
  countPromoters,
  type LadderRow,
  type RuleRow,
  selectLadder,
  type TierCount,
} from "./ladder-store.ts";
import { ladderWarningText } from "./words.ts";

/** Four statements. */
export async function loadLadder(services: Services): Promise<ConsoleLadder> {
  const { query } = services.database;
  const { version } = await services.plans.current();
  const [rows, counts, plan] = await Promise.all([
    selectLadder(query),
    countPromoters(query),
    loadPlan(query, version),
  ]);
  const ratesOf = (id: string): string[] => [
    ...plan.sentences.filter((_, at) => plan.body.rules[at]?.tier === id),
    ...bonusOf(plan.body.team_bonus?.rates[id]),
  ];
  const nameOf = (id: string) => rows.find((row) => String(row.id) === id)?.name ?? "";
  const { warnings } = checkLadder(standing(rows));
  return {
    tiers: rows.map((row) => tierOf(row, counts, { ratesOf, nameOf })),
    warnings: warnings.map((problem) => ({
      code: problem.word,
      tier_id: problem.tier,
      path: problem.path,
      message: ladderWarningText(problem, nameOf),
    })),
  };
}

const bonusOf = (bps: number | undefined) => (bps === undefined ? [] : [`团队奖：按极差，${percent(bps)}`]);

function tierOf(
  row: LadderRow,
  counts: readonly TierCount[],
  by: { ratesOf: (id: string) => string[]; nameOf: (id: string) => string },
): ConsoleTier {
  const id = String(row.id);
  const { upgrade, keep } = rulesOf(row);
  const count = counts.find((one) => one.tier_id === row.id);
  return {
    id,
    name: row.name,
    rank: row.rank,
    revision: row.revision,
    rights: rightsOf(row),
    upgrade,
    keep,
    upgrade_text: upgrade && describeCondition(upgrade),
    keep_text: keep && describeKeep(keep, keep.fallback_id === null ? null : by.nameOf(keep.fallback_id)),
    promoter_count: count?.promoter_count ?? 0,
    seed_count: count?.seed_count ?? 0,
    rates: by.ratesOf(id),
    retired_at: row.retired_at?.toISOString() ?? null,
  };
}

export function rightsOf(
  row: Pick<LadderRow, "may_invite" | "templates" | "materials" | "withdraw_max_fen" | "withdraw_day_fen">,
): TierRights {
  return {
    invite: row.may_invite,
    templates: row.templates,
    materials: row.materials,
    withdraw_max_fen: row.withdraw_max_fen === null ? null : toWire(row.withdraw_max_fen),
    withdraw_day_fen: row.withdraw_day_fen === null ? null : toWire(row.withdraw_day_fen),
  };
}

export function rulesOf(row: Pick<LadderRow, "upgrade" | "keep">): {
  upgrade: TierUpgrade | null;
  keep: TierKeep | null;
} {
  return { upgrade: row.upgrade && askedOf(row.upgrade), keep: row.keep && keepOf(row.keep) };
}

function askedOf(rule: RuleRow): TierUpgrade {
  const { days, match, own_sales_fen, own_orders, team_sales_fen, team_orders } = rule;
  return { days, match, own_sales_fen, own_orders, team_sales_fen, team_orders };
}

function keepOf(rule: RuleRow): TierKeep {
  return { ...askedOf(rule), cycle: rule.cycle ?? "month", fallback_id: rule.fallback_id };
}

/** Those that stand, as domain takes them; lowest first. */
export function standing(rows: readonly LadderRow[]): LadderTier[] {
  return rows
    .filter((row) => row.retired_at === null)
    .map((row) => ({ id: String(row.id), name: row.name, ...rulesOf(row) }));
}
