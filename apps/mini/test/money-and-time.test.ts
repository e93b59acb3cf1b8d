import { describe, expect, it } from "vitest";
import { countdownText } from "../src/design/countdown/countdown-text.ts";
import { salesText, shortYuan, yuan, yuanParts } from "../src/design/price/yuan.ts";
import { dateOnly, dateTime, shortDateTime } from "../src/design/time.ts";

describe("yuan", () => {
  const cases: [number, string, string][] = [
    [0, "0.00", "0"],
    [5, "0.05", "0.05"],
    [10, "0.10", "0.10"],
    [1000, "10.00", "10"],
    [123456789, "1234567.89", "1234567.89"],
    [-1230, "-12.30", "-12.30"],
  ];
  it.each(cases)("%i fen", (fen, full, short) => {
    expect(yuan(fen)).toBe(full);
    expect(shortYuan(fen)).toBe(short);
  });

  it("keeps the sign apart from the figures", () => {
    expect(yuanParts(-5)).toEqual({ sign: "-", int: "0", fen: "05" });
  });
});

it.each([
  [0, "0"],
  [9_999, "9999"],
  [10_000, "1万"],
  [12_399, "1.2万"],
  [19_999, "1.9万"],
  [1_234_567, "123.4万"],
])("%i sold reads %s, never more than was sold", (sales, text) => {
  expect(salesText(sales)).toBe(text);
});

it.each([
  [-5, "00:00"],
  [1, "00:01"],
  [59_000, "00:59"],
  [1_745_000, "29:05"],
  [5_345_000, "1:29:05"],
  [2 * 86_400_000 + 11_409_000, "2 天 03:10:09"],
])("%i ms left reads %s", (ms, text) => {
  expect(countdownText(ms)).toBe(text);
});

it("times are the shop's, wherever the phone is", () => {
  expect(dateTime("2026-11-24T16:05:00Z")).toBe("2026-11-25 00:05");
  expect(dateOnly("2026-11-24T15:59:59+00:00")).toBe("2026-11-24");
  expect(shortDateTime("2026-03-05T09:30:00+08:00")).toBe("3 月 5 日 09:30");
});
