import { describe, expect, test } from "vitest";
import {
  alternativesOf,
  FIT,
  fitInCategory,
  looksPrivate,
  oneLetterOff,
  parsePinyin,
  plainText,
  rankOf,
  relevanceKey,
  SYLLABLES,
  wholePinyin,
  wordsOf,
} from "../src/index.ts";

const asIs = (text: string) => text;

test.each([
  ["Ｆｕｌｌ　ＷＩＤＴＨ １２", "full width 12"],
  ["Diān Hóng", "dian hong"],
  ["lǜ chá", "lv cha"],
  ["Café ①", "cafe 1"],
])("plain text: %s", (text, plain) => {
  expect(plainText(text, asIs)).toBe(plain);
});

test.each([
  ["滇红  357g", [["滇红"], ["357g"]]],
  ["滇hong", [["滇", "hong"]]],
  ["【云南】普洱·熟茶", [["云南", "普洱", "熟茶"]]],
  ["%_'\"\\*()&|! 🍵\t\u0000", []],
  ["   ", []],
])("words of %s", (q, expected) => {
  expect(wordsOf(q, asIs).map(({ runs }) => runs.map(({ text }) => text))).toEqual(expected);
});

test.each([
  ["pu'er", [["pu", "er"]]],
  ["Xi’an", [["xi", "an"]]],
  ["l'oreal", [undefined, undefined]],
  ["puer", [undefined]],
])("syllables told apart: %s", (q, expected) => {
  expect(wordsOf(q, asIs).flatMap(({ runs }) => runs.map(({ syllables }) => syllables))).toEqual(expected);
});

test("a sign inside a word belongs to it, one beside it does not", () => {
  expect(wordsOf("0%纯 100% _茶", asIs).map(({ literal }) => literal)).toEqual(["0%纯", null, null]);
});

const pieces = (letters: string) =>
  parsePinyin(letters).map((parse) => parse.map(({ text }) => text).join(" "));

test.each([
  ["dianhong", ["dian hong", "di an hong"]],
  ["dh", ["d h"]],
  ["dianh", ["dian h", "dia n h", "di an h"]],
  ["xian", ["xian", "xi an"]],
  ["dhong", ["d hong"]],
  ["357", []],
  ["v", []],
])("pinyin %s", (letters, expected) => {
  expect(pieces(letters)).toEqual(expected);
});

test("40 letters that could be read in a million ways, and that cannot be read at all, are read at once", () => {
  for (const letters of ["a".repeat(40), "aoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoav", "xian".repeat(10)])
    expect(parsePinyin(letters).length).toBeLessThanOrEqual(6);
  expect(SYLLABLES.length).toBe(new Set(SYLLABLES).size);
});

test("one letter off: missing, too many, wrong, changed places", () => {
  const near = oneLetterOff("dianhon");
  expect(near).toEqual(expect.arrayContaining(["dianhong", "dianho", "dianhen", "dainhon"]));
  expect(near).not.toContain("dianhon");
  expect(oneLetterOff("dh")).toEqual([]);
  expect(wholePinyin("dianhong")).toEqual(["dian", "hong"]);
  expect(wholePinyin("dianhog")).toBeNull();
});

describe("rank", () => {
  const ways = Object.values(FIT);

  test("better fits stand before worse ones, whatever was sold", () => {
    const keys = ways.map((fit, at) => relevanceKey(rankOf(fit, false), at * 1_000_000));
    expect(keys).toEqual([...keys].sort((a, b) => b - a));
    expect(relevanceKey(FIT.code, 2 ** 40)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  test("what is sold out stands lower, but before what was only nearly meant; the very thing stays first", () => {
    expect(rankOf(FIT.part, true)).toBeLessThan(rankOf(FIT.other, false));
    expect(rankOf(fitInCategory(FIT.part, "part"), true)).toBeLessThan(rankOf(FIT.other, false));
    expect(rankOf(FIT.anywhere, true)).toBeGreaterThan(rankOf(FIT.typo, false));
    expect(rankOf(FIT.exact, true)).toBe(FIT.exact);
    expect(rankOf(FIT.typoElsewhere, true)).toBeGreaterThan(0);
  });

  test("a category that is called so lifts what stands in it: over names of other things, never over the very thing", () => {
    expect(fitInCategory(FIT.part, "part")).toBeGreaterThan(FIT.prefix);
    expect(fitInCategory(FIT.part - 1, "part")).toBeLessThan(fitInCategory(FIT.part, "part"));
    expect(fitInCategory(FIT.prefix, "whole")).toBeLessThan(FIT.exact - 1);
    expect(fitInCategory(FIT.exact, "whole")).toBe(FIT.exact);
    expect([FIT.scattered, FIT.other, FIT.other - 1].map((fit) => fitInCategory(fit, "part"))).toEqual([
      FIT.scattered,
      FIT.category,
      FIT.category - 1,
    ]);
    expect(fitInCategory(FIT.typo, "whole")).toBe(FIT.typo);
    // Called so itself, before what only lies below a category that is called so; both before a part of a name.
    expect(fitInCategory(FIT.other, "above")).toBeLessThan(fitInCategory(FIT.other, "whole"));
    expect(fitInCategory(FIT.other, "above")).toBeGreaterThan(FIT.part);
    expect(fitInCategory(FIT.other - 1, "above")).toBeGreaterThan(FIT.part - 1);
    // First letters that begin a name, in its category or not, come after a name that is exactly so.
    expect(fitInCategory(FIT.spelt - 1, "whole")).toBe(FIT.spelt - 1);
    expect(fitInCategory(FIT.part - 1, "whole")).toBeLessThan(FIT.spelt - 1);
    expect(fitInCategory(FIT.other, "whole")).toBeGreaterThan(FIT.part);
  });
});

test("synonyms: the whole word, a part of it, in pinyin; never itself", () => {
  const groups = [["西红柿", "番茄"]];
  const spell = (word: string) => (word === "西红柿" ? "xihongshi" : "fanqie");
  expect(alternativesOf("番茄", groups, spell)).toEqual(["西红柿"]);
  expect(alternativesOf("番茄酱", groups, spell)).toEqual(["西红柿酱"]);
  expect(alternativesOf("xihongshi", groups, spell)).toEqual(["番茄"]);
  expect(alternativesOf("土豆", groups, spell)).toEqual([]);
});

test.each([
  ["13800001234", true],
  ["D26112411122", true],
  ["a@b.cn", true],
  ["滇红 2019", false],
  ["357g", false],
])("%s is private: %s", (word, expected) => {
  expect(looksPrivate(word)).toBe(expected);
});
