/** Runs the books: of each how many offences, and a few of them. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { Book } from "./book.ts";

export interface Offences {
  key: string;
  count: number;
  sample: string[];
}

/** One statement for all of them: on a small shop the round trips would cost more than the looking. */
export async function findOffences(
  tx: Tx,
  books: readonly Book[],
  sampleSize: number,
): Promise<Map<string, Offences>> {
  const parts = books.map(
    ({ key, offences }) => sql`
      SELECT ${sql.lit(key)} AS key, count(*)::int AS count,
        coalesce((array_agg(o.ref ORDER BY o.ref))[1:${sql.lit(sampleSize)}], '{}') AS sample
      FROM (${offences}) AS o`,
  );
  const result = await sql<Offences>`${sql.join(parts, sql` UNION ALL `)}`.execute(tx);
  return new Map(result.rows.map((row) => [row.key, row]));
}
