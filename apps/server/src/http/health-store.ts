/** The statement behind /readyz. */
import { migrations } from "@banyan/schema";
import { sql } from "kysely";
import type { Database } from "../db/database.ts";

/** Each check by name; all must be true. */
export async function readiness(database: Database): Promise<Record<string, boolean>> {
  const result = await sql<{ newest: string | null; clock: boolean; chinese: boolean; role: string }>`
    SELECT (SELECT max(name) FROM migration) AS newest,
      business_now() >= now() AS clock,
      -- A C-only locale does not see 茶 as a letter, and search by parts would find nothing.
      '茶' ~ '[[:alpha:]]' AS chinese,
      current_user AS role`.execute(database.query);
  const row = result.rows[0];
  return {
    database: row !== undefined,
    migrated: row?.newest === migrations().at(-1)?.name,
    clock: row?.clock === true,
    chinese: row?.chinese === true,
    role: row?.role === "banyan_app",
  };
}
