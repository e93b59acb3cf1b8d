import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "../support/shop.ts";
import { firstOrder } from "./first-order.ts";

const OUT = fileURLToPath(new URL("./first-order.out", import.meta.url));
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    name: "recipe",
    settings: { freight: { base_fen: 800, free_over_fen: 30_000, remote: [], unserved: [] } },
  });
});
afterAll(() => shop.close());

/** Run with WRITE_RECIPES=1 to keep a new transcript. */
it("the first order goes as written down", async () => {
  const text = await firstOrder(shop);
  if (process.env["WRITE_RECIPES"]) writeFileSync(OUT, text);
  expect(text).toBe(readFileSync(OUT, "utf8"));
  expect(shop.errors).toEqual([]);
});
