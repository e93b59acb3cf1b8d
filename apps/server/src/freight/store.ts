/** SQL of `freight_template`, and of which products name one. */
import type { FreightBody } from "@banyan/contract";
import type { FreightUnit } from "@banyan/domain";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { bumped } from "../setting/store.ts";

type Query = Kysely<Tables>;

export interface TemplateRow {
  id: bigint;
  name: string;
  unit: FreightUnit;
  body: FreightBody;
  is_default: boolean;
  version: number;
  updated_at: Date;
}
export interface CountedRow extends TemplateRow {
  products: number;
}
export type TemplateValues = Pick<TemplateRow, "name" | "unit" | "body">;

/** All that prices are computed by; few, so always all of them. */
export async function readTemplates(query: Query): Promise<TemplateRow[]> {
  const result = await sql<TemplateRow>`
    SELECT id, name, unit, body, is_default, version, updated_at FROM freight_template ORDER BY is_default DESC, name`.execute(
    query,
  );
  return result.rows;
}

/** The same with how many products go by each; products that are gone for good are not counted. */
export async function countTemplates(query: Query): Promise<CountedRow[]> {
  const result = await sql<CountedRow>`
    SELECT t.id, t.name, t.unit, t.body, t.is_default, t.version, t.updated_at, count(p.id)::int AS products
    FROM freight_template t
      LEFT JOIN product p ON p.state <> 'deleted' AND p.fulfilment = 'parcel'
        AND (p.freight_template_id = t.id OR (t.is_default AND p.freight_template_id IS NULL))
    GROUP BY t.id ORDER BY t.is_default DESC, t.name`.execute(query);
  return result.rows;
}

/** Templates change one at a time: the limit, the one default and their names hold under parallel saves. */
export async function lockTemplates(tx: Tx): Promise<TemplateRow[]> {
  await sql`SELECT 1 FROM freight_template WHERE is_default ORDER BY id FOR UPDATE`.execute(tx);
  return readTemplates(tx);
}

/** Those that there are; none of them can be removed before this transaction ends. */
export async function shareTemplates(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const result = await sql<{ id: string }>`
    SELECT id::text AS id FROM freight_template WHERE id = ANY (${[...ids]}::bigint[]) ORDER BY freight_template.id FOR KEY SHARE`.execute(
    tx,
  );
  return result.rows.map((row) => row.id);
}

export async function insertTemplate(tx: Tx, values: TemplateValues): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    WITH told AS (${bumped("freight")})
    INSERT INTO freight_template (name, unit, body) VALUES (${values.name}, ${values.unit}, ${JSON.stringify(values.body)})
    RETURNING id`.execute(tx);
  const id = result.rows[0]?.id;
  if (id === undefined) throw new Error("template was not written");
  return id;
}

export async function updateTemplate(tx: Tx, id: bigint, values: TemplateValues): Promise<void> {
  await sql`
    WITH told AS (${bumped("freight")})
    UPDATE freight_template SET name = ${values.name}, unit = ${values.unit}, body = ${JSON.stringify(values.body)},
      version = version + 1, updated_at = now()
    WHERE id = ${id}`.execute(tx);
}

/** Two statements: at most one may be the default at any moment. */
export async function setDefault(tx: Tx, id: bigint): Promise<void> {
  await sql`UPDATE freight_template SET is_default = false WHERE is_default`.execute(tx);
  await sql`
    WITH told AS (${bumped("freight")})
    UPDATE freight_template SET is_default = true WHERE id = ${id}`.execute(tx);
}

/** Products that name it and are not gone for good, and the names of the first of them. */
export async function productsOf(tx: Tx, id: bigint): Promise<{ count: number; names: string[] }> {
  const result = await sql<{ count: number; names: string[] }>`
    SELECT count(*)::int AS count, coalesce((array_agg(name ORDER BY id))[1:3], '{}') AS names
    FROM product WHERE freight_template_id = ${id} AND state <> 'deleted'`.execute(tx);
  return result.rows[0] ?? { count: 0, names: [] };
}

/** Products that are gone for good let go of it first. @throws 23503 where a product has taken it meanwhile */
export async function deleteTemplate(tx: Tx, id: bigint): Promise<void> {
  await sql`UPDATE product SET freight_template_id = NULL WHERE freight_template_id = ${id} AND state = 'deleted'`.execute(
    tx,
  );
  await sql`
    WITH told AS (${bumped("freight")})
    DELETE FROM freight_template WHERE id = ${id}`.execute(tx);
}
