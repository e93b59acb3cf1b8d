/** SQL of `audit` (append-only). */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { AuditContent } from "../staff/act.ts";

export interface ChainHead {
  now: Date;
  business_date: string;
  seq: number;
  hash: string;
}

/**
 * Locks the staff member's row, so that their chain grows one row at a time, then reads today's head. Two statements, since one that
 * waited for the lock would still read with the snapshot it began with.
 */
export async function lockChain(tx: Tx, staffId: bigint): Promise<ChainHead> {
  await sql`SELECT FROM staff WHERE id = ${staffId} FOR UPDATE`.execute(tx);
  const result = await sql<ChainHead>`
    WITH clock AS (SELECT date_trunc('milliseconds', business_now()) AS now, business_date(business_now()) AS today)
    SELECT clock.now, clock.today::text AS business_date, coalesce(head.seq, 0) AS seq, coalesce(head.hash, '') AS hash
    FROM clock LEFT JOIN LATERAL (
      SELECT a.seq, a.hash FROM audit a
      WHERE a.staff_id = ${staffId} AND a.business_date = clock.today ORDER BY a.seq DESC LIMIT 1) head ON true`.execute(
    tx,
  );
  const row = result.rows[0];
  if (!row) throw new Error("business_clock is empty");
  return row;
}

export async function auditByKey(
  tx: Tx,
  staffId: bigint,
  requestKey: string,
): Promise<{ action: string; target: string; request_hash: string | null } | null> {
  const result = await sql<{ action: string; target: string; request_hash: string | null }>`
    SELECT action, target, request_hash FROM audit WHERE staff_id = ${staffId} AND request_key = ${requestKey}`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

/** `requestHash` stands beside the chain: it only tells a repeated request from another one with its key. */
export async function insertAudit(
  tx: Tx,
  row: AuditContent & { hash: string; requestHash: string | null },
): Promise<void> {
  await sql`
    INSERT INTO audit (staff_id, business_date, seq, action, target, before, after, request_key, request_hash, ip, role, prev_hash,
      hash, created_at)
    VALUES (${row.staffId}, ${row.businessDate}, ${row.seq}, ${row.action}, ${row.target}, ${JSON.stringify(row.before)},
      ${JSON.stringify(row.after)}, ${row.requestKey}, ${row.requestHash}, ${row.ip}, ${row.role}, ${row.prevHash}, ${row.hash},
      ${row.at})`.execute(tx);
}

export interface AuditRecord {
  staff_id: bigint;
  business_date: string;
  seq: number;
  action: string;
  target: string;
  before: unknown;
  after: unknown;
  request_key: string | null;
  ip: string;
  role: string;
  prev_hash: string;
  hash: string;
  created_at: Date;
}

/** Every row in chain order, a page at a time, for the check. */
export async function auditAfter(
  query: Kysely<Tables>,
  after: { staffId: bigint; date: string; seq: number } | null,
  limit: number,
): Promise<AuditRecord[]> {
  const result = await sql<AuditRecord>`
    SELECT * FROM audit
    WHERE ${after === null}::boolean
      OR (staff_id, business_date, seq) > (${after?.staffId ?? 0n}, ${after?.date ?? "1970-01-01"}::date, ${after?.seq ?? 0})
    ORDER BY staff_id, business_date, seq LIMIT ${limit}`.execute(query);
  return result.rows;
}
