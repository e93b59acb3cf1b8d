/** SQL of `alarm`. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export async function upsertAlarm(
  query: Kysely<Tables>,
  row: { kind: string; ref: string; title: string; detail: Record<string, unknown>; owner?: bigint | null },
): Promise<void> {
  await sql`
    INSERT INTO alarm (kind, ref, title, detail, staff_id)
    VALUES (${row.kind}, ${row.ref}, ${row.title}, ${JSON.stringify(row.detail)}, ${row.owner ?? null}::bigint)
    ON CONFLICT (kind, ref) WHERE state <> 'resolved'
    DO UPDATE SET count = alarm.count + 1, last_at = now(), title = excluded.title, detail = excluded.detail`.execute(
    query,
  );
}

/** Those that are open or acknowledged; a note that somebody wrote stays. */
export async function resolveOpen(
  query: Kysely<Tables>,
  kind: string,
  refs: readonly string[],
  note: string,
): Promise<void> {
  await sql`
    UPDATE alarm SET state = 'resolved', note = CASE WHEN note = '' THEN ${note}::text ELSE note || '；' || ${note}::text END
    WHERE kind = ${kind} AND ref = ANY (${[...refs]}::text[]) AND state <> 'resolved'`.execute(query);
}

export interface LatestAlarm {
  state: "open" | "acknowledged" | "resolved";
  detail: Record<string, unknown>;
}

export async function readLatest(
  query: Kysely<Tables>,
  kind: string,
  ref: string,
): Promise<LatestAlarm | null> {
  const result = await sql<LatestAlarm>`
    SELECT state, detail FROM alarm WHERE kind = ${kind} AND ref = ${ref} ORDER BY id DESC LIMIT 1`.execute(
    query,
  );
  return result.rows[0] ?? null;
}
