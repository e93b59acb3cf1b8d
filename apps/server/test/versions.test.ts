/** How old a page may be that is answered from memory. */
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addGoods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop("versions");
  await addGoods(shop, { name: "古树红茶" });
});
afterAll(() => shop.close());

const list = async () => {
  const answer = await fetch(`${shop.url}/api/v1/products`);
  return ((await answer.json()) as { items: { name: string }[] }).items[0]?.name;
};

test("while no look at the versions comes back, nothing older than a second is answered from memory", async () => {
  await shop.services.versions.refresh();
  expect(await list()).toBe("古树红茶");
  const { length } = shop.requests;
  expect(await list()).toBe("古树红茶");
  expect(shop.requests.slice(length)).toEqual([]);

  // Somebody keeps the table that the look reads, and an edit comes about that therefore nobody hears of.
  const client = new pg.Client({ connectionString: shop.services.config.databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN; LOCK TABLE page_version IN ACCESS EXCLUSIVE MODE");
    await shop.sql("UPDATE product SET name = '新茶'");
    const edited = performance.now();
    while ((await list()) !== "新茶") expect(performance.now() - edited).toBeLessThan(60_000);
    expect(shop.services.versions.fresh()).toBe(false);
  } finally {
    await client.query("ROLLBACK");
    await client.end();
  }
  await shop.services.versions.refresh();
  expect(shop.services.versions.fresh()).toBe(true);
});
