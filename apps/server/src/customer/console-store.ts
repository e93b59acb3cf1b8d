/** What the console's customer pages read. Sums are of the page's own customers only. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface ConsoleCustomer {
  id: bigint;
  nickname: string;
  avatar: string | null;
  order_count: number;
  paid_fen: bigint;
  refunded_fen: bigint;
  last_order_at: Date | null;
  created_at: Date;
  privacy_version: number | null;
}

const SUMS = sql`
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS order_count, coalesce(sum(o.payable_fen), 0)::bigint AS paid_fen,
      coalesce(sum(o.refunded_fen), 0)::bigint AS refunded_fen, max(o.created_at) AS last_order_at
    FROM orders o WHERE o.buyer_id = c.id AND o.paid_at IS NOT NULL) t ON true`;
const COLUMNS = sql`c.id, coalesce(p.nickname, '') AS nickname, p.avatar, t.order_count, t.paid_fen, t.refunded_fen,
  t.last_order_at, date_trunc('milliseconds', c.created_at) AS created_at, c.privacy_version`;

export async function listConsoleCustomers(
  query: Kysely<Tables>,
  f: { like: string | null; before: { at: Date; id: bigint } | null; limit: number },
): Promise<ConsoleCustomer[]> {
  const result = await sql<ConsoleCustomer>`
    WITH page AS (
        SELECT c.id FROM customer c LEFT JOIN customer_profile p ON p.customer_id = c.id
        WHERE (${f.like}::text IS NULL OR p.nickname ILIKE ${f.like})
          AND (${f.before === null}::boolean OR (date_trunc('milliseconds', c.created_at), c.id)
            < (${f.before?.at ?? null}::timestamptz, ${f.before?.id ?? null}::bigint))
        ORDER BY date_trunc('milliseconds', c.created_at) DESC, c.id DESC LIMIT ${f.limit})
    SELECT ${COLUMNS} FROM page JOIN customer c USING (id) LEFT JOIN customer_profile p ON p.customer_id = c.id ${SUMS}
    ORDER BY date_trunc('milliseconds', c.created_at) DESC, c.id DESC`.execute(query);
  return result.rows;
}

export interface ConsoleCustomerDetail extends ConsoleCustomer {
  region_codes: string[];
  coupons_usable: number;
}

export async function readConsoleCustomer(
  query: Kysely<Tables>,
  id: bigint,
): Promise<ConsoleCustomerDetail | null> {
  const result = await sql<ConsoleCustomerDetail>`
    SELECT ${COLUMNS},
      ARRAY (SELECT DISTINCT a.region_code FROM address a WHERE a.customer_id = c.id ORDER BY 1) AS region_codes,
      (SELECT count(*)::int FROM coupon_grant g
        WHERE g.customer_id = c.id AND g.state = 'usable' AND g.expires_at > business_now()) AS coupons_usable
    FROM customer c LEFT JOIN customer_profile p ON p.customer_id = c.id ${SUMS} WHERE c.id = ${id}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}
