/** SQL that the index is built from and kept current with: `product`, its SKUs, stock, sales and categories, read only. */
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { ShelfProduct } from "./shelf.ts";

type Query = Kysely<Tables>;

interface Row {
  id: bigint;
  state: ShelfProduct["state"] | "deleted";
  name: string;
  subtitle: string;
  origin: string | null;
  category_id: string;
  category: string;
  parent: string | null;
  /** Display categories: id, name, name of the one above. */
  shelves: [string, string, string | null][] | null;
  /** One a line; of specs each line is a list. */
  codes: string | null;
  specs: string | null;
  tags: string[];
  service: boolean;
  weight: number;
  created: bigint;
  updated: bigint;
  price: bigint | null;
  sales: bigint;
  sold_out: boolean;
}

/** A row as the index takes it; null: the product is gone for good. */
export type Change = { id: bigint; product: ShelfProduct | null };

const MICROSECONDS = (column: RawBuilder<unknown>) => sql`(extract(epoch FROM ${column}) * 1000000)::bigint`;

/** What a product is found by, beside its codes; a sketch of the index does without. */
const NAMED = sql`p.name, p.subtitle, p.origin, c.name AS category, parent.name AS parent,
  nullif(concat_ws(E'\n', nullif(p.code, ''), figures.codes), '') AS codes, figures.specs`;
const UNNAMED = sql`'' AS name, '' AS subtitle, '' AS origin, '' AS category, NULL AS parent, NULL AS codes, NULL AS specs`;

async function readProducts(
  query: Query,
  where: RawBuilder<unknown>,
  limit: number,
  named = true,
): Promise<Change[]> {
  const texts = sql`string_agg(s.code, E'\n') FILTER (WHERE NOT s.retired AND s.code <> '') AS codes,
        string_agg(s.spec::text, E'\n') FILTER (WHERE NOT s.retired AND s.spec <> '[]') AS specs,`;
  const result = await sql<Row>`
    SELECT p.id, p.state, p.tags, p.fulfilment = 'service' AS service, p.weight, p.category_id::text AS category_id,
      ${MICROSECONDS(sql`p.created_at`)} AS created, ${MICROSECONDS(sql`p.updated_at`)} AS updated,
      figures.price, figures.sales, figures.sold_out, ${named ? NAMED : UNNAMED},
      (SELECT jsonb_agg(jsonb_build_array(k.category_id::text, shelf.name, above.name)) FROM product_category k
        JOIN category shelf ON shelf.id = k.category_id LEFT JOIN category above ON above.id = shelf.parent_id
        WHERE k.product_id = p.id) AS shelves
    FROM product p JOIN category c ON c.id = p.category_id LEFT JOIN category parent ON parent.id = c.parent_id CROSS JOIN LATERAL (
      SELECT min(s.price_fen) FILTER (WHERE NOT s.retired) AS price, ${named ? texts : sql``}
        coalesce(sum(sales.sold), 0)::bigint AS sales,
        coalesce(sum(stock.on_hand - stock.held) FILTER (WHERE NOT s.retired), 0) = 0 AS sold_out
      FROM sku s LEFT JOIN sku_stock stock ON stock.sku_id = s.id LEFT JOIN sku_sales sales ON sales.sku_id = s.id
      WHERE s.product_id = p.id) AS figures
    WHERE ${where} ORDER BY p.id LIMIT ${limit}`.execute(query);
  return result.rows.map((row) => ({
    id: row.id,
    product: row.state === "deleted" ? null : productOf(row, row.state),
  }));
}

function productOf(row: Row, state: ShelfProduct["state"]): ShelfProduct {
  const { id, name, subtitle, tags, service, weight, price } = row;
  const shelves = row.shelves ?? [];
  const specs = (row.specs ?? "")
    .split("\n")
    .flatMap((text) => (text === "" ? [] : (JSON.parse(text) as string[])));
  const names = [row.category, row.parent, ...shelves.flatMap(([, shelf, above]) => [shelf, above])];
  const others = new Set([row.origin, ...names, ...tags, ...specs]);
  return {
    ...{ id, state, name, subtitle, tags, service, weight, soldOut: row.sold_out },
    ...{ created: Number(row.created), updated: Number(row.updated), sales: Number(row.sales) },
    price: price === null ? null : Number(price),
    kinds: [row.category, ...shelves.map(([, shelf]) => shelf)],
    above: [row.parent, ...shelves.map(([, , above]) => above)].filter((name) => name !== null),
    codes: row.codes?.split("\n") ?? [],
    categories: [...new Set([row.category_id, ...shelves.map(([shelf]) => shelf)])],
    others: [...others].flatMap((text) => (text === null || text === "" ? [] : [text])),
  };
}

/** The next products by id that are not gone for good. */
export const readAfter = (query: Query, id: bigint, limit: number): Promise<Change[]> =>
  readProducts(query, sql`p.id > ${id} AND p.state <> 'deleted'`, limit);

/** The same without what they are found by: for lists without words. */
export const readUnnamedAfter = (query: Query, id: bigint, limit: number): Promise<Change[]> =>
  readProducts(query, sql`p.id > ${id} AND p.state <> 'deleted'`, limit, false);

/** These products, those gone for good too. */
export const readThese = (query: Query, ids: readonly bigint[]): Promise<Change[]> =>
  readProducts(query, sql`p.id = ANY (${ids.map(String)}::bigint[])`, ids.length);

/** Those that stand in one of these categories. */
export const readOfCategories = (
  query: Query,
  categories: readonly string[],
  after: bigint,
  limit: number,
): Promise<Change[]> =>
  readProducts(
    query,
    sql`p.id > ${after} AND p.state <> 'deleted' AND (p.category_id = ANY (${[...categories]}::bigint[])
      OR p.id IN (SELECT product_id FROM product_category WHERE category_id = ANY (${[...categories]}::bigint[])))`,
    limit,
  );

/** Whether there are so many at least, those gone for good included. */
export async function holdsProducts(query: Query, many: number): Promise<boolean> {
  const result = await sql<{ many: boolean }>`
    SELECT (SELECT count(*) FROM (SELECT FROM product LIMIT ${many}) AS first) = ${many}::int AS many`.execute(
    query,
  );
  return result.rows[0]?.many === true;
}

export interface CategoryRow {
  id: string;
  parent_id: string | null;
  name: string;
  removed: boolean;
}

export async function readCategories(query: Query): Promise<CategoryRow[]> {
  const result = await sql<CategoryRow>`
    SELECT id::text AS id, parent_id::text AS parent_id, name, removed FROM category ORDER BY sort, id`.execute(
    query,
  );
  return result.rows;
}

/**
 * What was stamped since, and the database's real clock, which stamps rows.
 * @param since µs since 1970; null: only the clock
 */
export async function readStamps(
  query: Query,
  since: number | null,
): Promise<{ now: number; changed: { id: bigint; updated: number }[] }> {
  const result = await sql<{ now: bigint; changed: [string, number][] }>`
    SELECT ${MICROSECONDS(sql`now()`)} AS now,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(id::text, ${MICROSECONDS(sql`updated_at`)})), '[]') FROM product
        WHERE updated_at > to_timestamp(${since}::double precision / 1000000)) AS changed`.execute(query);
  const [row] = result.rows;
  const changed = (row?.changed ?? []).map(([id, updated]) => ({ id: BigInt(id), updated }));
  return { now: Number(row?.now ?? 0), changed };
}

export interface FigureRow {
  id: bigint;
  sales: bigint;
  sold_out: boolean;
}

/** Sales and stock of the next products by id. */
export async function readFigures(query: Query, after: bigint, limit: number): Promise<FigureRow[]> {
  const result = await sql<FigureRow>`
    SELECT s.product_id AS id, coalesce(sum(sales.sold), 0)::bigint AS sales,
      coalesce(sum(stock.on_hand - stock.held) FILTER (WHERE NOT s.retired), 0) = 0 AS sold_out
    FROM sku s LEFT JOIN sku_stock stock ON stock.sku_id = s.id LEFT JOIN sku_sales sales ON sales.sku_id = s.id
    WHERE s.product_id IN (SELECT id FROM product WHERE id > ${after} ORDER BY id LIMIT ${limit})
    GROUP BY s.product_id ORDER BY s.product_id`.execute(query);
  return result.rows;
}
