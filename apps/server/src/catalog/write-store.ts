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

/** Name of another product that has this code, one in the recycle bin too. */
export async function selectCodeOwner(
  query: Query,
  code: string,
  productId: bigint | null,
): Promise<string | null> {
  const result = await sql<{ name: string }>`
    SELECT name FROM product
    WHERE code = ${code} AND code <> '' AND state <> 'deleted' AND id IS DISTINCT FROM ${productId}::bigint`.execute(
    query,
  );
  return result.rows[0]?.name ?? null;
}

/** Those of the named categories that a product may stand in; none of them can be removed before this transaction ends. */
export async function holdCategories(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const result = await sql<{ id: string }>`
    SELECT id::text AS id FROM category WHERE id = ANY (${[...ids]}::bigint[]) AND NOT removed ORDER BY id FOR SHARE`.execute(
    tx,
  );
  return new Set(result.rows.map((row) => row.id));
}

/** The product stands on these shelves beside its main category, and on no others. One statement. */
export async function writeShelves(tx: Tx, productId: bigint, ids: readonly string[]): Promise<void> {
  await sql`
    WITH gone AS (DELETE FROM product_category WHERE product_id = ${productId} AND category_id <> ALL (${[...ids]}::bigint[]))
    INSERT INTO product_category (product_id, category_id) SELECT ${productId}, id FROM unnest(${[...ids]}::bigint[]) AS id
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Columns of a product that its form sets. Settings of its own (weight, state, times) stay as they are. */
const formValues = (
  form: ProductForm,
) => sql`${BigInt(form.category_id)}, ${form.fulfilment}, ${form.name}, ${form.subtitle},
  ${form.origin}, ${JSON.stringify(form.gallery)}::jsonb, ${JSON.stringify(form.promises)}::jsonb, ${JSON.stringify(form.tags)}::jsonb,
  ${JSON.stringify(form.specs)}::jsonb, ${JSON.stringify(form.detail)}::jsonb`;
const FORM_COLUMNS = sql`category_id, fulfilment, name, subtitle, origin, gallery, promises, tags, specs, detail`;
/** null for what the form leaves out. */
const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

export async function insertProduct(
  tx: Tx,
  form: ProductForm,
  row: { listed: boolean; listAt: Date | null; requestKey: string; staffId: bigint; at: Date },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO product (${FORM_COLUMNS}, code, video, cases, freight_template_id, state, list_at, request_key, updated_by, created_at, updated_at)
    VALUES (${formValues(form)}, ${form.code ?? ""}, ${json(form.video ?? undefined)}::jsonb, ${json(form.cases ?? [])}::jsonb, ${form.freight_template_id ?? null}::bigint,
      ${row.listed ? "listed" : "unlisted"}, ${row.listAt}, ${row.requestKey}, ${row.staffId}, ${row.at}, ${row.at})
    RETURNING id`.execute(tx);
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
  by: { staffId: bigint; at: Date },
): Promise<boolean> {
  const result = await sql`
    UPDATE product SET (${FORM_COLUMNS}) = ROW (${formValues(form)}), version = version + 1, updated_at = ${by.at},
      updated_by = ${by.staffId}, code = coalesce(${form.code ?? null}::text, code), cases = coalesce(${json(form.cases)}::jsonb, cases),
      freight_template_id = CASE WHEN ${form.freight_template_id === undefined} THEN freight_template_id
        ELSE ${form.freight_template_id ?? null}::bigint END,
      video = CASE WHEN ${form.video === undefined} THEN video ELSE ${json(form.video ?? undefined)}::jsonb END
    WHERE id = ${id} AND version = ${version} AND state <> 'deleted'`.execute(tx);
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

/** Whoever has one of these open in a form is told of the change when saving. */
export async function touchProducts(
  tx: Tx,
  ids: readonly string[],
  by: { staffId: bigint; at: Date },
): Promise<void> {
  await sql`
    UPDATE product SET version = version + 1, updated_at = ${by.at}, updated_by = ${by.staffId}
    WHERE id = ANY (${[...ids]}::bigint[])`.execute(tx);
}

/** Who saved it last and when. */
export async function selectLastSave(tx: Tx, id: bigint): Promise<{ name: string | null; at: Date } | null> {
  const result = await sql<{ name: string | null; at: Date }>`
    SELECT s.name, p.updated_at AS at FROM product p LEFT JOIN staff s ON s.id = p.updated_by WHERE p.id = ${id}`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

type State = (typeof PRODUCT_STATES)[number];

/** How long what was moved into the recycle bin can come back. */
const BIN_DAYS = 30;

/**
 * Changes the states of those for which `state` is a step; what is in the recycle bin comes back as unlisted only. A step by hand
 * ends what was planned: only the time to go off the shelf outlives going on it.
 */
export async function setStates(
  tx: Tx,
  ids: readonly bigint[],
  state: State,
  by: { staffId: bigint; at: Date },
): Promise<{ id: bigint; before: State }[]> {
  const recycled = state === "recycled";
  const result = await sql<{ id: bigint; before: State }>`
    WITH old AS (
      SELECT id, state FROM product WHERE id = ANY (${ids.map(String)}::bigint[]) AND state NOT IN (${state}, 'deleted')
        AND NOT (state = 'recycled' AND ${state} = 'listed')
      ORDER BY id FOR UPDATE)
    UPDATE product p SET state = ${state}, updated_at = ${by.at}, list_at = NULL,
      unlist_at = CASE WHEN ${state} = 'listed' THEN unlist_at END,
      recycled_at = ${recycled ? by.at : null}, recycled_by = ${recycled ? by.staffId : null},
      purge_at = ${recycled ? by.at : null}::timestamptz + make_interval(days => ${BIN_DAYS})
    FROM old WHERE p.id = old.id
    RETURNING p.id, old.state AS before`.execute(tx);
  return result.rows;
}

/** Sets the times of products that are on or off the shelf; one on the shelf gets no time to go on it. @returns those changed, as they were */
export async function setSchedule(
  tx: Tx,
  ids: readonly string[],
  to: { listAt: Date | null; unlistAt: Date | null },
  by: { staffId: bigint; at: Date },
): Promise<{ id: bigint; list_at: Date | null; unlist_at: Date | null }[]> {
  const result = await sql<{ id: bigint; list_at: Date | null; unlist_at: Date | null }>`
    WITH old AS (
      SELECT id, list_at, unlist_at, CASE WHEN state = 'unlisted' THEN ${to.listAt}::timestamptz END AS wanted FROM product
      WHERE id = ANY (${[...ids]}::bigint[]) AND state IN ('listed', 'unlisted') ORDER BY id FOR UPDATE)
    UPDATE product p SET list_at = old.wanted, unlist_at = ${to.unlistAt}, updated_at = ${by.at}
    FROM old WHERE p.id = old.id AND (p.list_at IS DISTINCT FROM old.wanted OR p.unlist_at IS DISTINCT FROM ${to.unlistAt}::timestamptz)
    RETURNING p.id, old.list_at, old.unlist_at`.execute(tx);
  return result.rows;
}
