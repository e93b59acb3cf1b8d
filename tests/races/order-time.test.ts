/** An order's times stand in the order of its life, also where a transaction began early and got the lock late. */
import { lockOrder, markShipped } from "@banyan/server/order/store.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
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
