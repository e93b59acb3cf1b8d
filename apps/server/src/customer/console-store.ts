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
  closed_at: Date | null;
}

const SUMS = sql`
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS order_count, coalesce(sum(o.payable_fen), 0)::bigint AS paid_fen,
      coalesce(sum(o.refunded_fen), 0)::bigint AS refunded_fen, max(o.created_at) AS last_order_at
    FROM orders o WHERE o.buyer_id = c.id AND o.paid_at IS NOT NULL) t ON true`;
const COLUMNS = sql`c.id, coalesce(p.nickname, '') AS nickname, p.avatar, t.order_count, t.paid_fen, t.refunded_fen,
  t.last_order_at, date_trunc('milliseconds', c.created_at) AS created_at, c.privacy_version, c.closed_at`;

export async function listConsoleCustomers(
  query: Kysely<Tables>,
  f: {
    like: string | null;
    state: "open" | "closed" | null;
    before: { at: Date; id: bigint } | null;
    limit: number;
  },
): Promise<ConsoleCustomer[]> {
  const result = await sql<ConsoleCustomer>`
    WITH page AS (
        SELECT c.id FROM customer c LEFT JOIN customer_profile p ON p.customer_id = c.id
        WHERE (${f.like}::text IS NULL OR p.nickname ILIKE ${f.like})
          AND (${f.state}::text IS NULL OR (c.closed_at IS NULL) = (${f.state}::text = 'open'))
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
  phone: string | null;
  consents: { version: number; kind: "agreed" | "withdrawn"; at: string }[];
}

export async function readConsoleCustomer(
  query: Kysely<Tables>,
  id: bigint,
): Promise<ConsoleCustomerDetail | null> {
  const result = await sql<ConsoleCustomerDetail>`
    SELECT ${COLUMNS},
      ARRAY (SELECT DISTINCT a.region_code FROM address a WHERE a.customer_id = c.id ORDER BY 1) AS region_codes,
      (SELECT count(*)::int FROM coupon_grant g
        WHERE g.customer_id = c.id AND g.state = 'usable' AND g.expires_at > business_now()
          AND (t.order_count = 0 OR NOT EXISTS (SELECT FROM coupon n WHERE n.id = g.coupon_id AND n.new_customer))) AS coupons_usable,
      (SELECT masked FROM customer_phone n WHERE n.customer_id = c.id) AS phone,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('version', k.version, 'kind', k.kind, 'at', k.agreed_at)
          ORDER BY k.agreed_at DESC, k.version DESC), '[]') FROM privacy_consent k WHERE k.customer_id = c.id) AS consents
    FROM customer c LEFT JOIN customer_profile p ON p.customer_id = c.id ${SUMS} WHERE c.id = ${id}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}
