/** The bookkeeper against examples worked by hand, against its own second reckoning, and against the domain. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@banyan/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  basket as anyBasket,
  shop as anyShop,
  asksOf,
  Bookkeeper,
  imbalances,
  mostFor,
  play,
  refundSequence,
  run,
  type Shop,
} from "../src/index.ts";

const SHOP: Shop = {
  rules: {
    baseFen: 1000n,
    freeOverFen: 9900n,
    remote: [{ province: "54", feeFen: 2500n }],
    unserved: ["71"],
    unpaidMs: 30 * MINUTE_MS,
    receiveMs: 10 * DAY_MS,
    aftersaleMs: 7 * DAY_MS,
  },
  shelf: [
    { priceFen: 3333n, fulfilment: "parcel", onHand: 5 },
    { priceFen: 100n, fulfilment: "service", onHand: 2 },
  ],
  coupons: [{ buyer: 0, thresholdFen: 5000n, discountFen: 500n, expiresAfterMs: 100 * DAY_MS }],
  buyers: 2,
};
const basket = (quantity: number, coupon: number | null = null, province = "53", buyer = 0) => ({
  buyer,
  lines: [{ sku: 0, quantity }],
  coupon,
  province,
});
const both = {
  buyer: 0,
  lines: [
    { sku: 0, quantity: 2 },
    { sku: 1, quantity: 1 },
  ],
  coupon: 0,
  province: "53",
};
const all = (book: Bookkeeper) =>
  (book.orders[0]?.lines ?? []).map(({ lineNo, quantity, baseFen }) => ({
    lineNo,
    quantity,
    amountFen: baseFen,
  }));

describe("a sale by hand", () => {
  test("prices, holds, sells, and gives everything back before shipping, freight too", () => {
    const book = new Bookkeeper(SHOP);
    expect(book.submit(both)).toEqual(["ok"]);
    // 6766 goods; 500 off: 6666 × 500 / 6766 = 492.6 and 7.4, so 493 and 7; freight 1000 below 9900.
    expect(book.orders[0]).toMatchObject({ payableFen: 7266n, freightFen: 1000n });
    expect(book.orders[0]?.lines.map((line) => line.baseFen)).toEqual([6173n, 93n]);
    expect(book.stock[0]).toEqual({ initial: 5, onHand: 5, held: 2 });
    expect(book.coupons[0]?.usedBy).toBe(0);

    expect([book.pay(0), book.hear(0), book.hear(0), book.pay(0)]).toEqual([
      ["ok"],
      ["ok"],
      ["ok"],
      ["order_paid"],
    ]);
    expect(book.stock[0]).toEqual({ initial: 5, onHand: 3, held: 0 });

    expect([book.ask(0, all(book)), book.ship(0), book.approve(0)]).toEqual([
      ["ok"],
      ["aftersale_open"],
      ["ok"],
    ]);
    expect(book.obligations).toEqual([{ order: 0, cause: "aftersale", amountFen: 7266n, state: "owed" }]);
    expect([book.refundEnds(0, "success"), book.refundEnds(0, "success")]).toEqual([["ok"], ["nothing"]]);
    expect(book.orders[0]).toMatchObject({
      state: "refunded",
      refundedFen: 7266n,
      freightRefundedFen: 1000n,
    });
    expect(book.stock[0]).toEqual({ initial: 5, onHand: 5, held: 0 });
    expect(imbalances(book)).toEqual([]);
  });

  test("closes unpaid, gives stock and coupon back, and owes late money once", () => {
    const book = new Bookkeeper(SHOP);
    book.submit(both);
    book.wait(30 * MINUTE_MS - 1);
    expect(book.orders[0]?.state).toBe("awaiting_payment");
    book.wait(1);
    expect(book.orders[0]?.state).toBe("closed");
    expect(book.stock.map((stock) => stock.held)).toEqual([0, 0]);
    expect(book.coupons[0]?.usedBy).toBeNull();
    expect([book.pay(0), book.payLate(0), book.payLate(0)]).toEqual([["order_closed"], ["ok"], ["nothing"]]);
    expect(book.obligations).toEqual([{ order: 0, cause: "late_payment", amountFen: 7266n, state: "owed" }]);
    book.refundEnds(0, "success");
    expect(book.orders[0]).toMatchObject({ state: "closed", refundedFen: 0n });
    expect(imbalances(book)).toEqual([]);
  });

  test("money that the shop has not heard of stops the close, by person and by timer", () => {
    const book = new Bookkeeper(SHOP);
    book.submit(basket(1));
    book.submit(basket(1));
    book.pay(0);
    book.pay(1);
    expect(book.cancel(0)).toEqual(["order_paid"]);
    book.wait(HOUR_MS);
    expect(book.orders.map((order) => order.state)).toEqual(["awaiting_shipment", "awaiting_shipment"]);
  });

  test("refunds unit by unit after receipt until the period ends; the shop may go on, freight included", () => {
    const book = new Bookkeeper(SHOP);
    book.submit(basket(3, 0));
    for (const step of [book.pay(0), book.hear(0), book.ship(0), book.receive(0), book.receive(0)])
      expect(step).toEqual(["ok"]);
    // 9999 − 500 = 9499 for three: 3166, 3166, 3167.
    const unit = (amountFen: bigint, quantity = 1) => [{ lineNo: 1, quantity, amountFen }];
    expect(book.ask(0, unit(3167n))).toEqual(["refund_exceeds"]);
    expect([book.ask(0, unit(3166n)), book.approve(0), book.refundEnds(0, "success")]).toEqual([
      ["ok"],
      ["ok"],
      ["ok"],
    ]);
    book.wait(7 * DAY_MS);
    expect(book.ask(0, unit(3166n))).toEqual(["aftersale_too_late"]);
    expect(book.refundByShop(0, unit(6334n, 2), true)).toEqual(["refund_exceeds"]);
    expect(book.refundByShop(0, unit(6333n, 2), true)).toEqual(["ok"]);
    expect(book.refundEnds(0, "success")).toEqual(["ok"]);
    expect(book.orders[0]).toMatchObject({ state: "refunded", refundedFen: book.orders[0]?.payableFen });
    expect(book.stock[0]).toEqual({ initial: 5, onHand: 2, held: 0 });
  });

  test("an open case holds receipt back, and its end lets the timer go on", () => {
    const book = new Bookkeeper(SHOP);
    book.submit(basket(1));
    for (const step of [book.pay(0), book.hear(0), book.ship(0), book.ask(0, all(book))])
      expect(step).toEqual(["ok"]);
    expect(book.receive(0)).toEqual(["aftersale_open"]);
    book.wait(11 * DAY_MS);
    expect(book.orders[0]?.state).toBe("awaiting_receipt");
    expect([book.giveUp(0, "rejected"), book.giveUp(0, "cancelled")]).toEqual([["ok"], ["already_decided"]]);
    expect(book.orders[0]).toMatchObject({ state: "completed", receivedAt: 11 * DAY_MS });
  });

  const refused: [string, ReturnType<typeof basket>, string[]][] = [
    ["more than there is", basket(6), ["out_of_stock"]],
    ["a coupon below its threshold", basket(1, 0), ["coupon_unusable"]],
    ["another person's coupon", basket(2, 0, "53", 1), ["coupon_unusable"]],
    ["an address not served", basket(1, null, "71"), ["address_not_served"]],
    ["all at once", basket(6, 0, "71", 1), ["out_of_stock", "coupon_unusable", "address_not_served"]],
    ["nothing", { ...basket(1), lines: [] }, ["nothing_to_buy"]],
  ];
  test.each(refused)("refuses %s and changes nothing", (_, wrong, words) => {
    const book = new Bookkeeper(SHOP);
    expect(book.submit(wrong)).toEqual(words);
    expect(book.orders).toEqual([]);
    expect(book.stock).toEqual(new Bookkeeper(SHOP).stock);
  });
});

test("its books balance after every step of any run, and refused steps change nothing", () => {
  fc.assert(
    fc.property(run(60), ({ shop, steps }) => {
      const book = new Bookkeeper(shop);
      for (const step of steps) {
        const before = structuredClone({
          orders: book.orders,
          stock: book.stock,
          obligations: book.obligations,
        });
        const words = play(book, step);
        expect(imbalances(book)).toEqual([]);
        if (words[0] === "ok") continue;
        const after = { orders: book.orders, stock: book.stock, obligations: book.obligations };
        // A refused cancel may have learned that the order is paid; nothing else may move.
        if (step.kind !== "cancel") expect(after).toEqual(before);
      }
    }),
    { numRuns: 300 },
  );
});

test("any sequence of refunds of one order ends exactly at what was paid, freight included", () => {
  const paidOrder = anyShop.chain((shop) =>
    fc.record({
      shop: fc.constant(shop),
      basket: anyBasket(shop),
      shipped: fc.boolean(),
      refunds: refundSequence(20),
    }),
  );
  let complete = 0;
  fc.assert(
    fc.property(paidOrder, ({ shop, basket, shipped, refunds }) => {
      const book = new Bookkeeper(shop);
      if (book.submit(basket)[0] !== "ok") return;
      book.pay(0);
      book.hear(0);
      if (shipped) book.ship(0);
      for (const { picks, as } of refunds) {
        book.refundByShop(0, asksOf(book, 0, picks), false);
        book.refundEnds(0, as);
        expect(imbalances(book)).toEqual([]);
      }
      const order = book.orders[0];
      const rest = (order?.lines ?? []).flatMap((line) => {
        const quantity = line.quantity - line.refundedQuantity;
        const amountFen = quantity > 0 ? (mostFor(line, quantity) ?? 0n) : 0n;
        return amountFen > 0n ? [{ lineNo: line.lineNo, quantity, amountFen }] : [];
      });
      if (rest.length > 0) {
        expect(book.refundByShop(0, rest, true)).toEqual(["ok"]);
        expect(book.refundEnds(0, "success")).toEqual(["ok"]);
      }
      expect(imbalances(book)).toEqual([]);
      // Where units came back for less than they cost, the difference is the shop's by agreement.
      const agreed = order?.lines.some((line) => line.refundedFen < line.baseFen) ?? false;
      if (agreed || rest.length === 0) return;
      complete += 1;
      expect(order?.refundedFen).toBe(order?.payableFen);
      expect(order?.state).toBe("refunded");
    }),
    { numRuns: 1000 },
  );
  expect(complete).toBeGreaterThan(50);
});
