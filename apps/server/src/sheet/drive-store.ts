/** SQL of the worker that applies sheets. */
import { type Kysely, sql } from "kysely";
import type { ProductForm } from "../catalog/product-form.ts";
import type { Tables, Tx } from "../db/database.ts";
import type { Change } from "./changes.ts";

type Query = Kysely<Tables>;

/** Takes the oldest that nobody works on, for a minute of real time; a worker that died is followed by another. */
export async function takeDue(query: Query): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`
    UPDATE sheet_import SET lease_until = now() + interval '1 minute'
    WHERE id = (SELECT id FROM sheet_import WHERE state = 'applying' AND (lease_until IS NULL OR lease_until < now())
      ORDER BY id LIMIT 1) AND state = 'applying' AND (lease_until IS NULL OR lease_until < now())
    RETURNING id`.execute(query);
  return result.rows[0]?.id ?? null;
}

/** Locks it while a chunk is saved, so that stopping it waits for the chunk. null: it was stopped. */
export async function holdImport(tx: Tx, id: bigint): Promise<{ staff_id: bigint; role: string } | null> {
  const result = await sql<{ staff_id: bigint; role: string }>`
    SELECT i.staff_id, s.role FROM sheet_import i JOIN staff s ON s.id = i.staff_id
    WHERE i.id = ${id} AND i.state = 'applying' FOR UPDATE OF i`.execute(tx);
  return result.rows[0] ?? null;
}

export interface Waiting {
  ordinal: number;
  product_id: bigint | null;
  version: number | null;
  name: string;
  wanted: { code: string; listed: boolean; form: ProductForm };
  changes: Change[];
  line: number;
}

export async function selectWaiting(tx: Tx, id: bigint, limit: number): Promise<Waiting[]> {
  const result = await sql<Waiting>`
    SELECT ordinal, product_id, version, name, wanted, changes, (cells -> 0 ->> 'line')::int AS line
    FROM sheet_product WHERE import_id = ${id} AND outcome = 'waiting' ORDER BY ordinal LIMIT ${limit}`.execute(
    tx,
  );
  return result.rows;
}

/** Writes how a chunk went, and how far the import is. */
export async function writeOutcomes(
  tx: Tx,
  id: bigint,
  rows: readonly { ordinal: number; product_id: string | null; faults: unknown[] }[],
): Promise<void> {
  await sql`
    WITH told AS (
      UPDATE sheet_product p SET outcome = CASE WHEN r.product_id IS NULL THEN 'refused' ELSE 'applied' END,
        product_id = coalesce(r.product_id, p.product_id), faults = r.faults
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (ordinal int, product_id bigint, faults jsonb)
      WHERE p.import_id = ${id} AND p.ordinal = r.ordinal AND p.outcome = 'waiting' RETURNING p.outcome)
    UPDATE sheet_import SET lease_until = now() + interval '1 minute',
      applied = applied + (SELECT count(*) FROM told WHERE outcome = 'applied'),
      refused = refused + (SELECT count(*) FROM told WHERE outcome = 'refused')
    WHERE id = ${id}`.execute(tx);
}

export async function endImport(tx: Tx, id: bigint): Promise<void> {
  await sql`
    UPDATE sheet_import SET state = 'done', ended_at = (SELECT business_now()), lease_until = NULL
    WHERE id = ${id} AND state = 'applying'`.execute(tx);
}

/** What is kept no longer: its products go, its line in the history stays. @returns whether there may be more */
export async function forgetOld(query: Query): Promise<boolean> {
  const result = await sql`
    WITH old AS (
        SELECT id FROM sheet_import WHERE keep_until <= (SELECT business_now()) AND state NOT IN ('applying', 'expired')
        ORDER BY keep_until LIMIT 5),
      gone AS (DELETE FROM sheet_product WHERE import_id IN (SELECT id FROM old))
    UPDATE sheet_import SET state = 'expired' WHERE id IN (SELECT id FROM old)`.execute(query);
  return result.numAffectedRows === 5n;
}
