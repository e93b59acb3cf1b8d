/** SQL of the cockpit: set-based over facts by business day. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface FigureRow {
  slot: "today" | "yesterday" | "last_week" | "now" | "before";
  paid_fen: bigint;
  paid_orders: number;
  refunded_fen: bigint;
  new_customers: number;
  buyers: number;
}

/** Five windows in one statement: today, yesterday and a week ago up to this time of day, the period, the period before it. */
export async function readFigures(query: Kysely<Tables>, days: number): Promise<FigureRow[]> {
  const result = await sql<FigureRow>`
    WITH clock AS (SELECT business_now() AS now,
        (date_trunc('day', business_now() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai') AS day_start),
      win AS (
        SELECT * FROM clock, LATERAL (VALUES
          ('today', day_start, now),
          ('yesterday', day_start - interval '1 day', now - interval '1 day'),
          ('last_week', day_start - interval '7 days', now - interval '7 days'),
          ('now', day_start - make_interval(days => ${days}::int - 1), now),
          ('before', day_start - make_interval(days => 2 * ${days}::int - 1), now - make_interval(days => ${days}::int))
        ) AS w (slot, from_at, to_at))
    SELECT win.slot,
      coalesce(paid.fen, 0) AS paid_fen, coalesce(paid.orders, 0)::int AS paid_orders, coalesce(paid.buyers, 0)::int AS buyers,
      coalesce(back.fen, 0) AS refunded_fen, coalesce(people.n, 0)::int AS new_customers
    FROM win
      LEFT JOIN LATERAL (SELECT sum(payable_fen)::bigint AS fen, count(*) AS orders, count(DISTINCT buyer_id) AS buyers
        FROM orders WHERE paid_date BETWEEN business_date(win.from_at) AND business_date(win.to_at)
          AND paid_at >= win.from_at AND paid_at <= win.to_at) paid ON true
      LEFT JOIN LATERAL (SELECT sum(amount_fen)::bigint AS fen FROM refund
        WHERE succeeded_date BETWEEN business_date(win.from_at) AND business_date(win.to_at)
          AND succeeded_at >= win.from_at AND succeeded_at <= win.to_at AND cause = 'aftersale') back ON true
      LEFT JOIN LATERAL (SELECT count(*) AS n FROM customer
        WHERE created_at >= win.from_at AND created_at <= win.to_at) people ON true`.execute(query);
  return result.rows;
}

export interface TrendRow {
  date: string;
  paid_fen: bigint;
  paid_orders: number;
  refunded_fen: bigint;
}

/** One row a day, days without sales included. */
export async function readTrend(query: Kysely<Tables>, days: number): Promise<TrendRow[]> {
  const result = await sql<TrendRow>`
    WITH day AS (
        SELECT (business_date(business_now()) - n)::date AS date FROM generate_series(0, ${days}::int - 1) AS n),
      paid AS (SELECT paid_date AS date, sum(payable_fen)::bigint AS fen, count(*)::int AS orders FROM orders
        WHERE paid_date > business_date(business_now()) - ${days}::int GROUP BY paid_date),
      back AS (SELECT succeeded_date AS date, sum(amount_fen)::bigint AS fen FROM refund
        WHERE succeeded_date > business_date(business_now()) - ${days}::int AND cause = 'aftersale' GROUP BY succeeded_date)
    SELECT day.date::text AS date, coalesce(paid.fen, 0) AS paid_fen, coalesce(paid.orders, 0) AS paid_orders,
      coalesce(back.fen, 0) AS refunded_fen
    FROM day LEFT JOIN paid USING (date) LEFT JOIN back USING (date) ORDER BY day.date`.execute(query);
  return result.rows;
}

export interface TodoRow {
  as_of: Date;
  to_ship: number;
  aftersales: number;
  low_stock: number;
  alarms: number;
  refunds_abnormal: number;
  applications: number;
  withdrawals: number;
  adjustments: number;
  set_aside: number;
  reviews: number;
}

export async function readTodo(query: Kysely<Tables>, lowStock: number): Promise<TodoRow> {
  const result = await sql<TodoRow>`
    SELECT business_now() AS as_of,
      (SELECT count(*)::int FROM orders WHERE state = 'awaiting_shipment' AND NOT aftersale_open) AS to_ship,
      (SELECT count(*)::int FROM aftersale WHERE state = 'requested') AS aftersales,
      (SELECT count(*)::int FROM sku_stock t JOIN sku s ON s.id = t.sku_id JOIN product p ON p.id = s.product_id
        WHERE p.state = 'listed' AND NOT s.retired AND t.on_hand - t.held <= ${lowStock}) AS low_stock,
      (SELECT count(*)::int FROM alarm WHERE state = 'open') AS alarms,
      (SELECT count(*)::int FROM refund WHERE state = 'abnormal') AS refunds_abnormal,
      (SELECT count(*)::int FROM promoter_application WHERE state = 'requested') AS applications,
      (SELECT count(*)::int FROM withdrawal WHERE state IN ('reviewing', 'checked')) AS withdrawals,
      (SELECT count(*)::int FROM adjustment WHERE state = 'requested') AS adjustments,
      (SELECT count(*)::int FROM outbox WHERE failure IS NOT NULL) AS set_aside,
      (SELECT count(*)::int FROM review WHERE waits) AS reviews`.execute(query);
  const row = result.rows[0];
  if (!row) throw new Error("todo gave no row");
  return row;
}

export interface TopRow {
  product_id: bigint;
  name: string;
  picture: string;
  quantity: number;
  paid_fen: bigint;
}

export async function readTopProducts(query: Kysely<Tables>, days: number, limit: number): Promise<TopRow[]> {
  const result = await sql<TopRow>`
    WITH sold AS (
        SELECT l.product_id, sum(l.quantity)::int AS quantity, sum(l.base_fen)::bigint AS paid_fen
        FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
        WHERE o.paid_date > business_date(business_now()) - ${days}::int GROUP BY l.product_id
        ORDER BY paid_fen DESC, l.product_id LIMIT ${limit})
    SELECT sold.product_id, p.name, coalesce(p.gallery ->> 0, '') AS picture, sold.quantity, sold.paid_fen
    FROM sold JOIN product p ON p.id = sold.product_id ORDER BY sold.paid_fen DESC, sold.product_id`.execute(
    query,
  );
  return result.rows;
}
