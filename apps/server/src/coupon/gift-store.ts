/** SQL of what orders bring and refunds give back or take, a whole batch at a time. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { LAPSED, TERMS, type TermsRow } from "./store.ts";

/** A fact about an order that the outbox tells of. */
export interface OrderFact {
  ownerId: bigint;
  orderNo: string;
  when: "paid" | "received";
}

export interface DueGift {
  coupon_id: bigint;
  customer_id: bigint;
  event_key: string;
}

/** What orders of this batch bring by the gifts that stand now; nothing for an order that was refunded meanwhile. */
export async function selectDueGifts(tx: Tx, facts: readonly OrderFact[]): Promise<DueGift[]> {
  const rows = facts.map((fact) => ({ buyer: String(fact.ownerId), no: fact.orderNo, fact: fact.when }));
  const result = await sql<DueGift>`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now),
      gift AS MATERIALIZED (
        SELECT c.id, c.gift_when, c.gift_from_fen FROM clock, coupon c
        WHERE c.way = 'gift' AND NOT c.stopped AND c.starts_at <= clock.now AND c.ends_at > clock.now
          AND (c.usable_until IS NULL OR c.usable_until > clock.now))
    SELECT gift.id AS coupon_id, o.buyer_id AS customer_id, 'gift:' || o.no || ':' || gift.id AS event_key
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (buyer bigint, no text, fact text)
      JOIN gift ON gift.gift_when = r.fact
      JOIN orders o ON o.buyer_id = r.buyer AND o.no = r.no
    WHERE o.paid_at IS NOT NULL AND o.state <> 'refunded' AND o.payable_fen >= gift.gift_from_fen
    ORDER BY gift.id, o.buyer_id, o.no`.execute(tx);
  return result.rows;
}

/** How many of a coupon may still be given; its row stays locked, so that what is given is counted. */
export async function lockRoom(tx: Tx, couponId: bigint): Promise<number> {
  const result = await sql<{ room: number }>`
    SELECT CASE WHEN stopped THEN 0 ELSE total - claimed END AS room FROM coupon_counter WHERE coupon_id = ${couponId} FOR UPDATE`.execute(
    tx,
  );
  return result.rows[0]?.room ?? 0;
}

export interface Given {
  customer_id: bigint;
  event_key: string;
  claimed_at: Date;
  /** null: at once. */
  usable_from: Date | null;
  expires_at: Date;
}

/**
 * Gives one coupon to many, each their next turn, as far as their share allows. A fact that has brought its coupon already brings nothing.
 * @returns who got it, by which fact, and when it may be used
 */
export async function insertGrants(
  tx: Tx,
  p: {
    couponId: bigint;
    source: "gift" | "hand";
    facts: readonly { customerId: bigint; eventKey: string }[];
    room: number;
  },
): Promise<Given[]> {
  const rows = p.facts.map((fact) => ({ customer: String(fact.customerId), key: fact.eventKey }));
  const result = await sql<Given>`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now),
      wanted AS (
        SELECT r.customer, r.key, row_number() OVER (PARTITION BY r.customer ORDER BY r.key) AS nth
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (customer bigint, key text)
        WHERE NOT EXISTS (SELECT FROM coupon_grant g WHERE g.customer_id = r.customer AND g.event_key = r.key)),
      turned AS (
        SELECT w.customer, w.key, w.nth + coalesce(
          (SELECT max(turn) FROM coupon_grant g WHERE g.customer_id = w.customer AND g.coupon_id = ${p.couponId}), 0) AS turn
        FROM wanted w)
    INSERT INTO coupon_grant (customer_id, coupon_id, turn, source, event_key, claimed_at, usable_from, expires_at)
    SELECT t.customer, c.id, t.turn, ${p.source}, t.key, clock.now, CASE WHEN c.usable_from > clock.now THEN c.usable_from END,
      coalesce(c.usable_until, clock.now + c.valid_days * interval '1 day')
    FROM clock, turned t JOIN coupon c ON c.id = ${p.couponId}
    WHERE t.turn <= c.per_customer
    ORDER BY t.customer, t.turn LIMIT ${p.room}
    ON CONFLICT DO NOTHING RETURNING customer_id, event_key, claimed_at, usable_from, expires_at`.execute(tx);
  return result.rows;
}

/** What a coupon is called and promises; null when there is no such coupon. */
export async function selectTerms(tx: Tx, couponId: bigint): Promise<TermsRow | null> {
  const result = await sql<TermsRow>`SELECT ${TERMS} FROM coupon c WHERE c.id = ${couponId}`.execute(tx);
  return result.rows[0] ?? null;
}

export async function addClaimed(tx: Tx, couponId: bigint, count: number): Promise<void> {
  await sql`UPDATE coupon_counter SET claimed = claimed + ${count} WHERE coupon_id = ${couponId}`.execute(tx);
}

/**
 * Orders of this batch that stand as fully refunded: their coupons come back where the coupon says so, good for at least the days it says,
 * and unused gifts that they brought are taken back where the gift says so. A gift that is spent is touched all the same: an order that
 * gives it back in this moment is waited for. A repeat changes nothing.
 */
export async function settleRefunded(
  tx: Tx,
  orders: readonly { ownerId: bigint; refundNo: string }[],
): Promise<void> {
  const rows = orders.map((each) => ({ buyer: String(each.ownerId), refund: each.refundNo }));
  await sql`
    WITH gone AS MATERIALIZED (
        SELECT DISTINCT o.buyer_id, o.no FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (buyer bigint, refund text)
          JOIN refund f ON f.buyer_id = r.buyer AND f.no = r.refund
          JOIN orders o ON o.buyer_id = f.buyer_id AND o.no = f.order_no
        WHERE o.state = 'refunded'),
      back AS (
        UPDATE coupon_grant g SET state = CASE WHEN ${LAPSED} THEN 'void' ELSE 'usable' END, order_no = NULL, returned_of = gone.no,
          expires_at = greatest(g.expires_at, business_now() + c.returned_days * interval '1 day')
        FROM gone, coupon c
        WHERE g.customer_id = gone.buyer_id AND g.order_no = gone.no AND g.state = 'used' AND c.id = g.coupon_id
          AND c.returned_days IS NOT NULL)
    UPDATE coupon_grant g SET state = CASE g.state WHEN 'usable' THEN 'void' ELSE g.state END FROM gone, coupon c
    WHERE g.customer_id = gone.buyer_id AND g.event_key = 'gift:' || gone.no || ':' || g.coupon_id
      AND c.id = g.coupon_id AND c.gift_taken_back`.execute(tx);
}
