/** A large shop's index is read by a thread and handed over: it finds what one that was read in place finds, in the same order, and stays current. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { listProducts } from "../src/catalog/cards.ts";
import { createSearch } from "../src/search/search.ts";
import type { Services } from "../src/services.ts";
import { createVersions, type Versions } from "../src/setting/versions.ts";
import { addCategory, addGoods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { RECALL } from "./search-recall.ts";

let shop: Shop;
let tea: bigint;
let versions: Versions;
/** The same shop, with an index that a thread read. */
let other: Services;

beforeAll(async () => {
  shop = await openShop("search-thread");
  tea = await addCategory(shop, "茶叶", null, 1);
  const puer = await addCategory(shop, "普洱", tea);
  const goods: [name: string, plan: Partial<Parameters<typeof addGoods>[1]>][] = [
    ["滇红", { skus: [{ price: 9900, sold: 1 }] }],
    ["凤庆古树滇红", { tags: ["春茶"], skus: [{ price: 19900, sold: 900 }] }],
    ["月光白茶饼", { subtitle: "喝惯滇红的人也喜欢", skus: [{ price: 8800, sold: 9999 }] }],
    ["工夫红茶", { tags: ["滇红"], skus: [{ price: 5900, stock: 0 }] }],
    ["七子饼茶 357g", { category: puer, origin: "勐海", skus: [{ price: 12800, spec: ["三提装"] }] }],
    ["三年诺邓火腿", { skus: [{ price: 19900, sold: 2 }] }],
    ["玫瑰鲜花饼", { skus: [{ price: 3900, sold: 70 }] }],
    ["未上架的滇红", { state: "unlisted" }],
  ];
  for (const [name, plan] of goods) await addGoods(shop, { name, category: tea, ...plan });
  await shop.sql("UPDATE sku SET code = 'YN-DH-' || (1000 + id)");
  const { database, log, config } = shop.services;
  versions = createVersions(database, log);
  const search = createSearch({ database, url: config.databaseUrl, versions, log, many: 1 });
  other = { ...shop.services, search };
  await search.index.warm();
});
afterAll(async () => {
  versions.stop();
  await other.search.index.close();
  await other.search.words.close();
  await shop.close();
});

const names = async (services: Services, q?: string) =>
  (await listProducts(services, { q, sort: "recommended", limit: 50 }, null)).items.map(({ name }) => name);

async function edited(id: unknown): Promise<void> {
  await shop.sql("UPDATE product SET updated_at = clock_timestamp() WHERE id = $1", [id]);
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
  await Promise.all([versions.refresh(), shop.services.versions.refresh()]);
}

test("it finds the same in the same order: words, sounds, typos, codes, beginnings, nothing, everything", async () => {
  const { shelf } = await other.search.index.words();
  expect([shelf.size, shelf.pairs.lists.size, shelf.codes.postings.lists.size]).toEqual([8, 0, 0]);
  const asked = [...RECALL.map(([, q]) => q), "yn-dh", "YN-DH-1001", "357g", "35", "xyz", "普洱", undefined];
  for (const q of asked) expect([q, await names(other, q)]).toEqual([q, await names(shop.services, q)]);
  expect(await names(other)).toHaveLength(7);
  expect(await names(other, "dh")).toContain("凤庆古树滇红");
});

test("it takes in what changes later: old words in a new product, new words, and what is off the shelf", async () => {
  const name = "凤庆滇红散茶 zq77";
  const { productId } = await addGoods(shop, { name, category: tea });
  await shop.sql("UPDATE sku SET code = 'YN-DH-1099' WHERE product_id = $1", [productId]);
  await edited(productId);
  for (const q of ["滇红", "凤庆", "dianhong", "fq", "zq7", "yn-dh-10", "散茶", "红", "凤庆滇红三茶"]) {
    const found = await names(other, q);
    expect([q, found]).toEqual([q, await names(shop.services, q)]);
    expect([q, found]).toEqual([q, expect.arrayContaining([name])]);
  }
  await shop.sql("UPDATE product SET state = 'unlisted' WHERE id = $1", [productId]);
  await edited(productId);
  expect(await names(other, "滇红")).not.toContain(name);
});

test("a process that ends does not wait for its thread", async () => {
  const { database, log, config } = shop.services;
  const search = createSearch({ database, url: config.databaseUrl, versions, log, many: 1 });
  const asked = search.index.lists();
  const refused = expect(asked).rejects.toThrow();
  await search.index.close();
  await refused;
  await search.words.close();
});
