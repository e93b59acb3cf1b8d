/** SQL of products whose time has come. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

/** Three looks at the ends of partial indexes. */
export async function anythingDue(query: Kysely<Tables>): Promise<boolean> {
  const result = await sql<{ due: boolean }>`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now)
    SELECT EXISTS (SELECT FROM product WHERE list_at <= clock.now) OR EXISTS (SELECT FROM product WHERE unlist_at <= clock.now)
      OR EXISTS (SELECT FROM product WHERE purge_at <= clock.now) AS due FROM clock`.execute(query);
  return result.rows[0]?.due ?? false;
}

/** On the shelf and off it. After a standstill both times may have passed: then it ends off the shelf. @returns how many moved */
export async function moveDue(tx: Tx, limit: number): Promise<number> {
  const result = await sql`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now),
    due AS (
      SELECT p.id, p.unlist_at IS NOT NULL AND p.unlist_at <= clock.now AS over, clock.now FROM product p, clock
      WHERE p.list_at <= clock.now OR p.unlist_at <= clock.now ORDER BY p.id LIMIT ${limit} FOR UPDATE OF p)
    UPDATE product p SET state = CASE WHEN due.over THEN 'unlisted' ELSE 'listed' END, list_at = NULL,
      unlist_at = CASE WHEN due.over THEN NULL ELSE p.unlist_at END, updated_at = due.now
    FROM due WHERE p.id = due.id`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** Gone for good: nobody sees it any more, and its SKUs give their codes free. Orders of it keep their rows. @returns how many */
export async function purgeDue(tx: Tx, limit: number): Promise<number> {
  const result = await sql<{ gone: number }>`
    WITH due AS (SELECT id FROM product WHERE purge_at <= business_now() ORDER BY id LIMIT ${limit} FOR UPDATE),
    gone AS (UPDATE product p SET state = 'deleted', purge_at = NULL FROM due WHERE p.id = due.id RETURNING p.id),
    retired AS (UPDATE sku s SET retired = true FROM gone WHERE s.product_id = gone.id AND NOT s.retired)
    SELECT count(*)::int AS gone FROM gone`.execute(tx);
  return result.rows[0]?.gone ?? 0;
}
