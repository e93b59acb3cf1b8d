/** Removes sessions nobody can use any more. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export async function deleteExpiredSessions(query: Kysely<Tables>): Promise<void> {
  await sql`DELETE FROM session WHERE expires_at < now() - interval '1 day'`.execute(query);
}
