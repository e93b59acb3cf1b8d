/** What must hold for what promoters recommended: each paid order counted once and as it stands, and sums that add up. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

/** The statistics have caught up with order `o.buyer_id, o.no`. */
const COUNTED = sql`NOT EXISTS (
  SELECT FROM outbox x WHERE x.owner_id = o.buyer_id AND x.consumer = 'statistics'
    AND (x.topic = 'order.paid' AND x.ref = o.no OR x.topic = 'refund.done' AND EXISTS (
      SELECT FROM refund r WHERE r.buyer_id = x.owner_id AND r.no = x.ref AND r.order_no = o.no)))`;

export const REFERRED_BOOKS: readonly Book[] = [
  {
    key: "referred_orders",
    name: "推荐成交的每一单 = 付款 − 退款，佣金 = 推荐人在这一单保留的佣金，每单一次",
    offences: sql`
      SELECT coalesce(o.no, k.order_no) AS ref
      FROM (SELECT * FROM orders WHERE paid_at IS NOT NULL AND referrer_id IS NOT NULL) o
        FULL JOIN referred_order k ON k.owner_id = o.referrer_id AND k.order_no = o.no
      WHERE o.no IS NULL OR (${COUNTED} AND (k.sales_fen, k.commission_fen) IS DISTINCT FROM (o.payable_fen - o.refunded_fen, (
        SELECT coalesce(sum(div((s ->> 'fen')::numeric * (l.base_fen - l.refunded_fen), l.base_fen)), 0)::bigint
        FROM order_line l CROSS JOIN LATERAL jsonb_array_elements(l.shares) AS s
        WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no AND (s ->> 'promoter')::bigint = o.referrer_id)))`,
  },
  {
    key: "referred_totals",
    name: "推荐成交的合计，全部与每次分享的 = 逐单重新合计",
    offences: sql`
      SELECT concat_ws(':', owner_id, share_code) AS ref FROM referred_total t FULL JOIN (
        SELECT k.owner_id, code AS share_code, count(*) AS orders, sum(k.sales_fen) AS sales_fen, sum(k.commission_fen) AS commission_fen
        FROM referred_order k JOIN orders o ON o.referrer_id = k.owner_id AND o.no = k.order_no
          CROSS JOIN LATERAL unnest(array_remove(ARRAY['', o.share_code], NULL)) AS code
        GROUP BY k.owner_id, code) k USING (owner_id, share_code)
      WHERE (t.orders::bigint, t.sales_fen::numeric, t.commission_fen::numeric)
        IS DISTINCT FROM (k.orders, k.sales_fen, k.commission_fen)`,
  },
];
