import type { Fulfilment, OrderState, PaymentState } from "@banyan/kernel";
import { ORDER_STATES } from "@banyan/kernel";
import { describe, expect, test } from "vitest";
import {
  decidePaid,
  decideReceive,
  decideShip,
  type OrderFacts,
  orderActions,
  type ShipAnswer,
} from "../src/index.ts";

const NOW = new Date("2026-11-24T04:00:00Z");
const ago = (days: number, ms = 0) => new Date(NOW.getTime() - days * 86_400_000 - ms);

describe("orderActions", () => {
  const facts = (state: OrderState, more: Partial<OrderFacts> = {}): OrderFacts => ({
    state,
    hasOpenAftersale: false,
    receivedAt: null,
    refundableFen: 100n,
    reviewable: false,
    ...more,
  });
  const cases: [string, OrderFacts, string][] = [
    ["unpaid", facts("awaiting_payment"), "pay cancel"],
    ["closing", facts("closing"), ""],
    ["closed", facts("closed", { refundableFen: 0n }), "again"],
    ["refunded", facts("refunded", { refundableFen: 0n }), "again"],
    ["to be shipped", facts("awaiting_shipment"), "refund"],
    ["to be shipped, case open", facts("awaiting_shipment", { hasOpenAftersale: true }), ""],
    ["to be shipped, nothing paid for the goods", facts("awaiting_shipment", { refundableFen: 0n }), ""],
    ["on its way", facts("awaiting_receipt"), "receive refund"],
    ["on its way, case open", facts("awaiting_receipt", { hasOpenAftersale: true }), ""],
    ["on its way, all money back but freight", facts("awaiting_receipt", { refundableFen: 0n }), "receive"],
    ["one fen is left", facts("awaiting_shipment", { refundableFen: 1n }), "refund"],
    ["received now", facts("completed", { receivedAt: NOW }), "refund again"],
    ["received, one ms before the end", facts("completed", { receivedAt: ago(7, -1) }), "refund again"],
    ["received, at the end", facts("completed", { receivedAt: ago(7) }), "again"],
    ["received, case open", facts("completed", { receivedAt: ago(1), hasOpenAftersale: true }), "again"],
    [
      "received, not reviewed",
      facts("completed", { receivedAt: ago(1), reviewable: true }),
      "refund review again",
    ],
    ["received, all refunded", facts("completed", { receivedAt: ago(1), refundableFen: 0n }), "again"],
  ];
  test.each(cases)("%s", (_, order, actions) => {
    expect(orderActions(order, { now: NOW, aftersaleDays: 7 }).join(" ")).toBe(actions);
  });

  test("without an after-sale period nothing can be asked for after receipt", () => {
    expect(orderActions(facts("completed", { receivedAt: NOW }), { now: NOW, aftersaleDays: 0 })).toEqual([
      "again",
    ]);
  });
});

describe("decideReceive", () => {
  test.each(ORDER_STATES.filter((state) => state !== "awaiting_receipt"))(
    "%s is not receivable, case or none",
    (state) => {
      expect(decideReceive({ state, hasOpenAftersale: false })).toBe("order_not_receivable");
      expect(decideReceive({ state, hasOpenAftersale: true })).toBe("order_not_receivable");
    },
  );
  test("an open case holds it back", () => {
    expect(decideReceive({ state: "awaiting_receipt", hasOpenAftersale: true })).toBe("aftersale_open");
    expect(decideReceive({ state: "awaiting_receipt", hasOpenAftersale: false })).toBe("ok");
  });
});

describe("decideShip", () => {
  const line = (fulfilment: Fulfilment, quantity: number, refundedQuantity = 0) => ({
    fulfilment,
    quantity,
    refundedQuantity,
  });
  const mixed = [line("service", 1), line("parcel", 2), line("parcel", 1, 1), line("parcel", 3, 2)];
  const post = { carrier: "顺丰速运", trackingNo: "SF100001" };
  const no = (refusal: "order_not_shippable" | "aftersale_open"): ShipAnswer => ({
    kind: "refused",
    refusal,
  });
  type Case = [
    string,
    OrderState,
    boolean,
    ReturnType<typeof line>[],
    { carrier?: string; trackingNo?: string },
    ShipAnswer,
  ];
  const cases: Case[] = [
    ["unpaid, before all else", "awaiting_payment", true, [], {}, no("order_not_shippable")],
    ["shipped already", "awaiting_receipt", false, mixed, post, no("order_not_shippable")],
    ["closed", "closed", false, mixed, post, no("order_not_shippable")],
    ["case open, before missing fields", "awaiting_shipment", true, mixed, {}, no("aftersale_open")],
    [
      "everything was refunded",
      "awaiting_shipment",
      false,
      [line("parcel", 2, 2)],
      post,
      no("order_not_shippable"),
    ],
    ["no carrier, first", "awaiting_shipment", false, mixed, {}, { kind: "missing", field: "carrier" }],
    [
      "empty carrier",
      "awaiting_shipment",
      false,
      mixed,
      { ...post, carrier: "" },
      { kind: "missing", field: "carrier" },
    ],
    [
      "no number",
      "awaiting_shipment",
      false,
      mixed,
      { carrier: "顺丰速运" },
      { kind: "missing", field: "tracking_no" },
    ],
    [
      "mixed, refunded lines stay behind",
      "awaiting_shipment",
      false,
      mixed,
      post,
      { kind: "ok", parcels: [1, 3], services: [0] },
    ],
    [
      "services need no carrier",
      "awaiting_shipment",
      false,
      [line("service", 1)],
      {},
      { kind: "ok", parcels: [], services: [0] },
    ],
    [
      "parcels refunded, the service is left",
      "awaiting_shipment",
      false,
      [line("parcel", 1, 1), line("service", 1)],
      {},
      { kind: "ok", parcels: [], services: [1] },
    ],
  ];
  test.each(cases)("%s", (_, state, hasOpenAftersale, lines, p, answer) => {
    expect(decideShip({ state, hasOpenAftersale, lines }, p)).toEqual(answer);
  });
});

describe("decidePaid", () => {
  const good = { amountFen: 100n, currency: "CNY", openid: "me" };
  // attempt state | order state | fact | answer
  const cases: [
    string,
    PaymentState,
    OrderState,
    Partial<Omit<typeof good, "openid">> & { openid?: string | null },
    string,
  ][] = [
    [
      "other currency, before other amount",
      "open",
      "awaiting_payment",
      { currency: "USD", amountFen: 99n },
      "mismatch_currency",
    ],
    [
      "other amount, before other payer",
      "open",
      "awaiting_payment",
      { amountFen: 99n, openid: "you" },
      "mismatch_amount",
    ],
    ["one fen more", "open", "awaiting_payment", { amountFen: 101n }, "mismatch_amount"],
    ["other payer", "open", "awaiting_payment", { openid: "you" }, "mismatch_payer"],
    [
      "other amount on what is paid already: still an alarm",
      "paid",
      "awaiting_shipment",
      { amountFen: 99n },
      "mismatch_amount",
    ],
    ["repeat", "paid", "awaiting_shipment", {}, "already"],
    ["repeat of a late one", "late", "closed", {}, "already"],
    ["repeat after the refund", "paid", "refunded", {}, "already"],
    ["open, unpaid", "open", "awaiting_payment", {}, "apply"],
    ["payer not named", "open", "awaiting_payment", { openid: null }, "apply"],
    ["prepay answer was lost", "created", "awaiting_payment", {}, "apply"],
    ["paid while closing", "open", "closing", {}, "apply"],
    ["closed attempt, order still unpaid", "closed", "awaiting_payment", {}, "apply"],
    ["paid after close", "closed", "closed", {}, "apply_late"],
    ["paid after close, attempt never closed", "open", "closed", {}, "apply_late"],
    ["order was paid by another attempt", "closed", "awaiting_shipment", {}, "apply_late"],
    ["order was paid by another attempt and received", "open", "completed", {}, "apply_late"],
  ];
  test.each(cases)("%s", (_, state, orderState, fact, answer) => {
    expect(decidePaid({ state, amountFen: 100n, openid: "me" }, orderState, { ...good, ...fact })).toBe(
      answer,
    );
  });
});
