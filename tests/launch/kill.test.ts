/**
 * kill -9 of worker processes and of PostgreSQL, while orders are paid, commissions posted, refunds sent and withdrawals paid out:
 * nothing that was acknowledged is lost, every effect happens once, and the books hold. The database is one of its own, with fsync.
 *
 * `npm run chaos -- --rounds N --seed S` kills more often.
 */
import { join } from "node:path";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@banyan/kernel";
import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import { type RunningPostgres, startPostgres } from "@banyan/tools/pg/postgres.ts";
import { expect, onTestFinished, test } from "vitest";
import { booksHold } from "../support/books.ts";
import { type ChildWorker, spawnWorker, until } from "../support/child.ts";
import { makePairs, type Pair } from "../support/commission.ts";
import type { Product } from "../support/goods.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { type Acknowledged, startLoad } from "../support/load.ts";
import { paidOrder, ship } from "../support/orders.ts";
import { randomOf } from "../support/random.ts";
import { ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { scratchFolder } from "./scratch.ts";

const ROUNDS = Number(process.env["BANYAN_CHAOS_ROUNDS"] ?? "3");
const SEED = Number(process.env["BANYAN_SEED"] ?? "20261129");

/** A cluster that this file's shop is made in, and that may be killed. */
async function ownCluster(): Promise<{ kill(): Promise<void> }> {
  const dataDir = join(scratchFolder(), "postgres");
  let running: RunningPostgres = await startPostgres({ dataDir, settings: { maxConnections: 200 } });
  onTestFinished(() => running.stop());
  const before = process.env["BANYAN_TEST_PG"];
  process.env["BANYAN_TEST_PG"] = running.url;
  onTestFinished(() => {
    process.env["BANYAN_TEST_PG"] = before;
  });
  return {
    kill: async () => {
      const { port, pid, exited } = running;
      process.kill(pid, "SIGKILL");
      await exited;
      running = await startPostgres({ dataDir, port, settings: { maxConnections: 200 } });
      expect(running).toMatchObject({ port, reused: false });
    },
  };
}

async function openLoadedShop(): Promise<{ shop: Shop; pairs: Pair[]; tea: Product }> {
  const shop = await openShop({
    name: "kill",
    worker: false,
    settings: {
      withdrawal: { ...DEFAULT_SETTINGS.withdrawal, automatic_fen: 1000, per_day: 100, min_fen: 100 },
    },
  });
  onTestFinished(() => shop.close());
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000) });
  const pairs = await makePairs(shop, 3);
  // Money to withdraw: 10 % of one dear order each, received and settled.
  const piano = await shop.product({ price: 5_000_000, stock: 100 });
  shop.startWorker();
  for (const { buyer } of pairs) {
    const { no } = await paidOrder(shop, buyer, [{ sku: piano.sku }]);
    await ship(shop.owner, no);
    await buyer.api.order.receive({ no });
  }
  await shop.advance(7 * DAY_MS + MINUTE_MS);
  await shop.settle();
  await shop.stopWorker();
  return { shop, pairs, tea: await shop.product({ price: 3333, stock: 100_000 }) };
}

/** What was said yes to stands, and what WeChat was told is taken: delivered callbacks have their facts. */
async function nothingLost(shop: Shop, { orders, refunds, withdrawals }: Acknowledged): Promise<void> {
  const callbacks = await shop.simulator.control.callbacks();
  // Of a refund's callback the subject is payment and refund.
  const told = callbacks
    .filter((one) => one.state === "delivered")
    .map((one) => one.subject.split(" ").at(-1));
  const [row] = await shop.sql(
    `SELECT (SELECT count(*)::int FROM unnest($1::text[]) AS w (no) WHERE NOT EXISTS (SELECT FROM orders o WHERE o.no = w.no)) AS orders,
       (SELECT count(*)::int FROM unnest($2::text[]) AS w (no)
         WHERE NOT EXISTS (SELECT FROM refund r WHERE r.aftersale_no = w.no)) AS refunds,
       (SELECT count(*)::int FROM unnest($3::text[]) AS w (no)
         WHERE NOT EXISTS (SELECT FROM withdrawal d JOIN ledger t ON t.owner_id = d.owner_id AND t.key = d.no || ':reserve'
           WHERE d.no = w.no)) AS withdrawals,
       (SELECT coalesce(array_agg(w.no), '{}') FROM unnest($4::text[]) AS w (no)
         WHERE NOT EXISTS (SELECT FROM payment_fact f WHERE f.payment_no = w.no)
           AND NOT EXISTS (SELECT FROM refund_fact f WHERE f.refund_no = w.no)
           AND NOT EXISTS (SELECT FROM payout_fact f WHERE f.payout_no = w.no)) AS told`,
    [orders, refunds, withdrawals, told],
  );
  expect(row).toEqual({ orders: 0, refunds: 0, withdrawals: 0, told: [] });
}

/** Lets everybody's payouts come to their end too: people who had not confirmed when the load stopped confirm now. */
async function comeToRest(shop: Shop): Promise<void> {
  shop.startWorker();
  for (let round = 0; round < 30; round += 1) {
    await shop.settle();
    const waiting = await shop.sql<{ openid: string; package_info: string | null }>(
      "SELECT openid, package_info FROM payout WHERE state = 'confirming'",
    );
    if (waiting.length === 0) break;
    for (const { openid, package_info } of waiting)
      if (package_info) await shop.simulator.control.confirmTransfer({ openid, package_info });
  }
}

/** One bill for one withdrawal, and WeChat has paid out what the ledger says. */
async function paidOnce(shop: Shop): Promise<number> {
  const { transfers, refunds } = await shop.simulator.control.state();
  const bills = transfers.filter((bill) => bill.state === "SUCCESS");
  const posted = await shop.sql<{ no: string; amount_fen: string }>(
    `SELECT p.no, t.amount_fen FROM ledger t JOIN payout p ON p.owner_id = t.owner_id AND p.withdrawal_no = t.ref
     WHERE t.kind = 'payout'`,
  );
  const sortedOf = (rows: readonly string[]) => rows.toSorted();
  expect(sortedOf(bills.map((bill) => `${bill.out_bill_no} ${bill.amount}`))).toEqual(
    sortedOf(posted.map((row) => `${row.no} ${row.amount_fen}`)),
  );
  const back = await shop.sql<{ no: string }>("SELECT no FROM refund WHERE state = 'success'");
  expect(sortedOf(refunds.map((one) => one.out_refund_no))).toEqual(sortedOf(back.map((row) => row.no)));
  const [sold] = await shop.sql(
    `SELECT (SELECT count(*)::int FROM orders WHERE paid_at IS NOT NULL) AS paid,
       (SELECT count(*)::int FROM stock_log WHERE reason = 'sold') AS sold,
       (SELECT count(*)::int FROM ledger WHERE kind = 'accrue' AND key LIKE 'D%') AS accrued`,
  );
  expect(sold).toEqual({ paid: sold?.["paid"], sold: sold?.["paid"], accrued: sold?.["paid"] });
  return bills.length;
}

test(`${ROUNDS} kill -9 under load, of workers and of PostgreSQL by turns (seed ${SEED})`, {
  timeout: ROUNDS * 20_000 + 60_000,
}, async () => {
  const next = randomOf(SEED);
  const cluster = await ownCluster();
  const { shop, pairs, tea } = await openLoadedShop();
  let workers: ChildWorker[] = await Promise.all([spawnWorker(shop), spawnWorker(shop)]);
  const load = startLoad(shop, pairs, tea, next);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { orders, withdrawals } = load.acknowledged;
    const [was, had] = [orders.length, withdrawals.length];
    await until("the load goes on", async () => orders.length > was && withdrawals.length > had, 30_000);
    // Hours pass meanwhile: unpaid orders close, and nobody comes to the end of a day's withdrawals.
    await shop.advance(8 * HOUR_MS);
    await new Promise((resolve) => setTimeout(resolve, next() * 700));
    if (round % 2 === 0) {
      const [victim, other] = workers as [ChildWorker, ChildWorker];
      await victim.kill();
      workers = [other, await spawnWorker(shop)];
    } else {
      await cluster.kill();
      // The workers have lived through it: they had only lost their connections.
      for (const worker of workers) expect(worker.isRunning()).toBe(true);
    }
    await nothingLost(shop, load.acknowledged);
  }
  await load.stop();
  for (const worker of workers) await worker.kill();
  await comeToRest(shop);
  await nothingLost(shop, load.acknowledged);
  const bills = await paidOnce(shop);
  await ledgerHolds(shop);
  await booksHold(shop);
  const { orders, refunds, withdrawals, failed, refused } = load.acknowledged;
  console.log(
    `seed ${SEED}, ${ROUNDS} kills: ${orders.length} orders, ${refunds.length} refunds, ${withdrawals.length} withdrawals acknowledged, ` +
      `${bills} bills paid, ${failed} requests failed under somebody's hands, refusals ${JSON.stringify(refused)}`,
  );
});
