/** SQL of `cart_line`. A quantity may stand above the stock; buying is decided when a quote is made. */
import { type CartLine, MAX_CART_LINES, MAX_QUANTITY } from "@banyan/contract";
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { prepared } from "../db/prepared.ts";

type Query = Kysely<Tables>;

export interface CartRow {
  sku_id: bigint;
  product_id: bigint;
  name: string;
  spec: string[];
  picture: string | null;
  price_fen: bigint;
  quantity: number;
  available: number;
  fulfilment: CartLine["fulfilment"];
  listed: boolean;
  retired: boolean;
  added_at: Date;
  /** Leaf first. */
  categories: string[];
  /** The owner of the cart as a promoter; null for a mere customer. */
  promoter: { state: PromoterState; agreement_version: number; tier: string } | null;
}

/** The whole cart, newest first. The own lines are read first, so that the stock join stays one look-up a line on shards too. */
export async function selectCart(query: Query, customerId: bigint): Promise<CartRow[]> {
  return (await wholeCart.execute(query, { customerId })).rows;
}

/** The same of lines that a device names, in its order. What is no SKU is left out. @param customerId null: a visitor */
export async function selectPreview(
  query: Query,
  lines: readonly { skuId: bigint; quantity: number }[],
  customerId: bigint | null,
): Promise<CartRow[]> {
  const result = await sql<CartRow>`
    WITH mine AS MATERIALIZED (
        SELECT l.sku_id, l.quantity, business_now() - l.place * interval '1 second' AS added_at,
          ${ownPromoter} AS promoter
        FROM ROWS FROM (unnest(${lines.map((line) => String(line.skuId))}::bigint[]), unnest(${lines.map((line) => line.quantity)}::int[]))
            WITH ORDINALITY AS l (sku_id, quantity, place)
          LEFT JOIN promoter me ON me.owner_id = ${customerId}::bigint)
    ${shownLines}`.execute(query);
  return result.rows;
}

/** Whose cart it is, as a promoter `me`; NULL for a mere customer. */
const ownPromoter = sql`CASE WHEN me.owner_id IS NOT NULL THEN jsonb_build_object('state', me.state,
            'agreement_version', me.agreement_version, 'tier', me.tier_id::text) END`;

const shownLines = sql`
  SELECT mine.sku_id, p.id AS product_id, p.name, s.spec, coalesce(s.picture, p.gallery->>0) AS picture, s.price_fen,
    mine.quantity, coalesce(stock.on_hand - stock.held, 0) AS available, p.fulfilment, mine.added_at,
    p.state = 'listed' AS listed, s.retired, mine.promoter,
    CASE WHEN c.parent_id IS NULL THEN ARRAY[c.id::text] ELSE ARRAY[c.id::text, c.parent_id::text] END AS categories
  FROM mine JOIN sku s ON s.id = mine.sku_id JOIN product p ON p.id = s.product_id JOIN category c ON c.id = p.category_id
    LEFT JOIN sku_stock stock ON stock.sku_id = mine.sku_id
  ORDER BY mine.added_at DESC, mine.sku_id DESC`;

const wholeCart = prepared(
  (v: { customerId: bigint }) => sql<CartRow>`
    WITH mine AS MATERIALIZED (
        SELECT l.sku_id, l.quantity, l.added_at,
          ${ownPromoter} AS promoter
        FROM cart_line l LEFT JOIN promoter me ON me.owner_id = l.customer_id
        WHERE l.customer_id = ${v.customerId})
    ${shownLines}`,
);

/** How many of each SKU stand in the cart. */
export async function selectQuantities(query: Query, customerId: bigint): Promise<Map<string, number>> {
  const result = await sql<{ sku_id: string; quantity: number }>`
    SELECT sku_id::text, quantity FROM cart_line WHERE customer_id = ${customerId}`.execute(query);
  return new Map(result.rows.map((row) => [row.sku_id, row.quantity]));
}

/** @returns false where a cart of this key was merged before, into whichever account */
export async function insertMerge(tx: Tx, requestKey: string, customerId: bigint): Promise<boolean> {
  const result = await sql`
    INSERT INTO cart_merge (request_key, customer_id, merged_at) VALUES (${requestKey}, ${customerId}, business_now())
    ON CONFLICT DO NOTHING`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** A device asks again within seconds; whoever comes back a month later has begun another cart. Once an hour, so without an index. */
export async function deleteOldMerges(query: Query): Promise<void> {
  await sql`DELETE FROM cart_merge WHERE merged_at < business_now() - interval '30 days'`.execute(query);
}

/** One person's cart changes one at a time, so that its line limit holds under parallel taps. */
export async function lockCart(tx: Tx, customerId: bigint): Promise<void> {
  await sql`SELECT 1 FROM customer WHERE id = ${customerId} FOR NO KEY UPDATE`.execute(tx);
}

export interface PutResult {
  sku_id: bigint;
  /** Whether the SKU can be bought at all. */
  buyable: boolean;
  /** The line as it stood before. */
  before: number | null;
  before_key: string | null;
  /** Quantity after; null where nothing was put: repeated key, too many, no room. */
  put: number | null;
  /** Lines in the cart before, of any SKU. */
  lines: number;
}

/**
 * Adds quantities to lines or makes them, as many new ones as there is room for. A line whose last key is this one stays as it is.
 * The cart must be locked.
 * @param p.over what would grow past the most a line may hold: "keep" leaves it as it is, "fill" fills it up
 * @param p.gone whether what cannot be bought is put all the same, to be shown as such
 */
export async function putLines(
  tx: Tx,
  customerId: bigint,
  wants: readonly { skuId: bigint; quantity: number; addedAt?: Date }[],
  p: { key: string | null; over: "keep" | "fill"; gone?: boolean },
): Promise<PutResult[]> {
  const result = await sql<PutResult>`
    WITH mine AS MATERIALIZED (SELECT sku_id, quantity, last_key FROM cart_line WHERE customer_id = ${customerId}),
      want AS MATERIALIZED (
        SELECT w.sku_id, w.quantity, w.added_at, s.id IS NOT NULL AND NOT s.retired AND coalesce(p.state = 'listed', false) AS buyable,
          mine.quantity AS before, mine.last_key AS before_key,
          (SELECT count(*) FROM mine)::int AS lines,
          row_number() OVER (PARTITION BY mine.sku_id IS NULL,
            s.id IS NOT NULL AND NOT s.retired AND coalesce(p.state = 'listed', false) ORDER BY w.place) AS nth
        FROM ROWS FROM (unnest(${wants.map((want) => String(want.skuId))}::bigint[]), unnest(${wants.map((want) => want.quantity)}::int[]),
              unnest(${wants.map((want) => want.addedAt ?? null)}::timestamptz[]))
            WITH ORDINALITY AS w (sku_id, quantity, added_at, place)
          LEFT JOIN sku s ON s.id = w.sku_id LEFT JOIN product p ON p.id = s.product_id
          LEFT JOIN mine ON mine.sku_id = w.sku_id),
      put AS (
        INSERT INTO cart_line AS line (customer_id, sku_id, quantity, last_key, added_at)
        SELECT ${customerId}::bigint, sku_id, quantity, ${p.key}::text, coalesce(least(added_at, now()), now()) FROM want
        WHERE (buyable OR ${p.gone === true}::boolean) AND (before IS NOT NULL OR lines + nth <= ${MAX_CART_LINES})
        ON CONFLICT (customer_id, sku_id) DO UPDATE
          SET quantity = least(line.quantity + excluded.quantity, ${MAX_QUANTITY}), last_key = excluded.last_key
        WHERE line.last_key IS DISTINCT FROM coalesce(excluded.last_key, '')
          AND (${p.over === "fill"}::boolean OR line.quantity + excluded.quantity <= ${MAX_QUANTITY})
        RETURNING sku_id, quantity)
    SELECT want.sku_id, want.buyable, want.before, want.before_key, put.quantity AS put, want.lines
    FROM want LEFT JOIN put USING (sku_id)`.execute(tx);
  return result.rows;
}

/** @returns false when the SKU is not in this cart */
export async function setQuantity(
  query: Query,
  customerId: bigint,
  skuId: bigint,
  quantity: number,
): Promise<boolean> {
  const result = await sql`
    UPDATE cart_line SET quantity = ${quantity} WHERE customer_id = ${customerId} AND sku_id = ${skuId}`.execute(
    query,
  );
  return result.numAffectedRows === 1n;
}

export interface ChangeFacts {
  in_cart: boolean;
  same_product: boolean;
  buyable: boolean;
  /** What the other SKU's line holds already. */
  there: number;
}

export async function selectChangeFacts(
  tx: Tx,
  customerId: bigint,
  skuId: bigint,
  toSkuId: bigint,
): Promise<ChangeFacts> {
  const result = await sql<ChangeFacts>`
    SELECT EXISTS (SELECT FROM cart_line WHERE customer_id = ${customerId} AND sku_id = ${skuId}) AS in_cart,
      EXISTS (SELECT FROM sku a JOIN sku b ON b.product_id = a.product_id WHERE a.id = ${skuId} AND b.id = ${toSkuId}) AS same_product,
      EXISTS (SELECT FROM sku s JOIN product p ON p.id = s.product_id
        WHERE s.id = ${toSkuId} AND NOT s.retired AND p.state = 'listed') AS buyable,
      coalesce((SELECT quantity FROM cart_line WHERE customer_id = ${customerId} AND sku_id = ${toSkuId}), 0) AS there`.execute(
    tx,
  );
  const row = result.rows[0];
  if (!row) throw new Error("a SELECT without FROM answers with one row");
  return row;
}

/** Puts another SKU in a line's place, where it stood; quantities merge. */
export async function replaceLine(
  tx: Tx,
  row: { customerId: bigint; skuId: bigint; toSkuId: bigint; quantity: number },
): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM cart_line WHERE customer_id = ${row.customerId} AND sku_id = ${row.skuId} RETURNING added_at)
    INSERT INTO cart_line AS line (customer_id, sku_id, quantity, added_at)
    SELECT ${row.customerId}::bigint, ${row.toSkuId}::bigint, ${row.quantity}::int, added_at FROM gone
    ON CONFLICT (customer_id, sku_id) DO UPDATE SET quantity = line.quantity + excluded.quantity`.execute(tx);
}

export async function deleteLines(
  query: Query,
  customerId: bigint,
  skuIds: readonly bigint[],
): Promise<void> {
  await sql`
    DELETE FROM cart_line WHERE customer_id = ${customerId} AND sku_id = ANY (${skuIds.map(String)}::bigint[])`.execute(
    query,
  );
}
