/** SQL of an order's stock holds. A hold reserves units for an unpaid order; `sold` and `released` are final. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { prepared } from "../db/prepared.ts";

/**
 * Takes all the holds of one order or tells which SKUs are short. Rows are locked in sku order, so two orders with the same goods
 * cannot deadlock; the condition is tested on the row as it was locked, not as the statement found it, so five units sell five times
 * (B22), and a unit that was given back a moment ago is one of them. Both columns come from the locked row (group-store.ts). For an order that is alone; many at once: hold-desk.ts.
 * @returns short SKUs (then the caller rolls back) and those that this order emptied
 * @throws 23505 stock_hold_pkey when this order's number has a hold already
 */
export async function takeHolds(
  tx: Tx,
  orderNo: string,
  wants: readonly { skuId: bigint; quantity: number }[],
): Promise<{ short: bigint[]; emptied: bigint[] }> {
  const result = await holdsTaken.execute(tx, {
    orderNo,
    skuIds: wants.map((want) => String(want.skuId)),
    quantities: wants.map((want) => want.quantity),
  });
  const got = new Set(result.rows.map((row) => row.sku_id));
  return {
    short: wants.map((want) => want.skuId).filter((id) => !got.has(id)),
    emptied: result.rows.filter((row) => row.left_over === 0).map((row) => row.sku_id),
  };
}

const holdsTaken = prepared(
  (v: { orderNo: string; skuIds: readonly string[]; quantities: readonly number[] }) => sql<{
    sku_id: bigint;
    left_over: number;
  }>`
    WITH want AS (SELECT * FROM unnest((SELECT ${v.skuIds}::bigint[]), (SELECT ${v.quantities}::int[])) AS w (sku_id, quantity)),
      locked AS (
        SELECT s.sku_id, s.on_hand, s.held FROM sku_stock s JOIN want USING (sku_id) ORDER BY s.sku_id FOR UPDATE OF s),
      taken AS (
        UPDATE sku_stock s SET held = locked.held + want.quantity, on_hand = locked.on_hand
        FROM want JOIN locked USING (sku_id)
        WHERE s.sku_id = want.sku_id AND locked.on_hand - locked.held >= want.quantity
        RETURNING s.sku_id, s.on_hand - s.held AS left_over),
      written AS (
        INSERT INTO stock_hold (sku_id, order_no, quantity, created_at)
        SELECT want.sku_id, ${v.orderNo}, want.quantity, (SELECT business_now()) FROM want JOIN taken USING (sku_id))
    SELECT sku_id, left_over FROM taken`,
);

/** Gives an order's units back. @returns how many SKUs had nothing available before and have now */
export async function releaseHolds(tx: Tx, orderNo: string, skuIds: readonly bigint[]): Promise<number> {
  const result = await sql<{ refilled: bigint }>`
    WITH locked AS (
        SELECT s.sku_id, s.on_hand = s.held AS was_empty FROM sku_stock s
        WHERE s.sku_id = ANY (${skuIds.map(String)}::bigint[]) ORDER BY s.sku_id FOR UPDATE),
      freed AS (
        UPDATE stock_hold h SET state = 'released' FROM locked
        WHERE h.sku_id = locked.sku_id AND h.order_no = ${orderNo} AND h.state = 'held'
        RETURNING h.sku_id, h.quantity),
      given AS (
        UPDATE sku_stock s SET held = s.held - freed.quantity FROM freed WHERE s.sku_id = freed.sku_id RETURNING s.sku_id)
    SELECT count(*) AS refilled FROM given JOIN locked USING (sku_id) WHERE locked.was_empty`.execute(tx);
  return Number(result.rows[0]?.refilled ?? 0n);
}

/** Turns the holds of paid orders into sales: one statement for a whole batch. A hold already sold is passed over. */
export async function sellHolds(tx: Tx, orderNos: readonly string[]): Promise<void> {
  await sql`
    WITH locked AS (
        SELECT s.sku_id, s.on_hand FROM sku_stock s
        WHERE s.sku_id IN (SELECT sku_id FROM stock_hold WHERE order_no = ANY (${orderNos}::text[]) AND state = 'held')
        ORDER BY s.sku_id FOR UPDATE),
      sold AS (
        UPDATE stock_hold h SET state = 'sold' FROM locked
        WHERE h.sku_id = locked.sku_id AND h.order_no = ANY (${orderNos}::text[]) AND h.state = 'held'
        RETURNING h.sku_id, h.order_no, h.quantity),
      logged AS (
        INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, ref, created_at)
        SELECT sold.sku_id, 'sold:' || sold.order_no, -sold.quantity,
          locked.on_hand - sum(sold.quantity) OVER (PARTITION BY sold.sku_id ORDER BY sold.order_no), 'sold', sold.order_no,
          (SELECT business_now())
        FROM sold JOIN locked USING (sku_id)),
      total AS (SELECT sku_id, sum(quantity) AS quantity FROM sold GROUP BY sku_id)
    UPDATE sku_stock s SET on_hand = s.on_hand - total.quantity, held = s.held - total.quantity
    FROM total WHERE s.sku_id = total.sku_id`.execute(tx);
}

/** Puts refunded units that never left the shop back on the shelf; once per event key. */
export async function restock(
  tx: Tx,
  eventKey: string,
  ref: string,
  rows: readonly { skuId: bigint; quantity: number }[],
): Promise<void> {
  await sql`
    WITH back AS (
        SELECT sku_id, sum(quantity)::int AS quantity
        FROM unnest(${rows.map((row) => String(row.skuId))}::bigint[], ${rows.map((row) => row.quantity)}::int[]) AS r (sku_id, quantity)
        GROUP BY sku_id),
      locked AS (SELECT s.sku_id, s.on_hand FROM sku_stock s JOIN back USING (sku_id) ORDER BY s.sku_id FOR UPDATE OF s),
      logged AS (
        INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, ref, created_at)
        SELECT back.sku_id, ${eventKey}, back.quantity, locked.on_hand + back.quantity, 'refund', ${ref}, (SELECT business_now())
        FROM back JOIN locked USING (sku_id)
        ON CONFLICT (sku_id, event_key) DO NOTHING RETURNING sku_id, delta)
    UPDATE sku_stock s SET on_hand = s.on_hand + logged.delta FROM logged WHERE s.sku_id = logged.sku_id`.execute(
    tx,
  );
}
