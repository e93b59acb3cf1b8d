/** SQL of what one customer has of coupons, as the shop shows it. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { TERMS, type TermsRow } from "./store.ts";

type Query = Kysely<Tables>;

export interface GrantRow extends TermsRow {
  id: bigint;
  coupon_id: bigint;
  state: "usable" | "used" | "expired";
  usable_from: Date | null;
  expires_at: Date;
  returned: boolean;
  /** The order that used it, and what it took off that. */
  order_no: string | null;
  saved_fen: bigint | null;
  /** For new customers, and its owner is none any more: it is over as if its time were. */
  too_late: boolean;
  claimed_us: bigint;
}

/** Grant `g` of coupon `c` is for who has not paid an order yet, and its owner has: it never becomes usable again. */
const TOO_LATE = sql`(c.new_customer AND EXISTS (SELECT FROM orders p WHERE p.buyer_id = g.customer_id AND p.paid_at IS NOT NULL))`;
/** Grant `g` of coupon `c` can still be used; it cannot any more, unspent. */
export const USABLE = sql`g.state = 'usable' AND g.expires_at > business_now() AND NOT ${TOO_LATE}`;
export const OVER = sql`g.state = 'usable' AND (g.expires_at <= business_now() OR ${TOO_LATE})`;
const GRANT = sql`g.id, g.coupon_id, ${TERMS}, g.usable_from, g.expires_at, g.returned_of IS NOT NULL AS returned, g.order_no,
  (SELECT t.discount_fen FROM order_coupon t WHERE t.buyer_id = g.customer_id AND t.order_no = g.order_no AND t.grant_id = g.id) AS saved_fen,
  g.state = 'usable' AND ${TOO_LATE} AS too_late, (extract(epoch FROM g.claimed_at) * 1000000)::bigint AS claimed_us`;
const STATE = sql`CASE WHEN g.state = 'used' THEN 'used' WHEN ${USABLE} THEN 'usable' ELSE 'expired' END AS state`;

/** Own coupons of one shown state, newest first; an unused one that is over shows as expired. */
export async function selectGrants(
  query: Query,
  customerId: bigint,
  filter: { state: GrantRow["state"]; after: { claimedUs: bigint; id: bigint } | null; limit: number },
): Promise<GrantRow[]> {
  const after = filter.after
    ? sql`AND (g.claimed_at, g.id) < (timestamptz 'epoch' + ${filter.after.claimedUs}::bigint * interval '1 microsecond', ${filter.after.id})`
    : sql``;
  const state = { usable: USABLE, expired: OVER, used: sql`g.state = 'used'` }[filter.state];
  const result = await sql<GrantRow>`
    SELECT ${GRANT}, ${filter.state}::text AS state FROM coupon_grant g JOIN coupon c ON c.id = g.coupon_id
    WHERE g.customer_id = ${customerId} AND ${state} ${after}
    ORDER BY g.claimed_at DESC, g.id DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

/** The grants that one fact brought: "gift:D2611…:" all gifts of an order, "code:ABC" the one of a code. */
export async function selectGrantsOf(
  query: Query,
  customerId: bigint,
  eventKey: string,
): Promise<GrantRow[]> {
  const result = await sql<GrantRow>`
    SELECT ${GRANT}, ${STATE} FROM coupon_grant g JOIN coupon c ON c.id = g.coupon_id
    WHERE g.customer_id = ${customerId} AND starts_with(g.event_key, ${eventKey}) AND g.state <> 'void'
    ORDER BY g.id LIMIT 20`.execute(query);
  return result.rows;
}
