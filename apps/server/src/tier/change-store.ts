/** SQL of changes: each moves promoters, writes `tier_change` and tells them, in one statement. */
import type { TierCause } from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface MovedRow {
  owner_id: bigint;
  nickname: string;
  avatar: string | null;
  from_id: bigint;
  to_id: bigint;
  cause: TierCause;
  /** {} where no rule decided. */
  facts: Record<string, number>;
  /** Of all that moved, of which these are the first. */
  total: number;
}

/** How many of the moved are named; the rest is counted. */
export const SHOWN_MOVES = 50;

/** The clock, read once. Milliseconds, as every time that passes through this process. */
const CLOCK = sql`
  clock AS MATERIALIZED (
    SELECT c.now, business_date(c.now) AS today FROM (SELECT date_trunc('milliseconds', business_now()) AS now) c)`;

/** `moved` (owner_id, from_id, to_id, facts) → history, notices, and what is kept of promoters dropped. Needs CLOCK before it. */
const recordMoves = (p: {
  cause: TierCause;
  note?: string;
  until?: Date | null;
  staffId?: bigint | null;
}): RawBuilder<unknown> => sql`
  written AS (
    INSERT INTO tier_change (owner_id, from_id, to_id, cause, facts, note, until, staff_id, event_at)
    SELECT owner_id, from_id, to_id, ${p.cause}::text, facts, ${p.note ?? ""}::text, ${p.until ?? null}::timestamptz,
      ${p.staffId ?? null}::bigint, clock.now
    FROM moved, clock ORDER BY owner_id
    RETURNING owner_id, id, from_id, to_id, until),
  told AS (
    INSERT INTO outbox (owner_id, consumer, topic, ref, body, event_at)
    SELECT w.owner_id, 'notice', 'promoter.tier', w.id::text, jsonb_build_object('cause', ${p.cause}::text, 'from', a.name, 'to', z.name,
      'rose', z.rank > a.rank, 'until', w.until), clock.now
    FROM written w JOIN tier a ON a.id = w.from_id JOIN tier z ON z.id = w.to_id CROSS JOIN clock),
  dropped AS (
    INSERT INTO page_version AS v (topic) SELECT 'promoter' WHERE EXISTS (SELECT FROM moved)
    ON CONFLICT (topic) DO UPDATE SET version = v.version + 1)`;

/** Those in `moved`, the first of them with their names. */
const namedMoves = (cause: TierCause): RawBuilder<unknown> => sql`
  SELECT m.owner_id, coalesce(c.nickname, '') AS nickname, c.avatar, m.from_id, m.to_id, ${cause}::text AS cause, m.facts,
    count(*) OVER ()::int AS total
  FROM moved m LEFT JOIN customer_profile c ON c.customer_id = m.owner_id
  ORDER BY m.owner_id LIMIT ${SHOWN_MOVES}`;

/**
 * One step of a run: moves, history and notices in one statement.
 * @param p.before CTEs that say who moves; they see CLOCK
 * @param p.moved updates promoters, or reads what a CTE has updated, and gives (owner_id, from_id, to_id, facts)
 */
export async function moveAsFound(
  tx: Tx,
  p: { before: RawBuilder<unknown>; moved: RawBuilder<unknown>; cause: TierCause },
): Promise<MovedRow[]> {
  const result = await sql<MovedRow>`
    WITH ${CLOCK}, ${p.before}, moved AS (${p.moved}), ${recordMoves({ cause: p.cause })}
    ${namedMoves(p.cause)}`.execute(tx);
  return result.rows;
}

/** The same without moving anybody. @param p.found reads (owner_id, from_id, to_id, facts) */
export async function readFound(
  query: Kysely<Tables>,
  p: { before: RawBuilder<unknown>; found: RawBuilder<unknown>; cause: TierCause },
): Promise<MovedRow[]> {
  const result = await sql<MovedRow>`
    WITH ${CLOCK}, ${p.before}, moved AS (${p.found}) ${namedMoves(p.cause)}`.execute(query);
  return result.rows;
}

/** By the operator, one promoter; the row is locked. `until` pins it. */
export async function moveByHand(
  tx: Tx,
  p: { ownerId: bigint; tierId: bigint; until: Date | null; note: string; staffId: bigint | null },
): Promise<void> {
  await sql`
    WITH ${CLOCK},
      old AS (SELECT owner_id, tier_id FROM promoter WHERE owner_id = ${p.ownerId}),
      moved AS (
        UPDATE promoter p SET tier_id = ${p.tierId}, tier_mode = ${p.until === null ? "rule" : "pinned"}, tier_until = ${p.until},
          tier_fallback_id = NULL, tier_kept_on = CASE WHEN p.tier_id = ${p.tierId} THEN p.tier_kept_on END,
          tier_since = CASE WHEN p.tier_id = ${p.tierId} THEN p.tier_since ELSE clock.now END
        FROM old, clock WHERE p.owner_id = ${p.ownerId} AND p.owner_id = old.owner_id
        RETURNING p.owner_id, old.tier_id AS from_id, p.tier_id AS to_id, '{}'::jsonb AS facts),
      ${recordMoves({ ...p, cause: "manual" })}
    SELECT FROM written`.execute(tx);
}

/**
 * Into a seed tier until a date. Whoever is none, closed, there already on the same terms, or changed in this very moment is left out.
 * @returns who was put there
 */
export async function moveToSeed(
  tx: Tx,
  p: {
    ownerIds: readonly bigint[];
    tierId: bigint;
    until: Date;
    fallbackId: bigint;
    note: string;
    staffId: bigint;
  },
): Promise<bigint[]> {
  const result = await sql<{ owner_id: bigint }>`
    WITH ${CLOCK},
      old AS (
        SELECT owner_id, tier_id FROM promoter
        WHERE owner_id = ANY (${p.ownerIds.map(String)}::bigint[]) AND state <> 'closed'
          AND (tier_mode, tier_id, tier_until, tier_fallback_id)
            IS DISTINCT FROM ('seed', ${p.tierId}::bigint, ${p.until}::timestamptz, ${p.fallbackId}::bigint)),
      moved AS (
        UPDATE promoter p SET tier_id = ${p.tierId}, tier_mode = 'seed', tier_until = ${p.until}, tier_fallback_id = ${p.fallbackId},
          tier_kept_on = NULL, tier_since = CASE WHEN p.tier_id = ${p.tierId} THEN p.tier_since ELSE clock.now END
        FROM old, clock WHERE p.owner_id = old.owner_id AND p.tier_id = old.tier_id AND p.state <> 'closed'
        RETURNING p.owner_id, old.tier_id AS from_id, p.tier_id AS to_id, '{}'::jsonb AS facts),
      ${recordMoves({ ...p, cause: "seed" })}
    SELECT owner_id FROM written`.execute(tx);
  return result.rows.map((row) => row.owner_id);
}

export interface LeftOut {
  owner_id: bigint;
  nickname: string;
  /** null: no promoter. */
  state: string | null;
  /** There already, on the very terms. */
  same: boolean;
}

export async function whyLeftOut(
  tx: Tx,
  p: { ownerIds: readonly bigint[]; tierId: bigint; until: Date; fallbackId: bigint },
): Promise<LeftOut[]> {
  const result = await sql<LeftOut>`
    SELECT u.id AS owner_id, coalesce(c.nickname, '') AS nickname, p.state,
      coalesce((p.tier_mode, p.tier_id, p.tier_until, p.tier_fallback_id)
        = ('seed', ${p.tierId}::bigint, ${p.until}::timestamptz, ${p.fallbackId}::bigint), false) AS same
    FROM unnest(${p.ownerIds.map(String)}::bigint[]) WITH ORDINALITY AS u (id, nth) LEFT JOIN promoter p ON p.owner_id = u.id
      LEFT JOIN customer_profile c ON c.customer_id = u.id
    ORDER BY u.nth`.execute(tx);
  return result.rows;
}

/**
 * Everybody out of a tier that is being retired, and those who would fall back to it later. Whoever would fall onto the tier they stand in
 * keeps it until their date. @returns how many stood there
 */
export async function moveAll(
  tx: Tx,
  p: { tierId: bigint; successorId: bigint; note: string; staffId: bigint },
): Promise<number> {
  await sql`
    UPDATE promoter SET tier_mode = CASE WHEN tier_id = ${p.successorId} THEN 'pinned' ELSE 'seed' END,
      tier_fallback_id = CASE WHEN tier_id = ${p.successorId} THEN NULL ELSE ${p.successorId}::bigint END
    WHERE tier_mode = 'seed' AND tier_fallback_id = ${p.tierId}`.execute(tx);
  const result = await sql<{ moved: number }>`
    WITH ${CLOCK},
      moved AS (
        UPDATE promoter p SET tier_id = ${p.successorId}, tier_since = clock.now, tier_kept_on = NULL,
          tier_mode = CASE WHEN p.tier_fallback_id = ${p.successorId} THEN 'pinned' ELSE p.tier_mode END,
          tier_fallback_id = CASE WHEN p.tier_fallback_id = ${p.successorId} THEN NULL ELSE p.tier_fallback_id END
        FROM clock WHERE p.tier_id = ${p.tierId}
        RETURNING p.owner_id, ${p.tierId}::bigint AS from_id, p.tier_id AS to_id, '{}'::jsonb AS facts),
      ${recordMoves({ ...p, cause: "retired" })}
    SELECT count(*)::int AS moved FROM written`.execute(tx);
  return result.rows[0]?.moved ?? 0;
}
