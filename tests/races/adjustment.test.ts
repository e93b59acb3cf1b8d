/** Adjustments against each other, against withdrawals of the same money, and against settlements that repay the same debt. */
import { planOf } from "@banyan/server/worker/worker.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import { makePair } from "../support/commission.ts";
import { paidOrder, ship, together } from "../support/orders.ts";
import { type Buyer, type Clerk, newKey } from "../support/people.ts";
import { balances, fundedPromoter, owe } from "../support/promoter.ts";
import { openShop, type Shop } from "../support/shop.ts";

const ROUNDS = 15;
let shop: Shop;
let asks: Clerk;
let clerk: Clerk;
let other: Clerk;
beforeAll(async () => {
  shop = await openShop({
    name: "race_adjustment",
    settings: { adjustment: { max_fen: 1_000_000, day_fen: 100_000_000 } },
  });
  [asks, clerk, other] = await Promise.all([
    shop.staff("finance"),
    shop.staff("finance"),
    shop.staff("finance"),
  ]);
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.settle();
  await booksHold(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

type Kind = "reward" | "plus" | "minus" | "write_off";
async function asked(promoter: Buyer, kind: Kind, fen: number): Promise<string> {
  const what = { kind, amount_fen: fen, confirm_fen: fen, reason: "核对后调整" };
  return (
    await asks.api.console.adjustment.request({ request_key: newKey(), promoter_id: promoter.id, ...what })
  ).no;
}
const approve = (by: Clerk, no: string, fen: number) =>
  wordOf(by.api.console.adjustment.approve({ no, confirm_fen: fen }));

it("two approvals at once: one posts, the other finds it decided", async () => {
  const promoter = await fundedPromoter(shop, 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const no = await asked(promoter, "reward", 100);
    const words = await together(
      () => approve(clerk, no, 100),
      () => approve(other, no, 100),
    );
    expect(words.sort()).toEqual(["adjustment_decided", "ok"]);
  }
  expect(await balances(shop, promoter)).toBe(`${ROUNDS * 100} 0 0`);
});

it("who is given something is told, once, what it did to their account", async () => {
  const promoter = await fundedPromoter(shop, 0);
  await owe(shop, promoter, 300);
  const no = await asked(promoter, "reward", 500);
  await approve(clerk, no, 500);
  await shop.settle();
  const { items } = await promoter.api.notice.list({});
  const told = items.filter(({ link }) => link === "/adjustment/list/index");
  expect(told.map(({ title, body }) => `${title} ${body}`)).toEqual([
    "收到奖励 商家奖励 ¥5.00，其中 ¥3.00 抵扣欠款，¥2.00 已到可提现。事由：核对后调整",
  ]);
});

it("approve against cancel: one of them, and the money follows it", async () => {
  const promoter = await fundedPromoter(shop, 0);
  let approved = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const no = await asked(promoter, "plus", 100);
    const [yes, back] = await together(
      () => approve(clerk, no, 100),
      () => wordOf(asks.api.console.adjustment.cancel({ no })),
    );
    expect([yes, back].sort()).toEqual(["adjustment_decided", "ok"]);
    if (yes === "ok") approved += 1;
    expect(await balances(shop, promoter)).toBe(`${approved * 100} 0 0`);
  }
});

it("a sheet approved through two of its rows at once is posted once", async () => {
  const people = [await fundedPromoter(shop, 0), await fundedPromoter(shop, 0)];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const text = people.map(({ id }) => `${id},1`).join("\n");
    const sheet = { request_key: newKey(), text, reason: "活动", confirm_fen: 200 };
    const { batch_id } = await asks.api.console.adjustment.requestSheet(sheet);
    const { items } = await asks.api.console.adjustment.list({ batch_id });
    const [a = "", b = ""] = items.map(({ no }) => no);
    const words = await together(
      () => approve(clerk, a, 200),
      () => approve(other, b, 200),
    );
    expect(words.sort()).toEqual(["adjustment_decided", "ok"]);
    for (const one of people) expect(await balances(shop, one)).toBe(`${round * 100} 0 0`);
  }
});

it("a deduction and a withdrawal of the same money: one of them gets it", async () => {
  await shop.stopWorker();
  const seen = { deducted: 0, withdrawn: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const promoter = await fundedPromoter(shop, 1_000);
    const no = await asked(promoter, "minus", 600);
    const [minus, out] = await together(
      () => approve(clerk, no, 600),
      () => wordOf(promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 500 })),
    );
    expect([minus, out].sort()).toEqual(["exceeds_available", "ok"]);
    seen[minus === "ok" ? "deducted" : "withdrawn"] += 1;
    expect(await balances(shop, promoter)).toBe(minus === "ok" ? "400 0 0" : "500 500 0");
  }
  console.log("deduction against withdrawal", seen);
  shop.startWorker();
});

/** Owes ¥10, and an order that earns ¥8 has come to its settlement: only its posting is left. */
async function aboutToSettle(): Promise<Buyer> {
  const { promoter, buyer } = await makePair(shop);
  await owe(shop, promoter, 1_000);
  const { sku } = await shop.product({ price: 8_000, stock: 10 });
  const { no } = await paidOrder(shop, buyer, [{ sku }]);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.settle();
  await shop.stopWorker();
  await shop.sql("UPDATE orders SET settle_due_at = date_trunc('milliseconds', received_at) WHERE no = $1", [
    no,
  ]);
  await planOf(shop.workerServices).settle.work();
  return promoter;
}

it("debt forgiven while a settlement repays it: never more than is owed", async () => {
  const seen: Record<string, number> = {};
  for (let round = 0; round < 8; round += 1) {
    const promoter = await aboutToSettle();
    const no = await asked(promoter, "write_off", 700);
    const [word] = await together(
      () => approve(clerk, no, 700),
      () => planOf(shop.workerServices).posting.work(),
    );
    seen[word] = (seen[word] ?? 0) + 1;
    // Forgiven first: 300 are left, and 500 remain of what settles. Settled first: 200 are left, too few to forgive 700.
    expect(await balances(shop, promoter)).toBe(word === "ok" ? "500 0 0" : "0 0 200");
    expect(["ok", "exceeds_debt"]).toContain(word);
    shop.startWorker();
  }
  console.log("forgiveness against settlement", seen);
});

it("the day's limit holds for many approvals at once", async () => {
  const [row] = await shop.sql<{ fen: string }>(
    "SELECT coalesce(sum(approved_fen), 0)::text AS fen FROM adjustment_day",
  );
  const { versions } = await shop.owner.api.console.setting.get();
  const value = { max_fen: 1_000_000, day_fen: Number(row?.fen) + 550 };
  await shop.owner.api.console.setting.put({ key: "adjustment", version: versions.adjustment, value });
  const promoter = await fundedPromoter(shop, 0);
  const asked10 = await Promise.all(Array.from({ length: 10 }, () => asked(promoter, "reward", 100)));
  const answers = await tally(
    asked10.map((no, at) =>
      (at % 2 === 0 ? clerk : other).api.console.adjustment.approve({ no, confirm_fen: 100 }),
    ),
  );
  expect(answers).toEqual({ ok: 5, above_adjustment_day: 5 });
  expect(await balances(shop, promoter)).toBe("500 0 0");
});

it("ten requests with one key are one adjustment", async () => {
  const promoter = await fundedPromoter(shop, 0);
  const request = {
    request_key: newKey(),
    promoter_id: promoter.id,
    kind: "reward",
    amount_fen: 1,
    confirm_fen: 1,
    reason: "一次",
  } as const;
  const made = await Promise.all(
    Array.from({ length: 10 }, () => asks.api.console.adjustment.request(request)),
  );
  expect(new Set(made.map(({ no }) => no)).size).toBe(1);
});
