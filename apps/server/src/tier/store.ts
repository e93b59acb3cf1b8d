/** SQL of `tier` (reference): a handful of rows. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface TierRow {
  id: bigint;
  name: string;
  rank: number;
}

/** Lowest rank first. */
export async function selectTiers(query: Kysely<Tables>): Promise<TierRow[]> {
  const result = await sql<TierRow>`SELECT id, name, rank FROM tier ORDER BY rank`.execute(query);
  return result.rows;
}
