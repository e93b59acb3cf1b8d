/** The outbox when something goes wrong: a row that cannot be handled, and workers that die in the middle of a batch. */
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { spawnWorker, until } from "../support/child.ts";
import { paidOrders } from "../support/orders.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "race_outbox", worker: false });
});
afterAll(() => shop.close());

const waiting = async () =>
  (await shop.sql<{ count: number }>("SELECT count(*)::int AS count FROM outbox WHERE failure IS NULL"))[0]
    ?.count;
/** Sales, stock log and notices of these orders: what the three consumers have done. */
const done = async (nos: readonly string[]) => {
  const [row] = await shop.sql(
    `SELECT (SELECT count(*)::int FROM stock_log WHERE ref = ANY ($1) AND reason = 'sold') AS sold,
       (SELECT count(*)::int FROM stock_hold WHERE order_no = ANY ($1) AND state = 'sold') AS holds,
       (SELECT count(*)::int FROM notice WHERE event_key = ANY (SELECT 'order.paid:' || unnest($1::text[]))) AS notices`,
    [nos],
  );
  return row;
};
const salesOf = async (sku: string) =>
  (await shop.sql<{ sold: number }>("SELECT sold FROM sku_sales WHERE sku_id = $1", [sku]))[0]?.sold ?? 0;

it("a row that fails is set aside after ten tries with an alarm; the others go on at once", async () => {
  const tea = await shop.product({ price: 1000, stock: 100 });
  const buyers = await shop.crowd(8);
  const orders = await paidOrders(shop, buyers, [{ sku: tea.sku }]);
  const nos = orders.map(({ no }) => no);
  const bad = nos[3] ?? "";
  // The log says that these units were sold already, which no honest run can write: the handler cannot go on.
  await shop.sql(
    `INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, ref) VALUES ($1, $2, -1, 99, 'planted', '')`,
    [tea.sku, `sold:${bad}`],
  );
  shop.startWorker();
  const { outbox } = shop.worker().jobs;
  await outbox.tick();
  expect(await done(nos)).toEqual({ sold: 7, holds: 7, notices: 8 });
  expect(await salesOf(tea.sku)).toBe(8);
  for (let tries = 0; tries < 12; tries += 1) {
    await shop.sql("UPDATE outbox SET due_at = now() WHERE failure IS NULL");
    await outbox.tick();
  }
  const left = await shop.sql("SELECT consumer, topic, ref, tries, failure FROM outbox");
  expect(left).toEqual([
    {
      consumer: "stock",
      topic: "order.paid",
      ref: bad,
      tries: 10,
      failure: expect.stringContaining("stock_log"),
    },
  ]);
  const { items } = await shop.owner.api.console.alarm.list({ state: "open" });
  expect(items).toMatchObject([{ kind: "outbox_failed", ref: `stock:${bad}`, count: 1 }]);
  // The cause removed and the alarm resolved, everything is as if nothing had been.
  await shop.sql("DELETE FROM stock_log WHERE reason = 'planted'");
  const alarm_id = items[0]?.id ?? "";
  await shop.owner.api.console.alarm.handle({ alarm_id, state: "resolved", note: "已更正" });
  await outbox.tick();
  expect(await done(nos)).toEqual({ sold: 8, holds: 8, notices: 8 });
  await shop.stopWorker();
  shop.errors.length = 0;
});

it("a worker killed in the middle of a batch leaves nothing half done, and the next one does all of it once", async () => {
  const tea = await shop.product({ price: 1000, stock: 100 });
  const buyers = await shop.crowd(30);
  const nos = (await paidOrders(shop, buyers, [{ sku: tea.sku }])).map(({ no }) => no);
  const rows = await waiting();
  expect(rows).toBe(90);

  // The worker's batch comes to the SKU's row and must wait for us: there it dies.
  const blocker = new pg.Client({ connectionString: shop.databaseUrl });
  await blocker.connect();
  await blocker.query("BEGIN");
  await blocker.query("SELECT FROM sku_stock WHERE sku_id = $1 FOR UPDATE", [tea.sku]);
  const child = await spawnWorker(shop);
  await until("the worker waits for the row", async () => {
    const [blocked] = await shop.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%stock_hold%'`,
    );
    return (blocked?.count ?? 0) > 0;
  });
  await child.kill();
  await blocker.query("ROLLBACK");
  await blocker.end();
  await until("its connections are gone", async () => {
    const [alive] = await shop.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`,
    );
    return alive?.count === 0;
  });
  const half = await done(nos);
  expect(half?.["sold"]).toBe(half?.["holds"]);

  shop.startWorker();
  await shop.settle();
  expect(await waiting()).toBe(0);
  expect(await done(nos)).toEqual({ sold: 30, holds: 30, notices: 30 });
  expect(await salesOf(tea.sku)).toBe(30);
  expect(await shop.sql("SELECT on_hand, held FROM sku_stock WHERE sku_id = $1", [tea.sku])).toEqual([
    { on_hand: 70, held: 0 },
  ]);
  await shop.stopWorker();
});

it("three workers at once, killed one after the other at any moment: every effect happens once", async () => {
  const tea = await shop.product({ price: 1000, stock: 200 });
  const buyers = await shop.crowd(25);
  const children = await Promise.all([1, 2, 3].map(() => spawnWorker(shop)));
  const nos: string[] = [];
  for (const child of children) {
    const orders = paidOrders(shop, buyers, [{ sku: tea.sku }]);
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 500));
    await child.kill();
    nos.push(...(await orders).map(({ no }) => no));
  }
  shop.startWorker();
  await shop.settle();
  expect(await done(nos)).toEqual({ sold: 75, holds: 75, notices: 75 });
  expect(await salesOf(tea.sku)).toBe(75);
  expect(shop.errors).toEqual([]);
});

it("the books hold after all this", () => booksHold(shop));
