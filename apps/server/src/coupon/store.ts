/** SQL of `coupon` (reference), `coupon_counter` (a group of its own) and `coupon_grant` (the customer's). */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface OfferRow {
  id: bigint;
  name: string;
  threshold_fen: bigint;
  discount_fen: bigint;
  ends_at: Date;
  valid_days: number;
  exhausted: boolean;
  per_customer: number;
  /** How many this customer has taken; 0 without a customer. */
  taken: bigint;
}

/** Coupons that may be claimed now, the largest saving first. */
export async function selectOffers(query: Query, customerId: bigint | null): Promise<OfferRow[]> {
  const result = await sql<OfferRow>`
    WITH mine AS MATERIALIZED (
      SELECT coupon_id, count(*) AS taken FROM coupon_grant WHERE customer_id = ${customerId}::bigint GROUP BY coupon_id)
    SELECT c.id, c.name, c.threshold_fen, c.discount_fen, c.ends_at, c.valid_days, c.per_customer,
      k.claimed >= k.total AS exhausted, coalesce(mine.taken, 0) AS taken
    FROM coupon c JOIN coupon_counter k ON k.coupon_id = c.id LEFT JOIN mine ON mine.coupon_id = c.id
    WHERE NOT c.stopped AND c.starts_at <= business_now() AND c.ends_at > business_now()
    ORDER BY c.discount_fen DESC, c.id`.execute(query);
  return result.rows;
}

export interface ClaimFacts {
  name: string;
  threshold_fen: bigint;
  discount_fen: bigint;
  valid_days: number;
  per_customer: number;
  open: boolean;
  turns: number;
  now: Date;
}

/** What a claim needs to know, with the business time in the same reading. */
export async function selectClaimFacts(
  tx: Tx,
  customerId: bigint,
  couponId: bigint,
): Promise<ClaimFacts | null> {
  const result = await sql<ClaimFacts>`
    SELECT c.name, c.threshold_fen, c.discount_fen, c.valid_days, c.per_customer, business_now() AS now,
      NOT c.stopped AND c.starts_at <= business_now() AND c.ends_at > business_now() AS open,
      (SELECT coalesce(max(turn), 0) FROM coupon_grant WHERE customer_id = ${customerId} AND coupon_id = c.id) AS turns
    FROM coupon c WHERE c.id = ${couponId}`.execute(tx);
  return result.rows[0] ?? null;
}

/** @returns null when another tap of the same person took this turn first */
export async function insertGrant(
  tx: Tx,
  row: { customerId: bigint; couponId: bigint; turn: number; claimedAt: Date; expiresAt: Date },
): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO coupon_grant (customer_id, coupon_id, turn, claimed_at, expires_at)
    VALUES (${row.customerId}, ${row.couponId}, ${row.turn}, ${row.claimedAt}, ${row.expiresAt})
    ON CONFLICT (customer_id, coupon_id, turn) DO NOTHING RETURNING id`.execute(tx);
  return result.rows[0]?.id ?? null;
}

/**
 * Takes one of a coupon's total: one conditional update on the row everybody wants, so it comes last in its transaction.
 * @returns null when none is left; `emptied` when this was the last
 */
export async function countClaim(tx: Tx, couponId: bigint): Promise<{ emptied: boolean } | null> {
  const result = await sql<{ emptied: boolean }>`
    UPDATE coupon_counter SET claimed = claimed + 1 WHERE coupon_id = ${couponId} AND claimed < total
    RETURNING claimed = total AS emptied`.execute(tx);
  return result.rows[0] ?? null;
}

export interface GrantRow {
  id: bigint;
  coupon_id: bigint;
  name: string;
  threshold_fen: bigint;
  discount_fen: bigint;
  state: "usable" | "used" | "expired";
  expires_at: Date;
  claimed_us: bigint;
}

/** Own coupons of one shown state, newest first; an unused one past its end shows as expired. */
export async function selectGrants(
  query: Query,
  customerId: bigint,
  filter: { state: GrantRow["state"]; after: { claimedUs: bigint; id: bigint } | null; limit: number },
): Promise<GrantRow[]> {
  const after = filter.after
    ? sql`AND (g.claimed_at, g.id) < (timestamptz 'epoch' + ${filter.after.claimedUs}::bigint * interval '1 microsecond', ${filter.after.id})`
    : sql``;
  const state = {
    usable: sql`g.state = 'usable' AND g.expires_at > business_now()`,
    expired: sql`g.state = 'usable' AND g.expires_at <= business_now()`,
    used: sql`g.state = 'used'`,
  }[filter.state];
  const result = await sql<GrantRow>`
    SELECT g.id, g.coupon_id, c.name, c.threshold_fen, c.discount_fen, ${filter.state}::text AS state, g.expires_at,
      (extract(epoch FROM g.claimed_at) * 1000000)::bigint AS claimed_us
    FROM coupon_grant g JOIN coupon c ON c.id = g.coupon_id
    WHERE g.customer_id = ${customerId} AND ${state} ${after}
    ORDER BY g.claimed_at DESC, g.id DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

export async function markReturned(
  tx: Tx,
  customerId: bigint,
  grantId: bigint,
  orderNo: string,
): Promise<boolean> {
  const result = await sql`
    UPDATE coupon_grant SET state = 'usable', order_no = NULL
    WHERE customer_id = ${customerId} AND id = ${grantId} AND state = 'used' AND order_no = ${orderNo}`.execute(
    tx,
  );
  return result.numAffectedRows === 1n;
}
