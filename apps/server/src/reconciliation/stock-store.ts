/** What must hold for stock and sales counts. What waits in the outbox is counted as not yet done. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

/** Paid orders whose row for this consumer still waits (or was set aside). */
const waiting = (consumer: "stock" | "statistics") => sql`
  SELECT x.owner_id, x.ref FROM outbox x WHERE x.consumer = ${sql.lit(consumer)} AND x.topic = 'order.paid'`;

export const STOCK_BOOKS: readonly Book[] = [
  {
    key: "stock_on_hand",
    name: "现有库存 = 库存流水之和",
    offences: sql`
      SELECT s.sku_id::text AS ref FROM sku_stock s
        LEFT JOIN LATERAL (
          SELECT coalesce(sum(g.delta), 0) AS moved FROM stock_log g WHERE g.sku_id = s.sku_id) g ON true
      WHERE s.on_hand <> g.moved OR s.on_hand < 0`,
  },
  {
    key: "stock_held",
    name: "占用库存 = 占用中的订单之和，不超过现有",
    offences: sql`
      SELECT s.sku_id::text AS ref FROM sku_stock s
        LEFT JOIN LATERAL (
          SELECT coalesce(sum(h.quantity), 0) AS held FROM stock_hold h
          WHERE h.sku_id = s.sku_id AND h.state = 'held') h ON true
      WHERE s.held <> h.held OR s.held > s.on_hand`,
  },
  {
    key: "hold_follows_order",
    // A hold without an order is right for the moment between the two, and when it was given back; one that nobody sweeps is not.
    name: "库存占用与订单相符：未付款占用，关闭释放，付款后售出；没有订单的到时归还",
    offences: sql`
      SELECT DISTINCT coalesce(l.order_no, h.order_no) AS ref FROM (
          SELECT o.no AS order_no, l.sku_id, sum(l.quantity) AS quantity,
            CASE WHEN o.state IN ('awaiting_payment', 'closing') THEN 'held' WHEN o.state = 'closed' THEN 'released'
              WHEN (o.buyer_id, o.no) IN (${waiting("stock")}) THEN 'held' ELSE 'sold' END AS state
          FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
          GROUP BY o.buyer_id, o.no, l.sku_id) l
        FULL JOIN stock_hold h ON h.order_no = l.order_no AND h.sku_id = l.sku_id
      WHERE CASE WHEN l.order_no IS NULL AND h.expires_at IS NOT NULL
        THEN h.state = 'held' AND h.expires_at < now() - interval '10 minutes'
        ELSE (h.quantity, h.state) IS DISTINCT FROM (l.quantity, l.state) OR h.expires_at IS NOT NULL END`,
  },
  {
    key: "sold_is_logged",
    name: "每笔售出恰有一条等量的库存流水",
    offences: sql`
      SELECT DISTINCT coalesce(h.order_no, g.ref) AS ref FROM
        (SELECT sku_id, order_no, quantity FROM stock_hold WHERE state = 'sold') h
        FULL JOIN (SELECT sku_id, ref, delta FROM stock_log WHERE reason = 'sold') g ON g.sku_id = h.sku_id AND g.ref = h.order_no
      WHERE g.delta IS DISTINCT FROM -h.quantity`,
  },
  {
    key: "restock_is_logged",
    name: "未发货退款的件数恰好回库一次，已发货的不回库",
    offences: sql`
      SELECT DISTINCT coalesce(c.no, substr(g.event_key, 8)) AS ref FROM (
          SELECT c.no, l.sku_id, sum(al.quantity) AS quantity
          FROM aftersale c
            JOIN aftersale_line al ON al.buyer_id = c.buyer_id AND al.aftersale_no = c.no
            JOIN order_line l ON l.buyer_id = c.buyer_id AND l.order_no = c.order_no AND l.line_no = al.line_no
          WHERE c.state = 'refunded' AND c.restock
          GROUP BY c.buyer_id, c.no, l.sku_id) c
        FULL JOIN (SELECT sku_id, event_key, delta FROM stock_log WHERE reason = 'refund') g
          ON g.event_key = 'refund:' || c.no AND g.sku_id = c.sku_id
      WHERE g.delta IS DISTINCT FROM c.quantity`,
  },
  {
    key: "sales_count",
    name: "销量 = 已付款件数 − 已退款件数",
    offences: sql`
      SELECT coalesce(s.sku_id, u.sku_id)::text AS ref FROM sku_sales s
        FULL JOIN (
          SELECT sku_id, sum(units) AS units FROM (
              SELECT l.sku_id, l.quantity AS units
              FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
              WHERE o.paid_at IS NOT NULL AND (o.buyer_id, o.no) NOT IN (${waiting("statistics")})
            UNION ALL
              SELECT l.sku_id, -al.quantity
              FROM refund r
                JOIN aftersale_line al ON al.buyer_id = r.buyer_id AND al.aftersale_no = r.aftersale_no
                JOIN order_line l ON l.buyer_id = r.buyer_id AND l.order_no = r.order_no AND l.line_no = al.line_no
              WHERE r.state = 'success' AND NOT EXISTS (
                SELECT FROM outbox x WHERE x.owner_id = r.buyer_id AND x.consumer = 'statistics'
                  AND x.topic = 'refund.done' AND x.ref = r.no)) moves
          GROUP BY sku_id) u ON u.sku_id = s.sku_id
      WHERE coalesce(s.sold, 0) <> coalesce(u.units, 0)`,
  },
];
