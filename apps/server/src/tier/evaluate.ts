/**
 * Rules move promoters: seeds whose time is over, then whoever reached a higher tier, then tests for keeping that are due. The same again
 * changes nothing; two at once take turns. Each step is one statement, however many promoters there are.
 */
import type { MovedPromoter, TierKeep, TierRun, TierUpgrade } from "@banyan/contract";
import type { LadderTier } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { act } from "../staff/act.ts";
import type { MovedRow } from "./change-store.ts";
import { endSeeds, type KeepRow, previewMoves, raise, testKept, type UpgradeRow } from "./evaluate-store.ts";
import { standing } from "./ladder.ts";
import { type LadderRow, lockRules, selectLadder } from "./ladder-store.ts";

interface Rules {
  upgrades: UpgradeRow[];
  keeps: KeepRow[];
}

/** What the rules of a ladder are as parameters. @param tiers lowest first */
function rulesOf(tiers: readonly LadderTier[]): Rules {
  const asked = (rule: TierUpgrade | (LadderTier["upgrade"] & object)) => ({
    days: rule.days,
    match: rule.match,
    own_sales_fen: rule.own_sales_fen ?? null,
    own_orders: rule.own_orders ?? null,
    team_sales_fen: rule.team_sales_fen ?? null,
    team_orders: rule.team_orders ?? null,
  });
  const upgrades = tiers.flatMap(({ id, upgrade }, rank) =>
    upgrade ? [{ ...asked(upgrade), tier_id: id, rank: rank + 1 }] : [],
  );
  const keeps = tiers.flatMap(({ id, keep, upgrade }, rank) => {
    const to = keep?.fallback_id ?? tiers[rank - 1]?.id;
    if (!keep || to === undefined) return [];
    return [
      { ...asked(keep), tier_id: id, cycle: keep.cycle, to_id: to, upgrade: upgrade && asked(upgrade) },
    ];
  });
  return { upgrades, keeps };
}

/** Five statements. @returns the moves in the order in which they happened */
export async function evaluate(tx: Tx): Promise<{ ladder: LadderRow[]; moves: MovedRow[] }> {
  await lockRules(tx);
  const ladder = await selectLadder(tx);
  const { upgrades, keeps } = rulesOf(standing(ladder));
  const over = await endSeeds(tx);
  const up = upgrades.length > 0 ? await raise(tx, upgrades) : [];
  const down = keeps.length > 0 ? await testKept(tx, keeps) : [];
  return { ladder, moves: [...over, ...up, ...down] };
}

/** Now, because somebody asked. Repeating it is harmless. */
export function runNow(context: Context): Promise<TierRun> {
  return act(context, {
    action: "tier.run",
    target: "tier",
    work: async (tx) => {
      const { ladder, moves } = await evaluate(tx);
      const result = runOf(ladder, moves);
      const { items: _, ...counts } = result;
      return { result, before: null, after: counts };
    },
  });
}

/**
 * Who would change now, each step for itself; nobody does. Four statements.
 * @param changed the rules of one tier that are not saved yet; null: as they stand
 * @throws Refusal not_found, tier_retired
 */
export async function preview(
  services: Services,
  changed: { tier_id: string; upgrade: TierUpgrade | null; keep: TierKeep | null } | null,
): Promise<TierRun> {
  const { query } = services.database;
  const ladder = await selectLadder(query);
  const own = changed && ladder.find((row) => String(row.id) === changed.tier_id);
  if (own === undefined) refuse("not_found");
  if (own?.retired_at) refuse("tier_retired");
  const tiers = standing(ladder).map((tier) =>
    changed && tier.id === changed.tier_id ? { ...tier, upgrade: changed.upgrade, keep: changed.keep } : tier,
  );
  return runOf(ladder, await previewMoves(query, rulesOf(tiers)));
}

function runOf(ladder: readonly LadderRow[], moves: readonly MovedRow[]): TierRun {
  const tierOf = (id: bigint) => {
    const row = ladder.find((one) => one.id === id);
    return { id: String(id), name: row?.name ?? "", rank: row?.rank ?? 0 };
  };
  const total = (cause: MovedRow["cause"]) => moves.find((move) => move.cause === cause)?.total ?? 0;
  return {
    upgraded: total("upgrade"),
    not_kept: total("not_kept"),
    seeds_ended: total("seed_ended"),
    items: moves.map(
      (move): MovedPromoter => ({
        customer: { id: String(move.owner_id), nickname: move.nickname, avatar: move.avatar },
        from: tierOf(move.from_id),
        to: tierOf(move.to_id),
        cause: move.cause as MovedPromoter["cause"],
        facts: "days" in move.facts ? (move.facts as unknown as MovedPromoter["facts"]) : null,
      }),
    ),
  };
}
