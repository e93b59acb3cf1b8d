/**
 * Outbox consumer `statistics`: sales counts of SKUs follow paid orders and refunded units; promoters' sales follow settled orders, and what
 * they recommended follows paid ones.
 */
import type { Handler } from "../outbox/consume.ts";
import { countRecommended } from "../promoter/referred.ts";
import { countSales } from "../tier/sales.ts";
import { addRefundedUnits, addSoldUnits } from "./statistics-store.ts";

export const statisticsHandler: Handler = async (tx, rows) => {
  const paid = rows.filter((row) => row.topic === "order.paid");
  const refunded = rows.filter((row) => row.topic === "refund.done");
  if (paid.length > 0)
    await addSoldUnits(
      tx,
      paid.map((row) => ({ buyerId: row.owner_id, no: row.ref })),
    );
  if (refunded.length > 0)
    await addRefundedUnits(
      tx,
      refunded.map((row) => ({ buyerId: row.owner_id, no: row.ref })),
    );
  await countSales(tx, rows);
  await countRecommended(tx, rows);
  return undefined;
};
