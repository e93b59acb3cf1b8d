/** SQL of `referred_order` and `referred_total`: what was bought on a promoter's recommendation, in all and by share. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

/**
 * Counts paid orders anew, as they stand. What changes against the last count is added to the sums, so that an event that comes twice, or
 * after a later one, changes nothing. The lease of the consumer keeps two counts of one order apart; sums are written in order, against
 * deadlocks. One statement.
 * @param orders each with its own number or that of a refund of it
 */
export async function countReferred(
  tx: Tx,
  orders: readonly { buyerId: bigint; no: string }[],
): Promise<void> {
  await sql`
    WITH event AS MATERIALIZED (
        SELECT e.buyer_id, coalesce(r.order_no, e.no) AS order_no
        FROM unnest(${orders.map((o) => String(o.buyerId))}::bigint[], ${orders.map((o) => o.no)}::text[]) AS e (buyer_id, no)
          LEFT JOIN refund r ON r.buyer_id = e.buyer_id AND r.no = e.no
        GROUP BY 1, 2),
      stands AS (
        SELECT o.referrer_id AS owner_id, o.no AS order_no, o.share_code, o.payable_fen - o.refunded_fen AS sales_fen, (
            SELECT coalesce(sum(div((s ->> 'fen')::numeric * (l.base_fen - l.refunded_fen), l.base_fen)), 0)::bigint
            FROM order_line l CROSS JOIN LATERAL jsonb_array_elements(l.shares) AS s
            WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no AND (s ->> 'promoter')::bigint = o.referrer_id) AS commission_fen
        FROM event e JOIN orders o ON o.buyer_id = e.buyer_id AND o.no = e.order_no
        WHERE o.paid_at IS NOT NULL AND o.referrer_id IS NOT NULL),
      change AS (
        SELECT s.*, (k.owner_id IS NULL)::int AS more_orders, s.sales_fen - coalesce(k.sales_fen, 0) AS more_sales_fen,
          s.commission_fen - coalesce(k.commission_fen, 0) AS more_commission_fen
        FROM stands s LEFT JOIN referred_order k ON k.owner_id = s.owner_id AND k.order_no = s.order_no
        WHERE (k.sales_fen, k.commission_fen) IS DISTINCT FROM (s.sales_fen, s.commission_fen)),
      counted AS (
        INSERT INTO referred_order (owner_id, order_no, sales_fen, commission_fen)
        SELECT owner_id, order_no, sales_fen, commission_fen FROM change ORDER BY owner_id, order_no
        ON CONFLICT (owner_id, order_no) DO UPDATE SET sales_fen = excluded.sales_fen, commission_fen = excluded.commission_fen)
    INSERT INTO referred_total AS t (owner_id, share_code, orders, sales_fen, commission_fen)
    SELECT owner_id, code, sum(more_orders)::int, sum(more_sales_fen)::bigint, sum(more_commission_fen)::bigint
    FROM change CROSS JOIN LATERAL unnest(array_remove(ARRAY['', share_code], NULL)) AS code
    GROUP BY owner_id, code ORDER BY owner_id, code
    ON CONFLICT (owner_id, share_code) DO UPDATE SET orders = t.orders + excluded.orders,
      sales_fen = t.sales_fen + excluded.sales_fen, commission_fen = t.commission_fen + excluded.commission_fen`.execute(
    tx,
  );
}
