/** SQL of the ladder: tiers with rights and rules, and what changes them. Few rows, written by the operator alone. */
import type { TierKeep, TierUpgrade } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

/** As jsonb gives it: amounts are small enough to be JSON numbers. */
export type RuleRow = Omit<TierKeep, "fallback_id" | "cycle"> & {
  cycle: TierKeep["cycle"] | null;
  fallback_id: string | null;
};

export interface LadderRow {
  id: bigint;
  name: string;
  rank: number;
  revision: number;
  may_invite: boolean;
  templates: boolean;
  materials: boolean;
  withdraw_max_fen: bigint | null;
  withdraw_day_fen: bigint | null;
  retired_at: Date | null;
  upgrade: RuleRow | null;
  keep: RuleRow | null;
}

const RULE = (kind: "upgrade" | "keep") => sql`(
  SELECT to_jsonb(r) - 'tier_id' - 'kind' || jsonb_build_object('fallback_id', r.fallback_id::text) FROM tier_rule r
  WHERE r.tier_id = t.id AND r.kind = ${sql.lit(kind)})`;
/** Columns of `tier t`. */
export const LADDER_COLUMNS = sql`t.id, t.name, t.rank, t.revision, t.may_invite, t.templates, t.materials, t.withdraw_max_fen,
  t.withdraw_day_fen, t.retired_at, ${RULE("upgrade")} AS upgrade, ${RULE("keep")} AS keep`;

/** Those that stand, lowest first, then the retired ones. */
export async function selectLadder(query: Query): Promise<LadderRow[]> {
  const result = await sql<LadderRow>`
    SELECT ${LADDER_COLUMNS} FROM tier t ORDER BY t.retired_at IS NOT NULL, t.rank`.execute(query);
  return result.rows;
}

export interface TierCount {
  tier_id: bigint;
  promoter_count: number;
  seed_count: number;
}

/** How many stand where, closed promoters left out. */
export async function countPromoters(query: Query): Promise<TierCount[]> {
  const result = await sql<TierCount>`
    SELECT tier_id, count(*)::int AS promoter_count, count(*) FILTER (WHERE tier_mode = 'seed')::int AS seed_count
    FROM promoter WHERE state <> 'closed' GROUP BY tier_id`.execute(query);
  return result.rows;
}

/** For changing tiers: nobody uses, changes or evaluates them meanwhile. */
export async function lockLadder(tx: Tx): Promise<void> {
  await sql`SELECT FROM tier ORDER BY id FOR UPDATE`.execute(tx);
}

/** For moving promoters by rules: of two runs at once one waits, and rules stand still. Tiers may go on being given. */
export async function lockRules(tx: Tx): Promise<void> {
  await sql`SELECT FROM tier ORDER BY id FOR NO KEY UPDATE`.execute(tx);
}

export interface TierValues {
  name: string;
  rights: {
    invite: boolean;
    templates: boolean;
    materials: boolean;
    withdraw_max_fen: number | null;
    withdraw_day_fen: number | null;
  };
}

/** The highest, without rules. */
export async function insertTier(tx: Tx, { name, rights }: TierValues): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO tier (name, rank, may_invite, templates, materials, withdraw_max_fen, withdraw_day_fen)
    SELECT ${name}, coalesce(max(rank), 0) + 1, ${rights.invite}::boolean, ${rights.templates}::boolean, ${rights.materials}::boolean,
      ${rights.withdraw_max_fen}::bigint, ${rights.withdraw_day_fen}::bigint FROM tier
    RETURNING id`.execute(tx);
  const made = result.rows[0];
  if (!made) throw new Error("the tier was not written");
  return made.id;
}

/** @returns false where it has been changed since, or is retired */
export async function updateTier(
  tx: Tx,
  id: bigint,
  revision: number,
  { name, rights }: TierValues,
): Promise<boolean> {
  const result = await sql`
    UPDATE tier SET name = ${name}, may_invite = ${rights.invite}, templates = ${rights.templates}, materials = ${rights.materials},
      withdraw_max_fen = ${rights.withdraw_max_fen}, withdraw_day_fen = ${rights.withdraw_day_fen}, revision = revision + 1
    WHERE id = ${id} AND revision = ${revision} AND retired_at IS NULL`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Writes what is given and takes away what is null. */
export async function putRules(
  tx: Tx,
  id: bigint,
  rules: { upgrade: TierUpgrade | null; keep: TierKeep | null },
): Promise<void> {
  const rows = [
    ...(rules.upgrade ? [{ ...rules.upgrade, kind: "upgrade" }] : []),
    ...(rules.keep ? [{ ...rules.keep, kind: "keep" }] : []),
  ];
  await sql`DELETE FROM tier_rule WHERE tier_id = ${id}`.execute(tx);
  await sql`
    INSERT INTO tier_rule (tier_id, kind, days, match, own_sales_fen, own_orders, team_sales_fen, team_orders, cycle, fallback_id)
    SELECT ${id}::bigint, kind, days, match, own_sales_fen, own_orders, team_sales_fen, team_orders, cycle, fallback_id
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (kind text, days int, match text, own_sales_fen bigint,
      own_orders int, team_sales_fen bigint, team_orders int, cycle text, fallback_id bigint)`.execute(tx);
}

/** Ranks are unique at every moment: all go out of the way first. @param ids every tier, lowest first */
export async function putOrder(tx: Tx, ids: readonly bigint[]): Promise<void> {
  await sql`UPDATE tier SET rank = rank + 1000000`.execute(tx);
  await sql`
    UPDATE tier t SET rank = o.nth::int
    FROM unnest(${ids.map(String)}::bigint[]) WITH ORDINALITY AS o (id, nth) WHERE t.id = o.id`.execute(tx);
}

/** Its rules go with it. */
export async function retireTier(tx: Tx, id: bigint, at: Date): Promise<void> {
  await sql`DELETE FROM tier_rule WHERE tier_id = ${id}`.execute(tx);
  await sql`UPDATE tier SET retired_at = ${at}, revision = revision + 1 WHERE id = ${id}`.execute(tx);
}

export interface PlanUse {
  name: string;
  state: "active" | "scheduled";
  rules: number;
  bonus: boolean;
}

/** Plans that work or wait and name the tier, in a rule or in the team bonus. */
export async function plansNaming(query: Query, id: bigint): Promise<PlanUse[]> {
  const result = await sql<PlanUse>`
    SELECT name, state, rules, bonus FROM (
      SELECT version, name, state,
        (SELECT count(*)::int FROM jsonb_array_elements(body -> 'rules') r WHERE r ->> 'tier' = ${String(id)}) AS rules,
        coalesce(body #> ARRAY['team_bonus', 'rates', ${String(id)}] IS NOT NULL, false) AS bonus
      FROM plan WHERE state IN ('active', 'scheduled')) p
    WHERE rules > 0 OR bonus ORDER BY version`.execute(query);
  return result.rows;
}

/** Who stands in it, or will fall back to it. */
export async function countBound(query: Query, id: bigint): Promise<{ standing: number; falling: number }> {
  const result = await sql<{ standing: number; falling: number }>`
    SELECT (SELECT count(*)::int FROM promoter WHERE tier_id = ${id}) AS standing,
      (SELECT count(*)::int FROM promoter WHERE tier_mode = 'seed' AND tier_fallback_id = ${id}) AS falling`.execute(
    query,
  );
  return result.rows[0] ?? { standing: 0, falling: 0 };
}
