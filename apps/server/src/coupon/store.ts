/** SQL of `coupon` (reference), `coupon_counter` (a group of its own) and `coupon_grant` (the customer's), as the shop asks. */
import type { CouponOffer, CouponWay } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface TermsRow {
  name: string;
  kind: CouponOffer["kind"];
  threshold_fen: bigint;
  discount_fen: bigint;
  percent_off: number;
  ceiling_fen: bigint | null;
  scope: CouponOffer["scope"];
  scope_count: number;
  excluded_count: number;
  /** Of categories, the first in the operator's order. */
  scope_names: string[] | null;
  new_customer: boolean;
  stackable: boolean;
}
export interface ValidRow {
  valid_days: number | null;
  usable_from: Date | null;
  usable_until: Date | null;
}

/** The terms of coupon `c`. */
export const TERMS = sql`c.name, c.kind, c.threshold_fen, c.discount_fen, c.percent_off, c.ceiling_fen, c.scope,
  cardinality(c.scope_ids) AS scope_count, cardinality(c.excluded_ids) AS excluded_count, c.new_customer, c.stackable,
  CASE WHEN c.scope = 'categories' THEN
    ARRAY (SELECT k.name FROM category k WHERE k.id = ANY (c.scope_ids) ORDER BY k.sort, k.id LIMIT 3) END AS scope_names`;

/** Whether product `p` is in the scope of coupon `c`: by its main category, a display category, or what stands above them. */
const HOLDS = sql`NOT p.id = ANY (c.excluded_ids) AND CASE c.scope
  WHEN 'all' THEN true
  WHEN 'products' THEN p.id = ANY (c.scope_ids)
  ELSE EXISTS (SELECT FROM category k
    WHERE (k.id = p.category_id OR k.id IN (SELECT category_id FROM product_category WHERE product_id = p.id))
      AND (k.id = ANY (c.scope_ids) OR k.parent_id = ANY (c.scope_ids))) END`;

/** No paid order yet. */
const isNew = (customerId: bigint | null) =>
  sql`NOT EXISTS (SELECT FROM orders WHERE buyer_id = ${customerId}::bigint AND paid_at IS NOT NULL)`;

export interface OfferRow extends TermsRow, ValidRow {
  id: bigint;
  now: Date;
  way: CouponWay;
  link_key: string | null;
  ends_at: Date;
  open: boolean;
  exhausted: boolean;
  per_customer: number;
  /** How many this customer has taken; 0 without a customer. */
  taken: bigint;
  /** Whether one of them is neither spent nor over. */
  in_hand: boolean;
}

const OFFER = sql`c.id, clock.now, c.way, c.link_key, ${TERMS}, c.ends_at, c.valid_days, c.usable_from, c.usable_until, c.per_customer,
  k.claimed >= k.total AS exhausted, coalesce(mine.taken, 0) AS taken,
  coalesce(mine.unspent, false) AND NOT (c.new_customer AND mine.bought) AS in_hand`;
const OPEN = sql`NOT k.stopped AND c.starts_at <= clock.now AND c.ends_at > clock.now
  AND (c.usable_until IS NULL OR c.usable_until > clock.now)`;
const OFFERED = sql`
  clock, coupon c JOIN coupon_counter k ON k.coupon_id = c.id LEFT JOIN mine ON mine.coupon_id = c.id`;
const mineOf = (customerId: bigint | null) => sql`
  clock AS MATERIALIZED (SELECT business_now() AS now),
    mine AS MATERIALIZED (
      SELECT g.coupon_id, count(*) AS taken, bool_or(g.state = 'usable' AND g.expires_at > clock.now) AS unspent, NOT ${isNew(customerId)} AS bought
      FROM clock, coupon_grant g WHERE g.customer_id = ${customerId}::bigint GROUP BY g.coupon_id)`;

/**
 * Coupons that may be claimed now in one way, the largest saving first. Those for new customers are not shown to who has bought.
 * @param productId only those that hold this product
 */
export async function selectOffers(
  query: Query,
  p: { customerId: bigint | null; way: "public" | "friend"; productId: bigint | null },
): Promise<OfferRow[]> {
  const onProduct =
    p.productId === null
      ? sql``
      : sql`AND EXISTS (SELECT FROM product p WHERE p.id = ${p.productId} AND ${HOLDS})`;
  const forMe = p.customerId === null ? sql`` : sql`AND (NOT c.new_customer OR ${isNew(p.customerId)})`;
  const result = await sql<OfferRow>`
    WITH ${mineOf(p.customerId)}
    SELECT ${OFFER}, true AS open FROM ${OFFERED}
    WHERE c.way = ${p.way} AND ${OPEN} ${onProduct} ${forMe}
    ORDER BY c.discount_fen DESC, c.percent_off DESC, c.id LIMIT 100`.execute(query);
  return result.rows;
}

export interface HoldingRow extends OfferRow {
  /** Of the products asked about, those in scope. */
  held_products: string[];
}

/**
 * Coupons that this customer may claim now and that hold one of these products, those of a friend only where asked for. One of which they
 * have a piece in hand is none: two of the same stand beside each other on no order.
 */
export async function selectOffersHolding(
  query: Query,
  p: { customerId: bigint; productIds: readonly bigint[]; friend: boolean },
): Promise<HoldingRow[]> {
  const result = await sql<HoldingRow>`
    WITH ${mineOf(p.customerId)}
    SELECT ${OFFER}, true AS open, held.ids AS held_products FROM ${OFFERED} CROSS JOIN LATERAL (
      SELECT array_agg(p.id::text) AS ids FROM product p
      WHERE p.id = ANY (${p.productIds.map(String)}::bigint[]) AND ${HOLDS}) AS held
    WHERE c.way = ANY (${p.friend ? ["public", "friend"] : ["public"]}) AND ${OPEN} AND held.ids IS NOT NULL
      AND k.claimed < k.total AND coalesce(mine.taken, 0) < c.per_customer AND mine.unspent IS NOT TRUE
      AND (NOT c.new_customer OR ${isNew(p.customerId)})
    ORDER BY c.discount_fen DESC, c.percent_off DESC, c.id LIMIT 100`.execute(query);
  return result.rows;
}

/** One coupon that is claimed by people, open or not. */
export async function selectOffer(
  query: Query,
  customerId: bigint | null,
  couponId: bigint,
): Promise<OfferRow | null> {
  const result = await sql<OfferRow>`
    WITH ${mineOf(customerId)}
    SELECT ${OFFER}, ${OPEN} AS open FROM ${OFFERED}
    WHERE c.id = ${couponId} AND c.way IN ('public', 'link', 'friend')`.execute(query);
  return result.rows[0] ?? null;
}

/** Listed products that a coupon holds, in the shop's order. @param after the last one of the page before */
export async function selectProducts(
  query: Query,
  couponId: bigint,
  p: { after: { weight: bigint; id: bigint } | null; limit: number },
): Promise<{ id: bigint; weight: bigint }[]> {
  const after = p.after ? sql`AND (p.weight, p.id) < (${p.after.weight}, ${p.after.id})` : sql``;
  const result = await sql<{ id: bigint; weight: bigint }>`
    SELECT p.id, p.weight::bigint AS weight FROM product p JOIN coupon c ON c.id = ${couponId}
    WHERE p.state = 'listed' AND ${HOLDS} ${after}
    ORDER BY p.weight DESC, p.id DESC LIMIT ${p.limit + 1}`.execute(query);
  return result.rows;
}

export interface ClaimFacts extends OfferRow {
  revision: number;
  /** Whether the customer may have it at all: a new one, where that is asked. */
  welcome: boolean;
  turns: number;
}

/** What taking a coupon needs to know, with the business time in the same reading. */
export async function selectClaimFacts(
  tx: Tx,
  customerId: bigint,
  couponId: bigint,
): Promise<ClaimFacts | null> {
  const result = await sql<ClaimFacts>`
    WITH ${mineOf(customerId)}
    SELECT ${OFFER}, ${OPEN} AS open, k.revision, NOT c.new_customer OR ${isNew(customerId)} AS welcome,
      (SELECT coalesce(max(turn), 0) FROM coupon_grant WHERE customer_id = ${customerId} AND coupon_id = c.id) AS turns
    FROM ${OFFERED} WHERE c.id = ${couponId}`.execute(tx);
  return result.rows[0] ?? null;
}

export type GrantSource = "claim" | "code" | "gift" | "friend" | "hand";
export interface NewGrant {
  customerId: bigint;
  couponId: bigint;
  turn: number;
  source: GrantSource;
  eventKey: string | null;
  claimedAt: Date;
  usableFrom: Date | null;
  expiresAt: Date;
}

/** @returns null when another tap of the same person took this turn first, or the fact it comes by has brought it already */
export async function insertGrant(tx: Tx, row: NewGrant): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO coupon_grant (customer_id, coupon_id, turn, source, event_key, claimed_at, usable_from, expires_at)
    VALUES (${row.customerId}, ${row.couponId}, ${row.turn}, ${row.source}, ${row.eventKey}, ${row.claimedAt}, ${row.usableFrom},
      ${row.expiresAt})
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx);
  return result.rows[0]?.id ?? null;
}

/**
 * Takes one of a coupon's total: one conditional update on the row everybody wants, so it comes last in its transaction. Stopping and
 * editing change the same row: what they have answered holds for every claim that counts after it.
 * @param revision of the terms that were read
 * @returns null when it does not count; `emptied` when this was the last
 */
export async function countClaim(
  tx: Tx,
  couponId: bigint,
  revision: number,
): Promise<{ emptied: boolean } | null> {
  const result = await sql<{ emptied: boolean }>`
    UPDATE coupon_counter SET claimed = claimed + 1
    WHERE coupon_id = ${couponId} AND claimed < total AND NOT stopped AND revision = ${revision}
    RETURNING claimed = total AS emptied`.execute(tx);
  return result.rows[0] ?? null;
}

/** Why a claim did not count. */
export async function selectCounter(
  tx: Tx,
  couponId: bigint,
): Promise<{ exhausted: boolean; stopped: boolean }> {
  const result = await sql<{ exhausted: boolean; stopped: boolean }>`
    SELECT claimed >= total AS exhausted, stopped FROM coupon_counter WHERE coupon_id = ${couponId}`.execute(
    tx,
  );
  return result.rows[0] ?? { exhausted: true, stopped: true };
}

/** Grant `g` was a gift of an order that has been refunded in full since, and is to go with it: what gives it back takes it away. */
export const LAPSED = sql`(g.source = 'gift' AND EXISTS (SELECT FROM orders giver JOIN coupon gift ON gift.id = g.coupon_id
  WHERE giver.buyer_id = g.customer_id AND giver.no = split_part(g.event_key, ':', 2) AND giver.state = 'refunded'
    AND gift.gift_taken_back))`;

/** Gives back what an unpaid order took; a repeat changes nothing. */
export async function markReturned(tx: Tx, customerId: bigint, orderNo: string): Promise<number> {
  const result = await sql`
    UPDATE coupon_grant g SET state = CASE WHEN ${LAPSED} THEN 'void' ELSE 'usable' END, order_no = NULL
    WHERE customer_id = ${customerId} AND state = 'used' AND order_no = ${orderNo}`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}
