/** What must hold for coupons: what was handed out, what was spent, and what each took off. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

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
    name: "优惠券已用，当且仅当有一张未关闭的订单用了它；全额退款后按规则退回的除外",
    offences: sql`
      SELECT DISTINCT coalesce(o.no, g.order_no) AS ref FROM
        (SELECT oc.*, o.no, o.state FROM order_coupon oc JOIN orders o ON o.buyer_id = oc.buyer_id AND o.no = oc.order_no
          WHERE o.state <> 'closed') o
        FULL JOIN (SELECT * FROM coupon_grant WHERE state = 'used') g
          ON g.customer_id = o.buyer_id AND g.id = o.grant_id AND g.order_no = o.no
        LEFT JOIN coupon_grant back ON back.customer_id = o.buyer_id AND back.id = o.grant_id
      WHERE (o.no IS NULL OR g.id IS NULL) AND (o.state = 'refunded' AND back.returned_of IS NOT NULL) IS NOT TRUE`,
  },
  {
    key: "coupon_amount",
    name: "订单优惠 = 各券抵扣之和，每张不超过券面",
    offences: sql`
      SELECT o.no AS ref FROM orders o LEFT JOIN LATERAL (
          SELECT sum(oc.discount_fen) AS taken, bool_or(CASE c.kind
              WHEN 'threshold' THEN oc.discount_fen > c.discount_fen
              ELSE oc.discount_fen > o.goods_fen * c.percent_off / 100 OR oc.discount_fen > c.ceiling_fen END
            OR o.goods_fen < c.threshold_fen) AS over
          FROM order_coupon oc JOIN coupon c ON c.id = oc.coupon_id
          WHERE oc.buyer_id = o.buyer_id AND oc.order_no = o.no) k ON true
      WHERE o.discount_fen <> coalesce(k.taken, 0) OR k.over`,
  },
  {
    key: "coupon_code_taken",
    name: "一次性兑换码用掉一个，领取记录有一条",
    offences: sql`
      SELECT k.code AS ref FROM coupon_code k
        LEFT JOIN coupon_grant g ON g.customer_id = k.taken_by AND g.event_key = 'code:' || k.code || ':' AND g.coupon_id = k.coupon_id
      WHERE k.taken_by IS NOT NULL AND g.id IS NULL`,
  },
];
