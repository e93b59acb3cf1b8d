/** The cart of before signing in, as the device keeps it. */
import { describe, expect, it } from "vitest";
import {
  changeTo,
  type DeviceCart,
  putBack,
  putOn,
  readable,
  set,
  without,
} from "../src/cart/device-cart.ts";

const cart = (...lines: [string, number][]): DeviceCart => ({
  key: "k".repeat(24),
  lines: lines.map(([sku_id, quantity]) => ({ sku_id, quantity })),
});

describe("putOn", () => {
  it("puts what is new first and adds to what is there", () => {
    expect(putOn(cart(["1", 2]), "2", 1)).toEqual({ cart: cart(["2", 1], ["1", 2]) });
    expect(putOn(cart(["2", 1], ["1", 2]), "1", 3)).toEqual({ cart: cart(["2", 1], ["1", 5]) });
  });
  it("keeps the limits of the account's cart", () => {
    expect(putOn(cart(["1", 998]), "1", 2)).toEqual({ refused: "too_many" });
    const full = cart(...Array.from({ length: 100 }, (_, at): [string, number] => [String(at + 1), 1]));
    expect(putOn(full, "101", 1)).toEqual({ refused: "cart_full" });
    expect(putOn(full, "100", 1)).toMatchObject({ cart: { lines: { length: 100 } } });
  });
});

describe("changing", () => {
  it("puts another SKU where the line stood, and merges", () => {
    expect(set(cart(["1", 1], ["2", 2]), "2", 7)).toEqual(cart(["1", 1], ["2", 7]));
    expect(changeTo(cart(["1", 1], ["2", 2]), "1", "3", 4)).toEqual(cart(["3", 4], ["2", 2]));
    expect(changeTo(cart(["1", 1], ["2", 2]), "1", "2", 4)).toEqual(cart(["2", 6]));
    expect(changeTo(cart(["1", 998], ["2", 2]), "2", "1", 4)).toEqual(cart(["1", 999]));
  });
  it("puts back where it stood, beside what came meanwhile", () => {
    const before = cart(["1", 1], ["2", 2], ["3", 3]);
    const gone = without(before, ["1", "2"]);
    expect(gone).toEqual(cart(["3", 3]));
    expect(putBack(gone, before, ["1", "2"])).toEqual(before);
    expect(putBack(cart(["4", 1], ["2", 5], ["3", 9]), before, ["1", "2"])).toEqual(
      cart(["4", 1], ["1", 1], ["2", 7], ["3", 9]),
    );
  });
});

it("reads what a device kept, whatever that is", () => {
  expect(readable(cart(["1", 2]))).toEqual(cart(["1", 2]));
  for (const nonsense of ["", null, 7, [], {}, { key: 1, lines: [] }, { key: "k", lines: {} }])
    expect(readable(nonsense)).toBeNull();
  const lines = [
    { sku_id: "1", quantity: 2 },
    { sku_id: "1", quantity: 3 },
    { sku_id: "0", quantity: 1 },
    { sku_id: "2", quantity: 0 },
    { sku_id: "3", quantity: 1000 },
    { sku_id: "'; DROP", quantity: 1 },
    { quantity: 1 },
  ];
  expect(readable({ key: "k", lines })).toEqual({ key: "k", lines: [{ sku_id: "1", quantity: 2 }] });
});
