/** Rows that later work hangs on, written in the business transaction: one per consumer, removed when handled. */
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/database.ts";

export const CONSUMERS = ["stock", "notice", "statistics", "coupon", "posting"] as const;
export type Consumer = (typeof CONSUMERS)[number];
export const TOPICS = [
  "order.paid",
  "order.paid_late",
  "order.closed",
  "order.shipped",
  "order.received",
  "aftersale.rejected",
  "refund.done",
  "order.settled",
  "promoter.decided",
  "promoter.tier",
  "promoter.closed",
  "withdrawal.confirming",
  "withdrawal.done",
  "adjustment.done",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Who listens to what. A topic without a listener leaves no row. */
const LISTENERS: Record<Topic, readonly Consumer[]> = {
  "order.paid": ["stock", "statistics", "notice", "coupon", "posting"],
  "order.paid_late": ["notice"],
  "order.closed": ["notice"],
  "order.shipped": ["notice"],
  "order.received": ["coupon"],
  "aftersale.rejected": ["notice"],
  "refund.done": ["statistics", "notice", "coupon", "posting"],
  "order.settled": ["posting", "statistics"],
  "promoter.decided": ["notice"],
  "promoter.tier": ["notice"],
  "promoter.closed": ["notice"],
  "withdrawal.confirming": ["notice"],
  "withdrawal.done": ["notice"],
  "adjustment.done": ["notice"],
};

export interface OutboxRow {
  ownerId: bigint;
  topic: Topic;
  /** The business number the topic is about. */
  ref: string;
  body?: Record<string, unknown>;
  /** The order whose commissions it moves; the poster hears of nothing else. */
  earningOrder?: string | undefined;
}

const hasGifts = sql`EXISTS (SELECT FROM coupon WHERE way = 'gift' AND NOT stopped)`;

/** Adds the rows of every listener in one statement; none when nobody listens. Coupons hear of orders only while there are gifts. */
export async function enqueue(tx: Tx, at: Date, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.every((row) => listenersOf(row).length === 0)) return;
  const all = rows.flatMap((row) =>
    listenersOf(row).map((consumer) => ({
      owner_id: String(row.ownerId),
      consumer,
      topic: row.topic,
      ref: row.ref,
      body: row.body ?? {},
      order_no: consumer === "posting" ? row.earningOrder : null,
    })),
  );
  await sql`
    INSERT INTO outbox (owner_id, consumer, topic, ref, body, order_no, event_at)
    SELECT owner_id, consumer, topic, ref, body, order_no, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
      AS r (owner_id bigint, consumer text, topic text, ref text, body jsonb, order_no text)
    WHERE consumer <> 'coupon' OR topic = 'refund.done' OR ${hasGifts}`.execute(tx);
}

/**
 * All listeners of an order's topic, as a part of the statement that makes what is told: for each row of its common table `happened`
 * (owner_id, order_no, at, earning).
 */
export const toldOfOrder = (topic: Topic): RawBuilder<unknown> => sql`
    INSERT INTO outbox (owner_id, consumer, topic, ref, body, order_no, event_at)
    SELECT happened.owner_id, consumer, ${topic}, happened.order_no, '{}', CASE WHEN consumer = 'posting' THEN happened.order_no END, happened.at
    FROM happened, unnest(${LISTENERS[topic]}::text[]) AS consumer
    WHERE (consumer <> 'posting' OR happened.earning)
      AND (consumer <> 'coupon' OR ${hasGifts})`;

/**
 * Waits for the batches that a consumer has under way, and keeps it still until this transaction ends: what it reads afterwards is what
 * was done here.
 */
export async function holdStill(tx: Tx, consumer: Consumer): Promise<void> {
  await sql`SELECT FROM outbox_lease WHERE consumer = ${consumer} ORDER BY bucket FOR UPDATE`.execute(tx);
}

/** Takes up again what was set aside: its cause is gone, or it fails and is set aside once more. @returns how many rows */
export async function tryAgain(tx: Tx, consumer: string, ref: string): Promise<number> {
  const result = await sql`
    UPDATE outbox SET failure = NULL, failed_at = NULL, tries = 0, due_at = now(), retried = true
    WHERE consumer = ${consumer} AND ref = ${ref} AND failure IS NOT NULL`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

function listenersOf(row: OutboxRow): readonly Consumer[] {
  const all = LISTENERS[row.topic];
  return row.earningOrder === undefined ? all.filter((consumer) => consumer !== "posting") : all;
}
