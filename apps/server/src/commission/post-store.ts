/**
 * SQL of what happens to commissions after they were posted. Each statement changes their state and hands the transfers to the ledger,
 * set-based: a batch of any size is one statement. Amounts come from what submit fixed, never from a plan again.
 */
import { type Posted, postWanted } from "@banyan/ledger";
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

export interface OrderEvent {
  buyerId: bigint;
  orderNo: string;
  at: Date;
}

export const eventsOf = (events: readonly OrderEvent[]) => sql`
  event AS (
    SELECT * FROM unnest(${events.map((e) => String(e.buyerId))}::bigint[], ${events.map((e) => e.orderNo)}::text[],
      ${events.map((e) => e.at.toISOString())}::timestamptz[]) AS e (buyer_id, order_no, event_at))`;

/**
 * The shares that the events' lines give, with the R that the line stands at. Materialized, or PostgreSQL looks each line's commissions up
 * by order number alone, through a whole index each time, before it unfolds the shares: 3 ms a line at 50,000 commissions.
 */
export const SHARES = sql`
  share AS MATERIALIZED (
    SELECT s.promoter AS owner_id, l.buyer_id, l.order_no, l.line_no, s.position, s.kind, s.tier, s.rule, s.gross_fen, s.fen,
      l.base_fen, l.refunded_fen, e.event_at
    FROM event e JOIN order_line l ON l.buyer_id = e.buyer_id AND l.order_no = e.order_no
      CROSS JOIN LATERAL jsonb_to_recordset(l.shares)
        AS s (position text, kind text, promoter bigint, tier text, rule text, gross_fen bigint, fen bigint))`;

/** The business key of a share, everywhere: order line + position + kind. */
export const KEY = sql`order_no || ':' || line_no || ':' || position || ':' || kind`;

/**
 * Orders of which something was refunded: each share keeps floor(fen × (B − R) / B) of all refunds so far, and the difference to what
 * was kept is clawed back (B5, B7). A second call finds nothing to take. What was settled becomes debt first and is netted against what
 * is available, so a refund never waits for a promoter's balance (B8, B9).
 */
export function clawBack(tx: Tx, events: readonly OrderEvent[]): Promise<Posted> {
  return postWanted(tx, {
    isNew: true,
    before: sql`${eventsOf(events)}, ${SHARES},
      target AS (
        SELECT s.owner_id, s.order_no, s.line_no, s.position, s.kind, s.refunded_fen, s.event_at, c.kept_fen AS was_fen,
          div(c.fen::numeric * (c.base_fen - s.refunded_fen), c.base_fen)::bigint AS keep_fen
        FROM share s JOIN commission c ON c.owner_id = s.owner_id AND c.order_no = s.order_no AND c.line_no = s.line_no
          AND c.position = s.position AND c.kind = s.kind
        WHERE s.refunded_fen > c.refunded_fen),
      clawed AS (
        UPDATE commission c SET refunded_fen = t.refunded_fen, kept_fen = t.keep_fen
        FROM target t
        WHERE c.owner_id = t.owner_id AND c.order_no = t.order_no AND c.line_no = t.line_no AND c.position = t.position
          AND c.kind = t.kind
        RETURNING c.owner_id, c.order_no, c.line_no, c.position, c.kind, t.refunded_fen, t.was_fen - t.keep_fen AS amount_fen,
          CASE WHEN c.held_at IS NOT NULL THEN 'held' WHEN c.settled_at IS NOT NULL THEN 'debt' ELSE 'estimated' END AS debit,
          t.event_at), `,
    select: sql`
      SELECT owner_id, ${KEY} || ':claw:' || refunded_fen AS key, debit, 'commission_expense' AS credit, amount_fen,
        'clawback' AS kind, order_no AS ref, event_at
      FROM clawed WHERE amount_fen > 0`,
  });
}

/**
 * Orders whose after-sale period is over: what is kept of their estimated commissions becomes available. A held one only becomes
 * settled; a frozen promoter's is held from now on, with no reason of its own.
 */
export function settle(tx: Tx, events: readonly OrderEvent[]): Promise<Posted> {
  return postWanted(tx, {
    isNew: true,
    before: sql`${eventsOf(events)}, ${SHARES},
      target AS (
        SELECT s.owner_id, s.order_no, s.line_no, s.position, s.kind, s.event_at, p.state = 'frozen' AS frozen
        FROM share s JOIN promoter p ON p.owner_id = s.owner_id),
      settled AS (
        UPDATE commission c SET settled_at = t.event_at,
          hold_seq = CASE WHEN c.held_at IS NULL AND t.frozen AND c.kept_fen > 0 THEN c.hold_seq + 1 ELSE c.hold_seq END,
          held_at = CASE WHEN c.held_at IS NULL AND t.frozen AND c.kept_fen > 0 THEN t.event_at ELSE c.held_at END
        FROM target t
        WHERE c.owner_id = t.owner_id AND c.order_no = t.order_no AND c.line_no = t.line_no AND c.position = t.position
          AND c.kind = t.kind AND c.settled_at IS NULL
        RETURNING c.owner_id, c.order_no, c.line_no, c.position, c.kind, c.kept_fen AS amount_fen, t.event_at,
          CASE WHEN c.held_at IS NULL THEN 'available' WHEN t.frozen AND c.hold_reason = '' THEN 'held' END AS credit), `,
    select: sql`
      SELECT owner_id, ${KEY} || ':settle' AS key, 'estimated' AS debit, credit, amount_fen, 'settle' AS kind, order_no AS ref,
        event_at
      FROM settled WHERE amount_fen > 0 AND credit IS NOT NULL`,
  });
}

/**
 * Marks orders whose settlement is due and tells the poster, up to `limit`, in one statement. The conditions stand on the order's own
 * row, so a case opened or a day put off a moment ago keeps it back (B14, B16). Milliseconds, as every time that has passed through this process has.
 */
export async function settleDue(tx: Tx, limit: number): Promise<number> {
  const result = await sql<{ settled: number }>`
    WITH due AS (
        SELECT buyer_id, no FROM orders
        WHERE settle_due_at IS NOT NULL AND settled_at IS NULL AND settle_due_at <= business_now() AND state = 'completed'
          AND NOT aftersale_open
        ORDER BY settle_due_at LIMIT ${limit}),
      done AS (
        UPDATE orders o SET settled_at = date_trunc('milliseconds', business_now())
        FROM due WHERE o.buyer_id = due.buyer_id AND o.no = due.no AND o.state = 'completed' AND NOT o.aftersale_open
          AND o.settled_at IS NULL AND o.settle_due_at <= business_now()
        RETURNING o.buyer_id, o.no, o.settled_at, o.referrer_id),
      told AS (
        INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at)
        SELECT buyer_id, 'posting', 'order.settled', no, no, settled_at FROM done
        UNION ALL
        SELECT buyer_id, 'statistics', 'order.settled', no, NULL, settled_at FROM done WHERE referrer_id IS NOT NULL)
    SELECT count(*)::int AS settled FROM done`.execute(tx);
  return result.rows[0]?.settled ?? 0;
}

/** What was received and waits to settle does so no earlier than a longer after-sale period ends; a shorter one takes nothing back. */
export async function postponeSettlements(tx: Tx, aftersaleDays: number): Promise<void> {
  const until = sql`date_trunc('milliseconds', received_at) + make_interval(days => ${aftersaleDays})`;
  await sql`
    UPDATE orders SET settle_due_at = ${until}
    WHERE settle_due_at IS NOT NULL AND settled_at IS NULL AND state = 'completed' AND settle_due_at < ${until}`.execute(
    tx,
  );
}
