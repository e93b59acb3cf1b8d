/** The migration of grouped holds, on a shop in which orders had taken theirs one by one. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let shop: OldShop;
beforeAll(async () => {
  shop = await openOldShop("stock_migration");
});
afterAll(() => shop.close());

const OLD = `
  INSERT INTO category (name) VALUES ('茶');
  INSERT INTO product (category_id, fulfilment, name) SELECT id, 'parcel', '生普' FROM category;
  INSERT INTO sku (product_id, price_fen) SELECT id, 100 FROM product;
  INSERT INTO sku_stock (sku_id, on_hand, held) SELECT id, 9, 2 FROM sku;
  INSERT INTO stock_hold (sku_id, order_no, quantity, state)
  SELECT id, no, 2, state FROM sku, (VALUES ('D1', 'held'), ('D2', 'sold'), ('D3', 'released')) AS h (no, state)`;

it("what orders had taken stays theirs: it never expires", async () => {
  await shop.owner.query(OLD);
  await migrate(shop.url);
  const holds = await shop.owner.query("SELECT order_no, state, expires_at FROM stock_hold ORDER BY 1");
  expect(holds.rows).toEqual([
    { order_no: "D1", state: "held", expires_at: null },
    { order_no: "D2", state: "sold", expires_at: null },
    { order_no: "D3", state: "released", expires_at: null },
  ]);
});

it("what is sold has an order", async () => {
  await expect(
    shop.owner.query("UPDATE stock_hold SET expires_at = now() WHERE order_no = 'D2'"),
  ).rejects.toMatchObject({ code: "23514", constraint: "stock_hold_sold_has_order" });
});
