/** Outbox consumer `statistics`: sales counts of SKUs follow paid orders and refunded units; promoters' sales follow settled orders. */
import type { Handler } from "../outbox/consume.ts";
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
  return undefined;
};
