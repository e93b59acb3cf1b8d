/** Refunds that are sent, answered, asked about and crashed over: B21 and B26 of the bug list. */

import { driveRefund } from "@banyan/server/refund/send.ts";
import { findRefund, type Refund } from "@banyan/server/refund/store.ts";
import { startWorker } from "@banyan/server/worker/worker.ts";
import { connectControl } from "@banyan/wechat-sim";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { spawnWorker, until } from "../support/child.ts";
import type { Product } from "../support/goods.ts";
import { askRefund, paidOrder, paidOrders } from "../support/orders.ts";
import type { Buyer, Clerk } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let tea: Product;
let buyer: Buyer;
let clerk: Clerk;
beforeAll(async () => {
  shop = await openShop({ name: "race_refund" });
  [tea, buyer, clerk] = await Promise.all([
    shop.product({ price: 3000, stock: 1000 }),
    shop.customer("阿依"),
    shop.staff("finance"),
  ]);
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors).toEqual([]));

/** An approved refund of one unit that nobody has sent yet; the worker stands still. */
async function approved(of: Buyer = buyer, units = 2): Promise<{ orderNo: string; refundNo: string }> {
  const { no } = await paidOrder(shop, of, [{ sku: tea.sku, quantity: units }]);
  const caseNo = await askRefund(of, no, [{ line_no: 1, quantity: 1, amount_fen: 3000 }]);
  await clerk.api.console.aftersale.approve({ no: caseNo, confirm_fen: 3000 });
  const [refund] = await shop.sql<{ no: string }>("SELECT no FROM refund WHERE order_no = $1", [no]);
  return { orderNo: no, refundNo: refund?.no ?? "" };
}
const atWechat = async (orderNo: string) => {
  const [attempt] = await shop.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [
    orderNo,
  ]);
  const { refunds } = await connectControl(shop.simulator.url).state();
  return refunds
    .filter((one) => one.out_trade_no === attempt?.no)
    .map(({ out_refund_no, amount, status }) => ({ out_refund_no, amount, status }));
};
const once = async (orderNo: string) => {
  const [row] = await shop.sql(
    `SELECT o.refunded_fen::int AS refunded,
       (SELECT sum(refunded_fen)::int FROM order_line l WHERE l.order_no = o.no) AS lines,
       (SELECT count(*)::int FROM order_event e WHERE e.order_no = o.no AND e.kind = 'refunded') AS events,
       (SELECT count(*)::int FROM refund_fact f JOIN refund r ON r.buyer_id = f.buyer_id AND r.no = f.refund_no
         WHERE r.order_no = o.no AND f.state = 'success') AS facts,
       (SELECT count(*)::int FROM stock_log s WHERE s.ref = o.no AND s.reason = 'refund') AS back
     FROM orders o WHERE o.no = $1`,
    [orderNo],
  );
  return row;
};
const ONCE = { refunded: 3000, lines: 3000, events: 1, facts: 1, back: 1 };

it("B21: answer, callback, its duplicate and three queries of one refund at the same moment count once", async () => {
  for (let round = 0; round < 10; round += 1) {
    await shop.stopWorker();
    const { orderNo, refundNo } = await approved();
    await shop.simulator.control.setFault({ name: "duplicate_callback", match: refundNo });
    const find = async () =>
      (await findRefund(shop.services.database.query, BigInt(buyer.id), refundNo)) as Refund;
    const created = await find();
    const asking: Refund = { ...created, state: "processing" };
    await Promise.all([
      ...[created, created].map((refund) => driveRefund(shop.services, refund)),
      new Promise((resolve) => setTimeout(resolve, 5)).then(() =>
        Promise.all([
          shop.simulator.control.pump(),
          ...[shop.services, shop.workerServices, shop.services].map((services) =>
            driveRefund(services, asking),
          ),
        ]),
      ),
    ]);
    shop.startWorker();
    await shop.settle();
    expect(await once(orderNo)).toEqual(ONCE);
    expect(await atWechat(orderNo)).toEqual([{ out_refund_no: refundNo, amount: 3000, status: "SUCCESS" }]);
  }
});

it("B26: a refund that was stored but not sent before a crash is sent under its number", async () => {
  await shop.stopWorker();
  const { orderNo, refundNo } = await approved();
  expect(await atWechat(orderNo)).toEqual([]);
  shop.startWorker();
  await shop.settle();
  expect(await atWechat(orderNo)).toEqual([{ out_refund_no: refundNo, amount: 3000, status: "SUCCESS" }]);
  expect(await once(orderNo)).toEqual(ONCE);
});

it("B26: a worker killed between WeChat's yes and our note of it: the next one asks with the same number", async () => {
  await shop.stopWorker();
  const { orderNo, refundNo } = await approved();
  // WeChat has taken the refund and never answers: the worker is killed while it waits.
  await shop.simulator.control.setFault({ name: "timeout_after_commit", match: refundNo });
  await shop.simulator.control.setFault({ name: "refund_processing", match: refundNo });
  const child = await spawnWorker(shop);
  await until("WeChat has the refund", async () => (await atWechat(orderNo)).length === 1);
  await child.kill();
  const [row] = await shop.sql("SELECT state, tries FROM refund WHERE no = $1", [refundNo]);
  expect(row).toEqual({ state: "created", tries: 0 });
  shop.startWorker();
  await shop.worker().jobs.refunds.tick();
  await shop.simulator.control.finishRefund({ out_refund_no: refundNo });
  await shop.settle();
  expect(await atWechat(orderNo)).toEqual([{ out_refund_no: refundNo, amount: 3000, status: "SUCCESS" }]);
  expect(await once(orderNo)).toEqual(ONCE);
});

it("B26: answers that were lost, refused for now or held up by WeChat end in one refund", async () => {
  const faults = [
    // The client gives up after its own patience.
    "timeout_after_commit",
    "error_500_after_commit",
    "error_500_before_commit",
    "rate_limit_429",
    "not_enough",
    "drop_callback",
  ] as const;
  await shop.stopWorker();
  const buyers = await shop.crowd(faults.length);
  const refunds = [];
  for (const [at, name] of faults.entries()) {
    const made = await approved(buyers[at] as Buyer);
    await shop.simulator.control.setFault({ name, match: made.refundNo });
    refunds.push(made);
  }
  shop.startWorker();
  await shop.settle();
  for (const { orderNo, refundNo } of refunds) {
    expect(await atWechat(orderNo)).toEqual([{ out_refund_no: refundNo, amount: 3000, status: "SUCCESS" }]);
    expect(await once(orderNo)).toEqual(ONCE);
  }
  const { items } = await shop.owner.api.console.alarm.list({ state: "open" });
  expect(items.filter((alarm) => alarm.kind === "refund_refused").map((alarm) => alarm.ref)).toEqual([
    refunds[faults.indexOf("not_enough")]?.refundNo,
  ]);
});

it("a refund that WeChat closes frees its units and money for a new one, which gets a new number", async () => {
  await shop.stopWorker();
  const { orderNo, refundNo } = await approved();
  await shop.simulator.control.setFault({ name: "refund_processing", match: refundNo });
  shop.startWorker();
  await shop.worker().jobs.refunds.tick();
  await shop.simulator.control.finishRefund({ out_refund_no: refundNo, status: "CLOSED" });
  await shop.settle();
  expect(await once(orderNo)).toEqual({ refunded: 0, lines: 0, events: 0, facts: 0, back: 0 });
  const caseNo = await askRefund(buyer, orderNo, [{ line_no: 1, quantity: 1, amount_fen: 3000 }]);
  await clerk.api.console.aftersale.approve({ no: caseNo, confirm_fen: 3000 });
  await shop.settle();
  expect((await atWechat(orderNo)).map((one) => one.status)).toEqual(["CLOSED", "SUCCESS"]);
  expect(await once(orderNo)).toEqual(ONCE);
});

it("an abnormal refund waits for a person, and ends when WeChat says that it did", async () => {
  await shop.stopWorker();
  const { orderNo, refundNo } = await approved();
  await shop.simulator.control.setFault({ name: "refund_abnormal", match: refundNo });
  shop.startWorker();
  await shop.settle();
  expect((await buyer.api.order.get({ no: orderNo })).state_text).toBe("售后处理中");
  const { items } = await shop.owner.api.console.alarm.list({ state: "open" });
  expect(items.some((alarm) => alarm.kind === "refund_abnormal" && alarm.ref === refundNo)).toBe(true);
  await shop.simulator.control.finishRefund({ out_refund_no: refundNo });
  await shop.settle();
  expect(await once(orderNo)).toEqual(ONCE);
});

it("two workers at once do everything once", async () => {
  const buyers = await shop.crowd(12);
  const second = startWorker(shop.services);
  const orders = await paidOrders(shop, buyers, [{ sku: tea.sku, quantity: 2 }]);
  for (const [at, { no }] of orders.entries()) {
    const caseNo = await askRefund(buyers[at] as Buyer, no, [{ line_no: 1, quantity: 1, amount_fen: 3000 }]);
    await clerk.api.console.aftersale.approve({ no: caseNo, confirm_fen: 3000 });
  }
  await Promise.all([
    shop.settle(),
    ...Array.from({ length: 5 }, () => Promise.all([second.jobs.refunds.tick(), second.jobs.outbox.tick()])),
  ]);
  await second.close();
  for (const { no } of orders) {
    expect(await once(no)).toEqual(ONCE);
    expect(await atWechat(no)).toHaveLength(1);
  }
  const [sold] = await shop.sql(
    `SELECT s.sold, (SELECT sum(l.quantity - l.refunded_quantity)::int FROM order_line l
       JOIN orders o ON o.buyer_id = l.buyer_id AND o.no = l.order_no WHERE o.paid_at IS NOT NULL) AS units
     FROM sku_sales s WHERE sku_id = $1`,
    [tea.sku],
  );
  expect(sold?.["sold"]).toBe(sold?.["units"]);
});

it("the books hold after all this", () => booksHold(shop));
