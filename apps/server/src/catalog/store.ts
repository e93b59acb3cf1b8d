/** SQL of the shop's side of `category`, `product` and `sku`. Stock and sales are joined from the sku group, never stored here. */
import type { CategoryNode, ProductCard, ProductDetail, ProductLive, SORTS } from "@banyan/contract";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export type Sort = (typeof SORTS)[number];
type Query = Kysely<Tables>;

export interface CardRow {
  id: bigint;
  name: string;
  subtitle: string;
  picture: string | null;
  price_fen: bigint;
  price_from: boolean;
  market_price_fen: bigint | null;
  sales: bigint;
  sold_out: boolean;
  tags: string[];
  fulfilment: ProductCard["fulfilment"];
  sort_key: bigint;
  /** Leaf first, with what is on sale: what a promoter's figures are computed from. Only where they were asked for. */
  placed: { categories: string[]; skus: { id: string; price_fen: string }[] } | null;
}

const PLACED = sql`(SELECT jsonb_build_object(
    'categories', (SELECT CASE WHEN c.parent_id IS NULL THEN jsonb_build_array(c.id::text)
      ELSE jsonb_build_array(c.id::text, c.parent_id::text) END FROM category c WHERE c.id = p.category_id),
    'skus', jsonb_agg(jsonb_build_object('id', s.id::text, 'price_fen', s.price_fen::text) ORDER BY s.position, s.id))
  FROM sku s WHERE s.product_id = p.id AND NOT s.retired) AS placed`;
const NOT_PLACED = sql`NULL::jsonb AS placed`;

/**
 * Whether product `p` stands in a category or in one below it, as its main category or on a further shelf. A union of two index reads:
 * an OR would look at every product.
 */
export const standsIn = (category: RawBuilder<unknown>) => sql`p.id IN (
  WITH shelf AS (SELECT id FROM category WHERE id = ${category} OR parent_id = ${category})
  SELECT id FROM product WHERE category_id IN (SELECT id FROM shelf)
  UNION SELECT product_id FROM product_category WHERE category_id IN (SELECT id FROM shelf))`;

const CARD_COLUMNS = sql`p.id, p.name, p.subtitle, p.gallery->>0 AS picture, p.tags, p.fulfilment,
  figures.price_fen, figures.price_from, figures.market_price_fen, figures.sales, figures.sold_out`;

/** Prices and stock of what is offered now; sales count retired SKUs too. */
const FIGURES = sql`LATERAL (
  SELECT min(s.price_fen) FILTER (WHERE NOT s.retired) AS price_fen,
    min(s.price_fen) FILTER (WHERE NOT s.retired) < max(s.price_fen) FILTER (WHERE NOT s.retired) AS price_from,
    (array_agg(s.market_price_fen ORDER BY s.price_fen, s.position, s.id) FILTER (WHERE NOT s.retired))[1] AS market_price_fen,
    coalesce(sum(sales.sold), 0)::bigint AS sales,
    coalesce(sum(stock.on_hand - stock.held) FILTER (WHERE NOT s.retired), 0) = 0 AS sold_out
  FROM sku s LEFT JOIN sku_stock stock ON stock.sku_id = s.id LEFT JOIN sku_sales sales ON sales.sku_id = s.id
  WHERE s.product_id = p.id) AS figures`;

/** The named products, those that are on sale, in no order: each is found by its key. */
export async function selectPickedCards(
  query: Query,
  productIds: readonly bigint[],
  placed: boolean,
): Promise<CardRow[]> {
  const result = await sql<CardRow>`
    SELECT ${CARD_COLUMNS}, 0::bigint AS sort_key, ${placed ? PLACED : NOT_PLACED}
    FROM product p CROSS JOIN ${FIGURES}
    WHERE p.id = ANY (${productIds.map(String)}::bigint[]) AND p.state = 'listed' AND figures.price_fen IS NOT NULL`.execute(
    query,
  );
  return result.rows;
}

/** Root categories with their children, both in the operator's order. */
export async function selectCategories(query: Query): Promise<CategoryNode[]> {
  const result = await sql<CategoryNode>`
    SELECT root.id::text AS id, root.name, root.icon,
      coalesce(jsonb_agg(jsonb_build_object('id', child.id::text, 'name', child.name, 'icon', child.icon)
        ORDER BY child.sort, child.id) FILTER (WHERE child.id IS NOT NULL), '[]') AS children
    FROM category root LEFT JOIN category child ON child.parent_id = root.id AND NOT child.removed
    WHERE root.parent_id IS NULL AND NOT root.removed
    GROUP BY root.id ORDER BY root.sort, root.id`.execute(query);
  return result.rows;
}

/** On the shelf, or announced: its page can be looked at, but no list shows it and no quote takes it. */
const SHOWN = sql`(p.state = 'listed' OR p.list_at IS NOT NULL)`;

/** Everything of a shown product's page that is the same for everybody, and the categories it stands in, leaf first. */
export interface ProductRow extends Omit<ProductDetail, "skus" | "promoting" | "on_sale_at"> {
  on_sale_at: Date | null;
  skus: Omit<ProductDetail["skus"][number], "worth">[];
  categories: string[];
}

export async function selectProduct(query: Query, productId: bigint): Promise<ProductRow | null> {
  const result = await sql<ProductRow>`
    SELECT p.id::text AS id, p.name, p.subtitle, p.fulfilment, p.origin, p.gallery, p.promises, p.tags, p.specs, p.detail, p.cases,
      p.video, p.list_at AS on_sale_at,
      jsonb_build_object('id', c.id::text, 'name', c.name) AS category,
      CASE WHEN c.parent_id IS NULL THEN ARRAY[c.id::text] ELSE ARRAY[c.id::text, c.parent_id::text] END AS categories,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'spec', s.spec, 'price_fen', s.price_fen,
          'market_price_fen', s.market_price_fen, 'picture', s.picture, 'code', s.code) ORDER BY s.position, s.id), '[]')
        FROM sku s WHERE s.product_id = p.id AND NOT s.retired) AS skus,
      (SELECT coalesce(sum(shown), 0)::int FROM review_count WHERE product_id = p.id) AS review_count
    FROM product p JOIN category c ON c.id = p.category_id
    WHERE p.id = ${productId} AND ${SHOWN}`.execute(query);
  return result.rows[0] ?? null;
}

/** Stock and sales of a shown product at this moment. */
export async function selectLive(query: Query, productId: bigint): Promise<ProductLive | null> {
  const result = await sql<ProductLive>`
    SELECT coalesce(sum(sales.sold), 0)::int AS sales,
      coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'available', coalesce(stock.on_hand - stock.held, 0))
        ORDER BY s.position, s.id) FILTER (WHERE NOT s.retired), '[]') AS skus
    FROM product p JOIN sku s ON s.product_id = p.id
      LEFT JOIN sku_stock stock ON stock.sku_id = s.id LEFT JOIN sku_sales sales ON sales.sku_id = s.id
    WHERE p.id = ${productId} AND ${SHOWN}
    GROUP BY p.id`.execute(query);
  return result.rows[0] ?? null;
}
