/** SQL of the console's reading of products and SKUs. */
import type { ConsoleProduct, ConsoleProductRow } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { standsIn } from "./store.ts";

type Query = Kysely<Tables>;

/** Who moved it into the recycle bin, when, and until when it can come back. */
export interface BinRow {
  recycled_by: string | null;
  recycled_at: Date | null;
  purge_at: Date | null;
}

export interface ProductRow extends BinRow {
  id: bigint;
  state: ConsoleProductRow["state"];
  code: string;
  name: string;
  picture: string | null;
  category: string;
  price_min_fen: bigint;
  price_max_fen: bigint;
  sku_count: number;
  on_hand: number;
  available: number;
  sold: number;
  list_at: Date | null;
  unlist_at: Date | null;
  updated_at: Date;
}

export interface ProductFilter {
  /** Only these; null: whichever. */
  found: readonly bigint[] | null;
  state: ConsoleProductRow["state"] | null;
  category: bigint | null;
  /** low: some SKU has at most lowStock available; out: some SKU has nothing available. */
  stock: "low" | "out" | null;
  /** Waits to go on the shelf, or off it. */
  scheduled: "on" | "off" | null;
  lowStock: number;
  after: bigint | null;
  limit: number;
}

const BIN = sql`p.recycled_at, p.purge_at, (SELECT name FROM staff WHERE id = p.recycled_by) AS recycled_by`;

/** Newest first. Without a state the recycle bin is left out. Words are sought in name, subtitle, id and SKU codes. */
export async function selectProducts(query: Query, filter: ProductFilter): Promise<ProductRow[]> {
  const state =
    filter.state === null ? sql`p.state IN ('listed', 'unlisted')` : sql`p.state = ${filter.state}`;
  const category = filter.category === null ? sql`` : sql`AND ${standsIn(sql`${filter.category}`)}`;
  const matching =
    filter.found === null ? sql`` : sql`AND p.id = ANY (${filter.found.map(String)}::bigint[])`;
  // Which SKUs are scarce is read once for all, rather than the figures of product after product until a page is full.
  const stock =
    filter.stock === null
      ? sql``
      : sql`AND p.id = ANY (ARRAY (SELECT scarce.product_id FROM sku scarce JOIN sku_stock t ON t.sku_id = scarce.id
          WHERE NOT scarce.retired AND t.on_hand - t.held <= ${filter.stock === "low" ? filter.lowStock : 0}))`;
  const scheduled = {
    on: sql`AND p.list_at IS NOT NULL`,
    off: sql`AND p.unlist_at IS NOT NULL`,
    both: sql``,
  }[filter.scheduled ?? "both"];
  const after = filter.after === null ? sql`` : sql`AND p.id < ${filter.after}`;
  const result = await sql<ProductRow>`
    SELECT p.id, p.state, p.code, p.name, p.gallery->>0 AS picture, c.name AS category, p.updated_at, p.list_at, p.unlist_at, ${BIN},
      coalesce(figures.price_min_fen, 0) AS price_min_fen, coalesce(figures.price_max_fen, 0) AS price_max_fen,
      figures.sku_count, figures.on_hand, figures.available, figures.sold
    FROM product p JOIN category c ON c.id = p.category_id CROSS JOIN LATERAL (
      SELECT min(s.price_fen) FILTER (WHERE NOT s.retired) AS price_min_fen,
        max(s.price_fen) FILTER (WHERE NOT s.retired) AS price_max_fen,
        (count(*) FILTER (WHERE NOT s.retired))::int AS sku_count,
        coalesce(sum(stock.on_hand) FILTER (WHERE NOT s.retired), 0)::int AS on_hand,
        coalesce(sum(stock.on_hand - stock.held) FILTER (WHERE NOT s.retired), 0)::int AS available,
        coalesce(sum(sales.sold), 0)::int AS sold,
        string_agg(s.code, E'\n') FILTER (WHERE NOT s.retired) AS codes
      FROM sku s LEFT JOIN sku_stock stock ON stock.sku_id = s.id LEFT JOIN sku_sales sales ON sales.sku_id = s.id
      WHERE s.product_id = p.id) AS figures
    WHERE ${state} ${category} ${matching} ${stock} ${scheduled} ${after}
    ORDER BY p.id DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

type Moments = "created_at" | "updated_at" | "list_at" | "unlist_at";
export type ProductDetailRow = Omit<ConsoleProduct, Moments | "recycled"> &
  BinRow & { created_at: Date; updated_at: Date; list_at: Date | null; unlist_at: Date | null };

/** Everything of one product that is not gone for good; retired SKUs are left out. */
export async function selectConsoleProduct(query: Query, id: bigint): Promise<ProductDetailRow | null> {
  const result = await sql<ProductDetailRow>`
    SELECT p.id::text AS id, p.version, p.state, p.code, p.name, p.subtitle, p.fulfilment, p.category_id::text AS category_id, p.origin,
      p.freight_template_id::text AS freight_template_id,
      p.gallery, p.promises, p.tags, p.specs, p.detail, p.video, p.cases, p.list_at, p.unlist_at, ${BIN}, p.created_at, p.updated_at,
      ARRAY (SELECT category_id::text FROM product_category WHERE product_id = p.id ORDER BY category_id) AS shelf_ids,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'spec', s.spec, 'price_fen', s.price_fen,
          'market_price_fen', s.market_price_fen, 'cost_fen', s.cost_fen, 'code', s.code, 'weight_g', s.weight_g,
          'picture', s.picture, 'on_hand', coalesce(stock.on_hand, 0), 'held', coalesce(stock.held, 0),
          'sold', coalesce(sales.sold, 0)) ORDER BY s.position, s.id), '[]')
        FROM sku s LEFT JOIN sku_stock stock ON stock.sku_id = s.id LEFT JOIN sku_sales sales ON sales.sku_id = s.id
        WHERE s.product_id = p.id AND NOT s.retired) AS skus
    FROM product p WHERE p.id = ${id} AND p.state <> 'deleted'`.execute(query);
  return result.rows[0] ?? null;
}

export async function findProductByRequest(query: Query, requestKey: string): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`SELECT id FROM product WHERE request_key = ${requestKey}`.execute(
    query,
  );
  return result.rows[0]?.id ?? null;
}
