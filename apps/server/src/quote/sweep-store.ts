/** SQL that removes quotes of which no order came. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

/**
 * A day after their end: a person who comes back to one within it still hears that it is over, and what holds now. What is more than a week
 * past its end has been looked at many times: the quotes of orders stand there.
 * @returns how many went, at most `limit`
 */
export async function deleteLapsed(query: Kysely<Tables>, limit: number): Promise<number> {
  const result = await sql`
    DELETE FROM quote q USING (
      SELECT l.buyer_id, l.id FROM quote l
      WHERE l.expires_at BETWEEN business_now() - interval '8 days' AND business_now() - interval '1 day'
        AND NOT EXISTS (SELECT FROM orders o WHERE o.buyer_id = l.buyer_id AND o.quote_id = l.id)
      LIMIT ${limit}) old
    WHERE q.buyer_id = old.buyer_id AND q.id = old.id`.execute(query);
  return Number(result.numAffectedRows ?? 0n);
}
