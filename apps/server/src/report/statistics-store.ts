/** SQL of sku_sales: units sold less units refunded, kept by the statistics consumer. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

type Refs = readonly { buyerId: bigint; no: string }[];
const refsOf = (refs: Refs) => sql`
  unnest(${refs.map((ref) => String(ref.buyerId))}::bigint[], ${refs.map((ref) => ref.no)}::text[]) AS ref (buyer_id, no)`;

export async function addSoldUnits(tx: Tx, orders: Refs): Promise<void> {
  await sql`
    INSERT INTO sku_sales (sku_id, sold)
    SELECT l.sku_id, sum(l.quantity)::int FROM ${refsOf(orders)}
      JOIN order_line l ON l.buyer_id = ref.buyer_id AND l.order_no = ref.no
    GROUP BY l.sku_id ORDER BY l.sku_id
    ON CONFLICT (sku_id) DO UPDATE SET sold = sku_sales.sold + excluded.sold`.execute(tx);
}

/** Late payments refund an order that never counted, so they have no case and take nothing. */
export async function addRefundedUnits(tx: Tx, refunds: Refs): Promise<void> {
  await sql`
    INSERT INTO sku_sales (sku_id, sold)
    SELECT l.sku_id, -sum(a.quantity)::int FROM ${refsOf(refunds)}
      JOIN refund r ON r.buyer_id = ref.buyer_id AND r.no = ref.no
      JOIN aftersale_line a ON a.buyer_id = r.buyer_id AND a.aftersale_no = r.aftersale_no
      JOIN order_line l ON l.buyer_id = r.buyer_id AND l.order_no = r.order_no AND l.line_no = a.line_no
    GROUP BY l.sku_id ORDER BY l.sku_id
    ON CONFLICT (sku_id) DO UPDATE SET sold = sku_sales.sold + excluded.sold`.execute(tx);
}
