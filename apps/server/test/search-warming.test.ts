/** A process that has just started: lists are there before names are read, a search says when to come again, and both see what changed meanwhile. */
import type { Facets, ProductCard, Suggestion } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addCategory, addGoods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";

type List = { items: ProductCard[]; next_cursor: string | null; total: number };

let shop: Shop;
let category: bigint;
/** Holds back the statements that read the names of everything; calling it lets them go. */
let release: () => void;

beforeAll(async () => {
  shop = await openShop("search-warming");
  category = await addCategory(shop, "茶叶");
  for (const [name, price] of [
    ["滇红", 9900],
    ["普洱生茶", 19900],
    ["月光白", 5900],
  ] as const)
    await addGoods(shop, { name, category, skus: [{ price }] });
  const executor = shop.services.database.query.getExecutor();
  const original = executor.executeQuery.bind(executor);
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  executor.executeQuery = (async (compiled: { sql: string }, ...rest: unknown[]) => {
    if (compiled.sql.includes("figures.codes") && compiled.sql.includes("p.id > ")) await gate;
    return (original as (...all: unknown[]) => unknown)(compiled, ...rest);
  }) as typeof executor.executeQuery;
});
afterAll(async () => {
  release();
  await shop.close();
});

const list = async (more: string) => (await shop.visitor.call<List>("GET", `/products?${more}`)).body;
const names = async (more: string) => (await list(more)).items.map(({ name }) => name);
const search = (q: string) =>
  fetch(`${shop.url}/api/v1/products?q=${encodeURIComponent(q)}`, { headers: { "x-client": "test" } });

test("lists, categories and what they are narrowed down by are there, in every order and page by page", async () => {
  expect(await names("sort=price_up")).toEqual(["月光白", "滇红", "普洱生茶"]);
  expect(await names(`category=${category}&sort=price_down&most_fen=9900`)).toEqual(["滇红", "月光白"]);
  const first = await list("sort=price_up&limit=2");
  expect([first.total, first.items.length]).toEqual([3, 2]);
  expect(await names(`sort=price_up&limit=2&cursor=${first.next_cursor}`)).toEqual(["普洱生茶"]);
  const { body } = await shop.visitor.call<Facets>("GET", "/search/facets");
  expect(body.categories).toEqual([{ id: String(category), name: "茶叶", count: 3 }]);
  const suggested = await shop.visitor.call<{ items: Suggestion[] }>(
    "GET",
    "/search/suggestions?q=%E8%8C%B6",
  );
  expect(suggested.body.items).toEqual([{ kind: "category", text: "茶叶", id: String(category) }]);
});

test("a search says by name that it is being prepared, and when to come again", async () => {
  const answer = await search("滇红");
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: "search_warming", data: { retry_after_s: 1 } });
  expect(answer.headers.get("retry-after")).toBe("1");
});

test("what changes meanwhile is in the list at once and found when names are there", async () => {
  const { productId } = await addGoods(shop, { name: "昔归古树", category, skus: [{ price: 29900 }] });
  await shop.sql("UPDATE category SET name = '好茶' WHERE id = $1", [category]);
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
  await shop.services.versions.refresh();
  expect(await names("sort=price_down&limit=1")).toEqual(["昔归古树"]);
  release();
  await shop.services.search.index.warm();
  expect(await names("q=xigui")).toEqual(["昔归古树"]);
  expect(await names(`q=${encodeURIComponent("好茶")}`)).toHaveLength(4);
  await shop.sql("UPDATE product SET state = 'unlisted', updated_at = now() WHERE id = $1", [productId]);
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
  await shop.services.versions.refresh();
  expect(await names("q=xigui")).toEqual([]);
});
