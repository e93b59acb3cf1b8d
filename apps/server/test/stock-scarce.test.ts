import { afterAll, beforeAll, expect, test } from "vitest";
import { watchScarce } from "../src/stock/scarce.ts";
import { addGoods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;

beforeAll(async () => {
  shop = await openShop("stock-scarce");
});
afterAll(() => shop.close());

test("one alarm for all that runs short: it counts, asks nobody again in vain, and is over by itself", async () => {
  const alarms = () =>
    shop.sql<{ state: string; title: string }>(
      "SELECT state, title FROM alarm WHERE kind = 'low_stock' ORDER BY id",
    );
  const stock = (sku: bigint | undefined, on_hand: number) =>
    shop.sql("UPDATE sku_stock SET on_hand = $2, held = 0 WHERE sku_id = $1", [sku, on_hand]);
  const look = async () => {
    await watchScarce(shop.services);
    return alarms();
  };
  const skus = [
    { price: 100, stock: 500 },
    { price: 100, stock: 500 },
    { price: 100, stock: 500 },
  ];
  const goods = await addGoods(shop, { name: "古树滇红", skus });
  expect(await look()).toEqual([]);
  await stock(goods.skuIds[0], 0);
  await stock(goods.skuIds[1], 3);
  const open = { state: "open", title: "2 个规格库存不足，其中 1 个售罄" };
  expect(await look()).toEqual([open]);
  expect(await look()).toEqual([open]);
  await shop.sql("UPDATE alarm SET state = 'resolved' WHERE kind = 'low_stock'");
  expect(await look()).toEqual([{ ...open, state: "resolved" }]);
  await stock(goods.skuIds[2], 2);
  expect((await look()).at(-1)).toEqual({ state: "open", title: "3 个规格库存不足，其中 1 个售罄" });
  for (const sku of goods.skuIds) await stock(sku, 500);
  expect((await look()).at(-1)).toEqual({ state: "resolved", title: "库存不足的规格都补上了" });
  await stock(goods.skuIds[0], 1);
  expect((await look()).at(-1)).toEqual({ state: "open", title: "1 个规格库存不足" });
});
