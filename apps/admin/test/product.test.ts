import type { ConsoleProduct } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { checkDraft, marketWarning, sentIndex } from "../src/catalog/check-draft.ts";
import { copyOf, type Draft, draftOf, emptyDraft, emptySku, type SkuDraft } from "../src/catalog/draft.ts";
import { combinations, matrix, shownRows, valuesOf } from "../src/catalog/sku-matrix.ts";

const PICTURE = `/media/${"a".repeat(64)}.webp`;
const value = (text: string) => ({ key: text, text });
/** Keys are the first texts, so that rows can be read. */
const spec = (name: string, ...values: string[]) => ({ key: name, name, values: values.map(value) });
const sku = (id: string, cells: string[], price: string): SkuDraft => ({ ...emptySku(cells), id, price });
const draft = (part: Partial<Draft>): Draft => ({
  ...emptyDraft(),
  name: "茶",
  category_id: "3",
  gallery: [PICTURE],
  ...part,
});
const rowsOf = (rows: readonly SkuDraft[]) => rows.map((row) => [row.cells.join("/"), row.id, row.price]);

describe("the SKU matrix", () => {
  it("makes every combination, the last spec running fastest", () => {
    expect(combinations([spec("大小", "大", "小"), spec("颜色", "红", "绿")])).toEqual([
      ["大", "红"],
      ["大", "绿"],
      ["小", "红"],
      ["小", "绿"],
    ]);
    expect(combinations([])).toEqual([[]]);
    expect(combinations([spec("大小"), spec("颜色", "红")])).toEqual([["红"]]);
  });

  it("keeps the rows that stood before when a value is added, removed or moved", () => {
    const before = [sku("1", ["大"], "10"), sku("2", ["小"], "8")];
    const more = matrix([spec("大小", "大", "中", "小")], before);
    expect(rowsOf(more)).toEqual([
      ["大", "1", "10"],
      ["中", undefined, ""],
      ["小", "2", "8"],
    ]);
    expect(rowsOf(matrix([spec("大小", "小", "大")], more))).toEqual([
      ["小", "2", "8"],
      ["大", "1", "10"],
    ]);
  });

  it("lends what was typed to a new dimension but gives each id to one row only", () => {
    const before = [sku("1", ["大"], "10"), sku("2", ["小"], "8")];
    expect(rowsOf(matrix([spec("大小", "大", "小"), spec("包装", "简", "礼")], before))).toEqual([
      ["大/简", "1", "10"],
      ["大/礼", undefined, "10"],
      ["小/简", "2", "8"],
      ["小/礼", undefined, "8"],
    ]);
  });

  it("keeps every row when a dimension moves before another or goes, in whatever place it stood", () => {
    const two = [spec("大小", "大", "小"), spec("包装", "简", "礼")];
    const rows = matrix(two, []).map((row, at) => ({ ...row, id: String(at), price: String(at + 1) }));
    const turned = matrix([two[1], two[0]] as typeof two, rows);
    expect(rowsOf(turned)).toEqual([
      ["简/大", "0", "1"],
      ["简/小", "2", "3"],
      ["礼/大", "1", "2"],
      ["礼/小", "3", "4"],
    ]);
    expect(rowsOf(matrix([spec("包装", "简", "礼")], rows))).toEqual([
      ["简", "0", "1"],
      ["礼", "1", "2"],
    ]);
  });

  it("a value may be renamed through another's name without taking its rows", () => {
    const rows = [sku("1", ["红"], "10"), sku("2", ["新"], "8")];
    const named = (text: string) => [
      { key: "颜色", name: "颜色", values: [value("红"), { key: "新", text }] },
    ];
    for (const text of ["红", "红色"]) expect(rowsOf(matrix(named(text), rows))).toEqual(rowsOf(rows));
    expect(valuesOf(named("红色"), rows[1] as SkuDraft)).toEqual(["红色"]);
  });

  it("a value that is not typed yet has no row, unless there is no other", () => {
    const half = [{ key: "颜色", name: "颜色", values: [value("红"), { key: "新", text: " " }] }];
    expect(shownRows(half, matrix(half, [])).map((row) => row.cells)).toEqual([["红"]]);
    const only = [{ key: "颜色", name: "", values: [{ key: "新", text: "" }] }];
    expect(shownRows(only, matrix(only, [sku("1", [], "10")])).map((row) => row.id)).toEqual(["1"]);
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
    const { body } = checkDraft(draft({ skus: [{ ...sku("7", [], "88.5"), stock: "99" }] }));
    expect(body?.skus[0]).toMatchObject({
      id: "7",
      price_fen: 8850,
      market_price_fen: null,
      cost_fen: 0,
      stock: 0,
    });
  });

  it("leaves out combinations that are not sold, and counts fields by what is sent", () => {
    const specs = [spec("大小", "大", "小"), spec("颜色", "红", "绿")];
    const skus = matrix(specs, []).map((row, at) => ({ ...row, price: at === 3 ? "" : "9", off: at === 1 }));
    const { errors } = checkDraft(draft({ specs, skus }));
    expect(errors?.get("skus.2.price_fen")).toBe("请填写售价");
    expect([...sentIndex({ specs, skus })].map(([row, place]) => [row.cells.join("/"), place])).toEqual([
      ["大/红", 0],
      ["小/红", 1],
      ["小/绿", 2],
    ]);
    const { body } = checkDraft(draft({ specs, skus: skus.map((row) => ({ ...row, price: "9" })) }));
    expect(body?.skus.map((row) => row.spec.join("/"))).toEqual(["大/红", "小/红", "小/绿"]);
  });

  const many = (n: number) => Array.from({ length: n }, (_, at) => `值${at}`);
  it.each<[string, Partial<Draft>, string, RegExp]>([
    [
      "more than 100",
      {
        specs: [spec("甲", ...many(11)), { ...spec("乙"), values: many(10).map((one) => value(`乙${one}`)) }],
      },
      "skus",
      /110 个组合，最多 100 个/,
    ],
    ["a name twice", { specs: [spec("甲", "1"), { ...spec("甲", "2"), key: "乙" }] }, "specs.1.name", /重复/],
    [
      "a value twice",
      { specs: [{ key: "甲", name: "甲", values: [value("1"), { key: "2", text: " 1" }] }] },
      "specs.0.values",
      /重复/,
    ],
    ["no name", { specs: [spec("", "1")] }, "specs.0.name", /请填写规格名/],
    ["no value", { specs: [spec("甲")] }, "specs.0.values", /请填写规格值/],
  ])("%s", (_case, part, field, message) => {
    const skus = matrix(part.specs ?? [], []).map((row) => ({ ...row, price: "9" }));
    expect(checkDraft(draft({ ...part, skus })).errors?.get(field)).toMatch(message);
  });

  it("a value that nobody can buy, a code twice, a crossed-out price below the price", () => {
    const specs = [spec("大小", "大", "小")];
    const [big, small] = matrix(specs, []).map((row) => ({ ...row, price: "9" })) as [SkuDraft, SkuDraft];
    const idle = checkDraft(draft({ specs, skus: [big, { ...small, off: true }] }));
    expect(idle.errors?.get("specs.0.values")).toContain("“小”没有一个在卖的组合");
    const codes = checkDraft(
      draft({
        specs,
        skus: [
          { ...big, code: "A" },
          { ...small, code: "A" },
        ],
      }),
    );
    expect(codes.errors?.get("skus.1.code")).toContain("第 1 行");
    expect(marketWarning({ ...big, market: "8.99" })).toBe("划线价不能低于售价");
    expect(marketWarning({ ...big, market: "9" })).toBeNull();
  });

  it("asks for pictures and films that are not there yet", () => {
    const detail = [
      { key: "1", block: { kind: "picture" as const, picture: "" } },
      {
        key: "2",
        block: { kind: "video" as const, video: { url: "", poster: "", width: 1, height: 1, seconds: 1 } },
      },
    ];
    const { errors } = checkDraft(draft({ detail, skus: [sku("1", [], "9")] }));
    expect(errors?.get("detail.0.picture")).toBe("请上传图片");
    expect(errors?.get("detail.1.video.url")).toBe("请上传视频");
  });
});

describe("a product as a draft", () => {
  const product = {
    name: "古树茶",
    gallery: [PICTURE],
    category_id: "3",
    shelf_ids: ["4"],
    specs: [
      { name: "年份", values: ["2024", "2025"] },
      { name: "规格", values: ["饼", "提"] },
    ],
    skus: [
      {
        id: "11",
        picture: null,
        spec: ["2025", "提"],
        price_fen: 100,
        market_price_fen: null,
        cost_fen: 0,
        code: "C1",
        weight_g: 1,
      },
      {
        id: "10",
        picture: null,
        spec: ["2024", "饼"],
        price_fen: 90,
        market_price_fen: null,
        cost_fen: 0,
        code: "C0",
        weight_g: 1,
      },
    ],
    promises: [],
    tags: [],
    detail: [],
    cases: [],
    video: null,
    fulfilment: "parcel",
    subtitle: "",
    origin: "",
  } as unknown as ConsoleProduct;

  it("shows the combinations that are not sold as switched off, and sends back what it was", () => {
    const begun = draftOf(product);
    expect(begun.skus.map((row) => [valuesOf(begun.specs, row).join("/"), row.id, row.off])).toEqual([
      ["2024/饼", "10", false],
      ["2024/提", undefined, true],
      ["2025/饼", undefined, true],
      ["2025/提", "11", false],
    ]);
    expect(checkDraft(begun).body?.skus.map((row) => [row.id, row.spec.join("/"), row.code])).toEqual([
      ["10", "2024/饼", "C0"],
      ["11", "2025/提", "C1"],
    ]);
  });

  it("a copy has neither ids nor codes", () => {
    const copied = copyOf(product);
    expect(copied.name).toBe("古树茶（副本）");
    expect(copied.skus.every((row) => row.id === undefined && row.code === "")).toBe(true);
  });
});
