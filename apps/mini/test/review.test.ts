import { describe, expect, it, test } from "vitest";
import {
  type Drafts,
  isBlank,
  type KeptDrafts,
  NO_DRAFT,
  NO_DRAFTS,
  putDrafts,
} from "../src/review/draft.ts";
import { appendedText, countText, filtersOf, leftText, metaOf } from "../src/review/words.ts";

const summary = { count: 7, good_percent: 71, pictures: 2, good: 5, middle: 0, bad: 2, appended: 0 };

describe("filtersOf", () => {
  const texts = (...p: Parameters<typeof filtersOf>) => filtersOf(...p).map(({ text }) => text);
  it("leaves out what nobody has said", () =>
    expect(texts(summary, "all")).toEqual(["全部 7", "有图 2", "好评 5", "差评 2"]));
  it("keeps the one that is chosen", () => expect(texts(summary, "middle")).toContain("中评 0"));
  it("keeps all where there is nothing", () =>
    expect(texts({ ...summary, count: 0, good: 0, bad: 0, pictures: 0, good_percent: null }, "all")).toEqual([
      "全部 0",
    ]));
});

describe("countText never says more than there is", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [9999, "9999"],
    [10_000, "1万"],
    [10_999, "1万"],
    [11_000, "1.1万"],
    [129_999, "12.9万"],
  ];
  it.each(cases)("%i → %s", (count, text) => expect(countText(count)).toBe(text));
});

test("the day after is said in days", () => {
  expect([appendedText(0), appendedText(1), appendedText(40)]).toEqual([
    "当天追评",
    "1 天后追评",
    "40 天后追评",
  ]);
});

test("a review's day is the shop's, before what was bought", () => {
  expect(metaOf({ created_at: "2026-11-29T17:00:00.000Z", spec: ["250g", "罐装"] })).toBe(
    "2026-11-30 · 250g · 罐装",
  );
  expect(metaOf({ created_at: "2026-11-29T15:00:00.000Z", spec: [] })).toBe("2026-11-29");
});

describe("leftText", () => {
  const NOW = Date.parse("2026-11-30T00:00:00Z");
  const cases: [string, string, string][] = [
    ["plenty", "2026-12-15T00:00:00Z", ""],
    ["two weeks", "2026-12-14T00:00:00Z", "还可评价 14 天"],
    ["a day and a bit", "2026-12-01T01:00:00Z", "还可评价 2 天"],
    ["the last day", "2026-12-01T00:00:00Z", "今天内可评价"],
    ["over", "2026-11-29T00:00:00Z", "今天内可评价"],
  ];
  it.each(cases)("%s", (_, until, text) => expect(leftText(until, NOW)).toBe(text));
});

describe("drafts", () => {
  const drafts = (text: string): Drafts => ({ lines: { 1: { ...NO_DRAFT, text } }, anonymous: false });
  const kept = (...places: string[]): KeptDrafts[] =>
    places.map((place) => ({ place, drafts: drafts(place) }));
  const places = (list: readonly KeptDrafts[]) => list.map(({ place }) => place);

  it("the newest stands first, each order once", () => {
    expect(places(putDrafts(kept("a", "b", "c"), "c", drafts("new")))).toEqual(["c", "a", "b"]);
  });
  it("one in which nothing stands is not kept", () => {
    expect(places(putDrafts(kept("a", "b"), "a", drafts("  ")))).toEqual(["b"]);
    expect(places(putDrafts(kept("a"), "a", NO_DRAFTS))).toEqual([]);
  });
  it("a dozen are kept", () => {
    const many = kept(...Array.from({ length: 12 }, (_, at) => `o${at}`));
    const after = putDrafts(many, "next", drafts("x"));
    expect([after.length, after[0]?.place, after.at(-1)?.place]).toEqual([12, "next", "o10"]);
  });
  const blanks: [string, Partial<typeof NO_DRAFT>, boolean][] = [
    ["nothing", {}, true],
    ["spaces", { text: " \n" }, true],
    ["stars", { rating: 1 }, false],
    ["words", { text: "好" }, false],
    ["a picture", { pictures: ["/media/a.webp"] }, false],
  ];
  it.each(blanks)("%s", (_, some, blank) => expect(isBlank({ ...NO_DRAFT, ...some })).toBe(blank));
});
