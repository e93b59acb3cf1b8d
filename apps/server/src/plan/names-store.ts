/** SQL of what a plan may name: tiers, categories, products and SKUs, with the Chinese of them and whether they are still there. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { likePattern } from "../http/like.ts";

/** Recycled goods, retired SKUs and retired tiers are `gone`: an old version may speak of them, a new one may not. */
export interface NamedRow {
  id: string;
  name: string;
  gone: boolean;
}

export interface PlanNamesRow {
  tiers: NamedRow[];
  categories: NamedRow[];
  products: NamedRow[];
  skus: NamedRow[];
}

const CATEGORY_NAME = sql`CASE WHEN u.id IS NULL THEN c.name ELSE u.name || ' / ' || c.name END`;
const SKU_NAME = sql`trim(p.name || ' ' || array_to_string(ARRAY(SELECT jsonb_array_elements_text(s.spec)), ' '))`;
const named = (id: ReturnType<typeof sql>, name: ReturnType<typeof sql>, gone: ReturnType<typeof sql>) =>
  sql`jsonb_build_object('id', ${id}::text, 'name', ${name}, 'gone', ${gone})`;
const TIERS = sql`SELECT jsonb_agg(${named(sql`t.id`, sql`t.name`, sql`t.retired_at IS NOT NULL`)} ORDER BY t.rank) FROM tier t`;
const PRODUCT = named(sql`p.id`, sql`p.name`, sql`p.state = 'recycled'`);
const SKU = named(sql`s.id`, SKU_NAME, sql`s.retired OR p.state = 'recycled'`);
const CATEGORY = named(sql`c.id`, CATEGORY_NAME, sql`false`);

/** All tiers and categories, and the goods asked for. One statement. */
export async function readPlanNames(
  query: Kysely<Tables>,
  ids: { products: readonly string[]; skus: readonly string[] },
): Promise<PlanNamesRow> {
  const result = await sql<PlanNamesRow>`
    SELECT coalesce((${TIERS}), '[]') AS tiers,
      coalesce((SELECT jsonb_agg(${CATEGORY} ORDER BY coalesce(u.sort, c.sort), coalesce(u.id, c.id), u.id IS NOT NULL, c.sort, c.id)
        FROM category c LEFT JOIN category u ON u.id = c.parent_id), '[]') AS categories,
      coalesce((SELECT jsonb_agg(${PRODUCT}) FROM product p WHERE p.id = ANY (${[...ids.products]}::bigint[])), '[]') AS products,
      coalesce((SELECT jsonb_agg(${SKU}) FROM sku s JOIN product p ON p.id = s.product_id
        WHERE s.id = ANY (${[...ids.skus]}::bigint[])), '[]') AS skus`.execute(query);
  return result.rows[0] ?? { tiers: [], categories: [], products: [], skus: [] };
}

/** Ids and exact names that a sheet speaks of. */
export interface SheetWords {
  products: { ids: readonly string[]; names: readonly string[] };
  skus: { ids: readonly string[]; names: readonly string[] };
}

export interface SheetNamesRow extends PlanNamesRow {
  /** A SKU's own code → its id, for those that the sheet names by code. */
  codes: { code: string; id: string }[];
}

/** As `readPlanNames`, with the goods found by exact name and SKUs by code too. One statement. */
export async function readSheetNames(query: Kysely<Tables>, words: SheetWords): Promise<SheetNamesRow> {
  const { products, skus } = words;
  const result = await sql<SheetNamesRow>`
    SELECT coalesce((${TIERS}), '[]') AS tiers,
      coalesce((SELECT jsonb_agg(${CATEGORY}) FROM category c LEFT JOIN category u ON u.id = c.parent_id), '[]') AS categories,
      coalesce((SELECT jsonb_agg(${PRODUCT}) FROM product p
        WHERE p.id = ANY (${[...products.ids]}::bigint[]) OR p.name = ANY (${[...products.names]})), '[]') AS products,
      coalesce((SELECT jsonb_agg(${SKU}) FROM sku s JOIN product p ON p.id = s.product_id
        WHERE s.id = ANY (${[...skus.ids]}::bigint[]) OR s.code = ANY (${[...skus.names]}) AND s.code <> ''
          OR cardinality(${[...skus.names]}::text[]) > 0 AND ${SKU_NAME} = ANY (${[...skus.names]})), '[]') AS skus,
      coalesce((SELECT jsonb_agg(jsonb_build_object('code', s.code, 'id', s.id::text)) FROM sku s
        WHERE s.code <> '' AND s.code = ANY (${[...skus.names]}) AND NOT s.retired), '[]') AS codes`.execute(
    query,
  );
  return result.rows[0] ?? { tiers: [], categories: [], products: [], skus: [], codes: [] };
}

export interface TargetRow {
  id: string;
  name: string;
  note: string;
}

/** Products whose name holds the words, best first: those that begin with them. */
export async function findProducts(
  query: Kysely<Tables>,
  words: string,
  limit: number,
): Promise<TargetRow[]> {
  const result = await sql<TargetRow>`
    SELECT p.id::text AS id, p.name, c.name || ' · ' || p.id AS note
    FROM product p JOIN category c ON c.id = p.category_id
    WHERE p.state <> 'recycled' AND (${words} = '' OR p.name ILIKE ${likePattern(words)} OR p.id::text = ${words})
    ORDER BY position(lower(${words}) IN lower(p.name)), p.weight DESC, p.id DESC LIMIT ${limit}`.execute(
    query,
  );
  return result.rows;
}

/** SKUs by words of the product's name, or by their own code. */
export async function findSkus(query: Kysely<Tables>, words: string, limit: number): Promise<TargetRow[]> {
  const result = await sql<TargetRow>`
    SELECT s.id::text AS id, ${SKU_NAME} AS name, CASE WHEN s.code = '' THEN s.id::text ELSE s.code END AS note
    FROM sku s JOIN product p ON p.id = s.product_id
    WHERE p.state <> 'recycled' AND NOT s.retired
      AND (${words} = '' OR p.name ILIKE ${likePattern(words)} OR s.code ILIKE ${likePattern(words)} OR s.id::text = ${words})
    ORDER BY p.weight DESC, p.id DESC, s.position, s.id LIMIT ${limit}`.execute(query);
  return result.rows;
}
