/** Which openid a customer has in this mini program. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export async function openidsOf(
  query: Kysely<Tables>,
  appid: string,
  customerIds: readonly bigint[],
): Promise<Map<bigint, string>> {
  const result = await sql<{ customer_id: bigint; subject: string }>`
    SELECT customer_id, subject FROM identity
    WHERE provider = 'wechat' AND appid = ${appid} AND customer_id = ANY (${customerIds.map(String)}::bigint[])`.execute(
    query,
  );
  return new Map(result.rows.map((row) => [row.customer_id, row.subject]));
}
