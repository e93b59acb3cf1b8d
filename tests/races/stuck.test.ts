/** Nothing waits for ever, and nothing that waits holds up the others. */
import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { until } from "../support/child.ts";
import { tally, wordOf } from "../support/client.ts";
import { lockRows } from "../support/commission.ts";
import type { Product } from "../support/goods.ts";
import { askRefund, paidOrder } from "../support/orders.ts";
import { type Buyer, type Clerk, newKey } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

const TEMPLATE = "tmpl-order-paid";
let shop: Shop;
let tea: Product;
let buyer: Buyer;
let clerk: Clerk;
beforeAll(async () => {
  shop = await openShop({
    name: "race_stuck",
    settings: { notice: { ...DEFAULT_SETTINGS.notice, order_paid: TEMPLATE } },
  });
  [tea, buyer, clerk] = await Promise.all([
    shop.product({ price: 3000, stock: 1000 }),
    shop.customer("和志远"),
    shop.staff("finance"),
  ]);
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.simulator.control.clearFaults();
  shop.startWorker();
  expect(shop.errors.splice(0)).toEqual([]);
});

const stateOf = async (no: string) => (await buyer.api.order.get({ no })).state;
/** A refund that waits to be sent, the worker standing still. */
async function approved(): Promise<{ orderNo: string; refundNo: string }> {
  await shop.settle();
  await shop.stopWorker();
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku }]);
  const caseNo = await askRefund(buyer, no, [{ line_no: 1, quantity: 1, amount_fen: 3000 }]);
  await clerk.api.console.aftersale.approve({ no: caseNo, confirm_fen: 3000 });
  const [refund] = await shop.sql<{ no: string }>("SELECT no FROM refund WHERE order_no = $1", [no]);
  return { orderNo: no, refundNo: refund?.no ?? "" };
}

it("a refund that cannot be booked moves back in the queue, says why, and ends once it can", async () => {
  const { orderNo, refundNo } = await approved();
  await shop.sql("UPDATE orders SET refunded_fen = payable_fen WHERE no = $1", [orderNo]);
  await shop.simulator.control.setFault({ name: "drop_callback", match: refundNo });
  shop.startWorker();
  const { refunds } = shop.worker().jobs;
  const look = async () => {
    const [row] = await shop.sql<{ tries: number; later: boolean; last_error: string }>(
      "SELECT tries, next_try_at > now() AS later, last_error FROM refund WHERE no = $1",
      [refundNo],
    );
    return row;
  };
  for (let round = 0; round < 20 && (await look())?.last_error === ""; round += 1) {
    await shop.sql("UPDATE refund SET next_try_at = now() WHERE no = $1", [refundNo]);
    await shop.simulator.control.advanceClock(5_000);
    await refunds.tick();
  }
  const stuck = await look();
  expect(stuck?.last_error).toContain("never_refund_more_than_paid");
  expect(stuck?.later).toBe(true);
  expect(shop.errors.splice(0)[0]?.error).toContain("never_refund_more_than_paid");
  await shop.sql("UPDATE orders SET refunded_fen = 0 WHERE no = $1", [orderNo]);
  await shop.settle();
  expect(await stateOf(orderNo)).toBe("refunded");
  shop.errors.length = 0;
});

it("an abnormal refund whose last callback was lost is asked about", async () => {
  const { orderNo, refundNo } = await approved();
  await shop.simulator.control.setFault({ name: "refund_abnormal", match: refundNo });
  shop.startWorker();
  await shop.settle();
  await shop.simulator.control.setFault({ name: "drop_callback", match: refundNo });
  await shop.simulator.control.finishRefund({ out_refund_no: refundNo });
  await shop.settle();
  expect(await stateOf(orderNo)).toBe("awaiting_shipment");
  await shop.sql("UPDATE refund SET next_try_at = now() WHERE no = $1", [refundNo]);
  await shop.worker().jobs.refunds.tick();
  expect(await stateOf(orderNo)).toBe("refunded");
});

it("an abnormal refund that stays so is asked about once an hour", async () => {
  const { refundNo } = await approved();
  await shop.simulator.control.setFault({ name: "refund_abnormal", match: refundNo });
  shop.startWorker();
  await shop.settle();
  await shop.sql("UPDATE refund SET next_try_at = now() WHERE no = $1", [refundNo]);
  await shop.worker().jobs.refunds.tick();
  const [row] = await shop.sql(
    "SELECT state, round(extract(epoch FROM next_try_at - now()) / 60)::int AS minutes FROM refund WHERE no = $1",
    [refundNo],
  );
  expect(row).toEqual({ state: "abnormal", minutes: 60 });
});

it("an order that a customer cancelled while WeChat did not answer is closed within a minute, as cancelled", async () => {
  const { no } = await buyer.buy([{ sku: tea.sku }]);
  await buyer.prepay(no);
  await shop.simulator.control.setFault({ name: "error_500_before_commit", match: "/close" });
  await buyer.api.order.cancel({ no, reason: "拍错了" });
  expect(await stateOf(no)).toBe("closing");
  await shop.advance(31_000);
  await shop.settle();
  const order = await buyer.api.order.get({ no });
  expect(order.state).toBe("closed");
  expect(order.timeline[0]?.kind).toBe("cancelled");
  const { items } = await buyer.api.notice.list({});
  expect(items.filter((notice) => notice.link?.includes(no))).toEqual([]);
});

it("a close that WeChat refuses raises an alarm, and the order closes once it does not", async () => {
  const serial = async (text: string) => {
    await shop.sql(
      "UPDATE setting SET value = jsonb_set(value, '{merchant_serial}', $1) WHERE key = 'wechat'",
      [JSON.stringify(text)],
    );
    await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'setting'");
    await Promise.all([shop.services.versions.refresh(), shop.workerServices.versions.refresh()]);
  };
  const { no } = await buyer.buy([{ sku: tea.sku }]);
  await buyer.prepay(no);
  await serial("00".repeat(20));
  await buyer.api.order.cancel({ no });
  expect(await stateOf(no)).toBe("closing");
  const { items } = await shop.owner.api.console.alarm.list({ state: "open" });
  expect(items.find((alarm) => alarm.kind === "close_refused")?.ref).toBe("SIGN_ERROR");
  await serial(shop.simulator.credentials.merchant_serial);
  await shop.advance(31_000);
  await shop.settle();
  expect(await stateOf(no)).toBe("closed");
});

it("a payment with a lost callback is found behind many that nobody pays", async () => {
  const open: string[] = [];
  for (let at = 0; at < 55; at += 1) {
    const { no } = await buyer.buy([{ sku: tea.sku }]);
    await buyer.prepay(no);
    open.push(no);
  }
  const last = open.at(-1) ?? "";
  await shop.simulator.control.setFault({ name: "drop_callback", match: "TRANSACTION" });
  await buyer.pay(last);
  await shop.simulator.control.pump();
  expect(await stateOf(last)).toBe("awaiting_payment");
  await shop.sql(
    "UPDATE payment_attempt SET prepay_at = prepay_at - interval '1 minute' WHERE state = 'open'",
  );
  await shop.worker().jobs.ask.tick();
  expect(await stateOf(last)).toBe("awaiting_shipment");
  await shop.advance(31 * 60_000);
  await shop.settle();
}, 60_000);

it("while WeChat does not answer, the messages of a batch do not wait for it one after the other", async () => {
  const people = await shop.crowd(16);
  // One bucket of the outbox, so one batch.
  const together = people.filter((one) => BigInt(one.id) % 16n === BigInt(people[0]?.id ?? 0) % 16n);
  const more = await shop.crowd(32);
  together.push(...more.filter((one) => BigInt(one.id) % 16n === BigInt(together[0]?.id ?? 0) % 16n));
  expect(together.length).toBeGreaterThanOrEqual(3);
  await shop.settle();
  await shop.stopWorker();
  for (const one of together) {
    await one.api.notice.consent({ template_ids: [TEMPLATE] });
    await one.pay((await one.buy([{ sku: tea.sku }])).no);
  }
  await shop.simulator.control.pump();
  await shop.simulator.control.setFault({
    name: "error_500_before_commit",
    match: "subscribe/send",
    times: 50,
  });
  shop.startWorker();
  await shop.worker().jobs.outbox.tick();
  const { faults } = await shop.simulator.control.state();
  expect(50 - (faults[0]?.remaining ?? 0)).toBe(1);
  for (const one of together) {
    const { items } = await one.api.notice.list({});
    expect(items.map((notice) => notice.title)).toEqual(["支付成功"]);
  }
});

it("a refund's key used again for another order refunds nothing and says so", async () => {
  const [first, second] = [
    await paidOrder(shop, buyer, [{ sku: tea.sku }]),
    await paidOrder(shop, buyer, [{ sku: tea.sku }]),
  ];
  const request_key = newKey();
  const refund = (no: string) =>
    clerk.api.console.order.refund({
      no,
      request_key,
      lines: [{ line_no: 1, quantity: 1, amount_fen: 3000 }],
      with_freight: false,
      reason: "其他",
      confirm_fen: 3000,
    });
  expect(await wordOf(refund(first.no))).toBe("ok");
  expect(await wordOf(refund(first.no))).toBe("ok");
  expect(await wordOf(refund(second.no))).toBe("request_key_reused");
  await shop.settle();
  expect([await stateOf(first.no), await stateOf(second.no)]).toEqual(["refunded", "awaiting_shipment"]);
});

it("before shipping a refund gives back all that its units cost, so no money stays where nobody can ask for it", async () => {
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku, quantity: 2 }]);
  const byShop = (quantity: number, amount_fen: number) =>
    clerk.api.console.order.refund({
      no,
      request_key: newKey(),
      lines: [{ line_no: 1, quantity, amount_fen }],
      with_freight: false,
      reason: "其他",
      confirm_fen: amount_fen,
    });
  const asked = (quantity: number, amount_fen: number) =>
    askRefund(buyer, no, [{ line_no: 1, quantity, amount_fen }]);
  expect(await buyer.api.aftersale.refundable({ no })).toMatchObject({ allowed: true, whole_price: true });
  expect(await wordOf(byShop(2, 1))).toBe("refund_short");
  expect(await wordOf(asked(1, 2999))).toBe("refund_short");
  expect(await wordOf(byShop(1, 3000))).toBe("ok");
  await shop.settle();
  expect(await stateOf(no)).toBe("awaiting_shipment");
  expect(await wordOf(asked(1, 1))).toBe("refund_short");
  expect(await wordOf(byShop(1, 3000))).toBe("ok");
  await shop.settle();
  expect(await buyer.api.order.get({ no })).toMatchObject({ state: "refunded", refunded_fen: 6000 });
});

it("leaves books that hold", async () => {
  await shop.settle();
  await booksHold(shop);
});

it("more taps on a cart at once than there are connections, while a plan is put to work: nobody waits for a connection that waits for them", async () => {
  const { sku } = tea;
  await buyer.api.cart.add({ sku_id: sku, quantity: 1, request_key: newKey() });
  const waiting = async () => {
    const [row] = await shop.sql<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM customer%'`,
    );
    return Number(row?.count);
  };
  await using customer = await lockRows(shop, "customer WHERE id = $1", [buyer.id]);
  const answers = tally(
    Array.from({ length: 40 }, () => buyer.api.cart.change({ sku_id: sku, to_sku_id: sku, quantity: 2 })),
  );
  await until("every connection waits", async () => (await waiting()) >= 20);
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'plan'");
  const fresh = shop.services.versions.refresh();
  await customer.release();
  await fresh;
  // Else it is a statement's end of patience that lets them go, with an error.
  expect(await answers).toEqual({ ok: 40 });
});
