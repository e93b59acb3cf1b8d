/** SQL of `favourite`: what a person put aside, and what it cost then. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface FavouriteRow {
  product_id: bigint;
  price_fen: bigint;
  added_at: Date;
  added_us: bigint;
  /** As the product is called now, on sale or not; "" where nothing is left of it. */
  name: string;
  picture: string;
}

/** Newest first. */
export async function selectFavourites(
  query: Query,
  customerId: bigint,
  p: { after: { us: bigint; id: bigint } | null; limit: number },
): Promise<FavouriteRow[]> {
  const after = p.after
    ? sql`AND (f.added_at, f.product_id) < (timestamptz 'epoch' + ${p.after.us}::bigint * interval '1 microsecond', ${p.after.id})`
    : sql``;
  const result = await sql<FavouriteRow>`
    SELECT f.product_id, f.price_fen, f.added_at, (extract(epoch FROM f.added_at) * 1000000)::bigint AS added_us,
      coalesce(p.name, '') AS name, coalesce(p.gallery->>0, '') AS picture
    FROM favourite f LEFT JOIN product p ON p.id = f.product_id
    WHERE f.customer_id = ${customerId} AND f.removed_at IS NULL ${after}
    ORDER BY f.added_at DESC, f.product_id DESC LIMIT ${p.limit + 1}`.execute(query);
  return result.rows;
}

export async function isFavourite(query: Query, customerId: bigint, productId: bigint): Promise<boolean> {
  const result = await sql`
    SELECT 1 FROM favourite WHERE customer_id = ${customerId} AND product_id = ${productId} AND removed_at IS NULL`.execute(
    query,
  );
  return result.rows.length === 1;
}

/** At the price of its cheapest SKU on sale. A second time changes nothing, unless it had been removed. */
export async function insertFavourite(
  query: Query,
  customerId: bigint,
  productId: bigint,
  most: number,
): Promise<"added" | "full" | "no_product"> {
  const result = await sql<{ product: boolean; room: boolean }>`
    WITH goods AS (
        SELECT p.id, (SELECT min(s.price_fen) FROM sku s WHERE s.product_id = p.id AND NOT s.retired) AS price_fen
        FROM product p WHERE p.id = ${productId} AND p.state = 'listed'),
      room AS (
        SELECT count(*) FILTER (WHERE product_id <> ${productId}) < ${most} AS free
        FROM favourite WHERE customer_id = ${customerId} AND removed_at IS NULL),
      added AS (
        INSERT INTO favourite AS f (customer_id, product_id, price_fen, added_at)
        SELECT ${customerId}::bigint, goods.id, goods.price_fen, business_now() FROM goods, room
        WHERE room.free AND goods.price_fen IS NOT NULL
        ON CONFLICT (customer_id, product_id) DO UPDATE
          SET price_fen = excluded.price_fen, added_at = excluded.added_at, removed_at = NULL
          WHERE f.removed_at IS NOT NULL)
    SELECT EXISTS (SELECT FROM goods WHERE price_fen IS NOT NULL) AS product, room.free AS room FROM room`.execute(
    query,
  );
  const said = result.rows[0];
  if (said?.product !== true) return "no_product";
  return said.room ? "added" : "full";
}

export async function removeFavourites(
  query: Query,
  customerId: bigint,
  productIds: readonly bigint[],
): Promise<number> {
  const result = await sql`
    UPDATE favourite SET removed_at = business_now()
    WHERE customer_id = ${customerId} AND product_id = ANY (${productIds.map(String)}::bigint[]) AND removed_at IS NULL`.execute(
    query,
  );
  return Number(result.numAffectedRows ?? 0n);
}

/** What was removed within the last hour comes back as it was. */
export async function restoreFavourites(
  query: Query,
  customerId: bigint,
  productIds: readonly bigint[],
): Promise<number> {
  const result = await sql`
    UPDATE favourite SET removed_at = NULL
    WHERE customer_id = ${customerId} AND product_id = ANY (${productIds.map(String)}::bigint[])
      AND removed_at > business_now() - interval '1 hour'`.execute(query);
  return Number(result.numAffectedRows ?? 0n);
}

/** Nobody's way back is open any more. @returns how many went, at most `limit` */
export async function deleteRemoved(query: Query, limit: number): Promise<number> {
  const result = await sql`
    DELETE FROM favourite f USING (
      SELECT customer_id, product_id FROM favourite WHERE removed_at < business_now() - interval '1 day' LIMIT ${limit}) old
    WHERE f.customer_id = old.customer_id AND f.product_id = old.product_id AND f.removed_at IS NOT NULL`.execute(
    query,
  );
  return Number(result.numAffectedRows ?? 0n);
}
