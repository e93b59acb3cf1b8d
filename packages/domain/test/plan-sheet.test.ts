import { describe, expect, test } from "vitest";
import { readSheet, resolveSheet, type SheetCell, type SheetFacts, type SheetRule } from "../src/index.ts";

const HEAD: SheetCell[] = ["范围", "对象编号", "对象名称", "位置", "等级", "比例%", "固定金额元"];
const read = (...rows: SheetCell[][]) => {
  const reading = readSheet([HEAD, ...rows]);
  if (reading.refusal !== null) throw new Error(reading.refusal);
  return reading;
};
const amountOf = (rate: SheetCell, fixed: SheetCell = null) => {
  const { rules, bad } = read(["全部", null, null, 1, null, rate, fixed]);
  return rules[0]?.amount ?? bad[0]?.reason;
};

describe("a percentage", () => {
  test.each<[SheetCell, unknown]>([
    [10, { rate_bps: 1000 }],
    ["10", { rate_bps: 1000 }],
    ["10%", { rate_bps: 1000 }],
    ["１０％", { rate_bps: 1000 }],
    [" 12.5 % ", { rate_bps: 1250 }],
    [12.34, { rate_bps: 1234 }],
    [7.000000000000001, { rate_bps: 700 }],
    [0, { rate_bps: 0 }],
    ["0%", { rate_bps: 0 }],
    ["0.5%", { rate_bps: 50 }],
    [100, { rate_bps: 10_000 }],
    [100.01, "比例「100.01」超过 100%"],
    [12.345, "比例「12.345」最多两位小数"],
    [0.1, "比例「0.1」分不清是 0.1% 还是 10%，请连百分号一起写"],
    ["0.125", "比例「0.125」分不清是 0.125% 还是 12.5%，请连百分号一起写"],
    [0.05, "比例「0.05」分不清是 0.05% 还是 5%，请连百分号一起写"],
    [0.001, "比例「0.001」分不清是 0.001% 还是 0.1%，请连百分号一起写"],
    [-5, "比例「-5」不是百分数"],
    ["十", "比例「十」不是百分数"],
    ["1e3", "比例「1e3」不是百分数"],
    [1e30, "比例「1e+30」不是百分数"],
    [true, "比例「true」不是百分数"],
    ["=B2*2", "比例「=B2*2」是公式，请填数字"],
    ["'=1", "比例「=1」是公式，请填数字"],
    ["9".repeat(40), `比例「${"9".repeat(20)}…」最多两位小数`],
  ])("%j → %j", (cell, result) => expect(amountOf(cell)).toEqual(result));
});

describe("a fixed amount", () => {
  test.each<[SheetCell, unknown]>([
    [5, { fixed_fen: 500 }],
    ["5.5", { fixed_fen: 550 }],
    ["¥3.05", { fixed_fen: 305 }],
    ["￥1,234.50元", { fixed_fen: 123_450 }],
    [0, { fixed_fen: 0 }],
    ["3.005", "固定金额「3.005」最多两位小数"],
    ["-1", "固定金额「-1」不是金额"],
    ["200000000", "固定金额「200000000」太大了"],
    ["+1", "固定金额「+1」是公式，请填数字"],
  ])("%j → %j", (cell, result) => expect(amountOf(null, cell)).toEqual(result));

  test("stands alone", () => {
    expect(amountOf(10, 5)).toBe("比例和固定金额只能填一个");
    expect(amountOf(null, "")).toBe("比例和固定金额都没有填");
  });
});

describe("a row", () => {
  const bad = (...row: SheetCell[]) => read(row).bad[0]?.reason;
  test.each<[SheetCell[], string]>([
    [["", "1", "", 1, "", 10], "没有填范围"],
    [["店铺", "1", "", 1, "", 10], "范围「店铺」应为全部、分类、商品或规格"],
    [["商品", "", "", 1, "", 10], "没有填对象：请填分类、商品或规格的编号或名称"],
    [["全部", "", "", "", "", 10], "没有填位置"],
    [["全部", "", "", 4, "", 10], "位置「4」应为自购、第 1 位、第 2 位或第 3 位"],
  ])("%j: %s", (row, reason) => expect(bad(...row)).toBe(reason));

  test("keeps its line among blank ones, and names are not changed", () => {
    const { rules } = read(
      [null, "", "  "],
      ["商品", "", "（大）Ａ茶", "第二位", "所有等级", "10", ""],
      [],
      ["SKU", "７", "", "自 购", "经销商", "", 3],
    );
    expect(rules).toEqual([
      {
        ...{ line: 3, scope: "product", targetId: null, targetName: "（大）Ａ茶", position: 2, tier: null },
        amount: { rate_bps: 1000 },
      },
      {
        ...{ line: 5, scope: "sku", targetId: "７", targetName: null, position: "self", tier: "经销商" },
        amount: { fixed_fen: 300 },
      },
    ]);
  });

  test("of all goods names none, whatever stands there", () => {
    expect(read(["全部", "99", "什么", 1, "", 10, ""]).rules[0]).toMatchObject({
      targetId: null,
      targetName: null,
    });
  });
});

describe("titles", () => {
  test("stand in any order, with blanks above and other columns between", () => {
    const reading = readSheet([
      [null],
      ["备注", "比例 %", "位置", "对象编号/名称", "范围"],
      ["x", 5, 2, "7", "分类"],
    ]);
    expect(reading).toMatchObject({
      rules: [{ line: 3, scope: "category", targetName: "7", position: 2, amount: { rate_bps: 500 } }],
    });
  });

  test.each<[SheetCell[][], unknown]>([
    [[], { refusal: "sheet_empty" }],
    [[["", null]], { refusal: "sheet_empty" }],
    [[HEAD], { refusal: "sheet_empty" }],
    [[["位置", "比例%", "对象"]], { refusal: "sheet_header", missing: ["范围"] }],
    [
      [["乱", "七八糟"], [1]],
      { refusal: "sheet_header", missing: ["范围", "位置", "对象编号/名称", "比例% 或 固定金额元"] },
    ],
  ])("%j", (cells, reading) => expect(readSheet(cells)).toEqual(reading));
});

describe("what rows name", () => {
  const GOODS = [
    { id: "1", name: "红茶" },
    { id: "2", name: "绿茶" },
    { id: "3", name: "绿茶" },
    { id: "4", name: "1" },
  ];
  const facts: SheetFacts = {
    byId: (_, id) => GOODS.find((one) => one.id === id),
    byName: (_, name) => GOODS.filter((one) => one.name === name),
    tier: (word) => ({ 经销商: "t2" })[word],
  };
  const row = (change: Partial<SheetRule>): SheetRule => ({
    ...{ line: 2, scope: "product", targetId: null, targetName: null, position: 1, tier: null },
    amount: { rate_bps: 100 },
    ...change,
  });
  const one = (change: Partial<SheetRule>) => {
    const { good, bad } = resolveSheet([row(change)], facts, 10);
    return good[0]?.rule ?? bad[0]?.reason;
  };

  test.each<[Partial<SheetRule>, unknown]>([
    [{ targetName: "红茶" }, { scope: "product", target: "1", position: 1, rate_bps: 100 }],
    [
      { targetId: "2", tier: "经销商" },
      { scope: "product", target: "2", position: 1, tier: "t2", rate_bps: 100 },
    ],
    [
      { targetId: "2", targetName: "绿茶" },
      { scope: "product", target: "2", position: 1, rate_bps: 100 },
    ],
    // A number is an id before it is a name.
    [{ targetName: "1" }, { scope: "product", target: "1", position: 1, rate_bps: 100 }],
    [{ targetName: "绿茶" }, "有 2 个商品叫「绿茶」，请改填编号"],
    [{ targetName: "黄茶" }, "没有「黄茶」这个商品，或它已不在店里"],
    [{ targetId: "1", targetName: "绿茶" }, "编号 1 是「红茶」，与名称「绿茶」不符"],
    [{ targetId: "1", tier: "王者" }, "没有「王者」这个等级，或它已停用"],
  ])("%j → %j", (change, result) => expect(one(change)).toEqual(result));

  test("is said once: a row that repeats another is set aside, and so is one too many", () => {
    const rows = [
      row({ line: 2, targetId: "1" }),
      row({ line: 3, targetName: "红茶", amount: { fixed_fen: 5 } }),
      row({ line: 4, targetId: "1", position: 2 }),
      row({ line: 5, targetId: "2" }),
    ];
    const { good, bad } = resolveSheet(rows, facts, 2);
    expect(good.map(({ line }) => line)).toEqual([2, 4]);
    expect(bad).toEqual([
      { line: 3, reason: "与第 2 行的范围、位置、等级都相同" },
      { line: 5, reason: "一个方案最多 2 条规则，这一行放不下" },
    ]);
  });
});
