/** Stock under many hands: B22 of the bug list, double taps and two tabs. */
import { numberFrom } from "@banyan/server/number.ts";
import { takeHolds } from "@banyan/server/stock/hold-store.ts";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { until } from "../support/child.ts";
import { ApiRefusal, tally } from "../support/client.ts";
import type { Buyer } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
/** Each with an address; many tests need a crowd, and none minds that it has bought before. */
let crowd: Buyer[];
beforeAll(async () => {
  shop = await openShop({ name: "race_stock" });
  crowd = await shop.crowd(60);
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
  const buyers = crowd.slice(0, 20);
  const quotes = await Promise.all(buyers.map((buyer) => buyer.quote([{ sku: tea.sku }])));
  const answers = buyers.map((buyer, at) =>
    buyer.api.order.submit({ quote_id: quotes[at]?.id ?? "", payable_fen: 9900 }),
  );
  expect(await tally(answers)).toEqual({ ok: 5, out_of_stock: 15 });
  expect(await ordersOf(tea.sku)).toBe(5);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 5, held: 5 });
});

it("B22: sixty buyers at once for fifteen units: fifteen orders, decided in groups", async () => {
  const tea = await shop.product({ price: 6600, stock: 15 });
  const quotes = await Promise.all(crowd.map((buyer) => buyer.quote([{ sku: tea.sku }])));
  const before = { ...shop.services.holds.counts };
  const answers = crowd.map((buyer, at) =>
    buyer.api.order.submit({ quote_id: quotes[at]?.id ?? "", payable_fen: 6600 }),
  );
  expect(await tally(answers)).toEqual({ ok: 15, out_of_stock: 45 });
  expect(await ordersOf(tea.sku)).toBe(15);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 15, held: 15 });
  const { asks, groups, looks } = shop.services.holds.counts;
  console.log(
    `60 submits at once: ${asks - before.asks} asked in ${groups - before.groups} groups and ${looks - before.looks} looks`,
  );
  expect(asks).toBeGreaterThan(before.asks);
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
  const buyers = crowd;
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

it("a tap after midnight comes back to what the tap before it has held", async () => {
  const tea = await shop.product({ price: 800, stock: 1 });
  const buyer = await shop.customer();
  const [clock] = await shop.sql<{ now: Date }>("SELECT business_now() AS now");
  const DAY = 86_400_000;
  const sinceMidnight = ((clock?.now.getTime() ?? 0) + 8 * 3_600_000) % DAY;
  await shop.advance(DAY - sinceMidnight - 60_000);
  const quote = await buyer.quote([{ sku: tea.sku }]);
  const [row] = await shop.sql<{ created_at: Date }>("SELECT created_at FROM quote WHERE id = $1", [
    quote.id,
  ]);
  const no = numberFrom(
    "order",
    BigInt(buyer.id),
    row?.created_at ?? new Date(0),
    shop.services.seal.index(`order:${quote.id}`),
  );
  // The process ended between the hold and its order.
  const held = await shop.services.holds.hold(no, [{ skuId: BigInt(tea.sku), quantity: 1 }]);
  expect(held.kind).toBe("held");
  await shop.advance(120_000);
  expect((await buyer.api.order.submit({ quote_id: quote.id, payable_fen: 800 })).no).toBe(no);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 1, held: 1 });
});

it("two tabs with the last unit: one order, and the other tab is told what is gone", async () => {
  const tea = await shop.product({ name: "最后一饼", price: 800, stock: 1 });
  const buyer = await shop.customer();
  const tabs = [await buyer.quote([{ sku: tea.sku }]), await buyer.quote([{ sku: tea.sku }])];
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
  // Nothing is left to be priced, so nothing was written for the one who came too late.
  const [late] = tabs.filter((_, at) => answers[at]?.status === "rejected");
  expect(refused[0]?.data).toMatchObject({ id: late?.id, lines: [] });
  expect(await shop.sql("SELECT count(*)::int AS quotes FROM quote WHERE buyer_id = $1", [buyer.id])).toEqual(
    [{ quotes: 2 }],
  );
  expect(await ordersOf(tea.sku)).toBe(1);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 1, held: 1 });
});

it("a double tap for the last unit, while others crowd at it, is one order and no refusal", async () => {
  for (let round = 0; round < 5; round += 1) {
    const tea = await shop.product({ price: 500, stock: 1 });
    const [buyer, rival] = [crowd[round] as Buyer, crowd[round + 10] as Buyer];
    const [mine, theirs] = [await buyer.quote([{ sku: tea.sku }]), await rival.quote([{ sku: tea.sku }])];
    const submit = (who: Buyer, id: string) => who.api.order.submit({ quote_id: id, payable_fen: 500 });
    const taps = Array.from({ length: 4 }, () => submit(buyer, mine.id));
    const [own, other] = await Promise.all([tally(taps), tally([submit(rival, theirs.id)])]);
    // Whoever was first has it: all four taps, or the rival.
    expect([own, other]).toEqual(
      own["ok"] ? [{ ok: 4 }, { out_of_stock: 1 }] : [{ out_of_stock: 4 }, { ok: 1 }],
    );
    expect(await stockOf(tea.sku)).toEqual({ on_hand: 1, held: 1 });
  }
});

it("a crash after the hold and before the order: the same quote comes back to its unit, and otherwise it expires", async () => {
  const tea = await shop.product({ price: 500, stock: 2 });
  const { holds, database } = shop.services;
  const [first, second] = [crowd[0] as Buyer, crowd[1] as Buyer];
  const quotes = [await first.quote([{ sku: tea.sku }]), await second.quote([{ sku: tea.sku }])];
  // Somebody is at the tea, so these hold before their transaction; which then finds no database.
  const other = await holds.enter("DOTHER", [{ skuId: BigInt(tea.sku), quantity: 1 }]);
  const { transact } = database;
  database.transact = () => Promise.reject(new Error("the server went away"));
  const cut = [first, second].map((buyer, at) =>
    buyer.api.order.submit({ quote_id: quotes[at]?.id ?? "", payable_fen: 500 }),
  );
  expect(await tally(cut)).toEqual({ internal: 2 });
  database.transact = transact;
  shop.errors.length = 0;
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 2, held: 2 });
  await booksHold(shop);
  const again = await first.api.order.submit({ quote_id: quotes[0]?.id ?? "", payable_fen: 500 });
  expect(await ordersOf(tea.sku)).toBe(1);
  await shop.sql("UPDATE stock_hold SET expires_at = now() WHERE sku_id = $1 AND order_no <> $2", [
    tea.sku,
    again.no,
  ]);
  await shop.worker().jobs.holds.tick();
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 2, held: 1 });
  // Its quote's number is spent: a fresh one comes with the refusal, and buys.
  const stale = await tally([second.api.order.submit({ quote_id: quotes[1]?.id ?? "", payable_fen: 500 })]);
  expect(stale).toEqual({ quote_expired: 1 });
  other.leave();
  await second.buy([{ sku: tea.sku }]);
  expect(await stockOf(tea.sku)).toEqual({ on_hand: 2, held: 2 });
});

it("the last unit changes hands between a cancelled order and a new one without being lost or doubled", async () => {
  const tea = await shop.product({ price: 700, stock: 1 });
  const [first, second] = [crowd[20] as Buyer, crowd[21] as Buyer];
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
