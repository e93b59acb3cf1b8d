/** What the console's alarm desk reads and changes. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export type AlarmState = "open" | "acknowledged" | "resolved";
export interface AlarmRow {
  id: bigint;
  kind: string;
  title: string;
  detail: Record<string, unknown>;
  ref: string;
  state: AlarmState;
  count: number;
  owner: string | null;
  note: string;
  first_at: Date;
  last_at: Date;
}
const COLUMNS = sql`a.id, a.kind, a.title, a.detail, a.ref, a.state, a.count, a.note, a.first_at,
  date_trunc('milliseconds', a.last_at) AS last_at, (SELECT s.name FROM staff s WHERE s.id = a.staff_id) AS owner`;

export async function listAlarms(
  query: Kysely<Tables>,
  p: { state: AlarmState | null; id: bigint | null; before: { at: Date; id: bigint } | null; limit: number },
): Promise<AlarmRow[]> {
  const result = await sql<AlarmRow>`
    SELECT ${COLUMNS} FROM alarm a
    WHERE (${p.state}::text IS NULL OR a.state = ${p.state})
      AND (${p.id}::bigint IS NULL OR a.id = ${p.id})
      AND (${p.before === null}::boolean OR (date_trunc('milliseconds', a.last_at), a.id)
        < (${p.before?.at ?? null}::timestamptz, ${p.before?.id ?? null}::bigint))
    ORDER BY date_trunc('milliseconds', a.last_at) DESC, a.id DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}

export async function lockAlarm(tx: Tx, id: bigint): Promise<AlarmRow | null> {
  const result =
    await sql<AlarmRow>`SELECT ${COLUMNS} FROM alarm a WHERE a.id = ${id} FOR UPDATE OF a`.execute(tx);
  return result.rows[0] ?? null;
}

export async function updateAlarm(
  tx: Tx,
  id: bigint,
  p: { state: AlarmState; note: string; staffId: bigint },
): Promise<AlarmRow | null> {
  const result = await sql<AlarmRow>`
    UPDATE alarm a SET state = ${p.state}, note = ${p.note}, staff_id = ${p.staffId} WHERE a.id = ${id}
    RETURNING ${COLUMNS}`.execute(tx);
  return result.rows[0] ?? null;
}
