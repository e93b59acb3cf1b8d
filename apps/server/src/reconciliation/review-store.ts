/** What must hold for reviews: how many are shown, and by whom they may be written. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const REVIEW_BOOKS: readonly Book[] = [
  {
    key: "review_counts",
    name: "商品评价数、有图数、追评数 = 已展示的评价逐条相加",
    offences: sql`
      SELECT coalesce(k.product_id, r.product_id) || '/' || coalesce(k.rating, r.rating) AS ref
      FROM review_count k FULL JOIN (
          SELECT product_id, rating, count(*)::int AS shown, count(*) FILTER (WHERE pictured)::int AS pictured,
            count(*) FILTER (WHERE added)::int AS appended
          FROM review WHERE counted GROUP BY product_id, rating) r ON r.product_id = k.product_id AND r.rating = k.rating
      WHERE (coalesce(k.shown, 0), coalesce(k.pictured, 0), coalesce(k.appended, 0))
        IS DISTINCT FROM (coalesce(r.shown, 0), coalesce(r.pictured, 0), coalesce(r.appended, 0))`,
  },
  {
    key: "review_bought",
    name: "每条评价都属于本人收到的商品",
    offences: sql`
      SELECT r.no AS ref FROM review r
        LEFT JOIN order_line l ON l.buyer_id = r.customer_id AND l.order_no = r.order_no AND l.line_no = r.line_no
        LEFT JOIN orders o ON o.buyer_id = r.customer_id AND o.no = r.order_no
      WHERE l.product_id IS DISTINCT FROM r.product_id OR l.sku_id IS DISTINCT FROM r.sku_id
        OR o.received_at IS NULL OR r.created_at < date_trunc('milliseconds', o.received_at)`,
  },
];
