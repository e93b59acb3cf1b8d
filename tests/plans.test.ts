/**
 * What every order sends is planned once a connection, in a shop with thousands of goods and customers too: there a plan for the very values
 * looks cheaper than one for any, and a statement that lets PostgreSQL see how long an array is would be planned each time (db/prepared.ts).
 */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { paidOrder } from "./support/orders.ts";
import { bind, makePromoter, ratesOf, usePlan } from "./support/relation.ts";
import { fillShop } from "./support/rest.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "plans" });
});
afterAll(() => shop.close());

/** PostgreSQL tries five plans for values before it compares. */
const TRIED = 5;
/** Enough for one connection to come to the comparison, and beyond. */
const ORDERS = 12;

interface Known {
  pid: number;
  text: string;
  custom_plans: bigint;
  generic_plans: bigint;
}

/** Of all connections of the shop's process: as many ask at once as there may be. */
async function knownStatements(): Promise<Known[]> {
  const asked = await Promise.all(
    Array.from({ length: 20 }, () =>
      sql<Known>`
        SELECT pg_backend_pid() AS pid, statement AS text, custom_plans, generic_plans FROM pg_prepared_statements, pg_sleep(0.05)
        WHERE name LIKE 'banyan_%'`.execute(shop.services.database.query),
    ),
  );
  return asked.flatMap(({ rows }) => rows);
}

it("cart → paid is planned once a connection, however large the shop", async () => {
  const one = await shop.product({ price: 5_000, stock: 1_000 });
  const other = await shop.product({ price: 6_000, stock: 1_000 });
  const buyer = await shop.customer("林晓棠");
  const promoter = await shop.customer("阿布");
  await buyer.address();
  await makePromoter(shop, promoter);
  await bind(shop, buyer, promoter);
  await usePlan(shop, { rules: ratesOf(1000, 300) });
  await fillShop(shop.sql, { sku: one.sku, buyer: buyer.id });
  await shop.sql("ANALYZE");
  for (let n = 0; n < ORDERS; n += 1) {
    await buyer.api.cart.get();
    await paidOrder(shop, buyer, [{ sku: one.sku }, { sku: other.sku }]);
  }
  const known = await knownStatements();
  const busy = known.filter((one) => one.custom_plans + one.generic_plans > TRIED);
  const again = busy.filter((one) => one.custom_plans > TRIED).map((one) => one.text.slice(0, 200));
  console.log(
    `${busy.length} named statements on ${new Set(busy.map(({ pid }) => pid)).size} connections, ${ORDERS} orders`,
  );
  expect(again).toEqual([]);
  // The cart, the quote's facts, the quote, submit's facts, the order, its holds, a payment begun, its prepay_id, paid.
  expect(new Set(busy.map((one) => one.text)).size).toBeGreaterThanOrEqual(9);
});
