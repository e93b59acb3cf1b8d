/** What comes first: what a thing is, before what it is made of, and before where it comes from; in characters, pinyin and first letters. */
import type { ProductCard } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addCategory, addGoods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;

beforeAll(async () => {
  shop = await openShop("search-rank");
  const tea = await addCategory(shop, "茶叶", null, 1);
  const puer = await addCategory(shop, "普洱与古树茶", tea);
  const honey = await addCategory(shop, "蜂蜜", null, 2);
  const jars = await addCategory(shop, "山花原蜜", honey);
  const cakes = await addCategory(shop, "点心", null, 3);
  const pastry = await addCategory(shop, "鲜花饼", null, 5);
  const flowers = await addCategory(shop, "鲜花饼", pastry);
  const sweets = await addCategory(shop, "传统点心", pastry);
  const beans = await addCategory(shop, "咖啡豆", null, 4);
  const goods: [name: string, category: bigint, sold: number, origin?: string][] = [
    ["七子饼茶 357g", puer, 1],
    ["思茅花生", cakes, 8_000, "云南 普洱"],
    ["咖啡花蜜", jars, 9_000],
    ["孟连水洗咖啡豆", beans, 3],
    ["苦荞蜂蜜饼", cakes, 7_000],
    ["苍山百花", jars, 2],
    ["手工玫瑰鲜花饼", flowers, 500],
    ["云腿小饼", flowers, 4],
    ["古法红糖", sweets, 900],
    ["鲜花饼干", sweets, 3],
    ["小红薄荷糖", cakes, 2],
  ];
  for (const [name, category, sold, origin = ""] of goods)
    await addGoods(shop, { name, category, origin, skus: [{ price: 4900, sold }] });
});
afterAll(() => shop.close());

test.each([
  ["咖啡", ["孟连水洗咖啡豆", "咖啡花蜜"]],
  ["kafei", ["孟连水洗咖啡豆", "咖啡花蜜"]],
  ["kf", ["孟连水洗咖啡豆", "咖啡花蜜"]],
  ["普洱", ["七子饼茶 357g", "思茅花生"]],
  ["puer", ["七子饼茶 357g", "思茅花生"]],
  ["pu'er", ["七子饼茶 357g", "思茅花生"]],
  ["Pu’er", ["七子饼茶 357g", "思茅花生"]],
  ["pe", ["七子饼茶 357g", "思茅花生"]],
  // The category above is called so and nothing else: all of it is honey, the cake is made of it.
  ["蜂蜜", ["咖啡花蜜", "苍山百花", "苦荞蜂蜜饼"]],
  // First letters with which a name begins, then what is in the category that is called so, then what lies below one.
  ["xhb", ["鲜花饼干", "小红薄荷糖", "手工玫瑰鲜花饼", "云腿小饼", "古法红糖"]],
  ["鲜花饼", ["鲜花饼干", "手工玫瑰鲜花饼", "云腿小饼", "古法红糖"]],
  ["fengmi", ["咖啡花蜜", "苍山百花", "苦荞蜂蜜饼"]],
])("%s", async (q, expected) => {
  const { body } = await shop.visitor.call<{ items: ProductCard[] }>(
    "GET",
    `/products?q=${encodeURIComponent(q)}`,
  );
  expect(body.items.map(({ name }) => name)).toEqual(expected);
});
