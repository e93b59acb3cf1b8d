/** SQL of `sku_stock` and `stock_log` outside of holds: adjustments, opening stock and the log. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface StockRow {
  on_hand: number;
  held: number;
}

export async function lockStock(tx: Tx, skuId: bigint): Promise<StockRow | null> {
  const result = await sql<StockRow>`
    SELECT on_hand, held FROM sku_stock WHERE sku_id = ${skuId} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

/** Moves a locked SKU's stock and logs it, in one statement. An event key acts once: its second row would be refused. */
export async function moveStock(
  tx: Tx,
  row: { skuId: bigint; eventKey: string; delta: number; reason: string; note: string; staffId: bigint },
): Promise<void> {
  await sql`
    WITH moved AS (
      UPDATE sku_stock SET on_hand = on_hand + ${row.delta}::int WHERE sku_id = ${row.skuId} RETURNING sku_id, on_hand)
    INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, note, staff_id, created_at)
    SELECT sku_id, ${row.eventKey}, ${row.delta}::int, on_hand, ${row.reason}, ${row.note}, ${row.staffId}::bigint,
      (SELECT business_now())
    FROM moved`.execute(tx);
}

/** Stock now and what an event moved; `delta` is null where it moved nothing of this SKU. */
export async function selectMoved(
  query: Query,
  skuId: bigint,
  eventKey: string,
): Promise<(StockRow & { delta: number | null }) | null> {
  const result = await sql<StockRow & { delta: number | null }>`
    SELECT s.on_hand, s.held, l.delta
    FROM sku_stock s LEFT JOIN stock_log l ON l.sku_id = s.sku_id AND l.event_key = ${eventKey}
    WHERE s.sku_id = ${skuId}`.execute(query);
  return result.rows[0] ?? null;
}

/** Stock rows of new SKUs; what is there at the start has its line in the log. */
export async function insertStock(
  tx: Tx,
  staffId: bigint,
  skus: readonly { skuId: bigint; onHand: number }[],
): Promise<void> {
  await sql`
    WITH fresh AS (
        SELECT * FROM unnest(${skus.map((sku) => String(sku.skuId))}::bigint[], ${skus.map((sku) => sku.onHand)}::int[]) AS s (sku_id, on_hand)),
      stocked AS (INSERT INTO sku_stock (sku_id, on_hand) SELECT sku_id, on_hand FROM fresh)
    INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, staff_id, created_at)
    SELECT sku_id, 'opening:' || sku_id, on_hand, on_hand, 'opening', ${staffId}::bigint, (SELECT business_now())
    FROM fresh WHERE on_hand > 0`.execute(tx);
}

export interface LogRow {
  id: bigint;
  sku_id: bigint;
  spec: string[];
  delta: number;
  on_hand_after: number;
  reason: string;
  ref: string;
  note: string;
  staff: string | null;
  created_at: Date;
  created_us: bigint;
}

/** The log of one product, newest first; of one of its SKUs when `skuId` is given. */
export async function selectLog(
  query: Query,
  filter: {
    productId: bigint;
    skuId: bigint | null;
    after: { createdUs: bigint; id: bigint } | null;
    limit: number;
  },
): Promise<LogRow[]> {
  const one = filter.skuId === null ? sql`` : sql`AND s.id = ${filter.skuId}`;
  const after = filter.after
    ? sql`AND (l.created_at, l.id) < (timestamptz 'epoch' + ${filter.after.createdUs}::bigint * interval '1 microsecond', ${filter.after.id})`
    : sql``;
  const result = await sql<LogRow>`
    SELECT l.id, l.sku_id, s.spec, l.delta, l.on_hand_after, l.reason, l.ref, l.note, staff.name AS staff, l.created_at,
      (extract(epoch FROM l.created_at) * 1000000)::bigint AS created_us
    FROM sku s JOIN stock_log l ON l.sku_id = s.id LEFT JOIN staff ON staff.id = l.staff_id
    WHERE s.product_id = ${filter.productId} ${one} ${after}
    ORDER BY l.created_at DESC, l.id DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}
