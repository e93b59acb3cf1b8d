/** SQL of counting (盘点): what is counted becomes what is on hand, the difference becomes a line of the log. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface CountedSku {
  sku_id: bigint;
  product: string;
  spec: string[];
  code: string;
  on_hand: number;
  held: number;
}

const COLUMNS = sql`t.sku_id, p.name AS product, s.spec, s.code, t.on_hand, t.held`;
const SOURCE = sql`sku_stock t JOIN sku s ON s.id = t.sku_id JOIN product p ON p.id = s.product_id`;

/** By id, whatever has become of the product; by code, only what can be sold or is about to be. */
export async function selectCounted(
  query: Kysely<Tables>,
  asked: { skuIds: readonly bigint[]; codes: readonly string[] },
): Promise<CountedSku[]> {
  const result = await sql<CountedSku>`
    SELECT ${COLUMNS} FROM ${SOURCE}
    WHERE t.sku_id = ANY (${asked.skuIds.map(String)}::bigint[])
      OR (s.code = ANY (${[...asked.codes]}::text[]) AND s.code <> '' AND NOT s.retired AND p.state IN ('listed', 'unlisted'))
    ORDER BY t.sku_id`.execute(query);
  return result.rows;
}

export async function lockCounted(tx: Tx, skuIds: readonly bigint[]): Promise<CountedSku[]> {
  const result = await sql<CountedSku>`
    SELECT ${COLUMNS} FROM ${SOURCE}
    WHERE t.sku_id = ANY (${skuIds.map(String)}::bigint[]) ORDER BY t.sku_id FOR UPDATE OF t`.execute(tx);
  return result.rows;
}

/** Rows that this transaction has locked, each with a difference. An event key acts once on a SKU. */
export async function postCount(
  tx: Tx,
  event: { key: string; note: string; staffId: bigint },
  lines: readonly { skuId: bigint; counted: number; delta: number }[],
): Promise<void> {
  await sql`
    WITH moved AS (
      UPDATE sku_stock t SET on_hand = w.counted
      FROM unnest(${lines.map((line) => String(line.skuId))}::bigint[], ${lines.map((line) => line.counted)}::int[],
        ${lines.map((line) => line.delta)}::int[]) AS w (sku_id, counted, delta)
      WHERE t.sku_id = w.sku_id RETURNING t.sku_id, t.on_hand, w.delta)
    INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, note, staff_id, created_at)
    SELECT sku_id, ${event.key}, delta, on_hand, 'count', ${event.note}, ${event.staffId}::bigint, (SELECT business_now())
    FROM moved`.execute(tx);
}
