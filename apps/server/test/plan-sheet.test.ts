/** A sheet of rules at the server: ids and exact names are found, bad rows come back with line and reason, nothing is written. */
import type { Envelope } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReadRules } from "../src/plan/sheet.ts";
import { addCategory, addGoods } from "./goods.ts";
import { openPlanDesk, type PlanDesk } from "./plan.ts";

let desk: PlanDesk;
let tea: string;
let cake: { product: string; sku: string };
beforeAll(async () => {
  desk = await openPlanDesk("plan_sheet");
  const { shop } = desk;
  const drinks = await addCategory(shop, "茶饮");
  tea = String(await addCategory(shop, "普洱", drinks));
  const made = await addGoods(shop, {
    name: "古树茶饼",
    skus: [
      { spec: ["357g"], price: 46_800 },
      { spec: ["100g"], price: 9_900, retired: true },
    ],
  });
  cake = { product: String(made.productId), sku: String(made.skuIds[0]) };
  await addGoods(shop, { name: "同名茶" });
  await addGoods(shop, { name: "同名茶" });
  await addGoods(shop, { name: "回收的茶", state: "recycled" });
  await shop.sql("UPDATE sku SET code = 'GS-357' WHERE id = $1", [cake.sku]);
  await shop.sql("INSERT INTO tier (name, rank, retired_at) VALUES ('老等级', 80, business_now())");
});
afterAll(() => desk.shop.close());

const HEAD = ["范围", "对象编号/名称", "位置", "等级", "比例%", "固定金额元"];
const read = async (...rows: (string | number | null)[][]) => {
  const answer = await desk.post<ReadRules>("/sheet", { rows: [HEAD, ...rows] });
  expect(answer.status).toBe(200);
  return answer.body;
};

test("good rows are rules by id, whatever they were named by", async () => {
  const { good, bad, names } = await read(
    ["全部", null, "1", "", 10, null],
    ["分类", "普洱", "第 2 位", "经销商", "3%", ""],
    ["分类", "茶饮 / 普洱", "第2位", "", "2.5", ""],
    ["商品", cake.product, "自购", "", "", 5],
    ["商品", "古树茶饼", 1, "2", "12.34", ""],
    ["规格", "GS-357", 1, "", "", "¥3.50"],
    ["sku", "古树茶饼 357g", 2, "", "1", ""],
  );
  expect(bad).toEqual([]);
  expect(good.map(({ rule }) => rule)).toEqual([
    { scope: "all", position: 1, rate_bps: 1000 },
    { scope: "category", target: tea, position: 2, tier: "2", rate_bps: 300 },
    { scope: "category", target: tea, position: 2, rate_bps: 250 },
    { scope: "product", target: cake.product, position: "self", fixed_fen: 500 },
    { scope: "product", target: cake.product, position: 1, tier: "2", rate_bps: 1234 },
    { scope: "sku", target: cake.sku, position: 1, fixed_fen: 350 },
    { scope: "sku", target: cake.sku, position: 2, rate_bps: 100 },
  ]);
  expect(names.products).toContainEqual({ id: cake.product, name: "古树茶饼", gone: false });
  expect(names.skus).toContainEqual({ id: cake.sku, name: "古树茶饼 357g", gone: false });
});

test("bad rows are told by line and reason, good ones between them stay", async () => {
  const { good, bad } = await read(
    ["商品", "没有的茶", 1, "", 10, ""],
    ["商品", "同名茶", 1, "", 10, ""],
    ["商品", "回收的茶", 1, "", 10, ""],
    ["商品", "古树茶饼", 1, "老等级", 10, ""],
    ["商品", "古树茶饼", 1, "", 10, ""],
    ["商品", cake.product, 1, "", 8, ""],
    ["规格", "古树茶饼 100g", 1, "", 8, ""],
    ["分类", "普洱", 1, "", 0.1, ""],
    ["分类", "普洱", 1, "", "=1+1", ""],
  );
  expect(good.map(({ line }) => line)).toEqual([6]);
  expect(bad).toEqual([
    { line: 2, reason: "没有「没有的茶」这个商品，或它已不在店里" },
    { line: 3, reason: "有 2 个商品叫「同名茶」，请改填编号" },
    { line: 4, reason: "没有「回收的茶」这个商品，或它已不在店里" },
    { line: 5, reason: "没有「老等级」这个等级，或它已停用" },
    { line: 7, reason: "与第 6 行的范围、位置、等级都相同" },
    { line: 8, reason: "没有「古树茶饼 100g」这个规格，或它已不在店里" },
    { line: 9, reason: "比例「0.1」分不清是 0.1% 还是 10%，请连百分号一起写" },
    { line: 10, reason: "比例「=1+1」是公式，请填数字" },
  ]);
});

test("an id beside a name must mean the same", async () => {
  const rows = [
    ["范围", "对象编号", "对象名称", "位置", "比例"],
    ["商品", cake.product, "古树茶饼", "1", "10%"],
    ["商品", cake.product, "别的茶", "2", "10%"],
  ];
  const { body } = await desk.post<ReadRules>("/sheet", { rows });
  expect(body.good.map(({ line }) => line)).toEqual([2]);
  expect(body.bad).toEqual([
    { line: 3, reason: `编号 ${cake.product} 是「古树茶饼」，与名称「别的茶」不符` },
  ]);
});

test("ten thousand rows are read; what a plan cannot hold is told row by row, more rows are refused", async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => ["商品", `茶 ${n}`, 1, "", 10, ""]);
  const { good, bad } = await read(...rows);
  expect([good.length, bad.length, bad.at(-1)?.line]).toEqual([0, 10_000, 10_001]);
  await desk.shop.sql(
    "INSERT INTO product (category_id, fulfilment, name) SELECT $1, 'parcel', '货 ' || n FROM generate_series(1, 2001) n",
    [tea],
  );
  const many = await read(...Array.from({ length: 2001 }, (_, n) => ["商品", `货 ${n + 1}`, 1, "", 10, ""]));
  expect(many.good).toHaveLength(2000);
  expect(many.bad).toEqual([{ line: 2002, reason: "一个方案最多 2000 条规则，这一行放不下" }]);
  const refused = await desk.post("/sheet", { rows: [HEAD, HEAD, ...rows] });
  expect([refused.status, refused.body.message]).toEqual([400, "表格最多 10000 行"]);
});

test.each<[string, unknown[][], string, string]>([
  ["nothing", [], "sheet_empty", "表格里没有规则"],
  ["titles alone", [HEAD], "sheet_empty", "表格里没有规则"],
  ["no titles", [["全部", "", "1", "", "10"]], "sheet_header", "缺少标题：范围、位置"],
  ["blank cells", [[null, ""], [""]], "sheet_empty", "表格里没有规则"],
])("a sheet of %s is refused", async (_, rows, code, sentence) => {
  const { body } = await desk.post<Envelope>("/sheet", { rows });
  expect(body.code).toBe(code);
  expect(body.message).toContain(sentence);
});

test("reading writes nothing, and whoever may not write drafts may not read sheets", async () => {
  const before = await desk.list();
  await read(["全部", "", 1, "", 10, ""]);
  expect(await desk.list()).toEqual(before);
  const finance = await desk.shop.staff("finance");
  expect((await desk.post("/sheet", { rows: [HEAD] }, finance)).body.code).toBe("not_allowed");
});

test("goods are found for a rule by words, code or number; what is gone is not offered", async () => {
  type Found = { targets: { id: string; name: string }[] };
  const find = async (scope: string, q: string) =>
    (
      await desk.owner.call<Found>("GET", `/console/plans/targets?scope=${scope}&q=${encodeURIComponent(q)}`)
    ).body.targets.map(({ name }) => name);
  expect(await find("product", "古树")).toEqual(["古树茶饼"]);
  expect(await find("product", "回收")).toEqual([]);
  expect(await find("sku", "古树")).toEqual(["古树茶饼 357g"]);
  expect(await find("sku", "gs-3")).toEqual(["古树茶饼 357g"]);
  expect(await find("product", "%")).toEqual([]);
});
