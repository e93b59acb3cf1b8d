/**
 * Outbox consumer `coupon`: what paid and received orders bring, what full refunds give back and take. Facts of one person are handled one
 * after the other, so that a refund finds the gift that its order brought.
 */
import type { Handler } from "../outbox/consume.ts";
import { type OrderFact, selectDueGifts, settleRefunded } from "./gift-store.ts";
import { giveMany } from "./give.ts";

const WHEN: Readonly<Record<string, OrderFact["when"]>> = {
  "order.paid": "paid",
  "order.received": "received",
};

export const couponHandler: Handler = async (tx, rows) => {
  const facts = rows.flatMap((row) => {
    const when = WHEN[row.topic];
    return when ? [{ ownerId: row.owner_id, orderNo: row.ref, when }] : [];
  });
  if (facts.length > 0) {
    const due = await selectDueGifts(tx, facts);
    for (const couponId of new Set(due.map((gift) => gift.coupon_id))) {
      const mine = due.filter((gift) => gift.coupon_id === couponId);
      await giveMany(tx, {
        couponId,
        source: "gift",
        facts: mine.map((gift) => ({ customerId: gift.customer_id, eventKey: gift.event_key })),
      });
    }
  }
  const refunds = rows.filter((row) => row.topic === "refund.done");
  if (refunds.length > 0) {
    await settleRefunded(
      tx,
      refunds.map((row) => ({ ownerId: row.owner_id, refundNo: row.ref })),
    );
  }
  return undefined;
};
