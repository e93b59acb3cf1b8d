/** What must hold for stock, sales counts and coupons. What waits in the outbox is counted as not yet done. */
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
    name: "库存占用与订单相符：未付款占用，关闭释放，付款后售出",
    offences: sql`
      SELECT DISTINCT coalesce(l.order_no, h.order_no) AS ref FROM (
          SELECT o.no AS order_no, l.sku_id, sum(l.quantity) AS quantity,
            CASE WHEN o.state IN ('awaiting_payment', 'closing') THEN 'held' WHEN o.state = 'closed' THEN 'released'
              WHEN (o.buyer_id, o.no) IN (${waiting("stock")}) THEN 'held' ELSE 'sold' END AS state
          FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
          GROUP BY o.buyer_id, o.no, l.sku_id) l
        FULL JOIN stock_hold h ON h.order_no = l.order_no AND h.sku_id = l.sku_id
      WHERE (h.quantity, h.state) IS DISTINCT FROM (l.quantity, l.state)`,
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

export const COUPON_BOOKS: readonly Book[] = [
  {
    key: "coupon_claimed",
    name: "优惠券已领 = 领取记录数，不超过发行量",
    offences: sql`
      SELECT c.id::text AS ref FROM coupon c
        LEFT JOIN coupon_counter k ON k.coupon_id = c.id
        LEFT JOIN LATERAL (SELECT count(*) AS grants FROM coupon_grant g WHERE g.coupon_id = c.id) g ON true
      WHERE (k.claimed, k.total) IS DISTINCT FROM (g.grants, c.total) OR k.claimed > k.total`,
  },
  {
    key: "coupon_used",
    name: "优惠券已用，当且仅当有一张未关闭的订单用了它，优惠与券面一致",
    offences: sql`
      SELECT DISTINCT coalesce(o.no, g.order_no) AS ref FROM
        (SELECT * FROM orders WHERE state <> 'closed' AND (coupon_grant_id IS NOT NULL OR discount_fen > 0)) o
        FULL JOIN (SELECT * FROM coupon_grant WHERE state = 'used') g
          ON g.customer_id = o.buyer_id AND g.id = o.coupon_grant_id AND g.order_no = o.no
        LEFT JOIN coupon c ON c.id = g.coupon_id
      WHERE o.no IS NULL OR (o.discount_fen = c.discount_fen AND o.goods_fen >= c.threshold_fen) IS NOT TRUE`,
  },
];
