/** Money that arrived for an order which no longer wants it goes back, once. */
import type { Tx } from "../db/database.ts";
import { newNumber } from "../number.ts";
import { insertRefund } from "../refund/store.ts";

export async function requestLateRefund(
  tx: Tx,
  p: { buyerId: bigint; orderNo: string; paymentNo: string; amountFen: bigint; at: Date },
): Promise<void> {
  await insertRefund(tx, {
    buyerId: p.buyerId,
    no: newNumber("refund", p.buyerId, p.at),
    orderNo: p.orderNo,
    paymentNo: p.paymentNo,
    aftersaleNo: null,
    cause: "late_payment",
    amountFen: p.amountFen,
    totalFen: p.amountFen,
    at: p.at,
  });
}
