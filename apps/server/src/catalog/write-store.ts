/** SQL that changes `category`, `product` and `sku`. */
import type { PRODUCT_STATES } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { ProductForm } from "./product-form.ts";

type Query = Kysely<Tables>;

/** Codes of other products' SKUs among these: the unique index would refuse them without saying which. */
export async function selectTakenCodes(
  query: Query,
  codes: readonly string[],
  productId: bigint | null,
): Promise<string[]> {
  const result = await sql<{ code: string }>`
    SELECT code FROM sku
    WHERE code = ANY (${[...codes]}::text[]) AND code <> '' AND NOT retired
      AND product_id IS DISTINCT FROM ${productId}::bigint`.execute(query);
  return result.rows.map((row) => row.code);
}

export async function categoryExists(query: Query, id: bigint): Promise<boolean> {
  const result = await sql`SELECT 1 FROM category WHERE id = ${id}`.execute(query);
  return result.rows.length === 1;
}

/** Columns of a product that its form sets. Settings of its own (weight, cases, state) stay as they are. */
const formValues = (
  form: ProductForm,
) => sql`${BigInt(form.category_id)}, ${form.fulfilment}, ${form.name}, ${form.subtitle},
  ${form.origin}, ${JSON.stringify(form.gallery)}::jsonb, ${JSON.stringify(form.promises)}::jsonb, ${JSON.stringify(form.tags)}::jsonb,
  ${JSON.stringify(form.specs)}::jsonb, ${JSON.stringify(form.detail)}::jsonb`;
const FORM_COLUMNS = sql`category_id, fulfilment, name, subtitle, origin, gallery, promises, tags, specs, detail`;

export async function insertProduct(
  tx: Tx,
  form: ProductForm,
  row: { listed: boolean; requestKey: string },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO product (${FORM_COLUMNS}, state, request_key)
    VALUES (${formValues(form)}, ${row.listed ? "listed" : "unlisted"}, ${row.requestKey}) RETURNING id`.execute(
    tx,
  );
  const made = result.rows[0];
  if (!made) throw new Error("the product was not written");
  return made.id;
}

/** @returns false when somebody else changed it since `version` was read */
export async function updateProduct(
  tx: Tx,
  id: bigint,
  version: number,
  form: ProductForm,
): Promise<boolean> {
  const result = await sql`
    UPDATE product SET (${FORM_COLUMNS}) = ROW (${formValues(form)}), version = version + 1, updated_at = now()
    WHERE id = ${id} AND version = ${version}`.execute(tx);
  return result.numAffectedRows === 1n;
}

export interface SkuWrite {
  spec: readonly string[];
  price_fen: number;
  market_price_fen: number | null;
  cost_fen: number;
  code: string;
  weight_g: number;
  picture: string | null;
  position: number;
}

const SKU_RECORD = sql`(id bigint, spec jsonb, price_fen bigint, market_price_fen bigint, cost_fen bigint, code text, weight_g int,
  picture text, position int)`;

/** @returns ids by position */
export async function insertSkus(
  tx: Tx,
  productId: bigint,
  skus: readonly SkuWrite[],
): Promise<Map<number, bigint>> {
  const result = await sql<{ id: bigint; position: number }>`
    INSERT INTO sku (product_id, spec, price_fen, market_price_fen, cost_fen, code, weight_g, picture, position)
    SELECT ${productId}::bigint, spec, price_fen, market_price_fen, cost_fen, code, weight_g, picture, position
    FROM jsonb_to_recordset(${JSON.stringify(skus)}::jsonb) AS r ${SKU_RECORD} ORDER BY position
    RETURNING id, position`.execute(tx);
  return new Map(result.rows.map((row) => [row.position, row.id]));
}

/**
 * Retires the SKUs that are not kept and empties the codes of all: codes may change places within a product, and the unique
 * index looks at each row on its own.
 */
export async function retireOthers(tx: Tx, productId: bigint, keptIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE sku SET retired = NOT (id = ANY (${[...keptIds]}::bigint[])),
      code = CASE WHEN id = ANY (${[...keptIds]}::bigint[]) THEN '' ELSE code END
    WHERE product_id = ${productId} AND NOT retired`.execute(tx);
}

export async function updateSkus(
  tx: Tx,
  productId: bigint,
  skus: readonly (SkuWrite & { id: string })[],
): Promise<void> {
  await sql`
    UPDATE sku s SET spec = r.spec, price_fen = r.price_fen, market_price_fen = r.market_price_fen, cost_fen = r.cost_fen,
      code = r.code, weight_g = r.weight_g, picture = r.picture, position = r.position
    FROM jsonb_to_recordset(${JSON.stringify(skus)}::jsonb) AS r ${SKU_RECORD}
    WHERE s.id = r.id AND s.product_id = ${productId} AND NOT s.retired`.execute(tx);
}

type State = (typeof PRODUCT_STATES)[number];

/** Changes the states of those for which `state` is a step; what is in the recycle bin comes back as unlisted only. */
export async function setStates(
  tx: Tx,
  ids: readonly bigint[],
  state: State,
): Promise<{ id: bigint; before: State }[]> {
  const result = await sql<{ id: bigint; before: State }>`
    WITH old AS (
      SELECT id, state FROM product WHERE id = ANY (${ids.map(String)}::bigint[]) AND state <> ${state}
        AND NOT (state = 'recycled' AND ${state} = 'listed')
      ORDER BY id FOR UPDATE)
    UPDATE product p SET state = ${state}, updated_at = now() FROM old WHERE p.id = old.id
    RETURNING p.id, old.state AS before`.execute(tx);
  return result.rows;
}

export interface CategoryFacts {
  /** The category itself; null when it is new or not there. */
  before: { parent_id: string | null; name: string; icon: string | null; sort: number } | null;
  parent: { is_root: boolean } | null;
  has_children: boolean;
  name_taken: boolean;
}

export async function selectCategoryFacts(
  tx: Tx,
  category: { id: bigint | null; parentId: bigint | null; name: string },
): Promise<CategoryFacts> {
  const result = await sql<CategoryFacts>`
    SELECT
      (SELECT jsonb_build_object('parent_id', parent_id::text, 'name', name, 'icon', icon, 'sort', sort)
        FROM category WHERE id = ${category.id}::bigint) AS before,
      (SELECT jsonb_build_object('is_root', parent_id IS NULL) FROM category WHERE id = ${category.parentId}::bigint) AS parent,
      EXISTS (SELECT FROM category WHERE parent_id = ${category.id}::bigint) AS has_children,
      EXISTS (SELECT FROM category WHERE name = ${category.name} AND parent_id IS NOT DISTINCT FROM ${category.parentId}::bigint
        AND id IS DISTINCT FROM ${category.id}::bigint) AS name_taken`.execute(tx);
  const row = result.rows[0];
  if (!row) throw new Error("a SELECT without FROM answers with one row");
  return row;
}

export async function writeCategory(
  tx: Tx,
  row: { id: bigint | null; parentId: bigint | null; name: string; icon: string | null; sort: number },
): Promise<bigint> {
  const result =
    row.id === null
      ? await sql<{ id: bigint }>`
          INSERT INTO category (parent_id, name, icon, sort) VALUES (${row.parentId}, ${row.name}, ${row.icon}, ${row.sort})
          RETURNING id`.execute(tx)
      : await sql<{ id: bigint }>`
          UPDATE category SET parent_id = ${row.parentId}, name = ${row.name}, icon = ${row.icon}, sort = ${row.sort}
          WHERE id = ${row.id} RETURNING id`.execute(tx);
  const written = result.rows[0];
  if (!written) throw new Error("the category was not written");
  return written.id;
}
