/** After-sale against everything that may happen to the order at the same moment: B3, B16, B21 of the bug list. */
import { DAY_MS } from "@banyan/kernel";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import type { Product } from "../support/goods.ts";
import { askRefund, paidOrders, ship, together } from "../support/orders.ts";
import type { Buyer, Clerk } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

const ROUNDS = 20;
let shop: Shop;
let buyers: Buyer[];
let tea: Product;
let clerk: Clerk;
let other: Clerk;
beforeAll(async () => {
  shop = await openShop({
    name: "race_aftersale",
    settings: { freight: { base_fen: 800, free_over_fen: null, remote: [], unserved: [] } },
  });
  [buyers, tea, clerk, other] = await Promise.all([
    shop.crowd(ROUNDS),
    shop.product({ price: 3333, stock: 10_000 }),
    shop.staff("operator"),
    shop.staff("finance"),
  ]);
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors).toEqual([]));

/** One paid order of two lines' worth for every buyer. */
const twenty = () => paidOrders(shop, buyers, [{ sku: tea.sku, quantity: 3 }]);
const buyerAt = (at: number): Buyer => buyers[at] ?? (buyers[0] as Buyer);
const LINE = { line_no: 1, quantity: 1, amount_fen: 3333 };

interface OrderRow {
  state: string;
  aftersale_open: boolean;
  refunded_fen: string;
  refunding_fen: string;
  kinds: string[];
}
const look = async (no: string): Promise<OrderRow> => {
  const [row] = await shop.sql<OrderRow>(
    `SELECT o.state, o.aftersale_open, o.refunded_fen,
       (SELECT sum(refunding_fen) FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) AS refunding_fen,
       (SELECT array_agg(kind ORDER BY id) FROM order_event e WHERE e.buyer_id = o.buyer_id AND e.order_no = o.no) AS kinds
     FROM orders o WHERE o.no = $1`,
    [no],
  );
  if (!row) throw new Error(`no order ${no}`);
  return row;
};

it("B3: approve and reject at once: one wins, the other gets already_decided, twenty times", async () => {
  const orders = await twenty();
  const seen: Record<string, number> = {};
  for (const [at, { no }] of orders.entries()) {
    const caseNo = await askRefund(buyerAt(at), no, [LINE]);
    const [approved, rejected] = await together(
      () => wordOf(clerk.api.console.aftersale.approve({ no: caseNo, confirm_fen: 3333 })),
      () => wordOf(other.api.console.aftersale.reject({ no: caseNo, note: "已发货" })),
    );
    expect([approved, rejected].sort()).toEqual(["already_decided", "ok"]);
    const winner = approved === "ok" ? "approved" : "rejected";
    seen[winner] = (seen[winner] ?? 0) + 1;
    const refunds = await shop.sql("SELECT no FROM refund WHERE order_no = $1", [no]);
    expect(refunds).toHaveLength(winner === "approved" ? 1 : 0);
    expect(await look(no)).toMatchObject({
      aftersale_open: winner === "approved",
      refunding_fen: winner === "approved" ? "3333" : "0",
    });
  }
  console.log(`approve and reject at once: ${JSON.stringify(seen)}`);
  await shop.settle();
  const back = (await Promise.all(orders.map(({ no }) => look(no)))).filter(
    (row) => row.refunded_fen === "3333",
  );
  expect(back).toHaveLength(seen["approved"] ?? 0);
});

it("B3: the buyer takes the request back while the shop approves it", async () => {
  const orders = await twenty();
  for (const [at, { no }] of orders.entries()) {
    const caseNo = await askRefund(buyerAt(at), no, [LINE]);
    const words = await together(
      () => wordOf(clerk.api.console.aftersale.approve({ no: caseNo, confirm_fen: 3333 })),
      () => wordOf(buyerAt(at).api.aftersale.cancel({ no: caseNo })),
    );
    expect([...words].sort()).toEqual(["already_decided", "ok"]);
  }
  await shop.settle();
});

it("B16: a refund request and 确认收货 at once: whichever comes second sees the first", async () => {
  const orders = await twenty();
  for (const { no } of orders) await ship(clerk, no);
  const seen: Record<string, number> = {};
  for (const [at, { no }] of orders.entries()) {
    const [asked, received] = await together(
      () => wordOf(askRefund(buyerAt(at), no, [LINE])),
      () => wordOf(buyerAt(at).api.order.receive({ no })),
    );
    expect(asked).toBe("ok");
    seen[received] = (seen[received] ?? 0) + 1;
    const row = await look(no);
    expect(row.aftersale_open).toBe(true);
    if (received === "ok") {
      expect(row.state).toBe("completed");
      expect(row.kinds.indexOf("received")).toBeLessThan(row.kinds.indexOf("aftersale_requested"));
    } else {
      expect(received).toBe("aftersale_open");
      expect(row.state).toBe("awaiting_receipt");
    }
  }
  console.log(`receive against a refund request: ${JSON.stringify(seen)}`);
});

it("B16: the receive sweep against requests, approvals and rejections: an open case is never received over", async () => {
  const orders = await twenty();
  for (const { no } of orders) await ship(clerk, no);
  const early: string[] = [];
  for (const [at, { no }] of orders.slice(0, 10).entries())
    early.push(await askRefund(buyerAt(at), no, [LINE]));
  await shop.stopWorker();
  await shop.advance(11 * DAY_MS);
  shop.startWorker();
  const { receive } = shop.worker().jobs;
  const sweeps = (async () => {
    for (let sweep = 0; sweep < 30; sweep += 1) await receive.tick();
  })();
  const words = await Promise.all([
    ...early.map((no, at) =>
      at % 2 === 0
        ? wordOf(clerk.api.console.aftersale.approve({ no, confirm_fen: 3333 }))
        : wordOf(other.api.console.aftersale.reject({ no, note: "不符合" })),
    ),
    ...orders.slice(10).map(({ no }, at) => wordOf(askRefund(buyerAt(at + 10), no, [LINE]))),
  ]);
  await sweeps;
  expect(new Set(words)).toEqual(new Set(["ok"]));
  for (const { no } of orders) {
    const { kinds, state, aftersale_open } = await look(no);
    const asked = kinds.indexOf("aftersale_requested");
    const received = kinds.indexOf("received_by_timer");
    // Either received before anybody asked, or not while the case was open.
    const ended = kinds.findIndex((kind) => kind === "aftersale_rejected" || kind === "refunded");
    if (received > asked) expect(ended !== -1 && ended < received).toBe(true);
    if (aftersale_open && received === -1) expect(state).toBe("awaiting_receipt");
  }
  await shop.settle();
  const open = await shop.sql(
    "SELECT no FROM orders WHERE state = 'awaiting_receipt' AND NOT aftersale_open",
  );
  expect(open).toEqual([]);
});

it("B16: 发货 against a refund request: goods that leave are not put back on the shelf", async () => {
  const orders = await twenty();
  const seen: Record<string, number> = {};
  for (const [at, { no }] of orders.entries()) {
    const [asked, shipped] = await together(
      () => wordOf(askRefund(buyerAt(at), no, [LINE])),
      () => wordOf(ship(clerk, no)),
    );
    expect(asked).toBe("ok");
    expect(["ok", "aftersale_open"]).toContain(shipped);
    seen[shipped] = (seen[shipped] ?? 0) + 1;
    const [found] = await shop.sql("SELECT restock FROM aftersale WHERE order_no = $1", [no]);
    expect(found).toEqual({ restock: shipped !== "ok" });
    expect((await look(no)).state).toBe(shipped === "ok" ? "awaiting_receipt" : "awaiting_shipment");
  }
  console.log(`ship against a refund request: ${JSON.stringify(seen)}`);
});

it("B21: two refunds of one order at once: one is taken, none is lost, never more than was paid", async () => {
  const orders = await twenty();
  for (const [at, { no }] of orders.entries()) {
    const everything = [{ line_no: 1, quantity: 3, amount_fen: 9999 }];
    const words = await tally([
      askRefund(buyerAt(at), no, everything),
      askRefund(buyerAt(at), no, everything),
      clerk.api.console.order.refund({
        no,
        request_key: `both-at-once-${no}`.slice(0, 40),
        lines: everything,
        with_freight: true,
        reason: "缺货",
        confirm_fen: 10_799,
      }),
    ]);
    expect(words).toEqual({ ok: 1, aftersale_open: 2 });
    expect(await look(no)).toMatchObject({ refunding_fen: "9999", aftersale_open: true });
  }
});

it("a double tap on 申请退款 with one key is one case", async () => {
  const [order] = await paidOrders(shop, [buyerAt(0)], [{ sku: tea.sku, quantity: 3 }]);
  const no = order?.no ?? "";
  const cases = await Promise.all(
    Array.from({ length: 8 }, () => askRefund(buyerAt(0), no, [LINE], "double-tap-refund-1")),
  );
  expect(new Set(cases).size).toBe(1);
  expect(await look(no)).toMatchObject({ refunding_fen: "3333" });
});

it("the books hold after all this", () => booksHold(shop));
