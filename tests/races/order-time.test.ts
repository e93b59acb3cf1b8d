/** An order's times stand in the order of its life, also where a transaction began early and got the lock late. */
import { lockOrder, markShipped } from "@banyan/server/order/store.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { paidContent, sendCallback } from "../support/callback.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "race_order_time" });
});
afterAll(() => shop.close());

it("what waited for the payment is written as later than the payment", async () => {
  const tea = await shop.product({ price: 4200 });
  const buyer = await shop.customer("周牧");
  const { no } = await buyer.buy([{ sku: tea.sku }]);
  await shop.services.database.transact(async (tx) => {
    // The transaction's clock stands still here, before anybody pays.
    await sql`SELECT 1`.execute(tx);
    await buyer.pay(no);
    await shop.settle();
    const order = await lockOrder(tx, BigInt(buyer.id), no);
    if (!order?.paid_at) throw new Error("the payment was not heard of");
    expect(order.now.getTime()).toBeGreaterThanOrEqual(order.paid_at.getTime());
    await markShipped(tx, BigInt(buyer.id), no, order.now, order.now);
  });
  const [row] = await shop.sql<{ sound: boolean }>(
    "SELECT created_at <= paid_at AND paid_at <= shipped_at AS sound FROM orders WHERE no = $1",
    [no],
  );
  expect(row?.sound).toBe(true);
});

it("two attempts paid in the same moment: one is the payment, with one moment in whole ms everywhere, the other goes back", async () => {
  const { sku } = await shop.product({ price: 8800 });
  const buyer = await shop.customer("陈大山");
  const { no } = await buyer.buy([{ sku }]);
  await buyer.prepay(no);
  const [open] = await shop.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [no]);
  const first = open?.no ?? "";
  const second = `${first.slice(0, -1)}${first.endsWith("A") ? "B" : "A"}`;
  await shop.sql(
    `INSERT INTO payment_attempt (buyer_id, no, order_no, amount_fen, openid, state, created_at)
     SELECT buyer_id, $2, order_no, amount_fen, openid, 'closed', created_at FROM payment_attempt WHERE no = $1`,
    [first, second],
  );
  const contents = [first, second].map((outTradeNo, at) => ({
    ...paidContent(shop, { outTradeNo, openid: buyer.openid, amountFen: 8800 }),
    transaction_id: `42000026112411000000000${at}`,
    // Refunded in part since: no less paid, as the first word about it too.
    trade_state: at === 0 ? "SUCCESS" : "REFUND",
  }));
  const answers = await Promise.all(
    [...contents, ...contents].map((content) => sendCallback(shop, { content })),
  );
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
  const attempts = await shop.sql<{ state: string; refunds: number; at_once: boolean; whole: boolean }>(
    `SELECT a.state, (SELECT count(*)::int FROM refund r WHERE r.payment_no = a.no AND r.cause = 'late_payment' AND r.amount_fen = 8800) AS refunds,
       e.event_at = o.paid_at AND (a.state = 'late' OR a.paid_at = o.paid_at) AS at_once, o.paid_at = date_trunc('milliseconds', o.paid_at) AS whole
     FROM orders o JOIN payment_attempt a ON a.order_no = o.no JOIN order_event e ON e.order_no = o.no AND e.kind = 'paid'
     WHERE o.no = $1 AND o.state = 'awaiting_shipment' ORDER BY a.state DESC`,
    [no],
  );
  expect(attempts).toEqual([
    { state: "paid", refunds: 0, at_once: true, whole: true },
    { state: "late", refunds: 1, at_once: true, whole: true },
  ]);
});
