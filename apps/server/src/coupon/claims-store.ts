/** SQL of who has a coupon and what became of it. */
import type { CouponClaim } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { OVER, USABLE } from "./grant-store.ts";

type Query = Kysely<Tables>;

export interface ClaimRow {
  id: bigint;
  customer_id: bigint;
  nickname: string;
  avatar: string | null;
  source: CouponClaim["source"];
  state: CouponClaim["state"];
  claimed_at: Date;
  claimed_us: bigint;
  expires_at: Date;
  order_no: string | null;
  discount_fen: bigint | null;
}

const STATES = {
  usable: USABLE,
  expired: OVER,
  used: sql`g.state = 'used'`,
  void: sql`g.state = 'void'`,
} as const;

/** Newest first, in the order of `coupon_grant_of_coupon`. */
export async function selectClaims(
  query: Query,
  couponId: bigint,
  p: {
    state: CouponClaim["state"] | undefined;
    /** Part of a nickname or of an order's number, or the whole of a customer's id. */
    search?: { pattern: string; id: string } | undefined;
    before: { claimedUs: bigint; customerId: bigint; id: bigint } | null;
    limit: number;
  },
): Promise<ClaimRow[]> {
  const state = p.state === undefined ? sql`` : sql`AND ${STATES[p.state]}`;
  const search = p.search
    ? sql`AND (n.nickname ILIKE ${p.search.pattern} OR g.order_no ILIKE ${p.search.pattern} OR g.customer_id::text = ${p.search.id})`
    : sql``;
  const before = p.before
    ? sql`AND (g.claimed_at, g.customer_id, g.id) <
        (timestamptz 'epoch' + ${p.before.claimedUs}::bigint * interval '1 microsecond', ${p.before.customerId}, ${p.before.id})`
    : sql``;
  const result = await sql<ClaimRow>`
    SELECT g.id, g.customer_id, coalesce(n.nickname, '') AS nickname, n.avatar, g.source, g.claimed_at,
      (extract(epoch FROM g.claimed_at) * 1000000)::bigint AS claimed_us, g.expires_at, g.order_no, oc.discount_fen,
      CASE WHEN g.state <> 'usable' THEN g.state WHEN ${USABLE} THEN 'usable' ELSE 'expired' END AS state
    FROM coupon_grant g JOIN coupon c ON c.id = g.coupon_id LEFT JOIN customer_profile n ON n.customer_id = g.customer_id
      LEFT JOIN order_coupon oc ON oc.buyer_id = g.customer_id AND oc.order_no = g.order_no AND oc.grant_id = g.id
    WHERE g.coupon_id = ${couponId} ${state} ${search} ${before}
    ORDER BY g.claimed_at DESC, g.customer_id DESC, g.id DESC LIMIT ${p.limit + 1}`.execute(query);
  return result.rows;
}

/** Of these people, with how many of the coupon each has; who is not a customer is left out. */
export async function selectHolders(
  tx: Tx,
  couponId: bigint,
  customerIds: readonly string[],
): Promise<{ customer_id: bigint; turns: number }[]> {
  const result = await sql<{ customer_id: bigint; turns: number }>`
    SELECT c.id AS customer_id,
      (SELECT coalesce(max(turn), 0) FROM coupon_grant g WHERE g.customer_id = c.id AND g.coupon_id = ${couponId}) AS turns
    FROM customer c WHERE c.closed_at IS NULL AND c.id = ANY (${[...customerIds]}::bigint[])`.execute(tx);
  return result.rows;
}
