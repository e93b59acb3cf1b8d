/** SQL of `staff_session`. Real time: a demo that moves its clock must not sign staff out. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { StaffActor } from "./session.ts";

export async function findStaffSession(query: Kysely<Tables>, hash: string): Promise<StaffActor | null> {
  const result = await sql<StaffActor>`
    SELECT s.id, s.name, s.role, s.customer_id FROM staff_session t JOIN staff s ON s.id = t.staff_id
    WHERE t.token_hash = ${hash} AND t.expires_at > now() AND NOT s.disabled`.execute(query);
  return result.rows[0] ?? null;
}

export async function insertStaffSession(
  query: Kysely<Tables>,
  row: { hash: string; staffId: bigint; ttlSeconds: number },
): Promise<void> {
  await sql`
    INSERT INTO staff_session (token_hash, staff_id, expires_at)
    VALUES (${row.hash}, ${row.staffId}, now() + make_interval(secs => ${row.ttlSeconds}))`.execute(query);
}

export async function deleteStaffSession(query: Kysely<Tables>, hash: string): Promise<void> {
  await sql`DELETE FROM staff_session WHERE token_hash = ${hash}`.execute(query);
}

/** Ends every session of a staff member. */
export async function deleteSessionsOf(tx: Tx, staffId: bigint): Promise<void> {
  await sql`DELETE FROM staff_session WHERE staff_id = ${staffId}`.execute(tx);
}
