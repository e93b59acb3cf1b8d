/** Planted offences of length, and the ratchet that holds old ones. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkRatchet, lowered, type Ratchet } from "@banyan/tools/tidy/ratchet.ts";
import { longFiles, longFunctions } from "@banyan/tools/tidy/rules/sizes.ts";
import { readTree } from "@banyan/tools/tidy/tree.ts";
import { describe, expect, it } from "vitest";

const body = (lines: number) => "  void 0;\n".repeat(lines);

describe("sizes", () => {
  it("measures files and functions, with more room for markup and none for test blocks", () => {
    const root = mkdtempSync(join(tmpdir(), "banyan-tidy-"));
    try {
      const texts = {
        "long.ts": "export {};\n".repeat(301),
        "fits.ts": "export {};\n".repeat(300),
        "functions.ts": `export function big() {\n${body(69)}}\nexport const fits = () => {\n${body(68)}};\n`,
        "markup.tsx": `export function Big() {\n${body(109)}}\nexport function Fits() {\n${body(108)}}\n`,
        "cases.test.ts": `describe("x", () => {\n${body(200)}});\n`,
      };
      for (const [path, text] of Object.entries(texts)) writeFileSync(join(root, path), text);
      expect(longFiles(readTree(root)).map(({ key, lines }) => [key, lines])).toEqual([["long.ts", 301]]);
      expect(
        longFunctions(root)
          .map(({ key, lines }) => [key, lines])
          .sort(),
      ).toEqual([
        ["functions.ts#big", 71],
        ["markup.tsx#Big", 111],
      ]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  const over = (key: string, lines: number) => ({ key, path: key, lines, limit: 300 });
  const ratchet: Ratchet = {
    sizes: { "a.ts": { lines: 350, reason: "one page of SQL" } },
    stores: { "x → y": "first build" },
  };
  const store = { key: "x → y", path: "x", line: 1 };
  const messages = (sizes: ReturnType<typeof over>[], stores: (typeof store)[], held: Ratchet) =>
    checkRatchet({ sizes, stores }, held).map(({ message }) => message);

  it("holds old sins where they are and lets none in", () => {
    expect(messages([over("a.ts", 350)], [store], ratchet)).toEqual([]);
    expect(messages([over("a.ts", 351)], [store], ratchet)).toEqual([
      expect.stringMatching(/长到 351 行，棘轮只许 350/),
    ]);
    expect(messages([over("a.ts", 350), over("b.ts", 301)], [store], ratchet)).toEqual([
      expect.stringMatching(/b\.ts 有 301 行，上限 300/),
    ]);
    expect(messages([over("a.ts", 350)], [store, { ...store, key: "x → z" }], ratchet)).toEqual([
      expect.stringMatching(/x → z：不可用别的名词的 store/),
    ]);
    expect(messages([], [], ratchet)).toEqual([
      expect.stringMatching(/a\.ts 已不需要/),
      expect.stringMatching(/x → y 已不需要/),
    ]);
    const silent: Ratchet = { sizes: { "a.ts": { lines: 350, reason: " " } }, stores: { "x → y": "" } };
    expect(messages([over("a.ts", 350)], [store], silent)).toEqual([
      expect.stringMatching(/a\.ts 没有写原因/),
      expect.stringMatching(/x → y 没有写原因/),
    ]);
  });

  it("is only ever lowered", () => {
    expect(lowered({ sizes: [over("a.ts", 320), over("b.ts", 999)], stores: [] }, ratchet)).toEqual({
      sizes: { "a.ts": { lines: 320, reason: "one page of SQL" } },
      stores: {},
    });
    expect(lowered({ sizes: [over("a.ts", 400)], stores: [store] }, ratchet)).toEqual(ratchet);
  });
});
