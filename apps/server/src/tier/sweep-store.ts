/** SQL of the sweep: the clock, and whether any seed tier has ended. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export async function anySeedOver(query: Kysely<Tables>): Promise<{ now: Date; over: boolean }> {
  const result = await sql<{ now: Date; over: boolean }>`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now)
    SELECT clock.now, EXISTS (SELECT FROM promoter WHERE tier_mode = 'seed' AND tier_until <= clock.now) AS over
    FROM clock`.execute(query);
  const row = result.rows[0];
  if (!row) throw new Error("business_clock is empty");
  return row;
}
