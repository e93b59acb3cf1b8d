/** SQL of `promoter_sale` and `promoter_day`: what promoters have sold, kept with every settlement and refund. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

export interface CountedOrder {
  buyerId: bigint;
  /** An order's number, or the number of a refund of it. */
  no: string;
}

/**
 * Counts orders anew, as they stand: those that have settled with a referrer are that promoter's sales, and the inviter's of the order's
 * snapshot. What changes against the last count is added to the day of the settlement, so that an event that comes twice, or after a later
 * one, changes nothing. The lease of the consumer keeps two counts of one order apart; days are written in order, against deadlocks.
 * Own purchases have no referrer. One statement.
 */
export async function countSettled(tx: Tx, orders: readonly CountedOrder[]): Promise<void> {
  await sql`
    WITH event AS MATERIALIZED (
        SELECT e.buyer_id, coalesce(r.order_no, e.no) AS order_no
        FROM unnest(${orders.map((o) => String(o.buyerId))}::bigint[], ${orders.map((o) => o.no)}::text[]) AS e (buyer_id, no)
          LEFT JOIN refund r ON r.buyer_id = e.buyer_id AND r.no = e.no
        GROUP BY 1, 2),
      stands AS (
        SELECT o.referrer_id AS owner_id, o.no AS order_no, o.buyer_id, min((l.chain -> 1 ->> 'id')::bigint) AS inviter_id,
          business_date(o.settled_at) AS business_date, sum(l.base_fen - l.refunded_fen)::bigint AS sales_fen
        FROM event e JOIN orders o ON o.buyer_id = e.buyer_id AND o.no = e.order_no
          JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
        WHERE o.settled_at IS NOT NULL AND o.referrer_id IS NOT NULL
        GROUP BY o.buyer_id, o.no),
      change AS (
        SELECT s.*, s.sales_fen - coalesce(k.sales_fen, 0) AS more_fen,
          (s.sales_fen > 0)::int - coalesce((k.sales_fen > 0)::int, 0) AS more_orders
        FROM stands s LEFT JOIN promoter_sale k ON k.owner_id = s.owner_id AND k.order_no = s.order_no
        WHERE k.sales_fen IS DISTINCT FROM s.sales_fen),
      counted AS (
        INSERT INTO promoter_sale (owner_id, order_no, buyer_id, inviter_id, business_date, sales_fen)
        SELECT owner_id, order_no, buyer_id, inviter_id, business_date, sales_fen FROM change ORDER BY owner_id, order_no
        ON CONFLICT (owner_id, order_no) DO UPDATE SET sales_fen = excluded.sales_fen),
      part AS (
        SELECT owner_id, business_date, more_orders AS own_orders, more_fen AS own_fen, 0 AS invited_orders, 0 AS invited_fen
        FROM change
        UNION ALL
        SELECT inviter_id, business_date, 0, 0, more_orders, more_fen FROM change WHERE inviter_id IS NOT NULL)
    INSERT INTO promoter_day AS d (owner_id, business_date, own_orders, own_sales_fen, invited_orders, invited_sales_fen)
    SELECT owner_id, business_date, sum(own_orders)::int, sum(own_fen)::bigint, sum(invited_orders)::int, sum(invited_fen)::bigint
    FROM part GROUP BY owner_id, business_date ORDER BY owner_id, business_date
    ON CONFLICT (owner_id, business_date) DO UPDATE SET own_orders = d.own_orders + excluded.own_orders,
      own_sales_fen = d.own_sales_fen + excluded.own_sales_fen, invited_orders = d.invited_orders + excluded.invited_orders,
      invited_sales_fen = d.invited_sales_fen + excluded.invited_sales_fen`.execute(tx);
}
