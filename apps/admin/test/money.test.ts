import { describe, expect, it } from "vitest";
import { changePermille } from "../src/design/delta.tsx";
import { countText, fenText, parseYuan, shortFen, splitFen, yuanInput } from "../src/design/money.tsx";

describe("amounts as people type and read them", () => {
  it.each([
    // typed, fen
    ["12", 1200],
    ["12.3", 1230],
    ["12.30", 1230],
    ["0.01", 1],
    [" 1,280.5 ", 128050],
    ["99999999.99", 9999999999],
    ["12.345", null],
    ["12.", null],
    [".5", null],
    ["-1", null],
    ["1e3", null],
    ["１２", null],
    ["", null],
    ["999999999", null],
  ])("reads %j as %j fen", (typed, fen) => {
    expect(parseYuan(typed)).toBe(fen);
  });

  it("writes what it reads, for every amount near the edges of a yuan", () => {
    for (const fen of [0, 1, 9, 10, 99, 100, 101, 999, 1000, 123456, 9_999_999_999]) {
      expect(parseYuan(yuanInput(fen))).toBe(fen);
      expect(parseYuan(fenText(fen))).toBe(fen);
    }
  });

  it("keeps sign, groups and fen apart", () => {
    expect(splitFen(-1234567)).toEqual({ sign: "-", yuan: "12,345", cents: "67" });
    expect(fenText(-5)).toBe("-0.05");
  });

  it("compares with a period before, and says nothing when that one was empty", () => {
    expect(changePermille(150, 100)).toBe(500);
    expect(changePermille(50, 100)).toBe(-500);
    expect(changePermille(5, 0)).toBeNull();
  });
});

it("thousands are set apart in sentences and counts too", () => {
  expect([2_000_000, 1_250, 5, 0, 10n ** 15n].map(shortFen)).toEqual([
    "20,000",
    "12.50",
    "0.05",
    "0",
    "10,000,000,000,000",
  ]);
  expect(countText(1_280)).toBe("1,280");
});
