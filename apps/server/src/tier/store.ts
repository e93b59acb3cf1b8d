/** SQL of `tier` (reference): a handful of rows. A retired one keeps its row and is nobody's. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface TierRow {
  id: bigint;
  name: string;
  rank: number;
}

/** Those that stand, lowest rank first. */
export async function selectTiers(query: Kysely<Tables>): Promise<TierRow[]> {
  const result = await sql<TierRow>`
    SELECT id, name, rank FROM tier WHERE retired_at IS NULL ORDER BY rank`.execute(query);
  return result.rows;
}

/**
 * The tier that somebody is about to be given: until this transaction ends it is not retired. It keeps nobody else from using it, and no
 * rule from moving promoters. @param id null: the lowest. @returns null where there is none
 */
export async function useTier(tx: Tx, id: bigint | null): Promise<TierRow | null> {
  const result = await sql<TierRow>`
    SELECT id, name, rank FROM tier
    WHERE retired_at IS NULL AND CASE WHEN ${id}::bigint IS NULL THEN true ELSE id = ${id}::bigint END
    ORDER BY rank LIMIT 1 FOR KEY SHARE`.execute(tx);
  return result.rows[0] ?? null;
}
