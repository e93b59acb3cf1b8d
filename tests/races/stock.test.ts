/** Stock under many hands: B22 of the bug list, double taps and two tabs. */
import { takeHolds } from "@banyan/server/stock/hold-store.ts";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { until } from "../support/child.ts";
import { ApiRefusal, tally } from "../support/client.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "race_stock" });
});
afterAll(() => shop.close());

const stockOf = async (sku: string) =>
  (
    await shop.sql<{ on_hand: number; held: number }>(
      "SELECT on_hand, held FROM sku_stock WHERE sku_id = $1",
      [sku],
    )
  )[0];
const ordersOf = async (sku: string) =>
  (await shop.sql("SELECT order_no FROM order_line WHERE sku_id = $1", [sku])).length;

it("B22: five units, twenty buyers at once: five orders, fifteen out_of_stock", async () => {
  const tea = await shop.product({ price: 9900, stock: 5 });
  const buyers = await shop.crowd(20);
  const quotes = await Promise.all(buyers.map((buyer) => buyer.quote([{ sku: tea.sku }])));
  const answers = buyers.map((buyer, at) =>
    buyer.api.order.submit({ quote_id: quotes[at]?.id ?? "", payable_fen: 9900 }),
  );
  expect(await tally(answers)).toEqual({ ok: 5, out_of_stock: 15 });
  expect(await ordersOf(tea.sku)).toBe(5);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 5, held: 5 });
});

it("B22: two hundred buyers at once for fifty units: fifty orders", async () => {
  const tea = await shop.product({ price: 6600, stock: 50 });
  const buyers = await shop.crowd(200);
  const quotes = await Promise.all(buyers.map((buyer) => buyer.quote([{ sku: tea.sku }])));
  const began = performance.now();
  const answers = buyers.map((buyer, at) =>
    buyer.api.order.submit({ quote_id: quotes[at]?.id ?? "", payable_fen: 6600 }),
  );
  const counts = await tally(answers);
  console.log(`200 submits at once: ${Math.round(performance.now() - began)} ms`);
  expect(counts).toEqual({ ok: 50, out_of_stock: 150 });
  expect(await ordersOf(tea.sku)).toBe(50);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 50, held: 50 });
});

it("a unit that is given back while somebody waits for its row is theirs", async () => {
  const tea = await shop.product({ price: 9900, stock: 1 });
  await shop.sql("UPDATE sku_stock SET held = 1 WHERE sku_id = $1", [tea.sku]);
  const other = new pg.Client({ connectionString: shop.databaseUrl });
  await other.connect();
  await other.query("BEGIN");
  await other.query("UPDATE sku_stock SET held = 0 WHERE sku_id = $1", [tea.sku]);
  const back = new Error("rolled back");
  let short: bigint[] | null = null;
  const waiting = shop.services.database
    .transact(async (tx) => {
      ({ short } = await takeHolds(tx, "DWAITING", [{ skuId: BigInt(tea.sku), quantity: 1 }]));
      throw back;
    })
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  await until("somebody waits", async () => {
    const [row] = await shop.sql<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%sku_stock%'",
    );
    return (row?.count ?? 0) > 0;
  });
  await other.query("COMMIT");
  await other.end();
  await waiting;
  expect(short).toEqual([]);
});

it("baskets with the same goods in every order of lines: no deadlock shows, no unit is held twice or for nobody", async () => {
  const plan = [
    { price: 1000, stock: 30 },
    { price: 2000, stock: 25 },
    { price: 3000, stock: 40 },
  ];
  const goods = await shop.product({ skus: plan });
  const buyers = await shop.crowd(60);
  const wants = goods.skus.map((sku) => ({ sku, quantity: 1 }));
  // Locks taken in the order of lines would deadlock.
  const shuffled = () => [...wants].sort(() => Math.random() - 0.5);
  const quotes = await Promise.all(buyers.map((buyer) => buyer.quote(shuffled())));
  const counts = await tally(
    buyers.map((buyer, at) => buyer.api.order.submit({ quote_id: quotes[at]?.id ?? "", payable_fen: 6000 })),
  );
  // All three must be there; the fewest decide. What is left for a smaller basket comes as a fresh quote.
  expect(counts).toEqual({ ok: 25, quote_changed: 35 });
  for (const [index, sku] of goods.skus.entries()) {
    expect(await ordersOf(sku)).toBe(25);
    expect(await stockOf(sku)).toEqual({ on_hand: plan[index]?.stock, held: 25 });
  }
});

it("a double tap on 提交订单, ten times at once, is one order", async () => {
  const tea = await shop.product({ price: 500, stock: 50 });
  const buyer = await shop.customer();
  const quote = await buyer.quote([{ sku: tea.sku, quantity: 2 }]);
  const taps = await Promise.all(
    Array.from({ length: 10 }, () => buyer.api.order.submit({ quote_id: quote.id, payable_fen: 1000 })),
  );
  expect(new Set(taps.map((tap) => tap.no)).size).toBe(1);
  expect(await ordersOf(tea.sku)).toBe(1);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 50, held: 2 });
});

it("two tabs with the last unit: one order, and the other tab is told what is gone", async () => {
  const tea = await shop.product({ name: "最后一饼", price: 800, stock: 1 });
  const buyer = await shop.customer();
  await buyer.api.cart.add({ sku_id: tea.sku, quantity: 1, request_key: "two-tabs-cart-01" });
  const tab = async () =>
    buyer.api.quote.create({
      source: "cart",
      lines: [{ sku_id: tea.sku, quantity: 1 }],
      address_id: await buyer.address(),
      coupon: "none",
    });
  const tabs = [await tab(), await tab()];
  const answers = await Promise.allSettled(
    tabs.map(({ id }) => buyer.api.order.submit({ quote_id: id, payable_fen: 800 })),
  );
  const refused = answers.flatMap((answer) =>
    answer.status === "rejected" ? [answer.reason as ApiRefusal] : [],
  );
  expect(refused).toHaveLength(1);
  expect(refused[0]).toBeInstanceOf(ApiRefusal);
  expect(refused[0]?.code).toBe("out_of_stock");
  expect(refused[0]?.message).toContain("最后一饼");
  expect(await ordersOf(tea.sku)).toBe(1);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 1, held: 1 });
  expect((await buyer.api.cart.get()).lines).toEqual([]);
});

it("the last unit changes hands between a cancelled order and a new one without being lost or doubled", async () => {
  const tea = await shop.product({ price: 700, stock: 1 });
  const [first, second] = await shop.crowd(2);
  if (!first || !second) throw new Error("a crowd of two has two");
  for (let round = 0; round < 10; round += 1) {
    const { no } = await first.buy([{ sku: tea.sku }]);
    const [, bought] = await Promise.all([
      first.api.order.cancel({ no }),
      tally([second.buy([{ sku: tea.sku }])]),
    ]);
    const stock = await stockOf(tea.sku);
    expect(stock).toEqual({ on_hand: 1, held: bought["ok"] ?? 0 });
    for (const { no: open } of (await second.api.order.list({ tab: "awaiting_payment" })).items)
      await second.api.order.cancel({ no: open });
    expect(await stockOf(tea.sku)).toEqual({ on_hand: 1, held: 0 });
  }
});

it("the books hold after all this", () => booksHold(shop));
