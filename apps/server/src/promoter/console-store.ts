/** What the console reads of applications and promoters: lists and details are one statement each. */
import type { ApplicationState, PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { BalanceRow } from "./balances.ts";
import { ADJUSTED } from "./store.ts";

type Query = Kysely<Tables>;

export interface Person {
  id: string;
  nickname: string;
  avatar: string | null;
}

export interface ApplicationRow {
  owner_id: bigint;
  id: bigint;
  nickname: string;
  avatar: string | null;
  state: ApplicationState;
  inviter: Person | null;
  bound_to: Person | null;
  former_tier: string | null;
  reason: string;
  agreement_version: number;
  order_count: number;
  paid_fen: bigint;
  decided_by: string | null;
  decision_note: string;
  created_at: Date;
  decided_at: Date | null;
}

const APPLICATION_COLUMNS = sql`a.owner_id, a.id, coalesce(c.nickname, '') AS nickname, c.avatar, a.state,
  (SELECT jsonb_build_object('id', i.id::text, 'nickname', coalesce(ip.nickname, ''), 'avatar', ip.avatar)
    FROM customer i LEFT JOIN customer_profile ip ON ip.customer_id = i.id WHERE i.id = a.inviter_id) AS inviter,
  (SELECT jsonb_build_object('id', b.promoter_id::text, 'nickname', coalesce(bp.nickname, ''), 'avatar', bp.avatar)
    FROM binding b LEFT JOIN customer_profile bp ON bp.customer_id = b.promoter_id
    WHERE b.customer_id = a.owner_id AND b.ended_at IS NULL AND b.expires_at > business_now()) AS bound_to,
  (SELECT ft.name FROM promoter f JOIN tier ft ON ft.id = f.tier_id WHERE f.owner_id = a.owner_id AND f.state = 'closed') AS former_tier,
  a.reason, a.agreement_version, t.order_count, t.paid_fen, (SELECT s.name FROM staff s WHERE s.id = a.staff_id) AS decided_by,
  a.decision_note, a.created_at, a.decided_at`;
const APPLICATION_JOINS = sql`
  LEFT JOIN customer_profile c ON c.customer_id = a.owner_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS order_count, coalesce(sum(o.payable_fen), 0)::bigint AS paid_fen
    FROM orders o WHERE o.buyer_id = a.owner_id AND o.paid_at IS NOT NULL) t`;

/** Newest first; sums are of the page's own applicants only. */
export async function listApplications(
  query: Query,
  f: {
    state: ApplicationState | null;
    like: string | null;
    before: { at: Date; ownerId: bigint; id: bigint } | null;
    limit: number;
  },
): Promise<ApplicationRow[]> {
  const result = await sql<ApplicationRow>`
    WITH page AS (
        SELECT a.owner_id, a.id FROM promoter_application a LEFT JOIN customer_profile c ON c.customer_id = a.owner_id
        WHERE (${f.state}::text IS NULL OR a.state = ${f.state})
          AND (${f.like}::text IS NULL OR c.nickname ILIKE ${f.like})
          AND (${f.before === null}::boolean OR (a.created_at, a.owner_id, a.id)
            < (${f.before?.at ?? null}::timestamptz, ${f.before?.ownerId ?? null}::bigint, ${f.before?.id ?? null}::bigint))
        ORDER BY a.created_at DESC, a.owner_id DESC, a.id DESC LIMIT ${f.limit})
    SELECT ${APPLICATION_COLUMNS}
    FROM page JOIN promoter_application a USING (owner_id, id) ${APPLICATION_JOINS}
    ORDER BY a.created_at DESC, a.owner_id DESC, a.id DESC`.execute(query);
  return result.rows;
}

export async function readApplication(
  query: Query,
  ownerId: bigint,
  id: bigint,
): Promise<ApplicationRow | null> {
  const result = await sql<ApplicationRow>`
    SELECT ${APPLICATION_COLUMNS} FROM promoter_application a ${APPLICATION_JOINS}
    WHERE a.owner_id = ${ownerId} AND a.id = ${id}`.execute(query);
  return result.rows[0] ?? null;
}

export interface PromoterRow extends BalanceRow {
  owner_id: bigint;
  nickname: string;
  avatar: string | null;
  state: PromoterState;
  tier: { id: string; name: string; rank: number };
  inviter: Person | null;
  agreement_version: number;
  customer_count: number;
  partner_count: number;
  approved_at: Date;
}

// The clock as a subquery is read once; as a call it would be once for each of a promoter's customers.
const PROMOTER_COLUMNS = sql`p.owner_id, coalesce(c.nickname, '') AS nickname, c.avatar, p.state,
  jsonb_build_object('id', t.id::text, 'name', t.name, 'rank', t.rank) AS tier,
  (SELECT jsonb_build_object('id', i.id::text, 'nickname', coalesce(ip.nickname, ''), 'avatar', ip.avatar)
    FROM customer i LEFT JOIN customer_profile ip ON ip.customer_id = i.id WHERE i.id = p.path[1]) AS inviter,
  p.agreement_version,
  (SELECT count(*)::int FROM binding b
    WHERE b.promoter_id = p.owner_id AND b.ended_at IS NULL AND b.expires_at > (SELECT business_now())) AS customer_count,
  (SELECT count(*)::int FROM promoter q WHERE q.inviter_id = p.owner_id) AS partner_count,
  coalesce(a.estimated_fen, 0) AS estimated_fen, coalesce(a.held_fen, 0) AS held_fen, coalesce(a.available_fen, 0) AS available_fen,
  coalesce(a.withdrawing_fen, 0) AS withdrawing_fen, coalesce(a.debt_fen, 0) AS debt_fen,
  (SELECT coalesce(sum(w.amount_fen), 0)::bigint FROM withdrawal w WHERE w.owner_id = p.owner_id AND w.state = 'paid') AS paid_out_fen,
  ${ADJUSTED}, p.approved_at`;
const PROMOTER_JOINS = sql`
  JOIN tier t ON t.id = p.tier_id LEFT JOIN customer_profile c ON c.customer_id = p.owner_id
  LEFT JOIN account a ON a.owner_id = p.owner_id`;

/** Newest first; counts are of the page's own promoters only. */
export async function listPromoters(
  query: Query,
  f: {
    like: string | null;
    state: PromoterState | null;
    tierId: bigint | null;
    inviterId: bigint | null;
    ownerId: bigint | null;
    before: { at: Date; id: bigint } | null;
    limit: number;
  },
): Promise<PromoterRow[]> {
  const result = await sql<PromoterRow>`
    WITH page AS (
        SELECT p.owner_id FROM promoter p LEFT JOIN customer_profile c ON c.customer_id = p.owner_id
        WHERE (${f.like}::text IS NULL OR c.nickname ILIKE ${f.like})
          AND (${f.state}::text IS NULL OR p.state = ${f.state})
          AND (${f.tierId}::bigint IS NULL OR p.tier_id = ${f.tierId})
          AND (${f.inviterId}::bigint IS NULL OR p.inviter_id = ${f.inviterId})
          AND (${f.ownerId}::bigint IS NULL OR p.owner_id = ${f.ownerId})
          AND (${f.before === null}::boolean
            OR (p.approved_at, p.owner_id) < (${f.before?.at ?? null}::timestamptz, ${f.before?.id ?? null}::bigint))
        ORDER BY p.approved_at DESC, p.owner_id DESC LIMIT ${f.limit})
    SELECT ${PROMOTER_COLUMNS} FROM page JOIN promoter p USING (owner_id) ${PROMOTER_JOINS}
    ORDER BY p.approved_at DESC, p.owner_id DESC`.execute(query);
  return result.rows;
}

export interface PromoterDetail extends PromoterRow {
  /** Inviter first, up to the top. */
  path: Person[] | null;
  approved_by: string | null;
  agreed_at: Date;
  frozen_reason: string;
  closed_at: Date | null;
  closed_reason: string;
  closed_by: string | null;
  order_count: number;
  sales_fen: bigint;
}

export async function readPromoter(query: Query, ownerId: bigint): Promise<PromoterDetail | null> {
  const result = await sql<PromoterDetail>`
    SELECT ${PROMOTER_COLUMNS},
      (SELECT jsonb_agg(jsonb_build_object('id', u.id::text, 'nickname', coalesce(up.nickname, ''), 'avatar', up.avatar) ORDER BY u.nth)
        FROM unnest(p.path) WITH ORDINALITY AS u (id, nth) LEFT JOIN customer_profile up ON up.customer_id = u.id) AS path,
      (SELECT s.name FROM staff s WHERE s.id = p.approved_by) AS approved_by, p.agreed_at, p.frozen_reason,
      p.closed_at, p.closed_reason, (SELECT s.name FROM staff s WHERE s.id = p.closed_by) AS closed_by,
      coalesce(o.orders, 0) AS order_count, coalesce(o.sales_fen, 0) AS sales_fen
    FROM promoter p ${PROMOTER_JOINS} LEFT JOIN referred_total o ON o.owner_id = p.owner_id AND o.share_code = ''
    WHERE p.owner_id = ${ownerId}`.execute(query);
  return result.rows[0] ?? null;
}
