/** SQL of `orders` and its lines: locking reads, conditional state changes, timeline. */
import type { Fulfilment, OrderState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { EventKind } from "./words.ts";

export async function findOrderOfQuote(
  query: Kysely<Tables>,
  buyerId: bigint,
  quoteId: bigint,
): Promise<{ no: string; payable_fen: bigint; created_at: Date; close_due_at: Date | null } | null> {
  const result = await sql<{ no: string; payable_fen: bigint; created_at: Date; close_due_at: Date | null }>`
    SELECT no, payable_fen, created_at, close_due_at FROM orders
    WHERE buyer_id = ${buyerId} AND quote_id = ${quoteId}`.execute(query);
  return result.rows[0] ?? null;
}

/** What every decision about an order starts from. */
export interface LockedOrder {
  now: Date;
  state: OrderState;
  payable_fen: bigint;
  freight_fen: bigint;
  freight_refunded_fen: bigint;
  refunded_fen: bigint;
  aftersale_open: boolean;
  /** Whether any line gives a commission. */
  earning: boolean;
  coupon_grant_id: bigint | null;
  close_due_at: Date | null;
  close_reason: string;
  paid_at: Date | null;
  shipped_at: Date | null;
  received_at: Date | null;
}

/**
 * A transaction's clock stands still from its beginning: one that began first and got the lock second would write an earlier time than
 * what it comes after. So an order's own time never goes back.
 */
const LOCKED = sql`greatest(business_now(), created_at, paid_at, shipped_at, received_at) AS now, state, payable_fen, freight_fen,
  freight_refunded_fen, refunded_fen, aftersale_open, earning, coupon_grant_id, close_due_at, close_reason, paid_at, shipped_at,
  received_at`;

/** Locks the order's row: whoever comes second sees what the first has done (B3, B16). null = not this buyer's. */
export async function lockOrder(tx: Tx, buyerId: bigint, no: string): Promise<LockedOrder | null> {
  const result = await sql<LockedOrder>`
    SELECT ${LOCKED} FROM orders WHERE buyer_id = ${buyerId} AND no = ${no} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export interface LineFacts {
  line_no: number;
  sku_id: bigint;
  product_id: bigint;
  name: string;
  spec: string[];
  picture: string;
  fulfilment: Fulfilment;
  price_fen: bigint;
  quantity: number;
  base_fen: bigint;
  refunded_fen: bigint;
  refunded_quantity: number;
  refunding_fen: bigint;
  refunding_quantity: number;
}

/** Lines in order. Call it under lockOrder where a decision follows. */
export async function readLines(query: Kysely<Tables>, buyerId: bigint, no: string): Promise<LineFacts[]> {
  const result = await sql<LineFacts>`
    SELECT line_no, sku_id, product_id, name, spec, picture, fulfilment, price_fen, quantity, base_fen, refunded_fen,
      refunded_quantity, refunding_fen, refunding_quantity
    FROM order_line WHERE buyer_id = ${buyerId} AND order_no = ${no} ORDER BY line_no`.execute(query);
  return result.rows;
}

/** Adds one line to the timeline. */
export async function addEvent(
  tx: Tx,
  event: {
    buyerId: bigint;
    no: string;
    kind: EventKind;
    at: Date;
    note?: string | null;
    ref?: string | null;
  },
): Promise<void> {
  await sql`
    INSERT INTO order_event (buyer_id, order_no, kind, note, ref, event_at)
    VALUES (${event.buyerId}, ${event.no}, ${event.kind}, ${event.note || null}, ${event.ref ?? null}, ${event.at})`.execute(
    tx,
  );
}

/** The units of an order by SKU, for stock. */
export async function skusOf(tx: Tx, buyerId: bigint, no: string): Promise<bigint[]> {
  const result = await sql<{ sku_id: bigint }>`
    SELECT sku_id FROM order_line WHERE buyer_id = ${buyerId} AND order_no = ${no} ORDER BY sku_id`.execute(
    tx,
  );
  return result.rows.map((row) => row.sku_id);
}

/** How long whoever closes an order has before the sweep goes on with it, and between two tries of the sweep. */
const CLOSE_RETRY_S = 30;

/** awaiting_payment → closing; anything else stays as it is. From now on the sweep looks after it. */
export async function markClosing(tx: Tx, buyerId: bigint, no: string, reason: string): Promise<void> {
  await sql`
    UPDATE orders SET state = 'closing', close_reason = ${reason},
      close_due_at = business_now() + make_interval(secs => ${CLOSE_RETRY_S})
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state = 'awaiting_payment'`.execute(tx);
}

/** closing → closed. */
export async function markClosed(tx: Tx, buyerId: bigint, no: string, at: Date): Promise<void> {
  await sql`
    UPDATE orders SET state = 'closed', closed_at = ${at}, close_due_at = NULL
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state = 'closing'`.execute(tx);
}

/** awaiting_shipment → awaiting_receipt. */
export async function markShipped(
  tx: Tx,
  buyerId: bigint,
  no: string,
  at: Date,
  receiveDueAt: Date,
): Promise<void> {
  await sql`
    UPDATE orders SET state = 'awaiting_receipt', shipped_at = ${at}, receive_due_at = ${receiveDueAt}
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state = 'awaiting_shipment' AND NOT aftersale_open`.execute(
    tx,
  );
}

/** awaiting_receipt → completed. Commissions settle `settleDays` later: counted from receipt, not from payment (B14). */
export async function markReceived(
  tx: Tx,
  buyerId: bigint,
  no: string,
  at: Date,
  settleDays: number,
): Promise<void> {
  await sql`
    UPDATE orders SET state = 'completed', received_at = ${at}, receive_due_at = NULL,
      settle_due_at = CASE WHEN earning THEN ${at}::timestamptz + make_interval(days => ${settleDays}) END
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state = 'awaiting_receipt' AND NOT aftersale_open`.execute(
    tx,
  );
}

/** Orders whose time to close has come, oldest first. */
export async function dueToClose(
  query: Kysely<Tables>,
  limit: number,
): Promise<{ buyer_id: bigint; no: string }[]> {
  const result = await sql<{ buyer_id: bigint; no: string }>`
    SELECT buyer_id, no FROM orders
    WHERE state IN ('awaiting_payment', 'closing') AND close_due_at <= business_now()
    ORDER BY close_due_at LIMIT ${limit}`.execute(query);
  return result.rows;
}

/** Pushes a closing order that WeChat did not answer for to a later sweep. */
export async function postponeClose(query: Kysely<Tables>, buyerId: bigint, no: string): Promise<void> {
  await sql`
    UPDATE orders SET close_due_at = business_now() + make_interval(secs => ${CLOSE_RETRY_S})
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state = 'closing'`.execute(query);
}

/** Confirms receipt of everything due, in one statement. The condition stands on the row, so a case opened a moment ago counts. */
export async function receiveDue(query: Kysely<Tables>, limit: number, settleDays: number): Promise<number> {
  const result = await sql<{ received: bigint }>`
    WITH due AS (
        SELECT buyer_id, no FROM orders
        WHERE state = 'awaiting_receipt' AND receive_due_at <= business_now() AND NOT aftersale_open
        ORDER BY buyer_id, no LIMIT ${limit}),
      done AS (
        UPDATE orders o SET state = 'completed', received_at = business_now(), receive_due_at = NULL,
          settle_due_at = CASE WHEN o.earning THEN date_trunc('milliseconds', business_now()) + make_interval(days => ${settleDays}) END
        FROM due WHERE o.buyer_id = due.buyer_id AND o.no = due.no
          AND o.state = 'awaiting_receipt' AND NOT o.aftersale_open
        RETURNING o.buyer_id, o.no),
      told AS (
        INSERT INTO order_event (buyer_id, order_no, kind, event_at)
        SELECT buyer_id, no, 'received_by_timer', business_now() FROM done),
      gifts AS (
        INSERT INTO outbox (owner_id, consumer, topic, ref, event_at)
        SELECT buyer_id, 'coupon', 'order.received', no, business_now() FROM done
        WHERE EXISTS (SELECT FROM coupon WHERE way = 'gift' AND NOT stopped))
    SELECT count(*) AS received FROM done`.execute(query);
  return Number(result.rows[0]?.received ?? 0n);
}
