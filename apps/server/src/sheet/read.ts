/** Imports and their products as the operator sees them. */
import type { SheetImport, SheetProductRow } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import { type ImportRow, selectImport, selectImports, selectProducts } from "./store.ts";

type Query = Kysely<Tables>;
type Page<T> = { items: T[]; next_cursor: string | null };

export function toImport({ staff_id: _, ...row }: ImportRow): SheetImport {
  return {
    ...row,
    id: String(row.id),
    created_at: row.created_at.toISOString(),
    applied_at: row.applied_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    keep_until: row.keep_until.toISOString(),
  };
}

/** @throws Refusal not_found */
export async function loadImport(query: Query, id: bigint): Promise<SheetImport> {
  return toImport((await selectImport(query, id)) ?? refuse("not_found"));
}

export async function listImports(
  query: Query,
  input: { state?: SheetImport["state"] | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<SheetImport>> {
  const after = decodeCursor(input.cursor, 1)?.[0] ?? null;
  const rows = await selectImports(query, { state: input.state ?? null, after, limit: input.limit });
  return pageOf(rows, input.limit, (row) => [row.id], toImport);
}

/** @throws Refusal not_found */
export async function listProducts(
  query: Query,
  input: {
    sheet_id: string;
    kind?: SheetProductRow["kind"] | undefined;
    outcome?: SheetProductRow["outcome"] | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<Page<SheetProductRow>> {
  const importId = BigInt(input.sheet_id);
  await loadImport(query, importId);
  const after = decodeCursor(input.cursor, 1)?.[0];
  const rows = await selectProducts(query, {
    importId,
    kind: input.kind ?? null,
    outcome: input.outcome ?? null,
    after: after === undefined ? -1 : Number(after),
    limit: input.limit,
  });
  return pageOf(
    rows,
    input.limit,
    (row) => [BigInt(row.ordinal)],
    (row) => ({ ...row, product_id: row.product_id === null ? null : String(row.product_id) }),
  );
}
