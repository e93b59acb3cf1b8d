/** The statements behind lists and the index, with PostgreSQL's own plans on a filled shop: nothing that is asked again and again reads a whole table. */
import { drawGoods } from "@banyan/testkit/generate/goods.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cardsOf } from "../src/catalog/cards.ts";
import { readFigures, readStamps, readThese } from "../src/search/index-store.ts";
import { addCounts } from "../src/search/word-store.ts";
import { addCategory } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";

const PRODUCTS = 4_000;

let shop: Shop;

beforeAll(async () => {
  shop = await openShop("search-plans");
  const category = await addCategory(shop, "全部");
  let state = 7;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const rows = Array.from({ length: PRODUCTS }, (_, at) => drawGoods(random, at));
  await shop.sql(
    `WITH made AS (
       INSERT INTO product (category_id, state, fulfilment, name, subtitle, gallery, tags, updated_at)
       SELECT $1, 'listed', 'parcel', name, subtitle, '["/media/0.webp"]', tags, now() - interval '1 day' FROM jsonb_to_recordset($2::jsonb)
         AS r (name text, subtitle text, tags jsonb) RETURNING id),
     skus AS (INSERT INTO sku (product_id, price_fen) SELECT id, 1000 + id FROM made CROSS JOIN generate_series(1, 2) RETURNING id),
     stock AS (INSERT INTO sku_stock (sku_id, on_hand) SELECT id, 5 FROM skus)
     INSERT INTO sku_sales (sku_id, sold) SELECT id, id % 90 FROM skus`,
    [category, JSON.stringify(rows)],
  );
  await shop.sql(
    `INSERT INTO search_day (business_date, word, searches) SELECT business_date(now()) - d, 'w' || n, 1 FROM generate_series(0, 9) d, generate_series(1, 400) n`,
  );
  for (const table of ["product", "sku", "sku_stock", "sku_sales", "search_day"])
    await shop.sql(`VACUUM ANALYZE ${table}`);
  // On a busy machine the first search would be refused as search_warming.
  await shop.services.search.index.warm();
});
afterAll(() => shop.close());

/** Tables that a statement reads from end to end, as it was planned with what it was asked. */
async function scannedBy(ask: () => Promise<unknown>): Promise<string[]> {
  const { query } = shop.services.database;
  const sent: { text: string; values: readonly unknown[] }[] = [];
  const executor = query.getExecutor();
  const original = executor.executeQuery.bind(executor);
  executor.executeQuery = ((
    compiled: { sql: string; parameters: readonly unknown[] },
    ...rest: unknown[]
  ) => {
    sent.push({ text: compiled.sql, values: compiled.parameters });
    return (original as (...all: unknown[]) => unknown)(compiled, ...rest);
  }) as typeof executor.executeQuery;
  await ask();
  executor.executeQuery = original;
  const scanned: string[] = [];
  for (const { text, values } of sent) {
    const [row] = await shop.sql<{ "QUERY PLAN": object[] }>(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
    for (const [, table] of JSON.stringify(row).matchAll(
      /"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g,
    ))
      if (table !== undefined) scanned.push(table);
  }
  expect(sent.length).toBeGreaterThan(0);
  return scanned;
}

const ids = Array.from({ length: 21 }, (_, at) => BigInt(at * 150 + 1));

test.each<[string, (query: Shop["services"]["database"]["query"]) => Promise<unknown>]>([
  ["cards of a page", (query) => cardsOf(query, ids, null)],
  ["what changed since a moment ago", (query) => readStamps(query, Date.now() * 1_000)],
  ["the products that changed", (query) => readThese(query, ids)],
  ["counts of searches", (query) => addCounts(query, [{ word: "w7", searches: 1, nothing: 0, found: 3 }])],
])("%s: no table from end to end", async (_name, ask) => {
  // Of a few rows each, whatever the size of the shop.
  const small = ["category", "page_version", "business_clock"];
  const scanned = await scannedBy(() => ask(shop.services.database.query));
  expect(scanned.filter((table) => !small.includes(table))).toEqual([]);
});

test("figures of everything are read a piece at a time", async () => {
  const first = await readFigures(shop.services.database.query, 0n, 100);
  expect(first.length).toBe(100);
  const next = await readFigures(shop.services.database.query, first.at(-1)?.id ?? 0n, PRODUCTS * 2);
  expect(next.length).toBe(PRODUCTS - 100);
});

test("a page of a large shop, its filters and its far end: one statement, each product once", async () => {
  const seen = new Set<string>();
  let cursor = "";
  for (let page = 0; page < 12; page += 1) {
    const { body } = await shop.visitor.call<{ items: { id: string }[]; next_cursor: string }>(
      "GET",
      `/products?q=${encodeURIComponent("云")}&sort=sales&limit=20${cursor}`,
    );
    expect(shop.requests.at(-1)?.statements).toBe(1);
    for (const { id } of body.items) seen.add(id);
    cursor = `&cursor=${body.next_cursor}`;
  }
  expect(seen.size).toBe(240);
});
