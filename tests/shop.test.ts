/** The shop that other tests stand on: everything in it is real, and it comes to rest. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "shop" });
});
afterAll(() => shop.close());

it("takes an order from quote to refund", async () => {
  const tea = await shop.product({ price: 1234, stock: 5 });
  const buyer = await shop.customer("林晓棠");
  const { no, payable_fen } = await buyer.buy([{ sku: tea.sku, quantity: 2 }]);
  expect(payable_fen).toBe(2468);
  await buyer.pay(no);
  await shop.settle();
  expect((await buyer.api.order.get({ no })).state).toBe("awaiting_shipment");

  const service = await shop.staff("operator");
  await service.api.console.order.ship({ no, carrier: "顺丰速运", tracking_no: "SF1234567890" });
  await buyer.api.order.receive({ no });
  const asked = await buyer.api.aftersale.create({
    request_key: "first-refund-0001",
    order_no: no,
    lines: [{ line_no: 1, quantity: 2, amount_fen: 2468 }],
    reason: "不想要了",
  });
  await service.api.console.aftersale.approve({ no: asked.no, confirm_fen: 2468 });
  await shop.settle();
  const order = await buyer.api.order.get({ no });
  expect(order).toMatchObject({ state: "refunded", refunded_fen: 2468 });
  const { refunds } = await shop.simulator.control.state();
  expect(refunds.map(({ amount, status }) => ({ amount, status }))).toEqual([
    { amount: 2468, status: "SUCCESS" },
  ]);
  expect(shop.errors).toEqual([]);
});

it("moves both clocks: an unpaid order closes when its time is over", async () => {
  const tea = await shop.product({ price: 500, stock: 1 });
  const buyer = await shop.customer();
  const { no } = await buyer.buy([{ sku: tea.sku }]);
  await shop.advance(31 * 60_000);
  await shop.settle();
  expect((await buyer.api.order.get({ no })).state).toBe("closed");
  const [stock] = await shop.sql("SELECT on_hand, held FROM sku_stock WHERE sku_id = $1", [tea.sku]);
  expect(stock).toEqual({ on_hand: 1, held: 0 });
});
