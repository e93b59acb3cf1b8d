/** SQL of `sheet_import` and `sheet_product`. */
import type { SheetImport, SheetProductRow } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { ProductForm } from "../catalog/product-form.ts";
import type { Tables, Tx } from "../db/database.ts";
import type { Change } from "./changes.ts";

type Query = Kysely<Tables>;
type Moments = "id" | "created_at" | "applied_at" | "ended_at" | "keep_until";

export type ImportRow = Omit<SheetImport, Moments> & {
  id: bigint;
  staff_id: bigint;
  created_at: Date;
  applied_at: Date | null;
  ended_at: Date | null;
  keep_until: Date;
};

const COLUMNS = sql`i.id, i.staff_id, i.state, i.file_name, s.name AS staff, i.rows, i.fresh, i.changed, i.same, i.bad, i.applied,
  i.refused, i.created_at, i.applied_at, i.ended_at, i.keep_until`;

export async function insertImport(
  tx: Tx,
  row: { staffId: bigint; fileName: string; titles: readonly string[]; rows: number; at: Date; days: number },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO sheet_import (staff_id, state, file_name, titles, rows, created_at, keep_until)
    VALUES (${row.staffId}, 'checking', ${row.fileName}, ${JSON.stringify(row.titles)}::jsonb, ${row.rows}, ${row.at},
      ${row.at}::timestamptz + make_interval(days => ${row.days}))
    RETURNING id`.execute(tx);
  return result.rows[0]?.id ?? 0n;
}

export async function selectImport(query: Query, id: bigint): Promise<ImportRow | null> {
  const result = await sql<ImportRow>`
    SELECT ${COLUMNS} FROM sheet_import i JOIN staff s ON s.id = i.staff_id WHERE i.id = ${id}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

/** Newest first. */
export async function selectImports(
  query: Query,
  filter: { state: SheetImport["state"] | null; after: bigint | null; limit: number },
): Promise<ImportRow[]> {
  const state = filter.state === null ? sql`` : sql`AND i.state = ${filter.state}`;
  const after = filter.after === null ? sql`` : sql`AND i.id < ${filter.after}`;
  const result = await sql<ImportRow>`
    SELECT ${COLUMNS} FROM sheet_import i JOIN staff s ON s.id = i.staff_id WHERE true ${state} ${after}
    ORDER BY i.id DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

export interface ProductWrite {
  ordinal: number;
  kind: SheetProductRow["kind"];
  product_id: string | null;
  version: number | null;
  name: string;
  wanted: { code: string; listed: boolean; form: ProductForm } | null;
  changes: readonly Change[];
  notes: readonly string[];
  faults: SheetProductRow["faults"];
  cells: readonly { line: number; cells: readonly unknown[] }[];
}

/** Those that a broken-off check has kept already stay. */
export async function insertProducts(
  tx: Query,
  importId: bigint,
  rows: readonly ProductWrite[],
): Promise<void> {
  await sql`
    INSERT INTO sheet_product (import_id, ordinal, kind, outcome, product_id, version, name, wanted, changes, notes, faults, cells)
    SELECT ${importId}::bigint, ordinal, kind, CASE WHEN kind IN ('fresh', 'changed') THEN 'waiting' ELSE 'none' END,
      product_id, version, name, CASE WHEN kind IN ('fresh', 'changed') THEN wanted END, changes, notes, faults, cells
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (ordinal int, kind text, product_id bigint, version int, name text,
      wanted jsonb, changes jsonb, notes jsonb, faults jsonb, cells jsonb)
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Counts its products, and lets people apply it. */
export async function finishCheck(query: Query, id: bigint): Promise<void> {
  await sql`
    UPDATE sheet_import i SET state = 'ready', fresh = n.fresh, changed = n.changed, same = n.same, bad = n.bad
    FROM (SELECT count(*) FILTER (WHERE kind = 'fresh') AS fresh, count(*) FILTER (WHERE kind = 'changed') AS changed,
        count(*) FILTER (WHERE kind = 'same') AS same, count(*) FILTER (WHERE kind = 'bad') AS bad
      FROM sheet_product WHERE import_id = ${id}) n
    WHERE i.id = ${id} AND i.state = 'checking'`.execute(query);
}

/** @returns false when it is in no state from which that is a step */
export async function moveImport(
  tx: Tx,
  id: bigint,
  from: readonly SheetImport["state"][],
  to: "applying" | "cancelled",
  at: Date,
): Promise<boolean> {
  const result = await sql`
    UPDATE sheet_import SET state = ${to}, lease_until = NULL,
      applied_at = CASE WHEN ${to} = 'applying' THEN ${at}::timestamptz ELSE applied_at END,
      ended_at = CASE WHEN ${to} = 'cancelled' THEN ${at}::timestamptz END
    WHERE id = ${id} AND state = ANY (${[...from]}::text[])`.execute(tx);
  return result.numAffectedRows === 1n;
}

export type ProductRow = Omit<SheetProductRow, "product_id"> & { product_id: bigint | null };

export async function selectProducts(
  query: Query,
  filter: {
    importId: bigint;
    kind: SheetProductRow["kind"] | null;
    outcome: SheetProductRow["outcome"] | null;
    after: number;
    limit: number;
  },
): Promise<ProductRow[]> {
  const kind = filter.kind === null ? sql`` : sql`AND kind = ${filter.kind}`;
  const outcome = filter.outcome === null ? sql`` : sql`AND outcome = ${filter.outcome}`;
  const result = await sql<ProductRow>`
    SELECT ordinal, kind, outcome, product_id, name, changes, notes, faults,
      ARRAY (SELECT (one ->> 'line')::int FROM jsonb_array_elements(cells) AS one) AS lines
    FROM sheet_product WHERE import_id = ${filter.importId} AND ordinal > ${filter.after} ${kind} ${outcome}
    ORDER BY ordinal LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

/** Rows that were not taken, in the order of the sheet. */
export async function selectLeft(
  query: Query,
  importId: bigint,
  after: number,
  limit: number,
): Promise<
  { ordinal: number; faults: SheetProductRow["faults"]; cells: { line: number; cells: unknown[] }[] }[]
> {
  const result = await sql<{
    ordinal: number;
    faults: SheetProductRow["faults"];
    cells: { line: number; cells: unknown[] }[];
  }>`
    SELECT ordinal, faults, cells FROM sheet_product
    WHERE import_id = ${importId} AND ordinal > ${after} AND (kind = 'bad' OR outcome = 'refused')
    ORDER BY ordinal LIMIT ${limit}`.execute(query);
  return result.rows;
}

export async function selectTitles(query: Query, id: bigint): Promise<string[]> {
  const result = await sql<{ titles: string[] }>`SELECT titles FROM sheet_import WHERE id = ${id}`.execute(
    query,
  );
  return result.rows[0]?.titles ?? [];
}
