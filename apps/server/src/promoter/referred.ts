/** What was bought on promoters' recommendation, as the outbox tells of it. */
import type { Tx } from "../db/database.ts";
import type { Pending } from "../outbox/consume-store.ts";
import { countReferred } from "./referred-store.ts";

/** Takes what pays an order, and refunds. */
export async function countRecommended(tx: Tx, rows: readonly Pending[]): Promise<void> {
  const orders = rows
    .filter((row) => row.topic === "order.paid" || row.topic === "refund.done")
    .map((row) => ({ buyerId: row.owner_id, no: row.ref }));
  if (orders.length > 0) await countReferred(tx, orders);
}
