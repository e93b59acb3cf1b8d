import { describe, expect, test } from "vitest";
import {
  alternativesOf,
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
  const ways = [29, 27, 25, 23, 21, 19, 17, 15, 6, 5];

  test("better fits stand before worse ones, whatever was sold", () => {
    const keys = ways.map((fit, at) => relevanceKey(rankOf(fit, false), at * 1_000_000));
    expect(keys).toEqual([...keys].sort((a, b) => b - a));
    expect(relevanceKey(31, 2 ** 40)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  test("what is sold out stands lower, but before what was only nearly meant; the very thing stays first", () => {
    expect(rankOf(23, true)).toBeLessThan(rankOf(17, false));
    expect(rankOf(15, true)).toBeGreaterThan(rankOf(6, false));
    expect(rankOf(27, true)).toBe(27);
    expect(rankOf(5, true)).toBeGreaterThan(0);
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
