/** What must hold for payments: paid means a verified fact of equal amount; money for a closed order goes back, once. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const PAYMENT_BOOKS: readonly Book[] = [
  {
    key: "paid_has_fact",
    name: "已付款的订单恰有一笔金额相等、经微信核实的付款",
    offences: sql`
      SELECT o.no AS ref FROM orders o
        LEFT JOIN LATERAL (
          SELECT count(*) AS paid, count(*) FILTER (WHERE f.amount_fen = a.amount_fen AND a.amount_fen = o.payable_fen
              AND f.transaction_id = a.transaction_id) AS proven
          FROM payment_attempt a
            LEFT JOIN payment_fact f ON f.buyer_id = a.buyer_id AND f.payment_no = a.no
          WHERE a.buyer_id = o.buyer_id AND a.order_no = o.no AND a.state = 'paid') a ON true
      WHERE (o.paid_at IS NOT NULL)::int <> a.paid OR a.proven <> a.paid`,
  },
  {
    key: "fact_is_applied",
    name: "每笔核实的付款都已入账：支付成功或按迟到付款退回",
    offences: sql`
      SELECT f.payment_no AS ref FROM payment_fact f
        LEFT JOIN payment_attempt a ON a.buyer_id = f.buyer_id AND a.no = f.payment_no
      WHERE (a.state IN ('paid', 'late') AND a.amount_fen = f.amount_fen AND a.transaction_id = f.transaction_id
        AND a.paid_at IS NOT NULL) IS NOT TRUE`,
  },
  {
    key: "attempt_amount",
    name: "支付单金额 = 订单应付；只有待付款订单有进行中的支付单",
    offences: sql`
      SELECT a.no AS ref FROM payment_attempt a JOIN orders o ON o.buyer_id = a.buyer_id AND o.no = a.order_no
      WHERE a.amount_fen <> o.payable_fen
        OR a.state IN ('created', 'open') AND o.state NOT IN ('awaiting_payment', 'closing')
        OR (a.state IN ('paid', 'late')) <> (a.transaction_id IS NOT NULL)`,
  },
  {
    key: "late_goes_back",
    name: "关闭后收到的付款恰好退回一次，金额相等",
    offences: sql`
      SELECT a.no AS ref FROM payment_attempt a
        LEFT JOIN LATERAL (
          SELECT count(*) AS times, min(r.amount_fen) AS amount_fen FROM refund r
          WHERE r.buyer_id = a.buyer_id AND r.payment_no = a.no AND r.cause = 'late_payment') r ON true
      WHERE r.times <> (a.state = 'late')::int OR r.amount_fen <> a.amount_fen`,
  },
];
