/** What reading the money path against itself brought to light: each stood wrong once, in exactly this order of steps. */

import { DAY_MS } from "@banyan/kernel";
import { positionText } from "@banyan/server/commission/words.ts";
import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import { sweepPayouts } from "@banyan/server/withdrawal/drive.ts";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import type { ApiRefusal } from "../support/client.ts";
import { lockRows, makePair, type Pair, refundByShop, stopPosting } from "../support/commission.ts";
import type { Product } from "../support/goods.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { paidOrder, ship, together } from "../support/orders.ts";
import { fundedPromoter, owe } from "../support/promoter.ts";
import { balancesOf, ratesOf, usePlan } from "../support/relation.ts";
import { putOne } from "../support/setup.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { approvedWithdrawal, billsOf } from "../support/withdrawals.ts";

let shop: Shop;
let tea: Product;
beforeAll(async () => {
  shop = await openShop({ name: "race_reading" });
  tea = await shop.product({ price: 9999, stock: 10_000 });
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.settle();
  expect(shop.errors.splice(0)).toEqual([]);
});

/** Received a moment ago; 999 estimated. */
async function received({ buyer }: Pair): Promise<string> {
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku }]);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.settle();
  return no;
}
/** As if the after-sale period had been of no days when it was received. */
const due = (no: string) => shop.sql("UPDATE orders SET settle_due_at = received_at WHERE no = $1", [no]);
const freeze = (promoter: { id: string }, frozen: boolean) =>
  shop.owner.api.console.promoter.freeze({ customer_id: promoter.id, frozen, reason: "核对来源" });

/** Somebody of this database waits for a row. */
async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const waits = await shop.sql(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (waits.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("nobody waits");
}

it("a freeze is lifted while a settlement that has read it is under way: nothing stays held for ever", async () => {
  const pair = await makePair(shop);
  const no = await received(pair);
  await freeze(pair.promoter, true);
  await using still = await stopPosting(shop);
  await due(no);
  await shop.worker().jobs.settle.tick();
  await using row = await lockRows(shop, "commission WHERE order_no = $1", [no]);
  await still.release();
  const posting = shop.worker().jobs.posting.tick();
  await untilSomebodyWaits();
  const lifted = freeze(pair.promoter, false);
  // Long enough to be through, were there nothing to wait for.
  await Promise.race([lifted, new Promise((resolve) => setTimeout(resolve, 300))]);
  await row.release();
  await Promise.all([posting, lifted]);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("0 0 999 0 0");
});

it("a promoter frozen between approval and sending: the money comes back and WeChat never hears of it", async () => {
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 5_000);
  const { no } = await approvedWithdrawal(shop, promoter, await shop.staff("finance"), 5_000);
  await freeze(promoter, true);
  shop.startWorker();
  await shop.settle();
  expect(await promoter.api.withdrawal.get({ no })).toMatchObject({ state: "cancelled", may_cancel: false });
  expect(await balancesOf(shop, promoter)).toBe("0 0 5000 0 0");
  expect(await billsOf(shop, promoter)).toEqual([]);
});

it("a freeze and the worker that sends at the same moment: on its way or back, never both", async () => {
  const clerk = await shop.staff("finance");
  const seen = new Set<string>();
  for (let round = 0; round < 10; round += 1) {
    await shop.stopWorker();
    const promoter = await fundedPromoter(shop, 5_000);
    const { no } = await approvedWithdrawal(shop, promoter, clerk, 5_000);
    await together(
      () => freeze(promoter, true),
      () => sweepPayouts(shop.workerServices),
    );
    shop.startWorker();
    await shop.settle();
    const { state } = await promoter.api.withdrawal.get({ no });
    const bills = await billsOf(shop, promoter);
    const balances = await balancesOf(shop, promoter);
    seen.add(`${state}, ${bills.length} bills, ${balances}`);
  }
  console.log([...seen].join("; "));
  const either = ["cancelled, 0 bills, 0 0 5000 0 0", "confirming, 1 bills, 0 0 0 5000 0"];
  expect([...seen].filter((one) => !either.includes(one))).toEqual([]);
});

it("a longer after-sale period counts for what was received before: nothing settles while a refund may be asked", async () => {
  const pair = await makePair(shop);
  const no = await received(pair);
  await putOne(shop, "order", { aftersale_days: 15 });
  await shop.advance(8 * DAY_MS);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("999 0 0 0 0");
  const detail = await pair.promoter.api.commission.get({ key: `${no}-1-1-referral` });
  const { aftersale_until } = await pair.buyer.api.order.get({ no });
  expect(detail.commission.settle_due_at).toBe(aftersale_until);
  // Shorter again: what was promised to customers is over sooner, what waits goes on waiting.
  await putOne(shop, "order", {});
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("999 0 0 0 0");
  await shop.advance(7 * DAY_MS);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("0 0 999 0 0");
});

it("a settlement that waited while its day was put off does not settle", async () => {
  const pair = await makePair(shop);
  const no = await received(pair);
  await due(no);
  const other = new pg.Client({ connectionString: shop.databaseUrl });
  await other.connect();
  await other.query("BEGIN");
  await other.query("UPDATE orders SET settle_due_at = settle_due_at + interval '9 days' WHERE no = $1", [
    no,
  ]);
  const settling = shop.worker().jobs.settle.tick();
  await untilSomebodyWaits();
  await other.query("COMMIT");
  await other.end();
  await settling;
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("999 0 0 0 0");
});

it("an order that came back whole waits for no settlement: the sweep does not pass it for ever", async () => {
  const pair = await makePair(shop);
  const no = await received(pair);
  await refundByShop(shop.owner, no, [{ line_no: 1, quantity: 1, amount_fen: 9999 }]);
  await shop.settle();
  expect(await shop.sql("SELECT 1 FROM orders WHERE settle_due_at IS NOT NULL AND no = $1", [no])).toEqual(
    [],
  );
  const { commission } = await pair.promoter.api.commission.get({ key: `${no}-1-1-referral` });
  expect(commission).toMatchObject({ kept_fen: 0, state: "clawed_back", settle_due_at: null });
});

it("paying off debt is not told as a part of one commission", async () => {
  const pair = await makePair(shop);
  const orders = [await received(pair), await received(pair), await received(pair)];
  await owe(shop, pair.promoter, 2_500);
  for (const no of orders) await due(no);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("0 0 497 0 0");
  for (const no of orders) {
    const { transfers } = await pair.promoter.api.commission.get({ key: `${no}-1-1-referral` });
    expect(transfers.map(({ title, amount_fen }) => `${title} ${amount_fen}`)).toEqual([
      "佣金入账 999",
      "结算 999",
    ]);
  }
});

it("a share of one fen is gone before all of the price is: no customer is said to have got everything back", async () => {
  const sweet = await shop.product({ price: 5, stock: 10 });
  const pair = await makePair(shop);
  const { no } = await paidOrder(shop, pair.buyer, [{ sku: sweet.sku, quantity: 2 }]);
  await ship(shop.owner, no);
  const said = async () => {
    const { commission } = await pair.promoter.api.commission.get({ key: `${no}-1-1-referral` });
    return `${commission.kept_fen} ${commission.state_text}`;
  };
  await shop.settle();
  expect(await said()).toBe("1 预估 · 收货后进入售后期");
  for (const [amount_fen, text] of [
    [3, "0 已追回 · 顾客部分退款"],
    [7, "0 已追回 · 顾客全部退款"],
  ] as const) {
    await refundByShop(shop.owner, no, [{ line_no: 1, quantity: 1, amount_fen }]);
    await shop.settle();
    expect(await said()).toBe(text);
  }
});

it.each([
  ["self", true, true, "您自己购买"],
  [2, true, true, "您邀请的伙伴购买"],
  [3, true, true, "您的伙伴邀请的人购买"],
  [1, true, false, "您邀请的伙伴购买"],
  [2, true, false, "您的伙伴邀请的人购买"],
  [3, true, false, "您的伙伴邀请的人再邀请的人购买"],
  [1, false, true, "您推荐，顾客购买"],
  [2, false, true, "您邀请的伙伴推荐，顾客购买"],
  [3, false, false, "您的伙伴邀请的人推荐，顾客购买"],
] as const)("position %s, buyer a promoter %s, 自购 %s: %s", (position, buyerIsPromoter, selfMode, said) => {
  const word = String(position) as `${typeof position}`;
  expect(positionText({ position: word, buyerIsPromoter, selfMode, who: "您" })).toBe(said);
});

it("an agreement that was agreed to never comes to mean another text", async () => {
  const { setting } = shop.owner.api.console;
  const put = async (version: number, text: string) => {
    const { versions, promoter } = await setting.get();
    const value = { ...promoter, agreement_version: version, agreement_text: text };
    const answer = setting.put({ key: "promoter", version: versions.promoter, value });
    return answer.then(
      () => "ok",
      (error: ApiRefusal) => `${error.code} at ${error.field}`,
    );
  };
  const { agreement_text: first } = DEFAULT_SETTINGS.promoter;
  expect(await put(1, "二")).toBe("invalid_input at agreement_version");
  expect(await put(2, "二")).toBe("ok");
  expect(await put(1, "二")).toBe("invalid_input at agreement_version");
  expect(await put(2, first)).toBe("invalid_input at agreement_version");
  expect(await put(3, first)).toBe("ok");
});

it("the books hold after all this", async () => {
  await ledgerHolds(shop);
  await booksHold(shop);
});
