/** What the explanation of a SKU's worth reads: the goods at today's price and the names that rules speak of. One statement. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface WorthFacts {
  product_id: bigint;
  price_fen: bigint;
  name: string;
  spec: string[];
  picture: string;
  /** leaf first, root last */
  path: bigint[];
  tiers: Record<string, string>;
  categories: Record<string, string>;
}

/** null for what cannot be bought. */
export async function readWorth(query: Kysely<Tables>, skuId: bigint): Promise<WorthFacts | null> {
  const result = await sql<WorthFacts>`
    SELECT s.product_id, s.price_fen, p.name, s.spec, coalesce(s.picture, p.gallery ->> 0, '') AS picture, k.path,
      (SELECT jsonb_object_agg(t.id, t.name) FROM tier t) AS tiers,
      (SELECT jsonb_object_agg(g.id, g.name) FROM category g WHERE g.id = ANY (k.path)) AS categories
    FROM sku s JOIN product p ON p.id = s.product_id JOIN category c ON c.id = p.category_id
      CROSS JOIN LATERAL (SELECT CASE WHEN c.parent_id IS NULL THEN ARRAY[c.id] ELSE ARRAY[c.id, c.parent_id] END AS path) k
    WHERE s.id = ${skuId} AND p.state = 'listed' AND NOT s.retired`.execute(query);
  return result.rows[0] ?? null;
}
