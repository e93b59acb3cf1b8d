/** SQL of `footprint`: one row per person and product, with the last look. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface FootprintRow {
  product_id: bigint;
  viewed_at: Date;
  viewed_us: bigint;
  day: string;
  /** As the product is called now, on sale or not; "" where nothing is left of it. */
  name: string;
  picture: string;
}

/** Newest first. */
export async function selectFootprints(
  query: Query,
  customerId: bigint,
  p: { after: { us: bigint; id: bigint } | null; limit: number; days: number },
): Promise<FootprintRow[]> {
  const after = p.after
    ? sql`AND (f.viewed_at, f.product_id) < (timestamptz 'epoch' + ${p.after.us}::bigint * interval '1 microsecond', ${p.after.id})`
    : sql``;
  const result = await sql<FootprintRow>`
    SELECT f.product_id, f.viewed_at, (extract(epoch FROM f.viewed_at) * 1000000)::bigint AS viewed_us,
      business_date(f.viewed_at) AS day, coalesce(p.name, '') AS name, coalesce(p.gallery->>0, '') AS picture
    FROM footprint f LEFT JOIN product p ON p.id = f.product_id
    WHERE f.customer_id = ${customerId} AND f.viewed_at > business_now() - make_interval(days => ${p.days}) ${after}
    ORDER BY f.viewed_at DESC, f.product_id DESC LIMIT ${p.limit + 1}`.execute(query);
  return result.rows;
}

/**
 * One statement: the looks of a batch, and what no longer fits beside them goes. Products that never were are passed over, and all of it
 * where the person remembers nothing.
 */
export async function recordViews(
  tx: Tx,
  customerId: bigint,
  views: readonly { product_id: string; seconds_ago: number }[],
  bounds: { most: number; days: number },
): Promise<void> {
  await sql`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now),
      seen AS MATERIALIZED (
        SELECT v.product_id, clock.now - make_interval(secs => min(v.seconds_ago)) AS viewed_at
        FROM jsonb_to_recordset(${JSON.stringify(views)}::jsonb) AS v (product_id bigint, seconds_ago int)
          JOIN product p ON p.id = v.product_id CROSS JOIN clock
        WHERE NOT EXISTS (SELECT FROM customer_profile c WHERE c.customer_id = ${customerId} AND c.footprints_off)
        GROUP BY v.product_id, clock.now),
      gone AS (
        DELETE FROM footprint f USING (
          SELECT product_id, row_number() OVER (ORDER BY viewed_at DESC, product_id DESC) AS place, viewed_at
          FROM footprint WHERE customer_id = ${customerId} AND product_id NOT IN (SELECT product_id FROM seen)) old, clock
        WHERE f.customer_id = ${customerId} AND f.product_id = old.product_id
          AND (old.place > ${bounds.most} - (SELECT count(*) FROM seen)
            OR old.viewed_at < clock.now - make_interval(days => ${bounds.days})))
    INSERT INTO footprint AS f (customer_id, product_id, viewed_at)
    SELECT ${customerId}::bigint, product_id, viewed_at FROM seen ORDER BY product_id
    ON CONFLICT (customer_id, product_id) DO UPDATE SET viewed_at = greatest(f.viewed_at, excluded.viewed_at)`.execute(
    tx,
  );
}

/** @param productIds null for all */
export async function deleteFootprints(
  query: Query,
  customerId: bigint,
  productIds: readonly bigint[] | null,
): Promise<number> {
  const some = productIds === null ? sql`` : sql`AND product_id = ANY (${productIds.map(String)}::bigint[])`;
  const result = await sql`DELETE FROM footprint WHERE customer_id = ${customerId} ${some}`.execute(query);
  return Number(result.numAffectedRows ?? 0n);
}

/** Off: what is there goes with it. */
export async function setRemembering(tx: Tx, customerId: bigint, on: boolean): Promise<void> {
  await sql`
    INSERT INTO customer_profile AS p (customer_id, footprints_off) VALUES (${customerId}, ${!on})
    ON CONFLICT (customer_id) DO UPDATE SET footprints_off = excluded.footprints_off`.execute(tx);
  if (!on) await deleteFootprints(tx, customerId, null);
}

/** Of people who have not come back either. @returns how many went, at most `limit` */
export async function deleteOld(query: Query, days: number, limit: number): Promise<number> {
  const result = await sql`
    DELETE FROM footprint f USING (
      SELECT customer_id, product_id FROM footprint
      WHERE viewed_at < business_now() - make_interval(days => ${days}) LIMIT ${limit}) old
    WHERE f.customer_id = old.customer_id AND f.product_id = old.product_id`.execute(query);
  return Number(result.numAffectedRows ?? 0n);
}
