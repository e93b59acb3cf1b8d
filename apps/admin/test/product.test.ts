import { describe, expect, it } from "vitest";
import { checkDraft, emptyDraft, emptySku, type SkuDraft } from "../src/catalog/draft.ts";
import { combinations, matrix, renameValue } from "../src/catalog/sku-matrix.ts";

const sku = (id: string, spec: string[], price: string): SkuDraft => ({ ...emptySku(spec), id, price });

describe("the SKU matrix", () => {
  it("makes every combination, the last spec running fastest, and skips empty values", () => {
    const specs = [
      { name: "大小", values: ["大", "小", ""] },
      { name: "颜色", values: ["红", "绿"] },
    ];
    expect(combinations(specs)).toEqual([
      ["大", "红"],
      ["大", "绿"],
      ["小", "红"],
      ["小", "绿"],
    ]);
    expect(combinations([])).toEqual([[]]);
  });

  it("keeps the rows that stood before when a value is added or removed", () => {
    const before = [sku("1", ["大"], "10"), sku("2", ["小"], "8")];
    const more = matrix([{ name: "大小", values: ["大", "中", "小"] }], before);
    expect(more.map((row) => [row.id, row.price])).toEqual([
      ["1", "10"],
      [undefined, ""],
      ["2", "8"],
    ]);
    expect(matrix([{ name: "大小", values: ["小"] }], more).map((row) => row.id)).toEqual(["2"]);
  });

  it("lends prices to a new dimension but gives each id to one row only", () => {
    const before = [sku("1", ["大"], "10"), sku("2", ["小"], "8")];
    const rows = matrix(
      [
        { name: "大小", values: ["大", "小"] },
        { name: "包装", values: ["简", "礼"] },
      ],
      before,
    );
    expect(rows.map((row) => [row.spec.join("/"), row.id, row.price])).toEqual([
      ["大/简", "1", "10"],
      ["大/礼", undefined, "10"],
      ["小/简", "2", "8"],
      ["小/礼", undefined, "8"],
    ]);
  });

  it("renames a value without losing its row", () => {
    const renamed = renameValue([sku("1", ["大", "红"], "10"), sku("2", ["小", "红"], "8")], 0, "大", "特大");
    expect(renamed.map((row) => [row.id, row.spec[0]])).toEqual([
      ["1", "特大"],
      ["2", "小"],
    ]);
  });
});

describe("checking a product while it is edited", () => {
  it("says at each field what the server would say", () => {
    const { errors } = checkDraft({ ...emptyDraft(), name: "  " });
    expect(Object.fromEntries(errors ?? [])).toEqual({
      name: "请填写商品名称",
      category_id: "请选择分类",
      gallery: "请至少上传一张主图",
      "skus.0.price_fen": "请填写售价",
    });
  });

  it.each([
    ["abc", "请填写售价"],
    ["0", "售价必须大于 0"],
    ["-3", "请填写售价"],
    ["1.234", "请填写售价"],
  ])("refuses the price %j", (price, message) => {
    const { errors } = checkDraft({ ...emptyDraft(), skus: [{ ...emptySku([]), price }] });
    expect(errors?.get("skus.0.price_fen")).toBe(message);
  });

  it("sends whole fen and no opening stock for a SKU that exists", () => {
    const gallery = [`/media/${"a".repeat(64)}.webp`];
    const skus = [{ ...sku("7", [], "88.5"), stock: "99" }];
    const { body } = checkDraft({ ...emptyDraft(), name: "茶", category_id: "3", gallery, skus });
    expect(body?.skus[0]).toMatchObject({
      id: "7",
      price_fen: 8850,
      market_price_fen: null,
      cost_fen: 0,
      stock: 0,
    });
  });
});
