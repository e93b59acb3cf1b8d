/** What the console reads of relations: a customer's history, a promoter's customers, and what a move is decided on. */
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { EndReason } from "./store.ts";

type Query = Kysely<Tables>;

export interface Person {
  id: bigint;
  nickname: string;
  avatar: string | null;
}

export interface HistoryRow {
  id: bigint;
  promoter_id: bigint;
  nickname: string;
  avatar: string | null;
  share_code: string | null;
  bound_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  end_reason: EndReason | null;
  by_staff: string | null;
}

/** A person has few of them; more than this many are cut off. */
const MOST = 200;

/** Newest first. */
export async function selectHistory(query: Query, customerId: bigint): Promise<HistoryRow[]> {
  const result = await sql<HistoryRow>`
    SELECT b.id, b.promoter_id, coalesce(p.nickname, '') AS nickname, p.avatar, b.share_code, b.bound_at, b.expires_at,
      b.ended_at, b.end_reason, (SELECT s.name FROM staff s WHERE s.id = b.staff_id) AS by_staff
    FROM binding b LEFT JOIN customer_profile p ON p.customer_id = b.promoter_id
    WHERE b.customer_id = ${customerId} ORDER BY b.id DESC LIMIT ${MOST}`.execute(query);
  return result.rows;
}

export async function customerExists(query: Query, customerId: bigint): Promise<boolean> {
  const result = await sql`SELECT 1 FROM customer WHERE id = ${customerId}`.execute(query);
  return result.rows.length === 1;
}

export interface BoundCustomer extends Person {
  bound_at: Date;
  expires_at: Date;
  expired: boolean;
  order_count: number;
  sales_fen: bigint;
}

/** Customers bound to a promoter, newest first, with what they bought on this promoter's recommendation, after refunds. */
export async function listBound(
  query: Query,
  promoterId: bigint,
  f: { before: { at: Date; id: bigint } | null; limit: number },
): Promise<BoundCustomer[]> {
  const result = await sql<BoundCustomer>`
    WITH page AS (
        SELECT customer_id, bound_at, expires_at FROM binding
        WHERE promoter_id = ${promoterId} AND ended_at IS NULL
          AND (${f.before === null}::boolean
            OR (bound_at, customer_id) < (${f.before?.at ?? null}::timestamptz, ${f.before?.id ?? null}::bigint))
        ORDER BY bound_at DESC, customer_id DESC LIMIT ${f.limit})
    SELECT page.customer_id AS id, coalesce(p.nickname, '') AS nickname, p.avatar, page.bound_at, page.expires_at,
      page.expires_at <= business_now() AS expired, t.order_count, t.sales_fen
    FROM page LEFT JOIN customer_profile p ON p.customer_id = page.customer_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS order_count, coalesce(sum(o.payable_fen - o.refunded_fen), 0)::bigint AS sales_fen
        FROM orders o
        WHERE o.buyer_id = page.customer_id AND o.referrer_id = ${promoterId} AND o.paid_at IS NOT NULL) t
    ORDER BY page.bound_at DESC, page.customer_id DESC`.execute(query);
  return result.rows;
}

export interface MoveFacts {
  is_promoter: boolean;
  /** Whoever is to be the promoter now; null where there is no such promoter. */
  target: { state: PromoterState; agreement_version: number } | null;
  standing: { promoter_id: string; valid: boolean } | null;
}

/** The customer must be locked. */
export async function selectMoveFacts(
  tx: Tx,
  customerId: bigint,
  promoterId: bigint | null,
): Promise<MoveFacts> {
  const result = await sql<MoveFacts>`
    SELECT EXISTS (SELECT FROM promoter WHERE owner_id = ${customerId}) AS is_promoter,
      (SELECT jsonb_build_object('state', state, 'agreement_version', agreement_version)
        FROM promoter WHERE owner_id = ${promoterId}::bigint) AS target,
      (SELECT jsonb_build_object('promoter_id', promoter_id::text, 'valid', expires_at > business_now())
        FROM binding WHERE customer_id = ${customerId} AND ended_at IS NULL) AS standing`.execute(tx);
  const row = result.rows[0];
  if (!row) throw new Error("a SELECT without FROM answers with one row");
  return row;
}
