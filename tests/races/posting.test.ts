/** Posting against crashes, star promoters and rows that cannot be posted: B12, B13, B15, and facts in any order. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { paidContent, sendCallback } from "../support/callback.ts";
import { spawnWorker, until } from "../support/child.ts";
import {
  commissionsOf,
  lockRows,
  makePair,
  makePairs,
  movesOf,
  refundByShop,
  stopPosting,
} from "../support/commission.ts";
import type { Product } from "../support/goods.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { paidOrder, paidOrders, ship } from "../support/orders.ts";
import type { Buyer } from "../support/people.ts";
import { shuffled } from "../support/random.ts";
import { balancesOf, bind, makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let tea: Product;
let inviter: Buyer;
beforeAll(async () => {
  shop = await openShop({ name: "race_posting" });
  [tea, inviter] = await Promise.all([shop.product({ price: 9999, stock: 10_000 }), shop.customer("波妹")]);
  await makePromoter(shop, inviter);
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
});
afterAll(() => shop.close());
afterEach(async () => {
  shop.startWorker();
  await shop.settle();
  await ledgerHolds(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

/** Some worker stands before a lock with a posting statement, of which PostgreSQL shows the first 1,024 bytes. */
const postingWaits = () =>
  until("a posting waits for a lock", async () => {
    const rows = await shop.sql(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%event AS (%'`,
    );
    return rows.length > 0;
  });

it("B12: a crash after the paid fact, in the middle of posting: the order earns later, once", async () => {
  const { promoter, buyer } = await makePair(shop, inviter);
  await shop.stopWorker();
  const before = await balancesOf(shop, inviter);
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku }]);
  // A worker comes as far as the account, having written commissions and transfers, and dies there.
  await using account = await lockRows(shop, "account WHERE owner_id = $1", [promoter.id]);
  const child = await spawnWorker(shop);
  await postingWaits();
  await child.kill();
  await account.release();
  await until("its connections are gone", async () => {
    const alive = await shop.sql(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return alive.length === 0;
  });
  expect(await commissionsOf(shop, promoter, no)).toEqual([]);
  expect(await balancesOf(shop, promoter)).toBe("0 0 0 0 0");
  expect(await balancesOf(shop, inviter)).toBe(before);
  shop.startWorker();
  await shop.settle();
  expect(await movesOf(shop, promoter, no)).toEqual(["accrue 999"]);
  expect(await movesOf(shop, inviter, no)).toEqual(["accrue 299"]);
});

it("B13: while a star promoter's account is locked, payments, shipping and refunds go on; posting follows", async () => {
  const { promoter, buyer } = await makePair(shop);
  const fans = await shop.crowd(10);
  for (const fan of fans) await bind(shop, fan, promoter);
  await using account = await lockRows(shop, "account WHERE owner_id = $1", [promoter.id]);
  const began = performance.now();
  const orders = await paidOrders(shop, [buyer, ...fans], [{ sku: tea.sku }]);
  await postingWaits();
  for (const { no } of orders.slice(0, 3)) await ship(shop.owner, no);
  await refundByShop(shop.owner, orders[0]?.no ?? "", [{ line_no: 1, quantity: 1, amount_fen: 9999 }]);
  await shop.worker().jobs.refunds.tick();
  await shop.simulator.control.pump();
  const states = await shop.sql("SELECT state FROM orders WHERE no = ANY ($1) ORDER BY no", [
    orders.map(({ no }) => no),
  ]);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await balancesOfUnlocked(promoter)).toBe("0");
  await account.release();
  expect(states.map((row) => row["state"]).toSorted()).toEqual([
    ...Array<string>(2).fill("awaiting_receipt"),
    ...Array<string>(8).fill("awaiting_shipment"),
    "refunded",
  ]);
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("9990 0 0 0 0");
});
const balancesOfUnlocked = async (promoter: Buyer) => (await balancesOf(shop, promoter)).split(" ")[0] ?? "";

it("200 concurrent payments of one star promoter's customers post exactly, and once", async () => {
  const { promoter } = await makePair(shop, inviter);
  const fans = await shop.crowd(40);
  for (const fan of fans) await bind(shop, fan, promoter);
  const before = Number((await balancesOf(shop, inviter)).split(" ")[0]);
  const orders = (
    await Promise.all(
      fans.map(async (fan) => {
        const made = [];
        for (let at = 0; at < 5; at += 1) made.push(await fan.buy([{ sku: tea.sku }]));
        return made.map(({ no }) => ({ no, fan }));
      }),
    )
  ).flat();
  await Promise.all(orders.map(({ no, fan }) => fan.pay(no)));
  await shop.simulator.control.pump();
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe(`${200 * 999} 0 0 0 0`);
  expect(Number((await balancesOf(shop, inviter)).split(" ")[0]) - before).toBe(200 * 299);
}, 120_000);

it("B15: an order that cannot be posted is set aside with an alarm; others go on, its later facts wait for it", async () => {
  const pairs = await makePairs(shop, 5);
  const bad = pairs[2];
  if (!bad) throw new Error("no pair");
  await shop.stopWorker();
  const orders = await Promise.all(pairs.map(({ buyer }) => buyer.buy([{ sku: tea.sku }])));
  const badNo = orders[2]?.no ?? "";
  // A commission of this order's line with another amount, which no honest run can write.
  await shop.sql(
    `INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, gross_fen, fen, base_fen, kept_fen,
       event_at, business_date) VALUES ($1, $2, $3, 1, '1', 'referral', '1', 1, 1, 1, 1, now(), current_date)`,
    [bad.promoter.id, bad.buyer.id, badNo],
  );
  await Promise.all(pairs.map(({ buyer }, at) => buyer.pay(orders[at]?.no ?? "")));
  await shop.simulator.control.pump();
  await ship(shop.owner, badNo);
  await refundByShop(shop.owner, badNo, [{ line_no: 1, quantity: 1, amount_fen: 3333 }]);
  shop.startWorker();
  const { posting, refunds } = shop.worker().jobs;
  await refunds.tick();
  await shop.simulator.control.pump();
  for (let tries = 0; tries < 12; tries += 1) {
    await shop.sql("UPDATE outbox SET due_at = now() WHERE consumer = 'posting' AND failure IS NULL");
    await posting.tick();
    if (tries === 0) {
      // At once, and not after the bad one's tries.
      for (const [at, { promoter }] of pairs.entries())
        expect(await balancesOf(shop, promoter)).toBe(at === 2 ? "0 0 0 0 0" : "999 0 0 0 0");
    }
  }
  const left = await shop.sql(
    "SELECT topic, tries, failure LIKE '%accrue%' AS why FROM outbox WHERE consumer = 'posting' ORDER BY id",
  );
  expect(left).toEqual([
    { topic: "order.paid", tries: 10, why: true },
    { topic: "refund.done", tries: 0, why: null },
  ]);
  const { items } = await shop.owner.api.console.alarm.list({ state: "open" });
  expect(items).toContainEqual(expect.objectContaining({ kind: "outbox_failed", ref: `posting:${badNo}` }));
  // A later order of the same customer is not its business.
  const { no: next } = await paidOrder(shop, bad.buyer, [{ sku: tea.sku }]);
  await until("the next order is posted", async () => (await movesOf(shop, bad.promoter, next)).length === 1);

  await shop.sql("DELETE FROM commission WHERE order_no = $1", [badNo]);
  await shop.sql("UPDATE outbox SET failure = NULL, tries = 0, due_at = now() WHERE consumer = 'posting'");
  await shop.settle();
  expect(await movesOf(shop, bad.promoter, badNo)).toEqual(["accrue 999", "clawback 333"]);
  expect(await balancesOf(shop, bad.promoter)).toBe("1665 0 0 0 0");
  shop.errors.length = 0;
});

it("a payment that comes after the close goes back and never earns", async () => {
  const { promoter, buyer } = await makePair(shop, inviter);
  const { no } = await buyer.buy([{ sku: tea.sku }]);
  await buyer.prepay(no);
  await buyer.api.order.cancel({ no });
  const [attempt] = await shop.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [
    no,
  ]);
  await shop.simulator.control.pay({ out_trade_no: attempt?.no ?? "", after_close: true });
  await shop.settle();
  const [order] = await shop.sql("SELECT state, earning FROM orders WHERE no = $1", [no]);
  expect(order).toEqual({ state: "closed", earning: true });
  expect(await commissionsOf(shop, promoter, no)).toEqual([]);
  expect(await balancesOf(shop, promoter)).toBe("0 0 0 0 0");
});

it("outside facts in any order, each of them twice, end in the same balances", async () => {
  const ends: string[] = [];
  for (let seed = 1; seed <= 4; seed += 1) {
    const { promoter, buyer } = await makePair(shop, inviter);
    const orders = [
      await buyer.buy([{ sku: tea.sku, quantity: 3 }]),
      await buyer.buy([{ sku: tea.sku }]),
      await buyer.buy([{ sku: tea.sku, quantity: 2 }]),
    ];
    for (const { no } of orders) await buyer.prepay(no);
    const paid = await Promise.all(orders.map(({ no, payable_fen }) => paidFactOf(no, payable_fen, buyer)));
    await using still = seed % 2 === 0 ? await stopPosting(shop) : undefined;
    for (const content of shuffled([...paid, ...paid], seed)) await sendCallback(shop, { content });
    for (const { no } of orders) await ship(shop.owner, no);
    const refunded = orders.map(({ no }, at) => ({ no, amount: [9999, 1, 6667][at] ?? 0 }));
    for (const { no, amount } of shuffled(refunded, seed + 100))
      await refundByShop(shop.owner, no, [{ line_no: 1, quantity: 1, amount_fen: amount }]);
    const facts = await shop.sql<{ no: string; payment_no: string; amount_fen: string; total_fen: string }>(
      "SELECT no, payment_no, amount_fen, total_fen FROM refund WHERE order_no = ANY ($1) ORDER BY amount_fen",
      [orders.map(({ no }) => no)],
    );
    for (const fact of shuffled([...facts, ...facts], seed + 200)) await refundCallback(fact);
    await still?.release();
    await shop.settle();
    ends.push(await balancesOf(shop, promoter));
  }
  // keep: floor(2999 × 19998/29997) + floor(999 × 9998/9999) + floor(1999 × 13331/19998)
  expect(new Set(ends)).toEqual(new Set([`${1999 + 998 + 1332} 0 0 0 0`]));
}, 120_000);

async function paidFactOf(no: string, amountFen: number, buyer: Buyer): Promise<object> {
  const [attempt] = await shop.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [
    no,
  ]);
  return paidContent(shop, { outTradeNo: attempt?.no ?? "", amountFen, openid: buyer.openid });
}

async function refundCallback(fact: {
  no: string;
  payment_no: string;
  amount_fen: string;
  total_fen: string;
}): Promise<void> {
  const amount = Number(fact.amount_fen);
  const total = Number(fact.total_fen);
  await sendCallback(shop, {
    to: "refund",
    content: {
      mchid: shop.simulator.credentials.mchid,
      transaction_id: `4200${fact.no.slice(-20)}`,
      out_trade_no: fact.payment_no,
      refund_id: `5030${fact.no.slice(-20)}`,
      out_refund_no: fact.no,
      refund_status: "SUCCESS",
      success_time: new Date().toISOString(),
      user_received_account: "支付用户零钱",
      amount: { total, refund: amount, payer_total: total, payer_refund: amount },
    },
  });
}

it("the books hold after all this", () => booksHold(shop));
