import { describe, expect, it } from "vitest";
import { allOf, amountOf, firstOf, type RefundableLine, sumOf } from "../src/aftersale/claim.ts";
import { fenOf } from "../src/design/price/yuan.ts";

const line = (line_no: number, by_quantity: number[]): RefundableLine => ({
  line_no,
  fulfilment: "parcel",
  name: "老班章",
  spec: [],
  picture: "",
  price_fen: 3334,
  quantity: by_quantity.length,
  refundable_quantity: by_quantity.length,
  refundable_fen: by_quantity.at(-1) ?? 0,
  by_quantity,
});
// ¥100 over three units: no unit is a third of it.
const refundable = {
  order_no: "D261124116GR4HCR06A",
  allowed: true,
  reason: null,
  freight_fen: 800,
  whole_price: false,
  lines: [line(1, [3333, 6666, 10000]), line(2, [0]), line(3, [])],
};

describe("fenOf", () => {
  const cases: [string, number | null][] = [
    ["0", 0],
    ["58", 5800],
    ["58.", 5800],
    ["58.5", 5850],
    ["58.05", 5805],
    ["0.07", 7],
    [" 1.10 ", 110],
    ["", null],
    [".5", null],
    ["1.234", null],
    ["1,000", null],
    ["-1", null],
    ["1e3", null],
    ["9999999999", null],
  ];
  it.each(cases)("%s → %s", (typed, fen) => expect(fenOf(typed)).toBe(fen));
});

describe("amountOf", () => {
  const first = line(1, [3333, 6666, 10000]);
  const cases: [string, number, string | null, object][] = [
    ["follows the quantity", 2, null, { fen: 6666 }],
    ["the last unit brings the rest", 3, null, { fen: 10000 }],
    ["less may be asked", 3, "20.5", { fen: 2050 }],
    ["exactly the most", 1, "33.33", { fen: 3333 }],
    ["a fen more", 1, "33.34", { problem: "超过可退金额" }],
    ["nothing", 1, "0", { problem: "金额要大于 0" }],
    ["no number", 1, "abc", { problem: "请填写金额，最多两位小数" }],
  ];
  it.each(cases)("%s", (_, quantity, typed, expected) => {
    expect(amountOf(first, { quantity, typed })).toEqual(expected);
  });
});

describe("sumOf", () => {
  it("brings freight back with the last units, whatever the amount", () => {
    expect(sumOf(refundable, allOf(refundable))).toEqual({
      goodsFen: 10000,
      freightFen: 800,
      pieces: 3,
      ready: true,
    });
    expect(sumOf(refundable, { 1: { quantity: 3, typed: "1" } })).toMatchObject({
      goodsFen: 100,
      freightFen: 800,
    });
  });
  it("brings freight back with the last parcels while a service stays, but not while a gift does", () => {
    const service: RefundableLine = { ...line(4, [500]), fulfilment: "service" };
    const mixed = { ...refundable, lines: [line(1, [3333, 6666, 10000]), line(3, []), service] };
    const freight = (of: typeof refundable, claims: Parameters<typeof sumOf>[1]) =>
      sumOf(of, claims).freightFen;
    expect(freight(mixed, { 1: { quantity: 3, typed: null } })).toBe(800);
    expect(freight(mixed, { 1: { quantity: 2, typed: null } })).toBe(0);
    expect(freight(mixed, { 4: { quantity: 1, typed: null } })).toBe(0);
    const gift = { ...mixed, lines: [...mixed.lines, line(5, [0])] };
    expect(freight(gift, { 1: { quantity: 3, typed: null } })).toBe(0);
    expect(freight(gift, allOf(gift))).toBe(800);
  });
  it("keeps freight where units stay", () => {
    expect(sumOf(refundable, { 1: { quantity: 2, typed: null } })).toMatchObject({
      goodsFen: 6666,
      freightFen: 0,
    });
  });
  it("is not ready with nothing, or with an amount that cannot be", () => {
    expect(sumOf(refundable, {})).toEqual({ goodsFen: 0, freightFen: 0, pieces: 0, ready: false });
    expect(sumOf(refundable, { 1: { quantity: 1, typed: "99" } }).ready).toBe(false);
  });
});

it("starts with the only line that can be refunded, else asks which", () => {
  expect(firstOf(refundable)).toEqual({ 1: { quantity: 3, typed: null } });
  expect(firstOf({ ...refundable, lines: [...refundable.lines, line(4, [500])] })).toEqual({});
});
