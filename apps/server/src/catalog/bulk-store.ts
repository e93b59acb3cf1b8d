/** SQL that reads and writes many products at once: each function is one statement, however many there are. */
import type { ConsoleProduct } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { BulkProduct } from "./bulk.ts";

type Query = Kysely<Tables>;

export type WholeProduct = Pick<
  ConsoleProduct,
  | "id"
  | "version"
  | "state"
  | "name"
  | "subtitle"
  | "fulfilment"
  | "category_id"
  | "origin"
  | "gallery"
  | "promises"
  | "tags"
  | "specs"
  | "detail"
  | "shelf_ids"
  | "freight_template_id"
  | "skus"
  | "code"
>;

/** Everything that a form holds of products that are not gone for good, newest first; retired SKUs are left out. */
export async function selectWhole(query: Query, ids: readonly string[]): Promise<WholeProduct[]> {
  const result = await sql<WholeProduct>`
    SELECT p.id::text AS id, p.version, p.state, p.code, p.name, p.subtitle, p.fulfilment, p.category_id::text AS category_id, p.origin,
      p.freight_template_id::text AS freight_template_id, p.gallery, p.promises, p.tags, p.specs, p.detail,
      ARRAY (SELECT category_id::text FROM product_category WHERE product_id = p.id ORDER BY category_id) AS shelf_ids,
      coalesce(s.skus, '[]') AS skus
    FROM product p LEFT JOIN (
      SELECT s.product_id, jsonb_agg(jsonb_build_object('id', s.id::text, 'spec', s.spec, 'price_fen', s.price_fen,
          'market_price_fen', s.market_price_fen, 'cost_fen', s.cost_fen, 'code', s.code, 'weight_g', s.weight_g,
          'picture', s.picture, 'on_hand', coalesce(stock.on_hand, 0)) ORDER BY s.position, s.id) AS skus
      FROM sku s LEFT JOIN sku_stock stock ON stock.sku_id = s.id
      WHERE s.product_id = ANY (${[...ids]}::bigint[]) AND NOT s.retired GROUP BY 1) s ON s.product_id = p.id
    WHERE p.id = ANY (${[...ids]}::bigint[]) AND p.state <> 'deleted' ORDER BY p.id DESC`.execute(query);
  return result.rows;
}

/** Which products have these codes. */
export async function selectByCodes(
  query: Query,
  codes: readonly string[],
): Promise<{ code: string; id: string }[]> {
  const result = await sql<{ code: string; id: string }>`
    SELECT code, id::text AS id FROM product WHERE code = ANY (${[...codes]}::text[]) AND code <> '' AND state <> 'deleted'`.execute(
    query,
  );
  return result.rows;
}

export interface TakenCode {
  code: string;
  kind: "product" | "sku";
  product_id: string;
  name: string;
}

/** Products and SKUs that stand in the shop with one of these codes. */
export async function selectCodeOwners(
  query: Query,
  codes: { products: readonly string[]; skus: readonly string[] },
): Promise<TakenCode[]> {
  const result = await sql<TakenCode>`
    SELECT code, 'product' AS kind, id::text AS product_id, name FROM product
    WHERE code = ANY (${[...codes.products]}::text[]) AND code <> '' AND state <> 'deleted'
    UNION ALL
    SELECT s.code, 'sku', p.id::text, p.name FROM sku s JOIN product p ON p.id = s.product_id
    WHERE s.code = ANY (${[...codes.skus]}::text[]) AND s.code <> '' AND NOT s.retired`.execute(query);
  return result.rows;
}

/** Locks them in the order of their ids. */
export async function lockVersions(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { version: number; state: string }>> {
  const result = await sql<{ id: string; version: number; state: string }>`
    SELECT id::text AS id, version, state FROM product WHERE id = ANY (${[...ids]}::bigint[]) ORDER BY product.id FOR UPDATE`.execute(
    tx,
  );
  return new Map(result.rows.map((row) => [row.id, row]));
}

const FORM_RECORD = sql`(id bigint, request_key text, code text, category_id bigint, fulfilment text, name text, subtitle text, origin text,
  freight_template_id bigint, freight_stays boolean, gallery jsonb, promises jsonb, tags jsonb, specs jsonb, detail jsonb, listed boolean)`;

const records = (products: readonly BulkProduct[]) =>
  JSON.stringify(
    products.map(({ form, id, requestKey, code, listed }) => ({
      ...form,
      skus: undefined,
      freight_stays: form.freight_template_id === undefined,
      id,
      request_key: requestKey,
      code,
      listed,
    })),
  );

/** @returns ids by request key */
export async function insertProducts(
  tx: Tx,
  products: readonly BulkProduct[],
  by: { staffId: bigint; at: Date },
): Promise<Map<string, string>> {
  const result = await sql<{ id: string; request_key: string }>`
    INSERT INTO product (code, category_id, fulfilment, name, subtitle, origin, freight_template_id, gallery, promises, tags, specs, detail,
      state, request_key, updated_by, created_at, updated_at)
    SELECT code, category_id, fulfilment, name, subtitle, origin, freight_template_id, gallery, promises, tags, specs, detail,
      CASE WHEN listed THEN 'listed' ELSE 'unlisted' END, request_key, ${by.staffId}::bigint, ${by.at}::timestamptz, ${by.at}::timestamptz
    FROM jsonb_to_recordset(${records(products)}::jsonb) AS r ${FORM_RECORD}
    RETURNING id::text AS id, request_key`.execute(tx);
  return new Map(result.rows.map((row) => [row.request_key, row.id]));
}

/** Of locked products. Video, cases, state and times stay as they are. */
export async function updateProducts(
  tx: Tx,
  products: readonly BulkProduct[],
  by: { staffId: bigint; at: Date },
): Promise<void> {
  await sql`
    UPDATE product p SET (code, category_id, fulfilment, name, subtitle, origin, freight_template_id, gallery, promises, tags, specs, detail) =
        ROW (r.code, r.category_id, r.fulfilment, r.name, r.subtitle, r.origin, CASE WHEN r.freight_stays THEN p.freight_template_id ELSE r.freight_template_id END, r.gallery, r.promises, r.tags, r.specs, r.detail),
      version = p.version + 1, updated_at = ${by.at}::timestamptz, updated_by = ${by.staffId}::bigint
    FROM jsonb_to_recordset(${records(products)}::jsonb) AS r ${FORM_RECORD} WHERE p.id = r.id`.execute(tx);
}

/** Each product stands on exactly these shelves beside its main category. */
export async function writeAllShelves(
  tx: Tx,
  shelves: readonly { product_id: string; category_ids: readonly string[] }[],
): Promise<void> {
  const text = JSON.stringify(shelves);
  await sql`
    WITH wanted AS (
        SELECT r.product_id, c.id::bigint AS category_id FROM jsonb_to_recordset(${text}::jsonb) AS r (product_id bigint, category_ids jsonb)
        CROSS JOIN jsonb_array_elements_text(r.category_ids) AS c (id)),
      gone AS (
        DELETE FROM product_category WHERE product_id = ANY (${shelves.map(({ product_id }) => product_id)}::bigint[])
          AND (product_id, category_id) NOT IN (SELECT product_id, category_id FROM wanted))
    INSERT INTO product_category (product_id, category_id) SELECT product_id, category_id FROM wanted ON CONFLICT DO NOTHING`.execute(
    tx,
  );
}

/** Codes may change places within the chunk, and the unique index looks at each row on its own. */
export async function emptyCodes(tx: Tx, productIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE sku SET code = '' WHERE product_id = ANY (${[...productIds]}::bigint[]) AND NOT retired AND code <> ''`.execute(
    tx,
  );
}

export interface BulkSku {
  id: string | null;
  product_id: string;
  spec: readonly string[];
  price_fen: number;
  market_price_fen: number | null;
  cost_fen: number;
  code: string;
  weight_g: number;
  picture: string | null;
  position: number;
}

const SKU_RECORD = sql`(id bigint, product_id bigint, spec jsonb, price_fen bigint, market_price_fen bigint, cost_fen bigint, code text,
  weight_g int, picture text, position int)`;

export async function updateAllSkus(tx: Tx, skus: readonly BulkSku[]): Promise<void> {
  await sql`
    UPDATE sku s SET spec = r.spec, price_fen = r.price_fen, market_price_fen = r.market_price_fen, cost_fen = r.cost_fen,
      code = r.code, weight_g = r.weight_g, picture = r.picture, position = r.position
    FROM jsonb_to_recordset(${JSON.stringify(skus)}::jsonb) AS r ${SKU_RECORD}
    WHERE s.id = r.id AND s.product_id = r.product_id AND NOT s.retired`.execute(tx);
}

/** @returns ids by product and position */
export async function insertAllSkus(tx: Tx, skus: readonly BulkSku[]): Promise<Map<string, bigint>> {
  const result = await sql<{ id: bigint; product_id: string; position: number }>`
    INSERT INTO sku (product_id, spec, price_fen, market_price_fen, cost_fen, code, weight_g, picture, position)
    SELECT product_id, spec, price_fen, market_price_fen, cost_fen, code, weight_g, picture, position
    FROM jsonb_to_recordset(${JSON.stringify(skus)}::jsonb) AS r ${SKU_RECORD} ORDER BY product_id, position
    RETURNING id, product_id::text AS product_id, position`.execute(tx);
  return new Map(result.rows.map((row) => [`${row.product_id}:${row.position}`, row.id]));
}
