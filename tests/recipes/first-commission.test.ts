import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "../support/shop.ts";
import { firstCommission } from "./first-commission.ts";

const OUT = fileURLToPath(new URL("./first-commission.out", import.meta.url));
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    name: "recipe_commission",
    settings: { freight: { base_fen: 800, free_over_fen: null, remote: [], unserved: [] } },
  });
});
afterAll(() => shop.close());

/** Run with WRITE_RECIPES=1 to keep a new transcript. */
it("the first commission goes as written down", async () => {
  const text = await firstCommission(shop);
  if (process.env["WRITE_RECIPES"]) writeFileSync(OUT, text);
  expect(text).toBe(readFileSync(OUT, "utf8"));
  expect(shop.errors).toEqual([]);
});
