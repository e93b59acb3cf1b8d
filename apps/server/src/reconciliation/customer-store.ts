/** What must hold for people who have closed their account. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const CUSTOMER_BOOKS: readonly Book[] = [
  {
    key: "closed_erased",
    name: "注销满两分钟的账号不再有个人信息",
    // Until erase_due_at is gone another process may still write what the sweep then takes.
    offences: sql`
      WITH gone AS MATERIALIZED (SELECT id FROM customer WHERE closed_at IS NOT NULL AND erase_due_at IS NULL)
      SELECT gone.id::text AS ref FROM gone LEFT JOIN customer_profile n ON n.customer_id = gone.id
      WHERE n.nickname <> '已注销' OR n.avatar IS NOT NULL
        OR EXISTS (SELECT FROM phone WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM customer_phone WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM address WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM order_contact WHERE buyer_id = gone.id)
        OR EXISTS (SELECT FROM cart_line WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM favourite WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM footprint WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM notice WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM data_export WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM session WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM identity WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM notice_consent WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM cart_merge WHERE customer_id = gone.id)
        OR EXISTS (SELECT FROM quote q WHERE q.buyer_id = gone.id
          AND NOT EXISTS (SELECT FROM orders o WHERE o.buyer_id = q.buyer_id AND o.quote_id = q.id))
        OR EXISTS (SELECT FROM orders WHERE buyer_id = gone.id AND (remark <> '' OR close_reason <> ''))
        OR EXISTS (SELECT FROM aftersale WHERE buyer_id = gone.id AND (note <> '' OR pictures <> '[]'))
        OR EXISTS (SELECT FROM review WHERE customer_id = gone.id AND removed_at IS NULL
          AND (NOT anonymous OR pictures <> '[]' OR appended_pictures <> '[]'))
        OR EXISTS (SELECT FROM promoter_application WHERE owner_id = gone.id AND reason <> '')`,
  },
];
