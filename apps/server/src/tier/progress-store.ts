/** What progress and history read of one promoter: where they stand, what they have sold, what has changed. */
import type { TierCause, TierMode } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { SUMS } from "./evaluate-store.ts";
import { LADDER_COLUMNS, type LadderRow } from "./ladder-store.ts";

type Query = Kysely<Tables>;

export interface StandingRow extends LadderRow {
  /** Of the tier that the promoter stands in; null on the others. */
  mine: {
    since: string;
    since_date: string;
    mode: TierMode;
    until: string | null;
    fallback_id: string | null;
    kept_on: string | null;
  } | null;
  today: string;
}

/** The ladder, lowest first, with where the promoter stands on it; [] for whoever is none. */
export async function selectStanding(query: Query, ownerId: bigint): Promise<StandingRow[]> {
  const result = await sql<StandingRow>`
    WITH me AS (SELECT * FROM promoter WHERE owner_id = ${ownerId})
    SELECT ${LADDER_COLUMNS}, business_date(business_now()) AS today,
      CASE WHEN t.id = me.tier_id THEN jsonb_build_object('since', coalesce(me.tier_since, me.approved_at),
        'since_date', business_date(coalesce(me.tier_since, me.approved_at)), 'mode', me.tier_mode, 'until', me.tier_until,
        'fallback_id', me.tier_fallback_id::text, 'kept_on', me.tier_kept_on) END AS mine
    FROM tier t CROSS JOIN me WHERE t.retired_at IS NULL ORDER BY t.rank`.execute(query);
  return result.rows;
}

export interface SpanFigures {
  own_sales_fen: bigint;
  own_orders: number;
  team_sales_fen: bigint;
  team_orders: number;
}

/** Of each span, both days included, in order. A span's days are read by key. */
export async function sumSpans(
  query: Query,
  ownerId: bigint,
  spans: readonly { from: string; to: string }[],
): Promise<SpanFigures[]> {
  if (spans.length === 0) return [];
  const result = await sql<SpanFigures>`
    SELECT f.* FROM unnest(${spans.map((s) => s.from)}::date[], ${spans.map((s) => s.to)}::date[]) WITH ORDINALITY AS s (a, z, nth)
      CROSS JOIN LATERAL (
        SELECT ${SUMS} FROM promoter_day d WHERE d.owner_id = ${ownerId} AND d.business_date BETWEEN s.a AND s.z) f
    ORDER BY s.nth`.execute(query);
  return result.rows;
}

export interface ChangeRow {
  owner_id: bigint;
  id: bigint;
  nickname: string;
  avatar: string | null;
  from_id: bigint;
  from_name: string;
  to_id: bigint;
  to_name: string;
  cause: TierCause;
  facts: Record<string, number>;
  note: string;
  until: Date | null;
  staff_name: string | null;
  event_at: Date;
}

/** Newest first. @param ownerId null: everybody's */
export async function listChanges(
  query: Query,
  ownerId: bigint | null,
  f: { before: { at: Date; ownerId: bigint; id: bigint } | null; limit: number },
): Promise<ChangeRow[]> {
  const whose = ownerId === null ? sql`true` : sql`h.owner_id = ${ownerId}`;
  const after =
    f.before === null
      ? sql`true`
      : sql`(h.event_at, h.owner_id, h.id) < (${f.before.at}::timestamptz, ${f.before.ownerId}::bigint, ${f.before.id}::bigint)`;
  const result = await sql<ChangeRow>`
    SELECT h.owner_id, h.id, coalesce(c.nickname, '') AS nickname, c.avatar, h.from_id, a.name AS from_name, h.to_id, z.name AS to_name,
      h.cause, h.facts, h.note, h.until, s.name AS staff_name, h.event_at
    FROM tier_change h JOIN tier a ON a.id = h.from_id JOIN tier z ON z.id = h.to_id
      LEFT JOIN customer_profile c ON c.customer_id = h.owner_id LEFT JOIN staff s ON s.id = h.staff_id
    WHERE ${whose} AND ${after}
    ORDER BY h.event_at DESC, h.owner_id DESC, h.id DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}
