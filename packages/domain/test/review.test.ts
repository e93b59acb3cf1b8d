import { describe, expect, it } from "vitest";
import { appendRefusal, authorName, goodPercent, reviewRefusal, wordIn } from "../src/index.ts";

const DAY_MS = 86_400_000;
const RECEIVED = new Date("2026-09-01T08:00:00Z");
const after = (ms: number) => new Date(RECEIVED.getTime() + ms);

describe("whether a line may be reviewed", () => {
  const line = { receivedAt: RECEIVED, quantity: 2, refundedQuantity: 0, reviewed: false };
  it.each([
    ["received a moment ago", line, 0, null],
    ["the last millisecond", line, 90 * DAY_MS - 1, null],
    ["the end of the period", line, 90 * DAY_MS, "review_late"],
    ["not received, and whatever else", { ...line, receivedAt: null, reviewed: true }, 0, "review_not_yet"],
    [
      "reviewed, given back and late",
      { ...line, reviewed: true, refundedQuantity: 2 },
      99 * DAY_MS,
      "review_done",
    ],
    ["one of two given back", { ...line, refundedQuantity: 1 }, 0, null],
    ["both given back, and late", { ...line, refundedQuantity: 2 }, 99 * DAY_MS, "review_refunded"],
  ])("%s", (_, facts, ms, refusal) => {
    expect(reviewRefusal(facts, { now: after(ms), days: 90 })).toBe(refusal);
  });
});

describe("whether a review may be added to", () => {
  const review = { createdAt: RECEIVED, appended: false, hidden: false };
  it.each([
    ["the last millisecond", review, 180 * DAY_MS - 1, null],
    ["the end of the period", review, 180 * DAY_MS, "review_late"],
    ["added to and hidden", { ...review, appended: true, hidden: true }, 0, "review_appended"],
    ["hidden and late", { ...review, hidden: true }, 181 * DAY_MS, "review_hidden"],
  ])("%s", (_, facts, ms, refusal) => {
    expect(appendRefusal(facts, { now: after(ms), days: 180 })).toBe(refusal);
  });
});

it.each([
  [[], null],
  [[{ rating: 5, shown: 0 }], null],
  [[{ rating: 1, shown: 3 }], 0],
  [
    [
      { rating: 4, shown: 1 },
      { rating: 5, shown: 1 },
    ],
    100,
  ],
  [
    [
      { rating: 5, shown: 199 },
      { rating: 3, shown: 1 },
    ],
    99,
  ],
  [
    [
      { rating: 5, shown: 2 },
      { rating: 2, shown: 1 },
    ],
    66,
  ],
])("good percent of %j: %j", (counts, percent) => {
  expect(goodPercent(counts)).toBe(percent);
});

it.each([
  ["林晓棠", false, "林晓棠"],
  ["林晓棠", true, "林**棠"],
  ["阿布", true, "阿**布"],
  ["🍵喝茶", true, "🍵**茶"],
  ["茶", true, "匿名用户"],
  ["", false, "匿名用户"],
  ["", true, "匿名用户"],
])("%j, anonymous %j, is called %s", (nickname, anonymous, name) => {
  expect(authorName(nickname, anonymous)).toBe(name);
});

it.each([
  ["请加 V-信 详聊", "加V信"],
  ["加ｖ信", "加V信"],
  ["加。微。信", "加微信"],
  ["加了微信支付的钱", null],
  ["", null],
])("the shop's words in %j: %j", (text, found) => {
  expect(wordIn(text, ["", " ", "加V信", "加微信"])).toBe(found);
});
