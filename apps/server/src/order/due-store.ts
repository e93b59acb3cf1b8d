/** SQL of orders looked up by owner and number. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export async function selectDue(
  query: Kysely<Tables>,
  keys: readonly { buyerId: bigint; no: string }[],
): Promise<{ no: string; state: string; close_due_at: Date | null }[]> {
  const result = await sql<{ no: string; state: string; close_due_at: Date | null }>`
    SELECT o.no, o.state, o.close_due_at
    FROM unnest(${keys.map((key) => String(key.buyerId))}::bigint[], ${keys.map((key) => key.no)}::text[]) AS k (buyer_id, no)
      JOIN orders o ON o.buyer_id = k.buyer_id AND o.no = k.no`.execute(query);
  return result.rows;
}
