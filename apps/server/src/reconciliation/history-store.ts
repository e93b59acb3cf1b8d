/** SQL of `book_run`: each reading of the books, kept. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { Check } from "./check.ts";

export interface RunFacts {
  id: bigint;
  ok: boolean;
  took_ms: number;
  staff_name: string | null;
  run_at: Date;
  results: Check[];
}

const COLUMNS = sql`r.id, r.ok, r.took_ms, s.name AS staff_name, r.run_at, r.results`;

export async function insertRun(
  query: Kysely<Tables>,
  row: { staffId: bigint | null; tookMs: number; results: readonly Check[] },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO book_run (staff_id, ok, took_ms, results, run_at)
    VALUES (${row.staffId}::bigint, ${row.results.every((check) => check.ok)}, ${row.tookMs}, ${JSON.stringify(row.results)}::jsonb,
      business_now())
    RETURNING id`.execute(query);
  return result.rows[0]?.id ?? 0n;
}

export async function listRuns(
  query: Kysely<Tables>,
  p: { beforeId: bigint | null; limit: number },
): Promise<RunFacts[]> {
  const result = await sql<RunFacts>`
    SELECT ${COLUMNS} FROM book_run r LEFT JOIN staff s ON s.id = r.staff_id
    WHERE ${p.beforeId}::bigint IS NULL OR r.id < ${p.beforeId}::bigint ORDER BY r.id DESC LIMIT ${p.limit}`.execute(
    query,
  );
  return result.rows;
}

export async function readRun(query: Kysely<Tables>, id: bigint): Promise<RunFacts | null> {
  const result = await sql<RunFacts>`
    SELECT ${COLUMNS} FROM book_run r LEFT JOIN staff s ON s.id = r.staff_id WHERE r.id = ${id}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

/** How long ago the books were last read, ms of real time; null when never. */
export async function sinceLastRun(query: Kysely<Tables>): Promise<number | null> {
  const result = await sql<{ ms: number | null }>`
    SELECT (extract(epoch FROM now() - max(created_at)) * 1000)::float8 AS ms FROM book_run`.execute(query);
  return result.rows[0]?.ms ?? null;
}
