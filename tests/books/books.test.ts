/** The books hold for a shop that has lived, and every sentence of them catches the offence planted for it. */
import { type Database, openDatabase, type Tx } from "@banyan/server/db/database.ts";
import {
  BOOKS,
  type Check,
  COMPUTED_BOOKS,
  checkBooks,
  readBooks,
} from "@banyan/server/reconciliation/check.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADJUSTMENT_OFFENCES } from "./adjustment-offences.ts";
import { COUPON_OFFENCES } from "./coupon-offences.ts";
import { CUSTOMER_OFFENCES, nothingStayed } from "./customer-offences.ts";
import { FIGURE_OFFENCES } from "./figures.ts";
import { type Lived, livedShop } from "./lived.ts";
import { OFFENCES as SELLING_OFFENCES } from "./offences.ts";
import { PROMOTING_OFFENCES } from "./promoting-offences.ts";
import { REVIEW_OFFENCES } from "./review-offences.ts";
import { STOCK_OFFENCES } from "./stock-offences.ts";
import { TIER_OFFENCES } from "./tier-offences.ts";
import { TRANSFER_OFFENCES } from "./transfer-offences.ts";

const OFFENCES = [
  ...SELLING_OFFENCES,
  ...STOCK_OFFENCES,
  ...PROMOTING_OFFENCES,
  ...TRANSFER_OFFENCES,
  ...TIER_OFFENCES,
  ...ADJUSTMENT_OFFENCES,
  ...COUPON_OFFENCES,
  ...CUSTOMER_OFFENCES,
  ...REVIEW_OFFENCES,
  ...FIGURE_OFFENCES,
];
let lived: Lived;
/** As the owner of the schema: only so can the books be broken. */
let owner: Database;
beforeAll(async () => {
  lived = await livedShop("books");
  owner = openDatabase({ url: lived.shop.databaseUrl, role: "none", maxConnections: 1 });
});
afterAll(async () => {
  await owner.close();
  await lived.shop.close();
});

const offences = (checks: readonly Check[]) =>
  checks.filter((check) => !check.ok).map(({ key, sample }) => [key, sample]);

it("hold for a shop in which everything has happened", async () => {
  const checks = await checkBooks(lived.shop.services.database.query);
  expect(offences(checks)).toEqual([]);
  expect(checks).toHaveLength(BOOKS.length + COMPUTED_BOOKS.length);
  for (const { key, name } of checks) expect([key, name]).toEqual([key, expect.stringMatching(/[一-龥]/)]);
  const states = await lived.shop.sql("SELECT DISTINCT state FROM orders ORDER BY 1");
  expect(states.map((row) => row["state"])).toEqual([
    "awaiting_payment",
    "awaiting_receipt",
    "awaiting_shipment",
    "closed",
    "completed",
    "refunded",
  ]);
});

it("hold while the shop goes on selling and its outbox is full", async () => {
  const { shop } = lived;
  const tea = await shop.product({ price: 2500, stock: 500 });
  const buyers = await shop.crowd(15);
  await shop.stopWorker();
  const selling = Promise.all(
    buyers.map(async (buyer) => {
      const { no } = await buyer.buy([{ sku: tea.sku, quantity: 2 }]);
      await buyer.pay(no);
      await buyer.api.payment.check({ no });
    }),
  );
  let looks = 0;
  let done = false;
  void selling.then(() => {
    done = true;
  });
  while (!done) {
    expect(offences(await checkBooks(shop.services.database.query))).toEqual([]);
    looks += 1;
  }
  await selling;
  const [waiting] = await shop.sql<{ count: number }>("SELECT count(*)::int AS count FROM outbox");
  expect(waiting?.count).toBe(45);
  expect(offences(await checkBooks(shop.services.database.query))).toEqual([]);
  shop.startWorker();
  await shop.settle();
  expect(offences(await checkBooks(shop.services.database.query))).toEqual([]);
  console.log(`books read ${looks} times while 15 people bought`);
});

/** Undoes what it did: the offence is planted in a transaction that is rolled back. */
async function withOffence(plant: (tx: Tx) => Promise<unknown>): Promise<Check[]> {
  let found: Check[] = [];
  const back = new Error("rolled back");
  await owner
    .transact(async (tx) => {
      await plant(tx);
      found = await readBooks(tx);
      throw back;
    })
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  return found;
}

describe("catch what is planted", () => {
  it.each(OFFENCES)("$key: $what", async ({ key, loosen = [], alone, run, ref }) => {
    const checks = await withOffence(async (tx) => {
      for (const table of loosen) await dropChecks(tx, table);
      for (const statement of run(lived).split(";")) {
        const { numAffectedRows } = await sql.raw(statement).execute(tx);
        // A plant that touches nothing would prove nothing.
        if (numAffectedRows !== undefined) expect(numAffectedRows).toBeGreaterThan(0n);
      }
    });
    const found = checks.find((check) => check.key === key);
    expect(found).toMatchObject({ ok: false });
    expect(found?.count).toBeGreaterThan(0);
    expect(found?.sample.length).toBeGreaterThan(0);
    if (ref) expect(found?.sample).toContain(ref(lived));
    if (alone) expect(offences(checks)).toHaveLength(1);
  });

  it("a closed account of which nothing stayed is none", async () => {
    const checks = await withOffence((tx) => sql.raw(nothingStayed(lived)).execute(tx));
    expect(checks.find(({ key }) => key === "closed_erased")).toMatchObject({ ok: true });
  });

  it("every sentence has its offence", () => {
    const planted = new Set(OFFENCES.map(({ key }) => key));
    expect([...BOOKS.map(({ key }) => key), ...COMPUTED_BOOKS].filter((key) => !planted.has(key))).toEqual(
      [],
    );
  });

  it("and everything was put back", async () => {
    expect(offences(await checkBooks(lived.shop.services.database.query))).toEqual([]);
  });
});

async function dropChecks(tx: Tx, table: string): Promise<void> {
  const { rows } = await sql<{ conname: string }>`
    SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = ${table}::regclass`.execute(tx);
  for (const { conname } of rows)
    await sql`ALTER TABLE ${sql.table(table)} DROP CONSTRAINT ${sql.ref(conname)}`.execute(tx);
}
