/** Promoters' settled sales by day, as the outbox tells of them: what rules of tiers are held against. */
import type { Tx } from "../db/database.ts";
import type { Pending } from "../outbox/consume-store.ts";
import { countSettled } from "./sales-store.ts";

/** Takes what settles an order, and refunds, which lower what settled before. Nothing else is a sale. */
export async function countSales(tx: Tx, rows: readonly Pending[]): Promise<void> {
  const orders = rows
    .filter((row) => row.topic === "order.settled" || row.topic === "refund.done")
    .map((row) => ({ buyerId: row.owner_id, no: row.ref }));
  if (orders.length > 0) await countSettled(tx, orders);
}
