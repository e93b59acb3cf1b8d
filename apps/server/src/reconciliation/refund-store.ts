/** What must hold for money that goes back: cases, their refunds, and the totals on orders and lines. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const REFUND_BOOKS: readonly Book[] = [
  {
    key: "refund_within_paid",
    name: "每笔付款的退款之和不超过所付",
    offences: sql`
      SELECT r.payment_no AS ref FROM refund r
        LEFT JOIN payment_attempt a ON a.buyer_id = r.buyer_id AND a.no = r.payment_no
      GROUP BY r.buyer_id, r.payment_no, a.amount_fen, a.state
      HAVING sum(r.amount_fen) FILTER (WHERE r.state <> 'closed') > coalesce(a.amount_fen, 0)
        OR (a.state IN ('paid', 'late')) IS NOT TRUE OR bool_or(r.total_fen <> a.amount_fen)`,
  },
  {
    key: "order_refunded",
    name: "订单已退 = 成功退款之和 = 各行已退 + 已退运费",
    offences: sql`
      SELECT o.no AS ref FROM orders o
        LEFT JOIN LATERAL (
          SELECT coalesce(sum(r.amount_fen), 0) AS back FROM refund r
          WHERE r.buyer_id = o.buyer_id AND r.order_no = o.no AND r.cause = 'aftersale' AND r.state = 'success') r ON true
        LEFT JOIN LATERAL (
          SELECT coalesce(sum(l.refunded_fen), 0) AS back FROM order_line l
          WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) l ON true
        LEFT JOIN LATERAL (
          SELECT coalesce(sum(c.freight_fen), 0) AS back FROM aftersale c
          WHERE c.buyer_id = o.buyer_id AND c.order_no = o.no AND c.state = 'refunded') c ON true
      WHERE o.refunded_fen <> r.back OR o.refunded_fen <> l.back + o.freight_refunded_fen
        OR o.freight_refunded_fen <> c.back OR o.refunded_fen > o.payable_fen OR o.freight_refunded_fen > o.freight_fen`,
  },
  {
    key: "line_refunded",
    name: "订单行已退 = 完成售后之和，退款中 = 进行中售后之和，都不超过该行",
    offences: sql`
      SELECT l.order_no || '/' || l.line_no AS ref FROM order_line l
        LEFT JOIN LATERAL (
          SELECT coalesce(sum(al.amount_fen) FILTER (WHERE c.state = 'refunded'), 0) AS done_fen,
            coalesce(sum(al.quantity) FILTER (WHERE c.state = 'refunded'), 0) AS done_units,
            coalesce(sum(al.amount_fen) FILTER (WHERE c.state IN ('requested', 'refunding')), 0) AS open_fen,
            coalesce(sum(al.quantity) FILTER (WHERE c.state IN ('requested', 'refunding')), 0) AS open_units
          FROM aftersale c JOIN aftersale_line al ON al.buyer_id = c.buyer_id AND al.aftersale_no = c.no
          WHERE c.buyer_id = l.buyer_id AND c.order_no = l.order_no AND al.line_no = l.line_no) c ON true
      WHERE (l.refunded_fen, l.refunded_quantity, l.refunding_fen, l.refunding_quantity)
          <> (c.done_fen, c.done_units, c.open_fen, c.open_units)
        OR l.refunded_fen + l.refunding_fen > l.base_fen OR l.refunded_quantity + l.refunding_quantity > l.quantity`,
  },
  {
    key: "case_open_flag",
    name: "订单标记售后中，当且仅当有一笔进行中的售后",
    offences: sql`
      SELECT o.no AS ref FROM orders o
        LEFT JOIN LATERAL (
          SELECT count(*) AS open FROM aftersale c
          WHERE c.buyer_id = o.buyer_id AND c.order_no = o.no AND c.state IN ('requested', 'refunding')) c ON true
      WHERE c.open <> o.aftersale_open::int`,
  },
  {
    key: "case_refund",
    name: "售后状态与退款单相符，金额 = 各行之和 + 运费",
    offences: sql`
      SELECT c.no AS ref FROM aftersale c
        LEFT JOIN LATERAL (
          SELECT sum(al.amount_fen) AS lines_fen FROM aftersale_line al
          WHERE al.buyer_id = c.buyer_id AND al.aftersale_no = c.no) al ON true
        LEFT JOIN refund r ON r.buyer_id = c.buyer_id AND r.aftersale_no = c.no
      WHERE al.lines_fen IS DISTINCT FROM c.amount_fen
        OR r.amount_fen <> c.amount_fen + c.freight_fen OR r.order_no <> c.order_no OR r.cause <> 'aftersale'
        OR CASE c.state
          WHEN 'refunding' THEN r.state IS NULL OR r.state NOT IN ('created', 'processing', 'abnormal')
          WHEN 'refunded' THEN r.state IS DISTINCT FROM 'success'
          WHEN 'rejected' THEN r.state <> 'closed'
          ELSE r.no IS NOT NULL END`,
  },
  {
    key: "refund_number_first",
    name: "微信的每个退款结果都对应一张先存下的退款单，金额相等",
    offences: sql`
      SELECT DISTINCT f.refund_no AS ref FROM refund_fact f
        LEFT JOIN refund r ON r.buyer_id = f.buyer_id AND r.no = f.refund_no
      WHERE (r.amount_fen = f.amount_fen AND r.refund_id = f.refund_id) IS NOT TRUE`,
  },
  {
    key: "refund_final",
    name: "退款单终态与微信结果一致，终态不再改变",
    offences: sql`
      SELECT r.no AS ref FROM refund r
        LEFT JOIN LATERAL (
          SELECT coalesce(bool_or(f.state = 'success'), false) AS success, coalesce(bool_or(f.state = 'closed'), false) AS closed
          FROM refund_fact f WHERE f.buyer_id = r.buyer_id AND f.refund_no = r.no) f ON true
      WHERE (r.state = 'success') <> f.success OR (r.state = 'closed') <> f.closed
        OR (r.state = 'success') <> (r.succeeded_at IS NOT NULL)
        OR r.succeeded_date IS DISTINCT FROM business_date(r.succeeded_at)
        OR (r.state = 'created') <> (r.refund_id IS NULL)
        OR (r.cause = 'late_payment') <> (r.aftersale_no IS NULL)`,
  },
  {
    key: "refunded_is_all",
    name: "订单为已退款，当且仅当全部退完",
    // Before shipping all units are back (a line that cost nothing cannot be named); after it, all money of the lines.
    offences: sql`
      SELECT o.no AS ref FROM orders o
        JOIN LATERAL (
          SELECT bool_and(CASE WHEN o.shipped_at IS NULL THEN l.refunded_quantity = l.quantity OR l.base_fen = 0
            ELSE l.refunded_fen = l.base_fen END) AS everything
          FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) l ON true
      WHERE o.paid_at IS NOT NULL AND (o.state = 'refunded') <> l.everything`,
  },
];
