/** The demo shop's invented past keeps the same books as a lived one, before the worker and after it. */

import { APPLICATION_STATES, WITHDRAWAL_STATES } from "@banyan/kernel";
import { checkBooks } from "@banyan/server/reconciliation/check.ts";
import { seedDemo } from "@banyan/tools/demo/seed.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "books_demo", worker: false });
});
afterAll(() => shop.close());

it("sixty days of orders, commissions and withdrawals that balance", { timeout: 120_000 }, async () => {
  // The demo writes settings of its own.
  await shop.sql("DELETE FROM setting");
  await seedDemo({
    databaseUrl: shop.databaseUrl,
    dataDir: shop.dataDir,
    simulatorUrl: shop.simulator.url,
    publicUrl: shop.url,
    log: () => undefined,
  });
  const [count] = await shop.sql<{ orders: number }>("SELECT count(*)::int AS orders FROM orders");
  expect(count?.orders).toBeGreaterThan(100);
  await everythingOfPromoting();
  const checks = await checkBooks(shop.services.database.query);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  shop.startWorker();
  await shop.settle();
  expect((await checkBooks(shop.services.database.query)).filter((check) => !check.ok)).toEqual([]);
});

/** What the demo promises to show: each state of promoting at least once. */
async function everythingOfPromoting(): Promise<void> {
  const statesOf = async (table: string) =>
    (await shop.sql<{ state: string }>(`SELECT DISTINCT state FROM ${table} ORDER BY 1`)).map(
      ({ state }) => state,
    );
  expect(await statesOf("withdrawal")).toEqual([...WITHDRAWAL_STATES].sort());
  expect(await statesOf("promoter_application")).toEqual([...APPLICATION_STATES].sort());
  expect(await statesOf("promoter")).toEqual(["active", "frozen"]);
  const [seen] = await shop.sql<Record<string, boolean>>(`
    SELECT (SELECT count(DISTINCT tier_id) = 3 FROM promoter) AS tiers,
      (SELECT max(cardinality(path)) = 3 FROM promoter) AS paths,
      (SELECT count(DISTINCT channel) = 4 FROM share) AS channels,
      (SELECT count(*) > 300 FROM touch) AS touches,
      (SELECT bool_or(ended_at IS NULL AND expires_at > business_now()) AND bool_or(end_reason = 'expired')
        AND bool_or(end_reason = 'by_customer') AND bool_or(end_reason = 'became_promoter') FROM binding) AS bindings,
      (SELECT bool_or(state = 'active' AND body ->> 'self_purchase' = 'discount' AND acknowledged_by IS NOT NULL
        AND acknowledged_text <> '') FROM plan) AS plan,
      EXISTS (SELECT FROM orders WHERE self_discount_fen > 0 AND paid_at IS NOT NULL) AS self_discounts,
      (SELECT bool_or(hold_reason <> '' AND settled_at IS NULL) AND bool_or(hold_reason <> '' AND settled_at IS NOT NULL)
        AND bool_or(held_at IS NOT NULL AND hold_reason = '') FROM commission) AS holds,
      EXISTS (SELECT FROM commission WHERE settled_at IS NOT NULL AND kept_fen = 0 AND fen > 0) AS clawed_back_late,
      EXISTS (SELECT FROM account WHERE debt_fen > 0) AS debt`);
  expect(Object.entries(seen ?? {}).filter(([, there]) => !there)).toEqual([]);
}
