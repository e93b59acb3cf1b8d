/** What a person saw on the quote is what becomes the order. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { wordOf } from "./support/client.ts";
import type { Product } from "./support/goods.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let tea: Product;
let honey: Product;
beforeAll(async () => {
  shop = await openShop({ name: "quote", worker: false });
  [tea, honey] = await Promise.all([
    shop.product({ price: 3000, stock: 10 }),
    shop.product({ price: 2000, stock: 10 }),
  ]);
});
afterAll(async () => {
  expect(shop.errors).toEqual([]);
  await shop.close();
});

it("what cannot be bought is named, and the rest can be ordered", async () => {
  const buyer = await shop.customer();
  const quote = await buyer.quote([{ sku: tea.sku }, { sku: honey.sku, quantity: 11 }]);
  expect(quote.invalid.map((line) => line.sku_id)).toEqual([honey.sku]);
  const { no } = await buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  const order = await buyer.api.order.get({ no });
  expect(order.lines.map((line) => [line.sku_id, line.quantity])).toEqual([[tea.sku, 1]]);
  expect(order.payable_fen).toBe(3000);
});

it("a quote of which nothing can be bought makes no order", async () => {
  const buyer = await shop.customer();
  const quote = await buyer.quote([{ sku: honey.sku, quantity: 11 }]);
  expect(quote.blocked?.code).toBe("nothing_to_buy");
  expect(await wordOf(buyer.api.order.submit({ quote_id: quote.id, payable_fen: 0 }))).toBe("out_of_stock");
});

it("nothing is sent to an address that the quote did not show", async () => {
  const buyer = await shop.customer();
  const ask = { source: "buy_now" as const, lines: [{ sku_id: tea.sku, quantity: 1 }], coupon: "none" };
  const without = await buyer.api.quote.create(ask);
  expect(without.blocked?.code).toBe("address_needed");
  await buyer.address();
  const submit = (quote: typeof without) =>
    buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  expect(await wordOf(submit(without))).toBe("address_needed");
  expect(await wordOf(submit(await buyer.api.quote.create(ask)))).toBe("ok");
});
