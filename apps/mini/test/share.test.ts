import { describe, expect, it } from "vitest";
import { type Query, queryPart, shareCodeOf, withShareCode } from "../src/share/code.ts";
import { freshOf, type Kept, keepCode } from "../src/share/kept.ts";

describe("shareCodeOf", () => {
  const cases: [string, Query, string | null][] = [
    ["a link", { id: "12", s: "Ab3dE6gH" }, "Ab3dE6gH"],
    ["a scene that is the code", { scene: "Ab3dE6gH" }, "Ab3dE6gH"],
    ["a scene with a pair, as WeChat escapes it", { scene: "s%3DAb3dE6gH" }, "Ab3dE6gH"],
    ["a pair that is not the first", { scene: "p%3D12%26s%3DAb3dE6gH" }, "Ab3dE6gH"],
    ["the link before the scene", { s: "AAAAAAAA", scene: "BBBBBBBB" }, "AAAAAAAA"],
    ["a broken link, a good scene", { s: "short", scene: "BBBBBBBB" }, "BBBBBBBB"],
    ["another word that ends in s", { scene: "ids%3DAb3dE6gH" }, null],
    ["too short", { s: "Ab3dE6g" }, null],
    ["too long", { s: "Ab3dE6gHi" }, null],
    ["signs", { s: "Ab3dE6g!" }, null],
    ["Chinese", { s: "分享码在这里一二" }, null],
    ["an escape that is none", { s: "%E4%A" }, null],
    ["an empty one", { s: "", scene: "" }, null],
    ["nothing", {}, null],
  ];
  it.each(cases)("%s", (_, query, code) => expect(shareCodeOf(query)).toBe(code));
});

describe("paths", () => {
  it("takes the code along whatever else there is", () => {
    expect(withShareCode("/page/home/index", "Ab3dE6gH")).toBe("/page/home/index?s=Ab3dE6gH");
    expect(withShareCode("/catalog/product/index?id=3", "Ab3dE6gH")).toBe(
      "/catalog/product/index?id=3&s=Ab3dE6gH",
    );
  });
  it("gives the timeline what stands behind the question mark", () => {
    expect(queryPart("/catalog/product/index?id=3&s=Ab3dE6gH")).toBe("id=3&s=Ab3dE6gH");
    expect(queryPart("/page/home/index")).toBe("");
  });
});

describe("keepCode", () => {
  const DAY = 86_400_000;
  const now = 1_000 * DAY;
  const codes = (kept: readonly Kept[]) => kept.map(({ code }) => code);

  it("keeps the order of the visits", () => {
    const kept = keepCode(keepCode([], "AAAAAAAA", now), "BBBBBBBB", now + 1);
    expect(codes(kept)).toEqual(["AAAAAAAA", "BBBBBBBB"]);
  });
  it("leaves a code where it stands when it comes again", () => {
    const kept = keepCode(
      [
        { code: "AAAAAAAA", at: now },
        { code: "BBBBBBBB", at: now },
      ],
      "AAAAAAAA",
      now + DAY,
    );
    expect(kept[0]).toEqual({ code: "AAAAAAAA", at: now });
    expect(codes(kept)).toEqual(["AAAAAAAA", "BBBBBBBB"]);
  });
  it("keeps the newest three", () => {
    let kept: Kept[] = [];
    for (const [at, code] of ["AAAAAAAA", "BBBBBBBB", "CCCCCCCC", "DDDDDDDD"].entries())
      kept = keepCode(kept, code, now + at);
    expect(codes(kept)).toEqual(["BBBBBBBB", "CCCCCCCC", "DDDDDDDD"]);
  });
  it("forgets what is thirty days old", () => {
    const old = [
      { code: "AAAAAAAA", at: now - 30 * DAY },
      { code: "BBBBBBBB", at: now - 30 * DAY + 1 },
    ];
    expect(codes(freshOf(old, now))).toEqual(["BBBBBBBB"]);
  });
  it("does not keep for ever what a wrong clock has dated", () => {
    expect(freshOf([{ code: "AAAAAAAA", at: now + 31 * DAY }], now)).toEqual([]);
  });
});
