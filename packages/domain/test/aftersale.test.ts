import type { OrderState } from "@banyan/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AftersaleAnswer,
  type AftersaleOrder,
  type AskedLine,
  aftersaleUntil,
  decideAftersale,
  isFullyRefunded,
  type RefundLine,
  refundableByQuantity,
  refundableFen,
} from "../src/index.ts";
import { ask, line } from "./refund-lines.ts";

const NOW = new Date("2026-11-24T04:00:00Z");
const DAY = 86_400_000;

describe("refundableByQuantity", () => {
  // line | most for 1, 2, … units
  const cases: [string, RefundLine, bigint[]][] = [
    ["even", line(1, 300n, 3), [100n, 200n, 300n]],
    ["a remainder comes with the last unit", line(1, 100n, 3), [33n, 66n, 100n]],
    ["after one unit", line(1, 100n, 3, { refundedFen: 33n, refundedQuantity: 1 }), [33n, 67n]],
    ["one unit under way", line(1, 100n, 3, { refundingFen: 33n, refundingQuantity: 1 }), [33n, 67n]],
    [
      "less was taken than allowed: the rest stays available",
      line(1, 100n, 2, { refundedFen: 10n, refundedQuantity: 1 }),
      [90n],
    ],
    ["every unit taken", line(1, 100n, 2, { refundedFen: 10n, refundedQuantity: 2 }), []],
    ["fewer fen than units", line(1, 2n, 3), [0n, 1n, 2n]],
    ["a gift", line(1, 0n, 2), [0n, 0n]],
    // Before units were counted the shop gave more: nothing negative comes of it.
    [
      "more was taken than the units are worth",
      line(1, 100n, 4, { refundedFen: 60n, refundedQuantity: 1 }),
      [0n, 15n, 40n],
    ],
  ];
  test.each(cases)("%s", (_, of, most) => {
    expect(refundableByQuantity(of)).toEqual(most);
    expect(refundableFen(of)).toBe(most.at(-1) ?? 0n);
  });
});

const order = (state: OrderState, more: Partial<AftersaleOrder> = {}): AftersaleOrder => ({
  state,
  hasOpenAftersale: false,
  receivedAt: null,
  shipped: state !== "awaiting_shipment",
  freightFen: 800n,
  freightRefundedFen: 0n,
  lines: [line(1, 300n, 3), line(2, 50n, 1)],
  ...more,
});
const ALL = [ask(1, 3, 300n), ask(2, 1, 50n)];
const buyer = { now: NOW, aftersaleDays: 7, byShop: false };
const shop = { now: NOW, aftersaleDays: 7, byShop: true };

describe("decideAftersale refuses", () => {
  const late = { receivedAt: new Date(NOW.getTime() - 7 * DAY) };
  const taken = [line(1, 300n, 3, { refundedFen: 10n, refundedQuantity: 3 }), line(2, 50n, 1)];
  const cases: [string, AftersaleOrder, AskedLine[], typeof buyer, string][] = [
    [
      "unpaid, before all else",
      order("awaiting_payment", { hasOpenAftersale: true }),
      [],
      buyer,
      "refund_nothing",
    ],
    ["closing", order("closing"), ALL, buyer, "refund_nothing"],
    ["closed", order("closed"), ALL, buyer, "refund_nothing"],
    ["refunded", order("refunded"), ALL, shop, "refund_nothing"],
    [
      "case open, before too late",
      order("completed", { hasOpenAftersale: true, ...late }),
      ALL,
      buyer,
      "aftersale_open",
    ],
    [
      "case open, for the shop too",
      order("awaiting_receipt", { hasOpenAftersale: true }),
      ALL,
      shop,
      "aftersale_open",
    ],
    [
      "too late to the millisecond, before nothing asked",
      order("completed", late),
      [],
      buyer,
      "aftersale_too_late",
    ],
    ["nothing asked", order("awaiting_shipment"), [], buyer, "refund_nothing"],
    ["unknown line", order("awaiting_shipment"), [ask(2, 1, 50n), ask(9, 1, 1n)], buyer, "refund_nothing @1"],
    ["no money", order("awaiting_shipment"), [ask(1, 1, 0n)], buyer, "refund_nothing @0"],
    ["negative money", order("awaiting_shipment"), [ask(1, 1, -5n)], buyer, "refund_nothing @0"],
    ["no units", order("awaiting_shipment"), [ask(1, 0, 5n)], buyer, "refund_nothing @0"],
    ["negative units", order("awaiting_shipment"), [ask(1, -1, 5n)], buyer, "refund_nothing @0"],
    ["half a unit", order("awaiting_shipment"), [ask(1, 0.5, 5n)], buyer, "refund_nothing @0"],
    [
      "all units taken, though money is left",
      order("awaiting_receipt", { lines: taken }),
      [ask(1, 1, 5n)],
      buyer,
      "refund_nothing @0",
    ],
    [
      "a gift",
      order("awaiting_shipment", { lines: [line(1, 0n, 1)] }),
      [ask(1, 1, 1n)],
      buyer,
      "refund_nothing @0",
    ],
    [
      "a line twice",
      order("awaiting_shipment"),
      [ask(1, 1, 100n), ask(1, 1, 100n)],
      buyer,
      "refund_exceeds @1",
    ],
    ["more units than there are", order("awaiting_shipment"), [ask(2, 2, 50n)], buyer, "refund_exceeds @0"],
    [
      "one fen too much for one unit",
      order("awaiting_shipment"),
      [ask(1, 1, 101n)],
      buyer,
      "refund_exceeds @0",
    ],
    [
      "one fen too much for all",
      order("awaiting_shipment"),
      [ask(1, 3, 300n), ask(2, 1, 51n)],
      buyer,
      "refund_exceeds @1",
    ],
    [
      "less than the units cost, not shipped",
      order("awaiting_shipment"),
      [ask(2, 1, 49n)],
      shop,
      "refund_short @0",
    ],
    ["too much for the shop too", order("completed", late), [ask(2, 1, 51n)], shop, "refund_exceeds @0"],
  ];
  test.each(cases)("%s", (_, of, asked, p, refusal) => {
    const answer = decideAftersale(of, asked, p);
    if (answer.kind !== "refused") throw new Error("was accepted");
    expect(answer.refusal + (answer.lineIndex === undefined ? "" : ` @${answer.lineIndex}`)).toBe(refusal);
  });
});

describe("decideAftersale accepts", () => {
  const withFreight = { ...shop, withFreight: true };
  const late = { receivedAt: new Date(NOW.getTime() - 30 * DAY) };
  const inTime = { receivedAt: new Date(NOW.getTime() - 7 * DAY + 1) };
  const oneGone = [line(1, 300n, 3), line(2, 50n, 1, { refundedFen: 50n, refundedQuantity: 1 })];
  // asked | amount without freight | freight | back on the shelf
  type Case = [
    string,
    AftersaleOrder,
    AskedLine[],
    typeof buyer & { withFreight?: boolean },
    bigint,
    bigint,
    boolean,
  ];
  const cases: Case[] = [
    ["all, not shipped: freight comes back", order("awaiting_shipment"), ALL, buyer, 350n, 800n, true],
    [
      "all units for less money, shipped: freight stays",
      order("awaiting_receipt"),
      [ask(1, 3, 1n), ask(2, 1, 1n)],
      buyer,
      2n,
      0n,
      false,
    ],
    [
      "the rest, not shipped",
      order("awaiting_shipment", { lines: oneGone }),
      [ask(1, 3, 300n)],
      buyer,
      300n,
      800n,
      true,
    ],
    [
      "all, freight was given back before",
      order("awaiting_shipment", { freightRefundedFen: 800n }),
      ALL,
      buyer,
      350n,
      0n,
      true,
    ],
    ["a part, not shipped", order("awaiting_shipment"), [ask(1, 3, 300n)], buyer, 300n, 0n, true],
    ["one unit, not shipped", order("awaiting_shipment"), [ask(1, 1, 100n)], buyer, 100n, 0n, true],
    ["all, shipped: freight stays", order("awaiting_receipt"), ALL, buyer, 350n, 0n, false],
    ["received, in time", order("completed", inTime), ALL, buyer, 350n, 0n, false],
    ["the shop knows no deadline", order("completed", late), ALL, shop, 350n, 0n, false],
    ["the shop adds freight", order("completed", late), [ask(2, 1, 50n)], withFreight, 50n, 800n, false],
    [
      "the shop adds what is left of it",
      order("completed", { ...late, freightRefundedFen: 300n }),
      [ask(2, 1, 50n)],
      withFreight,
      50n,
      500n,
      false,
    ],
    [
      "the buyer cannot add it",
      order("awaiting_receipt"),
      ALL,
      { ...buyer, withFreight: true },
      350n,
      0n,
      false,
    ],
    ["all by the shop, not shipped: by itself", order("awaiting_shipment"), ALL, shop, 350n, 800n, true],
  ];
  test.each(cases)("%s", (_, of, asked, p, amountFen, freightFen, restock) => {
    const answer: AftersaleAnswer = decideAftersale(of, asked, p);
    expect(answer).toEqual({ kind: "ok", lines: asked, amountFen, freightFen, restock });
  });
});

describe("isFullyRefunded", () => {
  const whole = line(1, 100n, 2, { refundedFen: 100n, refundedQuantity: 2 });
  const unitsOnly = line(1, 100n, 2, { refundedFen: 10n, refundedQuantity: 2 });
  const part = line(1, 100n, 2, { refundedFen: 50n, refundedQuantity: 1 });
  const gift = line(2, 0n, 1);
  // lines | before shipping | after shipping
  const cases: [string, RefundLine[], boolean, boolean][] = [
    ["all money and units", [whole], true, true],
    ["a part", [part], false, false],
    ["one line of two", [whole, part], false, false],
    [
      "all units for less money: nothing to send, but the buyer keeps what was sent",
      [unitsOnly],
      true,
      false,
    ],
    ["a gift does not count", [whole, gift], true, true],
  ];
  test.each(cases)("%s", (_, lines, before, after) => {
    expect(isFullyRefunded({ shipped: false, lines })).toBe(before);
    expect(isFullyRefunded({ shipped: true, lines })).toBe(after);
  });
});

test("aftersaleUntil counts whole days from receipt", () => {
  expect(aftersaleUntil(null, 7)).toBeNull();
  expect(aftersaleUntil(NOW, 7)?.toISOString()).toBe("2026-12-01T04:00:00.000Z");
});

describe("refunds in any sequence", () => {
  const start = fc.record({
    baseFen: fc.oneof(fc.bigInt(0n, 20n), fc.bigInt(1n, 10_000_000_000n)),
    quantity: fc.integer({ min: 1, max: 30 }),
  });
  const steps = fc.array(
    fc.record({
      units: fc.integer({ min: 1, max: 30 }),
      permille: fc.bigInt(0n, 1100n),
      succeeds: fc.boolean(),
    }),
    { maxLength: 40 },
  );

  test("never exceed the line, and end exactly at what was paid", () => {
    fc.assert(
      fc.property(start, steps, ({ baseFen, quantity }, sequence) => {
        const now = line(1, baseFen, quantity);
        const askFor = (units: number, amountFen: bigint, succeeds: boolean) => {
          const answer = decideAftersale(
            order("awaiting_receipt", { lines: [now] }),
            [ask(1, units, amountFen)],
            shop,
          );
          const most = refundableByQuantity(now)[units - 1];
          expect(answer.kind === "ok").toBe(most !== undefined && amountFen > 0n && amountFen <= most);
          if (answer.kind !== "ok" || !succeeds) return;
          now.refundedFen += answer.amountFen;
          now.refundedQuantity += units;
          expect(now.refundedFen <= now.baseFen && now.refundedQuantity <= now.quantity).toBe(true);
        };
        for (const step of sequence) {
          const most = refundableByQuantity(now)[step.units - 1] ?? 0n;
          askFor(step.units, (most * step.permille) / 1000n, step.succeeds);
        }
        const left = now.quantity - now.refundedQuantity;
        if (left === 0 || refundableFen(now) === 0n) return;
        askFor(left, refundableFen(now), true);
        expect(now.refundedFen).toBe(baseFen);
      }),
      { numRuns: 5000 },
    );
  });

  test("unit by unit or all at once: the same sum", () => {
    fc.assert(
      fc.property(start, ({ baseFen, quantity }) => {
        const now = line(1, baseFen, quantity);
        for (let unit = 0; unit < quantity; unit += 1) {
          now.refundedFen += refundableByQuantity(now)[0] ?? 0n;
          now.refundedQuantity += 1;
        }
        expect(now.refundedFen).toBe(baseFen);
      }),
      { numRuns: 2000 },
    );
  });
});
