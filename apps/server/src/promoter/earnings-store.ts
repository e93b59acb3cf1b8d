/** What 分享赚 and 自购省 are computed from: who asks, and the goods at today's price. Reads the catalogue in one statement. */
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface EarnerRow {
  state: PromoterState;
  agreement_version: number;
  tier_id: bigint;
}

export async function selectEarner(query: Kysely<Tables>, ownerId: bigint): Promise<EarnerRow | null> {
  const result = await sql<EarnerRow>`
    SELECT state, agreement_version, tier_id FROM promoter WHERE owner_id = ${ownerId}`.execute(query);
  return result.rows[0] ?? null;
}

export interface PricedSku {
  sku_id: bigint;
  product_id: bigint;
  price_fen: bigint;
  /** leaf first, root last */
  path: bigint[];
}

/** SKUs that can be bought, in the order of the shop. */
export async function selectPricedSkus(
  query: Kysely<Tables>,
  productIds: readonly bigint[],
): Promise<PricedSku[]> {
  const result = await sql<PricedSku>`
    SELECT s.id AS sku_id, p.id AS product_id, s.price_fen,
      CASE WHEN c.parent_id IS NULL THEN ARRAY[c.id] ELSE ARRAY[c.id, c.parent_id] END AS path
    FROM product p JOIN sku s ON s.product_id = p.id JOIN category c ON c.id = p.category_id
    WHERE p.id = ANY (${productIds.map(String)}::bigint[]) AND p.state = 'listed' AND NOT s.retired
    ORDER BY p.id, s.position, s.id`.execute(query);
  return result.rows;
}
