/** Runs one book: how many offences, and a few of them. */
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/database.ts";

export async function countOffences(
  tx: Tx,
  offences: RawBuilder<unknown>,
  sampleSize: number,
): Promise<{ count: number; sample: string[] }> {
  const result = await sql<{ count: number; sample: string[] }>`
    WITH offence AS MATERIALIZED (${offences})
    SELECT count(*)::int AS count,
      ARRAY (SELECT ref FROM offence ORDER BY ref LIMIT ${sampleSize}) AS sample
    FROM offence`.execute(tx);
  return result.rows[0] ?? { count: 0, sample: [] };
}
