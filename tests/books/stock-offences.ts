/** Offences against the sentences about stock, holds and sales counts. */
import type { Offence } from "./offences.ts";

export const STOCK_OFFENCES: readonly Offence[] = [
  { key: "stock_on_hand", what: "库存被直接改", run: () => "UPDATE sku_stock SET on_hand = on_hand + 1" },
  { key: "stock_on_hand", what: "流水少一行", run: () => "DELETE FROM stock_log WHERE reason = 'opening'" },
  { key: "stock_held", what: "占用没有放开", run: () => "UPDATE sku_stock SET held = held + 1" },
  {
    key: "hold_follows_order",
    what: "关闭的订单还占着",
    run: (l) => `UPDATE stock_hold SET state = 'held' WHERE order_no = '${l.closed}'`,
    ref: (l) => l.closed,
  },
  {
    key: "hold_follows_order",
    what: "卖出没有占用",
    run: (l) => `DELETE FROM stock_hold WHERE order_no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "hold_follows_order",
    what: "没有订单的占用没人归还",
    run: () => `
      WITH held AS (
        INSERT INTO stock_hold (sku_id, order_no, quantity, expires_at)
        SELECT sku_id, 'DNOBODY', 1, now() - interval '1 hour' FROM sku_stock WHERE on_hand > held ORDER BY sku_id LIMIT 1
        RETURNING sku_id)
      UPDATE sku_stock s SET held = held + 1 FROM held WHERE s.sku_id = held.sku_id`,
    ref: () => "DNOBODY",
  },
  {
    key: "hold_follows_order",
    what: "订单的占用还会过期",
    run: (l) => `UPDATE stock_hold SET state = 'held', expires_at = now() WHERE order_no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "sold_is_logged",
    what: "售出两次",
    run: (l) => `INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, ref)
      SELECT sku_id, 'again', -1, 1, 'sold', order_no FROM stock_hold WHERE order_no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "restock_is_logged",
    what: "退款没有回库",
    run: (l) => `DELETE FROM stock_log WHERE reason = 'refund' AND ref = '${l.refunded}'`,
  },
  {
    key: "restock_is_logged",
    what: "已发货的也回库",
    run: (l) => `UPDATE aftersale SET restock = true WHERE order_no = '${l.partly}'`,
  },
  { key: "sales_count", what: "销量多一件", run: () => "UPDATE sku_sales SET sold = sold + 1" },
];
