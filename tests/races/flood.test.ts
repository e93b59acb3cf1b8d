/** A flood of paid orders: lanes and workers side by side post each share once, whatever stands among them. */
import { sweepPosting } from "@banyan/server/commission/post.ts";
import { openDatabase } from "@banyan/server/db/database.ts";
import { createLogger } from "@banyan/server/http/log.ts";
import type { Services } from "@banyan/server/services.ts";
import { createTestDatabase, type TestDatabase } from "@banyan/testkit";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

const PROMOTERS = 40;
const ORDERS = 3_000;
/** Orders of one line with two shares, half of them of promoter 1; what submit and payment leave behind. */
const PAID = `
  INSERT INTO customer (id) SELECT generate_series(1, 200);
  INSERT INTO account (owner_id) SELECT generate_series(1, ${PROMOTERS});
  INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, created_at, created_date, paid_at,
    paid_date, earning)
  SELECT 101 + n % 100, 'F' || lpad(n::text, 5, '0'), n, 'awaiting_shipment', 10000, 0, 0, 10000, now(), current_date, now(), current_date,
    true FROM generate_series(1, ${ORDERS}) AS n;
  INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, fulfilment, price_fen, quantity, net_fen,
    base_fen, cost_fen, category_path, shares)
  SELECT buyer_id, no, 1, 1, 1, '松茸', '[]', '', 'parcel', 10000, 1, 10000, 10000, 0, '{1}', jsonb_build_array(
    jsonb_build_object('position', '1', 'kind', 'referral', 'promoter', (CASE WHEN quote_id % 2 = 0 THEN 1 ELSE 2 + quote_id % 38 END)::text,
      'tier', '1', 'rule', NULL, 'gross_fen', (100 + quote_id % 7)::text, 'fen', (100 + quote_id % 7)::text),
    jsonb_build_object('position', '2', 'kind', 'referral', 'promoter', '40', 'tier', '1', 'rule', NULL, 'gross_fen', '30', 'fen',
      (quote_id % 3 * 10)::text))
  FROM orders`;
let testDatabase: TestDatabase;
let owner: pg.Client;
let orders: string[];
let workers: Services[];
const logged: string[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase("race_flood");
  owner = new pg.Client({ connectionString: testDatabase.url });
  await owner.connect();
  await owner.query(PAID);
  orders = (await owner.query<{ no: string }>("SELECT no FROM orders ORDER BY no")).rows.map(({ no }) => no);
  workers = [1, 2].map(() => {
    const database = openDatabase({ url: testDatabase.url });
    return { database, log: createLogger((line) => logged.push(line)) } as Services;
  });
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.database.close()));
  await owner.end();
  await testDatabase.drop();
});
beforeEach(async () => {
  await owner.query("TRUNCATE commission, ledger_day, outbox");
  await owner.query("UPDATE account SET estimated_fen = 0");
  logged.length = 0;
});

async function tell(some: readonly string[]): Promise<void> {
  await owner.query(
    `INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at)
     SELECT buyer_id, 'posting', 'order.paid', no, no, paid_at FROM orders WHERE no = ANY ($1)`,
    [some],
  );
}
const drain = (worker: Services) => async () => {
  while (await sweepPosting(worker));
};
/** Both workers at once, each with all its lanes. */
const drainAll = () => Promise.all(workers.map((worker) => drain(worker)()));

/** Shares that stand not once, or not as the lines say; balances and days that are not their sum. */
async function wrong(): Promise<number> {
  const result = await owner.query<{ wrong: number }>(
    `WITH share AS (
       SELECT (s ->> 'promoter')::bigint AS owner_id, l.order_no, l.line_no, s ->> 'position' AS position, (s ->> 'fen')::bigint AS fen
       FROM order_line l CROSS JOIN LATERAL jsonb_array_elements(l.shares) s)
     SELECT ((SELECT count(*) FROM share FULL JOIN commission c USING (owner_id, order_no, line_no, position, fen)
         WHERE share.fen IS NULL OR c.kept_fen IS DISTINCT FROM share.fen)
       + (SELECT count(*) FROM account a LEFT JOIN (SELECT owner_id, sum(fen) AS fen FROM share GROUP BY 1) s USING (owner_id)
         WHERE a.estimated_fen <> coalesce(s.fen, 0))
       + (SELECT count(*) FROM ledger_day d FULL JOIN (
           SELECT owner_id, business_date, kind, count(*) AS n, sum(amount_fen) AS fen FROM ledger GROUP BY 1, 2, 3) l
           USING (owner_id, business_date, kind)
         WHERE (d.transfers::bigint, d.amount_fen::numeric) IS DISTINCT FROM (l.n, l.fen)))::int AS wrong`,
  );
  return result.rows[0]?.wrong ?? -1;
}
const left = async () => (await owner.query("SELECT ref, tries, failure FROM outbox ORDER BY ref")).rows;

it("two workers with all their lanes post every share once", async () => {
  await tell(orders);
  await drainAll();
  expect([await left(), await wrong(), logged]).toEqual([[], 0, []]);
});

it("orders that come while it posts are posted too", async () => {
  const draining = [];
  for (let at = 0; at < orders.length; at += 500) {
    await tell(orders.slice(at, at + 500));
    draining.push(drainAll());
  }
  await Promise.all(draining);
  await drainAll();
  expect([await left(), await wrong(), logged]).toEqual([[], 0, []]);
});

it("a repeat among many moves nothing, and is no error", async () => {
  await tell(orders.slice(0, 1_500));
  await drainAll();
  await tell(orders);
  await drainAll();
  expect([await left(), await wrong(), logged]).toEqual([[], 0, []]);
});

it("one that contradicts what stands is set back with its reason; all others are posted", async () => {
  const bad = orders[1_234] ?? "";
  await owner.query(
    `INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, gross_fen, fen, base_fen, kept_fen, event_at,
       business_date) SELECT 40, buyer_id, no, 1, '2', 'referral', '1', 31, 31, 10000, 31, now(), current_date FROM orders WHERE no = $1`,
    [bad],
  );
  await tell(orders);
  // A round that came upon it ends there; the worker's next one goes on.
  for (let round = 0; round < 20 && (await left()).length > 1; round += 1) await drainAll();
  expect(await left()).toEqual([{ ref: bad, tries: expect.any(Number), failure: null }]);
  expect(logged.join("\n")).toContain(`${bad}:1:2:referral:accrue`);
  // Once what contradicts it is gone, it posts as if nothing had been.
  await owner.query("DELETE FROM commission WHERE order_no = $1", [bad]);
  await owner.query("UPDATE outbox SET due_at = now()");
  await drainAll();
  expect([await left(), await wrong()]).toEqual([[], 0]);
}, 60_000);

it("an order whose promoter has no account holds up nobody else", async () => {
  // Promoter 5 earns on every 38th order or so.
  await owner.query("DELETE FROM account WHERE owner_id = 5");
  await tell(orders.slice(0, 100));
  const stuck = await owner.query<{ no: string }>(
    `SELECT order_no AS no FROM order_line WHERE order_no = ANY ($1) AND shares @> '[{"promoter": "5"}]' ORDER BY 1`,
    [orders.slice(0, 100)],
  );
  expect(stuck.rows.length).toBeGreaterThan(0);
  // As above: a round that finds the other worker at its buckets ends there.
  for (let round = 0; round < 20 && (await left()).length > stuck.rows.length; round += 1) await drainAll();
  expect((await left()).map(({ ref }) => ref as string)).toEqual(stuck.rows.map(({ no }) => no));
  await owner.query("INSERT INTO account (owner_id) VALUES (5)");
  await tell(orders.slice(100));
  await owner.query("UPDATE outbox SET due_at = now()");
  await drainAll();
  expect([await left(), await wrong()]).toEqual([[], 0]);
}, 60_000);
