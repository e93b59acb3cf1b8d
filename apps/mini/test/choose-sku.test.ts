import { describe, expect, it } from "vitest";
import {
  available,
  choose,
  firstChoice,
  picturedSpec,
  skuOf,
  valueState,
} from "../src/catalog/choose-sku.ts";

const sku = (id: string, spec: string[], price_fen: number) => ({
  id,
  spec,
  price_fen,
  market_price_fen: null,
  picture: null,
  code: id,
  worth: null,
});
const specs = [
  { name: "净含量", values: ["50g", "100g"] },
  { name: "包装", values: ["袋装", "礼盒"] },
];
// 100g 礼盒 does not exist.
const skus = [
  sku("1", ["50g", "袋装"], 3900),
  sku("2", ["50g", "礼盒"], 5900),
  sku("3", ["100g", "袋装"], 6900),
];
const stock = new Map([
  ["1", 0],
  ["2", 4],
  ["3", 9],
]);

describe("valueState", () => {
  const cases: [string, (string | null)[], number, string, string][] = [
    ["nothing chosen, one of its SKUs is there", [null, null], 0, "50g", "open"],
    ["the only fitting SKU is sold out", [null, "袋装"], 0, "50g", "sold_out"],
    ["its own spec does not narrow", ["100g", null], 0, "50g", "open"],
    ["no such combination", ["100g", null], 1, "礼盒", "missing"],
    ["there", ["100g", null], 1, "袋装", "open"],
  ];
  it.each(cases)("%s", (_, choice, at, value, expected) => {
    expect(valueState(skus, stock, choice, at, value)).toBe(expected);
  });

  it("takes everything as there until the stock is known", () => {
    expect(valueState(skus, null, [null, "袋装"], 0, "50g")).toBe("open");
    expect(available(null, "1")).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("choose", () => {
  it("keeps what goes with it", () =>
    expect(choose(skus, ["50g", "袋装"], 1, "礼盒")).toEqual(["50g", "礼盒"]));
  it("lets go of what does not", () =>
    expect(choose(skus, ["50g", "礼盒"], 0, "100g")).toEqual(["100g", null]));
  it("lets go of a value tapped again", () =>
    expect(choose(skus, ["50g", "袋装"], 0, "50g")).toEqual([null, "袋装"]));
});

describe("firstChoice", () => {
  it("takes the SKU asked for, sold out or not", () =>
    expect(firstChoice(specs, skus, stock, "1")).toEqual(["50g", "袋装"]));
  it("else the cheapest that is there", () =>
    expect(firstChoice(specs, skus, stock, null)).toEqual(["50g", "礼盒"]));
  it("else none", () => expect(firstChoice(specs, skus, new Map(), null)).toEqual([null, null]));
});

it("skuOf names a SKU only for a full choice", () => {
  expect(skuOf(skus, ["100g", "袋装"])?.id).toBe("3");
  expect(skuOf(skus, ["100g", null])).toBeNull();
  expect(skuOf(skus, ["100g", "礼盒"])).toBeNull();
});

describe("picturedSpec", () => {
  const three = [
    { name: "颜色", values: ["靛蓝", "月白"] },
    { name: "尺寸", values: ["小", "大"] },
  ];
  const shown = (...pictures: (string | null)[]) =>
    [
      ["靛蓝", "小"],
      ["靛蓝", "大"],
      ["月白", "小"],
      ["月白", "大"],
    ].map((spec, at) => ({ ...sku(String(at), spec, 100), picture: pictures[at] ?? null }));

  it("is the one whose values are told apart by pictures, whatever is missing", () => {
    expect(picturedSpec(three, shown("a", "a", "b", null))).toEqual({
      at: 0,
      pictures: new Map([
        ["靛蓝", "a"],
        ["月白", "b"],
      ]),
    });
    expect(picturedSpec(three, shown("a", "b", "a", "b"))?.at).toBe(1);
  });

  it("is none where pictures are the same, none, or one of each SKU", () => {
    expect(picturedSpec(three, shown("a", "a", "a", "a"))).toBeNull();
    expect(picturedSpec(three, shown())).toBeNull();
    expect(picturedSpec(three, shown("a", "b", "c", "d"))).toBeNull();
  });
});
