/** Money that crosses with everything else: closing, cancelling, callbacks and queries at the same moment, late payments. */
import { MINUTE_MS } from "@banyan/kernel";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import type { Product } from "../support/goods.ts";
import { paidOrders, together } from "../support/orders.ts";
import type { Buyer } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let tea: Product;
let buyer: Buyer;
beforeAll(async () => {
  shop = await openShop({ name: "race_payment" });
  tea = await shop.product({ price: 4200, stock: 1000 });
  buyer = await shop.customer("周牧");
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors).toEqual([]));

interface Money {
  state: string;
  attempts: { state: string; no: string }[];
  facts: number;
  paid_events: number;
  refunds: { state: string; amount_fen: number; cause: string }[];
  hold: string;
}
const look = async (no: string): Promise<Money> => {
  const [row] = await shop.sql<Money>(
    `SELECT o.state,
       (SELECT jsonb_agg(jsonb_build_object('state', a.state, 'no', a.no)) FROM payment_attempt a WHERE a.order_no = o.no) AS attempts,
       (SELECT count(*)::int FROM payment_fact f JOIN payment_attempt a ON a.buyer_id = f.buyer_id AND a.no = f.payment_no
         WHERE a.order_no = o.no) AS facts,
       (SELECT count(*)::int FROM order_event e WHERE e.order_no = o.no AND e.kind = 'paid') AS paid_events,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('state', r.state, 'amount_fen', r.amount_fen, 'cause', r.cause)), '[]')
         FROM refund r WHERE r.order_no = o.no) AS refunds,
       (SELECT h.state FROM stock_hold h WHERE h.order_no = o.no) AS hold
     FROM orders o WHERE o.no = $1`,
    [no],
  );
  if (!row) throw new Error(`no order ${no}`);
  return row;
};
const buy = () => buyer.buy([{ sku: tea.sku }]);

it("the callback, its duplicate and the buyer's query at the same moment are one payment", async () => {
  for (let round = 0; round < 15; round += 1) {
    const { no } = await buy();
    await shop.simulator.control.setFault({ name: "duplicate_callback", match: "TRANSACTION" });
    await buyer.pay(no);
    const answers = await Promise.all([
      shop.simulator.control.pump(),
      ...Array.from({ length: 4 }, () => buyer.api.payment.check({ no })),
    ]);
    expect(answers.slice(1).map((answer) => (answer as { state: string }).state)).toEqual(
      Array(4).fill("paid"),
    );
    expect(await look(no)).toMatchObject({ state: "awaiting_shipment", facts: 1, paid_events: 1 });
  }
  const { callbacks } = await shop.simulator.control.state();
  expect(callbacks.flatMap((one) => one.attempts.map((attempt) => attempt.status))).toEqual(
    expect.arrayContaining([204]),
  );
  expect(callbacks.filter((one) => one.state !== "delivered")).toEqual([]);
});

it("an order that is paid while the buyer cancels it is paid", async () => {
  const { no } = await buy();
  await buyer.prepay(no);
  await shop.simulator.control.setFault({ name: "paid_while_closing" });
  expect(await wordOf(buyer.api.order.cancel({ no }))).toBe("order_paid");
  await shop.settle();
  expect(await look(no)).toMatchObject({ state: "awaiting_shipment", facts: 1, refunds: [], hold: "sold" });
});

it("an order that is paid while its time runs out is paid", async () => {
  const { no } = await buy();
  await buyer.prepay(no);
  await shop.stopWorker();
  await shop.advance(31 * MINUTE_MS);
  await shop.simulator.control.setFault({ name: "paid_while_closing" });
  shop.startWorker();
  await shop.settle();
  expect(await look(no)).toMatchObject({ state: "awaiting_shipment", facts: 1, refunds: [], hold: "sold" });
});

it("paying and cancelling at once: never both, and no money is forgotten", async () => {
  const seen: Record<string, number> = {};
  for (let round = 0; round < 20; round += 1) {
    const { no } = await buy();
    const prepayId = await buyer.prepay(no);
    const [paid, cancelled] = await together(
      () => shop.simulator.control.pay({ prepay_id: prepayId, openid: buyer.openid }),
      () => wordOf(buyer.api.order.cancel({ no })),
    );
    await shop.settle();
    const row = await look(no);
    if (paid.result === "success") {
      expect(cancelled).toBe("order_paid");
      expect(row).toMatchObject({ state: "awaiting_shipment", facts: 1, refunds: [] });
    } else {
      expect(cancelled).toBe("ok");
      expect(row).toMatchObject({ state: "closed", facts: 0, hold: "released" });
    }
    const key = paid.result === "success" ? "paid" : "cancelled";
    seen[key] = (seen[key] ?? 0) + 1;
  }
  console.log(`pay against cancel: ${JSON.stringify(seen)}`);
});

it("a payment that arrives after the close goes back once, however often it is heard of", async () => {
  const { no, payable_fen } = await buy();
  await buyer.prepay(no);
  await buyer.api.order.cancel({ no });
  const [attempt] = (await look(no)).attempts;
  const { control } = shop.simulator;
  await control.setFault({ name: "duplicate_callback", match: attempt?.no ?? "" });
  const paid = await control.pay({ out_trade_no: attempt?.no ?? "", after_close: true });
  expect(paid.result).toBe("success");
  await Promise.all([control.pump(), ...Array.from({ length: 3 }, () => buyer.api.payment.check({ no }))]);
  const [callback] = (await control.callbacks()).filter((one) => one.subject === attempt?.no);
  await control.resend(callback?.id ?? "");
  await shop.settle();
  expect(await look(no)).toMatchObject({
    state: "closed",
    facts: 1,
    paid_events: 0,
    attempts: [{ state: "late" }],
    refunds: [{ state: "success", amount_fen: payable_fen, cause: "late_payment" }],
    hold: "released",
  });
  const { refunds } = await control.state();
  expect(refunds.filter((one) => one.out_trade_no === attempt?.no)).toHaveLength(1);
});

it("a close that WeChat does not answer leaves the order closing, with its stock, until WeChat does", async () => {
  const { no } = await buy();
  await buyer.prepay(no);
  await shop.simulator.control.setFault({ name: "error_500_before_commit", match: "/close", times: 1 });
  const cancelled = await buyer.api.order.cancel({ no });
  expect(cancelled.state).toBe("closing");
  expect(await look(no)).toMatchObject({ state: "closing", hold: "held" });
  expect(await wordOf(buyer.api.payment.start({ no }))).toBe("order_closed");
  await shop.advance(31 * MINUTE_MS);
  await shop.settle();
  expect(await look(no)).toMatchObject({ state: "closed", hold: "released", facts: 0 });
});

it("a lost callback is made good by asking", async () => {
  const { no } = await buy();
  await shop.simulator.control.setFault({ name: "drop_callback", match: "TRANSACTION" });
  await buyer.pay(no);
  await shop.simulator.control.pump();
  expect((await look(no)).state).toBe("awaiting_payment");
  await shop.sql(
    "UPDATE payment_attempt SET prepay_at = prepay_at - interval '31 seconds' WHERE order_no = $1",
    [no],
  );
  await shop.worker().jobs.ask.tick();
  expect(await look(no)).toMatchObject({ state: "awaiting_shipment", facts: 1 });
});

it("a session that ended elsewhere orders and pays nothing more, though its token is remembered here", async () => {
  const signedOut = await shop.customer("段茶生");
  const quote = await signedOut.quote([{ sku: tea.sku }]);
  const { no } = await signedOut.buy([{ sku: tea.sku }]);
  await shop.sql("DELETE FROM session WHERE customer_id = $1", [signedOut.id]);
  expect(await wordOf(signedOut.api.payment.start({ no }))).toBe("session_expired");
  expect((await look(no)).attempts).toBeNull();
  const submit = { quote_id: quote.id, payable_fen: quote.payable_fen };
  expect(await wordOf(signedOut.api.order.submit(submit))).toBe("session_expired");
  expect(await shop.sql("SELECT no FROM orders WHERE buyer_id = $1", [signedOut.id])).toEqual([{ no }]);
  // Found out once, the token is nobody's for every other request too.
  expect(await wordOf(signedOut.api.cart.get())).toBe("session_expired");
});

it("支付 tapped ten times at once opens one payment", async () => {
  const { no } = await buy();
  const started = await Promise.all(Array.from({ length: 10 }, () => buyer.api.payment.start({ no })));
  expect(new Set(started.map((one) => one.amount_fen))).toEqual(new Set([4200]));
  expect((await look(no)).attempts).toHaveLength(1);
});

it("a prepay whose answer was lost is asked for again under its own number", async () => {
  const { no } = await buy();
  await shop.simulator.control.setFault({ name: "error_500_after_commit", match: "/jsapi" });
  expect(await wordOf(buyer.api.payment.start({ no }))).toBe("payment_unknown");
  await buyer.pay(no);
  await shop.settle();
  const row = await look(no);
  expect(row).toMatchObject({ state: "awaiting_shipment", facts: 1 });
  expect(row.attempts).toHaveLength(1);
});

it("what a power cut takes of a quote or a prepay_id is refused by name or asked for again; the money finds its order", async () => {
  const quote = await buyer.quote([{ sku: tea.sku }]);
  await shop.sql("DELETE FROM quote WHERE id = $1", [quote.id]);
  const submit = { quote_id: quote.id, payable_fen: quote.payable_fen };
  expect(await wordOf(buyer.api.order.submit(submit))).toBe("not_found");
  const forget = (no: string) =>
    shop.sql(
      "UPDATE payment_attempt SET state = 'created', prepay_id = NULL, prepay_at = NULL WHERE order_no = $1",
      [no],
    );
  const told = await buy();
  await buyer.prepay(told.no);
  await forget(told.no);
  await buyer.pay(told.no);
  await forget(told.no);
  await shop.simulator.control.pump();
  const untold = await buy();
  await shop.simulator.control.setFault({ name: "drop_callback", match: "TRANSACTION" });
  await buyer.pay(untold.no);
  await forget(untold.no);
  expect(await buyer.api.payment.start({ no: untold.no })).toMatchObject({ paid: true });
  for (const { no } of [told, untold]) {
    const row = await look(no);
    expect(row).toMatchObject({ state: "awaiting_shipment", facts: 1, paid_events: 1 });
    expect(row.attempts).toHaveLength(1);
  }
});

it("twenty orders paid at once are twenty payments", async () => {
  const buyers = await shop.crowd(20);
  const orders = await paidOrders(shop, buyers, [{ sku: tea.sku, quantity: 2 }]);
  await shop.settle();
  const rows = await Promise.all(orders.map(({ no }) => look(no)));
  expect(rows.map((row) => [row.state, row.facts, row.hold])).toEqual(
    Array(20).fill(["awaiting_shipment", 1, "sold"]),
  );
  expect(await tally(orders.map(({ no }, at) => (buyers[at] as Buyer).api.payment.check({ no })))).toEqual({
    ok: 20,
  });
});

it("the books hold after all this", () => booksHold(shop));
