/** One way at least to break each sentence of the books, as a bug or a hand in the database would. */
import type { Lived } from "./lived.ts";

/** Statements to run; what the tables would refuse themselves has its constraints taken away first. */
export interface Offence {
  key: string;
  what: string;
  loosen?: string[];
  /** No other sentence sees it. */
  alone?: true;
  run: (l: Lived) => string;
  ref?: (l: Lived) => string;
}

export const OFFENCES: readonly Offence[] = [
  {
    key: "order_sum",
    what: "应付少一分",
    loosen: ["orders"],
    run: (l) => `UPDATE orders SET payable_fen = payable_fen - 1 WHERE no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "order_lines",
    what: "一行的优惠多一分",
    loosen: ["order_line"],
    run: (l) =>
      `UPDATE order_line SET discount_fen = discount_fen + 1 WHERE order_no = '${l.coupon}' AND line_no = 1`,
    ref: (l) => l.coupon,
  },
  {
    key: "order_lines",
    what: "优惠在两行之间移动，超过行金额",
    loosen: ["order_line"],
    run: (
      l,
    ) => `UPDATE order_line SET discount_fen = discount_fen + CASE line_no WHEN 1 THEN -3000 ELSE 3000 END,
      net_fen = net_fen - CASE line_no WHEN 1 THEN -3000 ELSE 3000 END, base_fen = base_fen - CASE line_no WHEN 1 THEN -3000 ELSE 3000 END WHERE order_no = '${l.coupon}'`,
    ref: (l) => l.coupon,
  },
  {
    key: "order_quote",
    what: "报价被改",
    run: (l) =>
      `UPDATE quote q SET payable_fen = 1 FROM orders o WHERE o.no = '${l.paid}' AND q.id = o.quote_id`,
    ref: (l) => l.paid,
  },
  {
    key: "order_times",
    what: "未付款却待发货",
    run: (l) => `UPDATE orders SET state = 'awaiting_shipment' WHERE no = '${l.unpaid}'`,
    ref: (l) => l.unpaid,
  },
  {
    key: "order_times",
    what: "收货早于发货",
    run: (l) => `UPDATE orders SET received_at = shipped_at - interval '1 hour' WHERE no = '${l.completed}'`,
    ref: (l) => l.completed,
  },
  {
    key: "order_events",
    what: "关闭的订单又活了",
    run: (l) =>
      `UPDATE orders SET state = 'awaiting_payment', closed_at = NULL, close_due_at = now() WHERE no = '${l.closed}'`,
    ref: (l) => l.closed,
  },
  {
    key: "order_events",
    what: "付款两次",
    run: (l) =>
      `INSERT INTO order_event (buyer_id, order_no, kind, event_at) SELECT buyer_id, no, 'paid', now() FROM orders WHERE no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "order_shipped",
    what: "发货单不见了",
    run: (l) => `DELETE FROM shipment WHERE order_no = '${l.shipped}'`,
    ref: (l) => l.shipped,
  },
  {
    key: "paid_has_fact",
    what: "有人手工标记已付款",
    run: (l) =>
      `UPDATE orders SET state = 'awaiting_shipment', paid_at = now(), paid_date = business_date(now()) WHERE no = '${l.unpaid}'`,
    ref: (l) => l.unpaid,
  },
  {
    key: "paid_has_fact",
    what: "付款事实少一分",
    run: (l) =>
      `UPDATE payment_fact f SET amount_fen = f.amount_fen - 1 FROM payment_attempt a WHERE a.no = f.payment_no AND a.order_no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "fact_is_applied",
    what: "付款未入账",
    run: (l) => `UPDATE payment_attempt SET state = 'closed' WHERE order_no = '${l.late}'`,
  },
  {
    key: "attempt_amount",
    what: "支付单金额不符",
    run: (l) => `UPDATE payment_attempt SET amount_fen = amount_fen + 1 WHERE order_no = '${l.unpaid}'`,
  },
  {
    key: "attempt_amount",
    what: "已付订单还有可付的支付单",
    run: (l) => `INSERT INTO payment_attempt (buyer_id, no, order_no, amount_fen, openid, created_at)
      SELECT buyer_id, 'PPLANTED', no, payable_fen, 'o', now() FROM orders WHERE no = '${l.paid}'`,
    ref: () => "PPLANTED",
  },
  {
    key: "late_goes_back",
    what: "迟到付款没有退",
    run: (l) => `DELETE FROM refund_fact; DELETE FROM refund WHERE order_no = '${l.late}'`,
  },
  {
    key: "late_goes_back",
    what: "迟到付款退了两次",
    loosen: ["refund"],
    run: (
      l,
    ) => `DROP INDEX refund_late_once; INSERT INTO refund SELECT buyer_id, 'RTWICE', order_no, payment_no, aftersale_no, cause, amount_fen, total_fen, 'created', NULL, now(), 0, '', now(), NULL, NULL
      FROM refund WHERE order_no = '${l.late}'`,
  },
  {
    key: "refund_within_paid",
    what: "退得比付得多",
    loosen: ["refund", "aftersale"],
    run: (l) => `UPDATE refund SET amount_fen = total_fen + 1 WHERE order_no = '${l.partly}'`,
  },
  {
    key: "order_refunded",
    what: "丢了一笔退款",
    run: (l) => `UPDATE orders SET refunded_fen = 0 WHERE no = '${l.partly}'`,
    ref: (l) => l.partly,
  },
  {
    key: "order_refunded",
    what: "已退运费不符",
    run: (l) => `UPDATE orders SET freight_refunded_fen = 1 WHERE no = '${l.partly}'`,
    ref: (l) => l.partly,
  },
  {
    key: "line_refunded",
    what: "行上的退款中没有放开",
    run: (l) =>
      `UPDATE order_line SET refunding_fen = 1, refunding_quantity = 1 WHERE order_no = '${l.completed}' AND line_no = 2`,
    ref: (l) => `${l.completed}/2`,
  },
  {
    key: "line_refunded",
    what: "退了两次同一件",
    run: (l) =>
      `UPDATE order_line SET refunded_fen = 6666, refunded_quantity = 2 WHERE order_no = '${l.partly}' AND line_no = 1`,
    ref: (l) => `${l.partly}/1`,
  },
  {
    key: "case_open_flag",
    what: "售后标记丢了",
    run: (l) => `UPDATE orders SET aftersale_open = false WHERE no = '${l.asked}'`,
    ref: (l) => l.asked,
  },
  {
    key: "case_open_flag",
    what: "售后标记没有清",
    run: (l) => `UPDATE orders SET aftersale_open = true WHERE no = '${l.completed}'`,
    ref: (l) => l.completed,
  },
  {
    key: "case_refund",
    what: "同意了却没有退款单",
    run: (l) => `UPDATE aftersale SET state = 'refunding' WHERE order_no = '${l.asked}'`,
  },
  {
    key: "case_refund",
    what: "既拒绝又退款",
    run: (l) => `UPDATE aftersale SET state = 'rejected' WHERE order_no = '${l.refunded}'`,
  },
  {
    key: "refund_number_first",
    what: "微信退了一笔我们没有存过的款",
    run: () => `INSERT INTO refund_fact (buyer_id, refund_no, state, refund_id, amount_fen, source, event_at)
      SELECT buyer_id, 'RUNKNOWN', 'success', '503', 1, 'callback', now() FROM orders LIMIT 1`,
    ref: () => "RUNKNOWN",
  },
  {
    key: "refund_final",
    what: "成功的退款又处理中",
    run: (l) => `UPDATE refund SET state = 'processing' WHERE order_no = '${l.partly}'`,
  },
  {
    key: "refund_final",
    what: "没有事实却成功",
    run: (l) =>
      `DELETE FROM refund_fact f USING refund r WHERE r.no = f.refund_no AND r.order_no = '${l.partly}'`,
  },
  {
    key: "refunded_is_all",
    what: "没退完就已退款",
    run: (l) => `UPDATE orders SET state = 'refunded' WHERE no = '${l.partly}'`,
    ref: (l) => l.partly,
  },
  {
    key: "refunded_is_all",
    what: "退完了还待发货",
    run: (l) => `UPDATE orders SET state = 'awaiting_shipment' WHERE no = '${l.refunded}'`,
    ref: (l) => l.refunded,
  },
  {
    key: "outbox_failed",
    what: "被搁置的任务",
    run: () =>
      "INSERT INTO outbox (owner_id, consumer, topic, ref, event_at, failure) VALUES (1, 'notice', 'order.paid', 'D1', now(), 'x')",
    ref: () => "notice:order.paid:D1",
  },
  {
    key: "facts_locked",
    what: "程序可以改事实",
    run: () => "GRANT UPDATE ON payment_fact TO banyan_app",
    ref: () => "payment_fact UPDATE",
  },
  {
    key: "facts_locked",
    what: "程序可以改已入账的佣金",
    run: () => "GRANT UPDATE (fen) ON commission TO banyan_app",
    ref: () => "commission.fen",
  },
  {
    key: "audit_chain",
    what: "日志被改",
    run: () => "UPDATE audit SET target = 'order:other' WHERE seq = 2",
  },
  { key: "audit_chain", what: "日志被抽走", run: () => "DELETE FROM audit WHERE seq = 1" },
];
