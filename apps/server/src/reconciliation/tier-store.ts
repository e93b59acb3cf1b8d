/** What must hold for tiers: sales counted once and as they stand, days that add up, a history without gaps. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

/** The statistics have caught up with order `o.buyer_id, o.order_no`. */
const COUNTED = sql`NOT EXISTS (
  SELECT FROM outbox x WHERE x.owner_id = o.buyer_id AND x.consumer = 'statistics'
    AND (x.topic = 'order.settled' AND x.ref = o.order_no OR x.topic = 'refund.done' AND EXISTS (
      SELECT FROM refund r WHERE r.buyer_id = x.owner_id AND r.no = x.ref AND r.order_no = o.order_no)))`;

const SETTLED = sql`
  SELECT o.buyer_id, o.no AS order_no, o.referrer_id AS owner_id, min((l.chain -> 1 ->> 'id')::bigint) AS inviter_id,
    business_date(o.settled_at) AS business_date, sum(l.base_fen - l.refunded_fen)::bigint AS sales_fen
  FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
  WHERE o.settled_at IS NOT NULL AND o.referrer_id IS NOT NULL
  GROUP BY o.buyer_id, o.no`;

export const TIER_BOOKS: readonly Book[] = [
  {
    key: "promoter_sales",
    name: "推荐人的结算销售额 = 已结算订单的计佣金额 − 退款，每单一次；自购不算",
    offences: sql`
      SELECT coalesce(o.order_no, k.order_no) AS ref
      FROM (${SETTLED}) o FULL JOIN promoter_sale k ON k.owner_id = o.owner_id AND k.order_no = o.order_no
      WHERE o.order_no IS NULL OR (${COUNTED}
        AND (k.buyer_id, k.inviter_id, k.business_date, k.sales_fen)
          IS DISTINCT FROM (o.buyer_id, o.inviter_id, o.business_date, o.sales_fen))`,
  },
  {
    key: "promoter_days",
    name: "每位分销员每天的自有与伙伴销售 = 逐单重新合计",
    offences: sql`
      SELECT coalesce(s.owner_id, d.owner_id) || ':' || coalesce(s.business_date, d.business_date) AS ref
      FROM (
          SELECT owner_id, business_date, sum(own_orders) AS own_orders, sum(own_fen) AS own_fen, sum(invited_orders) AS invited_orders,
            sum(invited_fen) AS invited_fen
          FROM (
            SELECT owner_id, business_date, (sales_fen > 0)::int AS own_orders, sales_fen AS own_fen, 0 AS invited_orders, 0 AS invited_fen
            FROM promoter_sale
            UNION ALL
            SELECT inviter_id, business_date, 0, 0, (sales_fen > 0)::int, sales_fen FROM promoter_sale
            WHERE inviter_id IS NOT NULL) part
          GROUP BY owner_id, business_date) s
        FULL JOIN promoter_day d ON d.owner_id = s.owner_id AND d.business_date = s.business_date
      WHERE (s.own_orders, s.own_fen, s.invited_orders, s.invited_fen)
        IS DISTINCT FROM (d.own_orders, d.own_sales_fen, d.invited_orders, d.invited_sales_fen)`,
  },
  {
    key: "tier_history",
    name: "等级记录首尾相接，最后一条就是现在的等级；停用的等级里没有人",
    offences: sql`
      SELECT p.owner_id::text AS ref FROM promoter p JOIN tier t ON t.id = p.tier_id
      WHERE t.retired_at IS NOT NULL OR EXISTS (
        SELECT FROM (
          SELECT from_id, to_id, lag(to_id) OVER w AS was, lead(id) OVER w IS NULL AS last
          FROM tier_change WHERE owner_id = p.owner_id WINDOW w AS (ORDER BY id)) c
        WHERE c.from_id <> c.was OR (c.last AND c.to_id <> p.tier_id))`,
  },
];
