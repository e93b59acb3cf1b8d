/**
 * Reads of past orders for the simulator: short statements, each one chunk of paid orders in a fixed order, so that the shop never waits
 * for one and nothing holds an old snapshot.
 *
 * A chunk comes column by column, each column one text: a million rows of sixteen fields through the driver took 9 s of this process,
 * sixteen texts a chunk and a split of each 1.5 s. jsonb writes itself without line breaks, so one separates the rows.
 */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

/** Where a chunk ended: the key of its last order. */
export interface Place {
  paidDate: string;
  buyerId: bigint;
  no: string;
}

/** One text a column, rows separated by line breaks, all in the same order. */
export interface LineColumns {
  orders: number;
  last_date: string;
  last_buyer: bigint;
  last_no: string;
  buyer_id: string;
  order_no: string;
  line_no: string;
  product_id: string;
  sku_id: string;
  quantity: string;
  net_fen: string;
  base_fen: string;
  refunded_fen: string;
  cost_fen: string;
  self_discount_fen: string;
  category_path: string;
  promotion: string;
  buyer_promoter: string;
  chain: string;
  shares: string;
}

export async function countPaidOrders(query: Kysely<Tables>, from: string, to: string): Promise<number> {
  const result = await sql<{ orders: number }>`
    SELECT count(*)::int AS orders FROM orders WHERE paid_date BETWEEN ${from}::date AND ${to}::date`.execute(
    query,
  );
  return result.rows[0]?.orders ?? 0;
}

/** The lines of up to `limit` orders after a place. @returns null at the end */
export async function linesAfter(
  query: Kysely<Tables>,
  period: { from: string; to: string },
  after: Place | null,
  limit: number,
): Promise<LineColumns | null> {
  const column = (name: string, value = sql`${sql.ref(name)}`) =>
    sql`string_agg(${value}::text, E'\n') AS ${sql.ref(name)}`;
  const result = await sql<LineColumns & { orders: number | null }>`
    WITH page AS MATERIALIZED (
      SELECT paid_date, buyer_id, no FROM orders
      WHERE paid_date <= ${period.to}::date AND (paid_date, buyer_id, no)
        > (${after?.paidDate ?? period.from}::date, ${after?.buyerId ?? 0n}::bigint, ${after?.no ?? ""})
      ORDER BY paid_date, buyer_id, no LIMIT ${limit}),
    last AS (SELECT paid_date, buyer_id, no FROM page ORDER BY paid_date DESC, buyer_id DESC, no DESC LIMIT 1)
    SELECT (SELECT count(*)::int FROM page) AS orders, (SELECT paid_date FROM last) AS last_date,
      (SELECT buyer_id FROM last) AS last_buyer, (SELECT no FROM last) AS last_no,
      ${sql.join([
        column("buyer_id"),
        column("order_no"),
        column("line_no"),
        column("product_id"),
        column("sku_id"),
        column("quantity"),
        column("net_fen"),
        column("base_fen"),
        column("refunded_fen"),
        column("cost_fen"),
        column("self_discount_fen"),
        column("category_path"),
        column("promotion", sql`coalesce(promotion, '')`),
        column("buyer_promoter", sql`coalesce(buyer_promoter, 'null')`),
        column("chain", sql`coalesce(chain, '[]')`),
        column("shares"),
      ])}
    FROM (SELECT l.* FROM page p JOIN order_line l ON l.buyer_id = p.buyer_id AND l.order_no = p.no
      ORDER BY p.paid_date, p.buyer_id, p.no, l.line_no) AS line`.execute(query);
  const [columns] = result.rows;
  return columns === undefined || !columns.orders ? null : columns;
}

/** What the worst lines are called, and what they are made of. */
export interface NamedLine {
  order_no: string;
  line_no: number;
  name: string;
  spec: string[];
}

export async function nameLines(
  query: Kysely<Tables>,
  lines: readonly { buyerId: string; orderNo: string; lineNo: number }[],
): Promise<NamedLine[]> {
  const result = await sql<NamedLine>`
    SELECT l.order_no, l.line_no, l.name, l.spec
    FROM unnest(${lines.map((line) => line.buyerId)}::bigint[], ${lines.map((line) => line.orderNo)}::text[],
      ${lines.map((line) => line.lineNo)}::int[]) AS w (buyer_id, order_no, line_no)
    JOIN order_line l USING (buyer_id, order_no, line_no)`.execute(query);
  return result.rows;
}

/** Names of all that a result speaks of. */
export interface ResultNames {
  tiers: Record<string, string>;
  categories: Record<string, string>;
  products: Record<string, string>;
  nicknames: Record<string, string>;
}

export async function readResultNames(
  query: Kysely<Tables>,
  ids: { products: readonly string[]; promoters: readonly string[] },
): Promise<ResultNames> {
  const result = await sql<ResultNames>`
    SELECT coalesce((SELECT jsonb_object_agg(id, name) FROM tier), '{}') AS tiers,
      coalesce((SELECT jsonb_object_agg(id, name) FROM category), '{}') AS categories,
      coalesce((SELECT jsonb_object_agg(id, name) FROM product WHERE id = ANY (${[...ids.products]}::bigint[])), '{}') AS products,
      coalesce((SELECT jsonb_object_agg(customer_id, nickname) FROM customer_profile
        WHERE customer_id = ANY (${[...ids.promoters]}::bigint[])), '{}') AS nicknames`.execute(query);
  return result.rows[0] ?? { tiers: {}, categories: {}, products: {}, nicknames: {} };
}
