/** What comes back besides what was asked for: freight when nothing is left to send, and goods that cost nothing. */
import { describe, expect, test } from "vitest";
import { type AftersaleOrder, type AskedLine, decideAftersale, type RefundLine } from "../src/index.ts";
import { ask, line } from "./refund-lines.ts";

const answer = (shipped: boolean, lines: RefundLine[], asked: AskedLine[]) => {
  const order: AftersaleOrder = {
    ...{
      state: shipped ? "awaiting_receipt" : "awaiting_shipment",
      hasOpenAftersale: false,
      receivedAt: null,
    },
    ...{ shipped, freightFen: 800n, freightRefundedFen: 0n, lines },
  };
  const said = decideAftersale(order, asked, { now: new Date(0), aftersaleDays: 7, byShop: false });
  if (said.kind === "refused") throw new Error(said.refusal);
  return said;
};

const parcel = line(1, 300n, 3);
const service = line(2, 50n, 1, { fulfilment: "service" });
const gift = line(3, 0n, 2);

describe("freight", () => {
  // lines | asked | shipped | freight
  test.each<[string, RefundLine[], AskedLine[], boolean, bigint]>([
    ["the parcels, while a service stays", [parcel, service], [ask(1, 3, 300n)], false, 800n],
    ["a part of the parcels", [parcel, service], [ask(1, 2, 200n)], false, 0n],
    ["the service, while a parcel stays", [parcel, service], [ask(2, 1, 50n)], false, 0n],
    [
      "what costs, while a gift is sent because a service stays",
      [parcel, service, gift],
      [ask(1, 3, 300n)],
      false,
      0n,
    ],
    ["all that costs", [parcel, service, gift], [ask(1, 3, 300n), ask(2, 1, 50n)], false, 800n],
    ["the parcels, when they are sent", [parcel, service], [ask(1, 3, 300n)], true, 0n],
  ])("%s", (_, lines, asked, shipped, freightFen) => {
    expect(answer(shipped, lines, asked).freightFen).toBe(freightFen);
  });
});

test("what cost nothing goes back with the last of the others, before sending", () => {
  const lines = [parcel, line(2, 0n, 3, { refundedQuantity: 1 }), line(3, 0n, 2, { refundedQuantity: 2 })];
  const all = answer(false, lines, [ask(1, 3, 300n)]);
  expect(all).toEqual({
    ...{ kind: "ok", amountFen: 300n, freightFen: 800n, restock: true },
    lines: [ask(1, 3, 300n), ask(2, 2, 0n)],
  });
  expect(answer(false, lines, [ask(1, 2, 200n)]).lines).toEqual([ask(1, 2, 200n)]);
  expect(answer(true, lines, [ask(1, 3, 300n)]).lines).toEqual([ask(1, 3, 300n)]);
});
