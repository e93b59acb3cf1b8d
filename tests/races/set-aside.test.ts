/** The desk of tasks set aside: what it shows, what a retry does, and when its alarm is over. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import { makePair } from "../support/commission.ts";
import { paidOrder, ship } from "../support/orders.ts";
import type { Clerk } from "../support/people.ts";
import { ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let finance: Clerk;
let sku: string;
beforeAll(async () => {
  shop = await openShop({ name: "set_aside", worker: false });
  finance = await shop.staff("finance");
  await usePlan(shop, { rules: ratesOf(1000) });
  ({ sku } = await shop.product({ price: 10_000, stock: 100 }));
});
afterAll(() => shop.close());

/** Tries until nothing is left to try. */
async function exhaust(): Promise<void> {
  for (let tries = 0; tries < 11; tries += 1) {
    await shop.sql("UPDATE outbox SET due_at = now() WHERE failure IS NULL");
    await shop.worker().jobs.posting.tick();
  }
}

/** An order whose commission cannot be posted, since one of another amount stands already; what is settled of it waits behind. */
async function stuckOrder(): Promise<string> {
  const { promoter, buyer } = await makePair(shop);
  const { no } = await paidOrder(shop, buyer, [{ sku }]);
  await shop.sql(
    `INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, gross_fen, fen, base_fen, kept_fen, event_at,
       business_date) VALUES ($1, $2, $3, 1, '1', 'referral', '1', 7, 7, 10000, 7, now(), current_date)`,
    [promoter.id, buyer.id, no],
  );
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.sql("UPDATE orders SET settle_due_at = date_trunc('milliseconds', received_at) WHERE no = $1", [
    no,
  ]);
  shop.startWorker();
  await shop.worker().jobs.settle.tick();
  await exhaust();
  return no;
}
const mend = (no: string) => shop.sql("DELETE FROM commission WHERE order_no = $1 AND fen = 7", [no]);
const list = async (query: object = {}) => (await finance.api.console.outbox.list(query)).items;
const openAlarms = async (no: string) =>
  (await shop.owner.api.console.alarm.list({ state: "open", limit: 100 })).items.filter(
    (a) => a.ref === `posting:${no}`,
  );

it("shows whose task it is, why, since when, and who waits behind it; a retry that works resolves the alarm", async () => {
  const no = await stuckOrder();
  const [task] = await list();
  expect(task).toMatchObject({
    consumer: "posting",
    consumer_text: "佣金记账",
    topic: "order.paid",
    topic_text: "订单支付",
    order_no: no,
    reason_text: expect.stringMatching(/[一-龥]/),
    tries: 10,
    behind: 1,
    alarm_id: expect.any(String),
  });
  expect(await finance.api.console.outbox.counts()).toEqual({ failed: 1, behind: 1 });
  expect((await list({ consumer: "stock" })).length).toBe(0);
  expect((await list({ q: no.slice(0, 10).toLowerCase() })).length).toBe(1);
  const key = { owner_id: task?.owner_id ?? "", id: task?.id ?? "" };
  // Not mended: it fails again, and the alarm stays.
  expect(await finance.api.console.outbox.retry({ tasks: [key] })).toEqual({ retried: 1 });
  expect(await list()).toEqual([]);
  await exhaust();
  expect((await list()).map(({ tries, behind }) => [tries, behind])).toEqual([[10, 1]]);
  expect(await openAlarms(no)).toMatchObject([{ count: 2 }]);
  await mend(no);
  await finance.api.console.outbox.retry({ tasks: [key] });
  await exhaust();
  expect(await list()).toEqual([]);
  expect(await openAlarms(no)).toEqual([]);
  const [alarm] = await shop.sql("SELECT state, note FROM alarm WHERE ref = $1", [`posting:${no}`]);
  expect(alarm).toEqual({ state: "resolved", note: "重试成功，自动解决" });
  const [left] = await shop.sql(
    "SELECT kept_fen::int AS kept, settled_at IS NOT NULL AS settled FROM commission WHERE order_no = $1",
    [no],
  );
  expect(left).toEqual({ kept: 1_000, settled: true });
  const [audit] = await shop.sql<{ before: object }>(
    "SELECT before FROM audit WHERE action = 'outbox.retry' ORDER BY seq LIMIT 1",
  );
  expect(audit?.before).toEqual({
    tasks: [{ consumer: "posting", topic: "order.paid", ref: no, tries: 10 }],
  });
  shop.errors.length = 0;
  await shop.stopWorker();
});

it("many at once, each once whoever asks: of two people one sends them off", async () => {
  const nos = [await stuckOrder(), await stuckOrder(), await stuckOrder()];
  const tasks = (await list()).map(({ owner_id, id }) => ({ owner_id, id }));
  expect(tasks).toHaveLength(3);
  const page = await finance.api.console.outbox.list({ limit: 2 });
  const rest = await finance.api.console.outbox.list({ limit: 2, cursor: page.next_cursor ?? "" });
  expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(tasks.map(({ id }) => id));
  for (const no of nos) await mend(no);
  const answers = await tally([
    finance.api.console.outbox.retry({ tasks }),
    shop.owner.api.console.outbox.retry({ tasks }),
  ]);
  expect(answers).toEqual({ ok: 1, already_changed: 1 });
  await exhaust();
  expect(await list()).toEqual([]);
  for (const no of nos) expect(await openAlarms(no)).toEqual([]);
  await shop.stopWorker();
  shop.errors.length = 0;
  await booksHold(shop);
});

it("two of one order and consumer share an alarm, which is over when the last of them works", async () => {
  const no = "D2611AZ";
  const rows = await shop.sql<{ owner_id: string; id: string }>(
    `INSERT INTO outbox (owner_id, consumer, topic, ref, event_at, failure, failed_at, tries)
     SELECT 16, 'statistics', topic, $1, now(), 'broken', now(), 10 FROM unnest(ARRAY['order.paid', 'order.settled']) AS topic
     RETURNING owner_id::text, id::text`,
    [no],
  );
  await shop.sql("INSERT INTO alarm (kind, ref, title, detail) VALUES ('outbox_failed', $1, '', '{}')", [
    `statistics:${no}`,
  ]);
  shop.startWorker();
  const states: unknown[] = [];
  for (const task of rows) {
    await finance.api.console.outbox.retry({ tasks: [task] });
    await shop.worker().jobs.outbox.tick();
    states.push(...(await shop.sql("SELECT state FROM alarm WHERE ref = $1", [`statistics:${no}`])));
  }
  expect(states).toEqual([{ state: "open" }, { state: "resolved" }]);
  await shop.stopWorker();
});

it("is for those who may", async () => {
  const service = await shop.staff("service");
  expect(await wordOf(service.api.console.outbox.list({}))).toBe("not_allowed");
  expect(await wordOf(service.api.console.outbox.retry({ tasks: [{ owner_id: "1", id: "1" }] }))).toBe(
    "not_allowed",
  );
});
