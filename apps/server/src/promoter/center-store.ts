/** What the promoter's own pages read: the centre in one statement, and the partners. */
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { BalanceRow } from "./balances.ts";
import { ADJUSTED } from "./store.ts";

type Query = Kysely<Tables>;

export interface CenterRow extends BalanceRow {
  nickname: string;
  avatar: string | null;
  state: PromoterState;
  frozen_reason: string;
  agreement_version: number;
  tier_id: bigint;
  tier_name: string;
  tier_rank: number;
  may_invite: boolean;
  inviter_name: string | null;
  visitors: number;
  orders: number;
  commission_fen: bigint;
  customer_count: number;
  partner_count: number;
  to_confirm: number;
  next_settle_at: Date | null;
  approved_at: Date;
}

/** Word for word the expression of the index `commission_state`: 0 is estimated, 3 clawed back. */
const STATE = sql`(CASE WHEN k.kept_fen = 0 AND k.fen > 0 THEN 3 WHEN k.held_at IS NOT NULL THEN 2
  WHEN k.settled_at IS NOT NULL THEN 1 ELSE 0 END)`;
/** The next settlement is that of one of the oldest; whoever has more of them than this has some settle every day. */
const LOOKED_AT = 200;

/**
 * null for whoever is no promoter. Everything beside the row is looked up by it, so that the plan is one for anybody. Today is the business
 * day, which begins at `dawn`: commissions are indexed by instant.
 */
export async function selectCenter(query: Query, ownerId: bigint): Promise<CenterRow | null> {
  const result = await sql<CenterRow>`
    WITH clock AS MATERIALIZED (
      SELECT business_now() AS now, business_date(business_now()) AS today,
        (business_date(business_now()) - interval '8 hours') AT TIME ZONE 'UTC' AS dawn)
    SELECT coalesce(c.nickname, '') AS nickname, c.avatar, p.state, p.frozen_reason, p.agreement_version,
      t.id AS tier_id, t.name AS tier_name, t.rank AS tier_rank, t.may_invite,
      (SELECT i.nickname FROM customer_profile i WHERE i.customer_id = p.path[1]) AS inviter_name,
      coalesce(a.estimated_fen, 0) AS estimated_fen, coalesce(a.held_fen, 0) AS held_fen,
      coalesce(a.available_fen, 0) AS available_fen, coalesce(a.withdrawing_fen, 0) AS withdrawing_fen,
      coalesce(a.debt_fen, 0) AS debt_fen, w.paid_out_fen, w.to_confirm, p.approved_at,
      ${ADJUSTED},
      (SELECT count(DISTINCT v.visitor_key)::int FROM touch v
        WHERE v.owner_id = p.owner_id AND v.business_date = clock.today) AS visitors,
      (SELECT count(*)::int FROM orders o WHERE o.referrer_id = p.owner_id AND o.paid_date = clock.today) AS orders,
      (SELECT coalesce(sum(k.kept_fen), 0)::bigint FROM commission k
        WHERE k.owner_id = p.owner_id AND ${STATE} IN (0, 1, 2) AND k.event_at >= clock.dawn AND k.business_date = clock.today)
        AS commission_fen,
      (SELECT count(*)::int FROM binding b
        WHERE b.promoter_id = p.owner_id AND b.ended_at IS NULL AND b.expires_at > clock.now) AS customer_count,
      (SELECT count(*)::int FROM promoter q WHERE q.inviter_id = p.owner_id) AS partner_count,
      (SELECT min((SELECT o.settle_due_at FROM orders o WHERE o.buyer_id = k.buyer_id AND o.no = k.order_no AND o.settled_at IS NULL))
        FROM (
          SELECT k.buyer_id, k.order_no FROM commission k WHERE k.owner_id = p.owner_id AND ${STATE} = 0 AND k.kept_fen > 0
          ORDER BY k.event_at LIMIT ${LOOKED_AT}) k) AS next_settle_at
    FROM clock CROSS JOIN promoter p JOIN tier t ON t.id = p.tier_id
      LEFT JOIN customer_profile c ON c.customer_id = p.owner_id LEFT JOIN account a ON a.owner_id = p.owner_id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount_fen) FILTER (WHERE state = 'paid'), 0)::bigint AS paid_out_fen,
          count(*) FILTER (WHERE state = 'confirming')::int AS to_confirm
        FROM withdrawal WHERE owner_id = p.owner_id) w
    WHERE p.owner_id = ${ownerId}`.execute(query);
  return result.rows[0] ?? null;
}

export interface PartnerRow {
  id: bigint;
  nickname: string;
  avatar: string | null;
  tier_name: string;
  approved_at: Date;
  order_count: number;
  sales_fen: bigint;
}

/** Promoters whom this one invited, newest first, with what was bought on their recommendation, after refunds. */
export async function listPartners(
  query: Query,
  ownerId: bigint,
  f: { before: { at: Date; id: bigint } | null; limit: number },
): Promise<PartnerRow[]> {
  const result = await sql<PartnerRow>`
    WITH page AS (
        SELECT owner_id, tier_id, approved_at FROM promoter
        WHERE inviter_id = ${ownerId}
          AND (${f.before === null}::boolean
            OR (approved_at, owner_id) < (${f.before?.at ?? null}::timestamptz, ${f.before?.id ?? null}::bigint))
        ORDER BY approved_at DESC, owner_id DESC LIMIT ${f.limit})
    SELECT page.owner_id AS id, coalesce(c.nickname, '') AS nickname, c.avatar, t.name AS tier_name, page.approved_at,
      coalesce(s.orders, 0) AS order_count, coalesce(s.sales_fen, 0) AS sales_fen
    FROM page JOIN tier t ON t.id = page.tier_id LEFT JOIN customer_profile c ON c.customer_id = page.owner_id
      LEFT JOIN referred_total s ON s.owner_id = page.owner_id AND s.share_code = ''
    ORDER BY page.approved_at DESC, page.owner_id DESC`.execute(query);
  return result.rows;
}

/** Whether somebody is a promoter at all, in whatever state. */
export async function isPromoter(query: Query, ownerId: bigint): Promise<boolean> {
  const result = await sql`SELECT 1 FROM promoter WHERE owner_id = ${ownerId}`.execute(query);
  return result.rows.length === 1;
}
