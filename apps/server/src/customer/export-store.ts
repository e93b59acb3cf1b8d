/** SQL of `data_export`: one at a time for a person, taken by one worker at a time. */
import type { DataExport } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface ExportRow {
  id: bigint;
  state: DataExport["state"];
  done: number;
  parts: number;
  bytes: bigint;
  requested_at: Date;
  ready_at: Date | null;
  expires_at: Date | null;
}
const COLUMNS = sql`id, CASE WHEN state = 'ready' AND expires_at <= business_now() THEN 'expired' ELSE state END AS state,
  done, parts, bytes, requested_at, ready_at, expires_at`;

/** Newest first. */
export async function selectExports(query: Query, customerId: bigint): Promise<ExportRow[]> {
  const result = await sql<ExportRow>`
    SELECT ${COLUMNS} FROM data_export WHERE customer_id = ${customerId} ORDER BY id DESC LIMIT 20`.execute(
    query,
  );
  return result.rows;
}

export async function findExportByKey(
  query: Query,
  customerId: bigint,
  requestKey: string,
): Promise<ExportRow | null> {
  const result = await sql<ExportRow>`
    SELECT ${COLUMNS} FROM data_export WHERE customer_id = ${customerId} AND request_key = ${requestKey}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

/** Those of the last days that came to something. */
export async function countRecent(query: Query, customerId: bigint, days: number): Promise<number> {
  const result = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM data_export WHERE customer_id = ${customerId} AND state <> 'failed'
      AND requested_at > business_now() - make_interval(days => ${days})`.execute(query);
  return result.rows[0]?.n ?? 0;
}

/** @throws 23505 data_export_one_open while one is under way */
export async function insertExport(tx: Tx, customerId: bigint, requestKey: string): Promise<ExportRow> {
  const result = await sql<ExportRow>`
    INSERT INTO data_export (customer_id, state, request_key, requested_at)
    VALUES (${customerId}, 'requested', ${requestKey}, business_now()) RETURNING ${COLUMNS}`.execute(tx);
  return result.rows[0] as ExportRow;
}

export interface DueExport {
  customer_id: bigint;
  id: bigint;
  tries: number;
}

/** The oldest that nobody works on. Real time. */
export async function dueExport(query: Query): Promise<DueExport | null> {
  const result = await sql<DueExport>`
    SELECT customer_id, id, tries FROM data_export
    WHERE state IN ('requested', 'working') AND (lease_until IS NULL OR lease_until < now())
    ORDER BY requested_at LIMIT 1`.execute(query);
  return result.rows[0] ?? null;
}

const LEASE = sql`now() + interval '10 minutes'`;

/** One of two workers gets it. */
export async function takeExport(query: Query, due: DueExport, parts: number): Promise<boolean> {
  const result = await sql`
    UPDATE data_export SET state = 'working', lease_until = ${LEASE}, tries = tries + 1, done = 0, parts = ${parts}
    WHERE customer_id = ${due.customer_id} AND id = ${due.id} AND state IN ('requested', 'working') AND tries = ${due.tries}
      AND (lease_until IS NULL OR lease_until < now())`.execute(query);
  return result.numAffectedRows === 1n;
}

/** @returns false when it is no longer this try's: the account was closed, or another worker has it */
export async function stepExport(query: Query, due: DueExport, done: number): Promise<boolean> {
  const result = await sql`
    UPDATE data_export SET done = ${done}, lease_until = ${LEASE}
    WHERE customer_id = ${due.customer_id} AND id = ${due.id} AND state = 'working' AND tries = ${due.tries + 1}`.execute(
    query,
  );
  return result.numAffectedRows === 1n;
}

export async function finishExport(
  tx: Tx,
  due: DueExport,
  p: { keySealed: Buffer; bytes: number; hours: number },
): Promise<Date | null> {
  const result = await sql<{ ready_at: Date }>`
    UPDATE data_export SET state = 'ready', done = parts, key_sealed = ${p.keySealed}, bytes = ${p.bytes}, lease_until = NULL,
      ready_at = business_now(), expires_at = business_now() + make_interval(hours => ${p.hours})
    WHERE customer_id = ${due.customer_id} AND id = ${due.id} AND state = 'working' AND tries = ${due.tries + 1}
    RETURNING ready_at`.execute(tx);
  return result.rows[0]?.ready_at ?? null;
}

/** Tried again a minute later, and given up after the third. */
export async function failExport(query: Query, due: DueExport, most: number): Promise<void> {
  await sql`
    UPDATE data_export SET state = CASE WHEN tries >= ${most} THEN 'failed' ELSE 'requested' END,
      lease_until = now() + interval '1 minute'
    WHERE customer_id = ${due.customer_id} AND id = ${due.id} AND state = 'working' AND tries = ${due.tries + 1}`.execute(
    query,
  );
}

/** What nobody can fetch any more: without its key it is noise. */
export async function expireExports(
  query: Query,
  limit: number,
): Promise<{ customer_id: bigint; id: bigint }[]> {
  const result = await sql<{ customer_id: bigint; id: bigint }>`
    UPDATE data_export e SET state = 'expired', key_sealed = NULL
    FROM (SELECT customer_id, id FROM data_export WHERE state = 'ready' AND expires_at <= business_now() LIMIT ${limit}) old
    WHERE e.customer_id = old.customer_id AND e.id = old.id AND e.state = 'ready'
    RETURNING e.customer_id, e.id`.execute(query);
  return result.rows;
}

/** Of these, the ones whose files somebody still writes or may fetch. */
export async function standingExports(
  query: Query,
  files: readonly { customerId: bigint; id: bigint }[],
): Promise<Set<string>> {
  const result = await sql<{ name: string }>`
    SELECT e.customer_id || '-' || e.id AS name
    FROM jsonb_to_recordset(${JSON.stringify(files.map(({ customerId, id }) => ({ c: String(customerId), i: String(id) })))}::jsonb)
      AS f (c bigint, i bigint) JOIN data_export e ON e.customer_id = f.c AND e.id = f.i
    WHERE e.state IN ('requested', 'working', 'ready')`.execute(query);
  return new Set(result.rows.map((row) => row.name));
}

/** When a link made now ends, as whole seconds. null where there is nothing to fetch. Real time. */
export async function linkEnd(
  query: Query,
  customerId: bigint,
  id: bigint,
  minutes: number,
): Promise<{ state: DataExport["state"]; ends: bigint } | null> {
  const result = await sql<{ state: DataExport["state"]; ends: bigint }>`
    SELECT CASE WHEN state = 'ready' AND expires_at <= business_now() THEN 'expired' ELSE state END AS state,
      extract(epoch FROM date_trunc('second', now()) + make_interval(mins => ${minutes}))::bigint AS ends
    FROM data_export WHERE customer_id = ${customerId} AND id = ${id}`.execute(query);
  return result.rows[0] ?? null;
}

/** The key of an export that a link leads to, and whether the link still holds. */
export async function selectKey(
  query: Query,
  p: { customerId: bigint; id: bigint; ends: bigint },
): Promise<{ key_sealed: Buffer; day: string } | "late" | null> {
  const result = await sql<{ late: boolean; key_sealed: Buffer | null; day: string }>`
    SELECT now() >= to_timestamp(${p.ends}::bigint) OR state <> 'ready' OR expires_at <= business_now() AS late, key_sealed,
      business_date(requested_at) AS day
    FROM data_export WHERE customer_id = ${p.customerId} AND id = ${p.id}`.execute(query);
  const row = result.rows[0];
  if (!row) return null;
  return row.late || row.key_sealed === null ? "late" : { key_sealed: row.key_sealed, day: row.day };
}
