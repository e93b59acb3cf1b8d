/** What must hold for the work behind the scenes: nothing set aside, facts locked against change. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const PROCESS_BOOKS: readonly Book[] = [
  {
    key: "outbox_failed",
    name: "没有被搁置的后台任务",
    offences: sql`SELECT consumer || ':' || topic || ':' || ref AS ref FROM outbox WHERE failure IS NOT NULL`,
  },
  {
    key: "facts_locked",
    name: "事实表只能追加：程序没有修改和删除的权限",
    offences: sql`
      SELECT fact || ' ' || right_ AS ref
      FROM unnest(ARRAY['audit', 'stock_log', 'order_event', 'order_note', 'payment_fact', 'refund_fact', 'privacy_consent', 'privacy_text',
          'transfer', 'payout_fact', 'withdrawal_event', 'touch', 'share_code', 'settled_bill', 'book_run', 'tier_change']) AS fact,
        unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS right_
      WHERE has_table_privilege('banyan_app', fact, right_)
      UNION ALL
      SELECT 'commission ' || right_ FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS right_
      WHERE has_table_privilege('banyan_app', 'commission', right_)
      UNION ALL
      SELECT 'commission.' || a.attname FROM pg_attribute a
      WHERE a.attrelid = 'commission'::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attname <> ALL (ARRAY['refunded_fen', 'kept_fen', 'settled_at', 'held_at', 'hold_reason', 'hold_seq'])
        AND has_column_privilege('banyan_app', 'commission', a.attname, 'UPDATE')`,
  },
];
