/** The demo shop's invented past keeps the same books as a lived one. */

import { checkBooks } from "@banyan/server/reconciliation/check.ts";
import { seedDemo } from "@banyan/tools/demo/seed.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "books_demo", worker: false });
});
afterAll(() => shop.close());

it("thirty days of orders that balance", { timeout: 120_000 }, async () => {
  // The demo writes settings of its own.
  await shop.sql("DELETE FROM setting");
  await seedDemo({
    databaseUrl: shop.databaseUrl,
    dataDir: shop.dataDir,
    simulatorUrl: shop.simulator.url,
    log: () => undefined,
  });
  const [count] = await shop.sql<{ orders: number }>("SELECT count(*)::int AS orders FROM orders");
  expect(count?.orders).toBeGreaterThan(100);
  const checks = await checkBooks(shop.services.database.query);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  shop.startWorker();
  await shop.settle();
  expect((await checkBooks(shop.services.database.query)).filter((check) => !check.ok)).toEqual([]);
});
