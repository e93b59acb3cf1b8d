/** What must hold for orders: sums, states with their times and events, quotes. Set-based; each statement lists offences. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const ORDER_BOOKS: readonly Book[] = [
  {
    key: "order_sum",
    name: "订单应付 = 商品金额 − 优惠 + 运费，且不为负",
    offences: sql`
      SELECT no AS ref FROM orders
      WHERE payable_fen <> goods_fen - discount_fen - self_discount_fen + freight_fen
        OR payable_fen < 1 OR discount_fen < 0 OR discount_fen > goods_fen OR freight_fen < 0`,
  },
  {
    key: "order_lines",
    name: "订单行合计 = 订单金额，各行优惠之和 = 订单优惠",
    offences: sql`
      SELECT o.no AS ref FROM orders o
        LEFT JOIN LATERAL (
          SELECT sum(l.price_fen * l.quantity) AS goods, sum(l.discount_fen) AS discount,
            sum(l.self_discount_fen) AS self_discount, sum(l.base_fen) AS base,
            bool_and(l.discount_fen BETWEEN 0 AND l.price_fen * l.quantity
              AND l.net_fen = l.price_fen * l.quantity - l.discount_fen
              AND l.base_fen = l.net_fen - l.self_discount_fen AND l.base_fen >= 0) AS sound
          FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) l ON true
      WHERE (l.goods, l.discount, l.self_discount, l.base + o.freight_fen, l.sound)
        IS DISTINCT FROM (o.goods_fen, o.discount_fen, o.self_discount_fen, o.payable_fen, true)`,
  },
  {
    key: "order_quote",
    name: "每张订单出自一份报价，金额与报价一致",
    offences: sql`
      SELECT o.no AS ref FROM orders o
        LEFT JOIN quote q ON q.buyer_id = o.buyer_id AND q.id = o.quote_id
      WHERE q.payable_fen IS DISTINCT FROM o.payable_fen`,
  },
  {
    key: "order_times",
    name: "订单状态与付款、发货、收货、关闭时间相符",
    offences: sql`
      SELECT no AS ref FROM orders
      WHERE (paid_at IS NOT NULL) <> (state IN ('awaiting_shipment', 'awaiting_receipt', 'completed', 'refunded'))
        OR (closed_at IS NOT NULL) <> (state = 'closed')
        OR (close_due_at IS NOT NULL) <> (state IN ('awaiting_payment', 'closing'))
        OR (receive_due_at IS NOT NULL) <> (state = 'awaiting_receipt')
        OR shipped_at IS NULL AND (state IN ('awaiting_receipt', 'completed') OR received_at IS NOT NULL)
        OR shipped_at IS NOT NULL AND state = 'awaiting_shipment'
        OR received_at IS NULL AND state = 'completed'
        OR received_at IS NOT NULL AND state = 'awaiting_receipt'
        OR paid_at < created_at OR shipped_at < paid_at OR received_at < shipped_at OR closed_at < created_at
        OR paid_date IS DISTINCT FROM business_date(paid_at) OR created_date <> business_date(created_at)`,
  },
  {
    key: "order_events",
    name: "订单时间线只走过允许的状态变化，终态不再改变",
    // States that the timeline passed through, in its own order, must be one of the ways that domain's table allows.
    offences: sql`
      SELECT o.no AS ref FROM orders o
        LEFT JOIN LATERAL (
          SELECT string_agg(step.word, ' ' ORDER BY e.id) AS way,
            bool_and(e.event_at >= o.created_at) AS after_start
          FROM order_event e JOIN (VALUES
              ('submitted', 'start'), ('paid', 'paid'), ('cancelled', 'closed'), ('closed_unpaid', 'closed'),
              ('shipped', 'shipped'), ('served', 'shipped'), ('received', 'received'), ('received_by_timer', 'received')
            ) AS step (kind, word) ON step.kind = e.kind
          WHERE e.buyer_id = o.buyer_id AND e.order_no = o.no) e ON true
      WHERE e.after_start IS DISTINCT FROM true
        OR e.way IS DISTINCT FROM concat_ws(' ', 'start',
          CASE WHEN o.paid_at IS NOT NULL THEN 'paid' END,
          CASE WHEN o.state = 'closed' THEN 'closed' END,
          CASE WHEN o.shipped_at IS NOT NULL THEN 'shipped' END,
          CASE WHEN o.received_at IS NOT NULL THEN 'received' END)`,
  },
  {
    key: "order_shipped",
    name: "已发货的订单有发货单，未发货的没有",
    offences: sql`
      SELECT o.no AS ref FROM orders o
      WHERE (o.shipped_at IS NOT NULL) <> EXISTS (
        SELECT FROM shipment s WHERE s.buyer_id = o.buyer_id AND s.order_no = o.no)`,
  },
];
