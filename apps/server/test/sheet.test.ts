/** Products by sheet: out and in again unchanged, checked, applied once by the worker, whatever else happens meanwhile. */
import type { SheetImport, SheetProductRow } from "@banyan/contract";
import { readProducts, type SheetCell } from "@banyan/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { driveSheets } from "../src/sheet/drive.ts";
import { type Desk, openDesk, sku } from "./desk.ts";
import { newKey } from "./open-shop.ts";

let desk: Desk;
let gallery: string;

beforeAll(async () => {
  desk = await openDesk("sheet");
  gallery = (await desk.create()).body.gallery[0] ?? "";
});
afterAll(() => desk.shop.close());

type Cells = Record<string, SheetCell>;
type Checked = SheetImport & { code: string; message: string };

async function check(rows: Cells[], extra: Record<string, unknown> = {}) {
  const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return desk.operator.call<Checked>("POST", "/console/sheets", {
    request_key: newKey(),
    file_name: "商品.xlsx",
    rows: [titles, ...rows.map((row) => titles.map((title) => row[title] ?? null))],
    ...extra,
  });
}
const products = async (id: string, query = "") =>
  (
    await desk.operator.call<{ items: SheetProductRow[] }>(
      "GET",
      `/console/sheets/${id}/products?limit=100${query}`,
    )
  ).body.items;
const apply = (id: string) => desk.operator.call<Checked>("POST", `/console/sheets/${id}/apply`, {});
const shown = async (id: string) => (await desk.operator.call<Checked>("GET", `/console/sheets/${id}`)).body;
const row = (code: string, extra: Cells = {}): Cells => ({
  商品编码: code,
  商品名称: `茶 ${code}`,
  分类: "茶叶",
  主图: gallery,
  售价: "12.50",
  库存: 7,
  ...extra,
});
const reasons = async (rows: Cells[]) =>
  (await products((await check(rows)).body.id)).flatMap(({ faults }) =>
    faults.map((fault) => Object.values(fault).join("|")),
  );

test("a new product with two SKUs: made whole, off the shelf, with its opening stock; the same sheet again changes nothing", async () => {
  const code = `N${newKey()}`;
  const rows = [
    row(code, { 规格1名: "年份", 规格1值: "2024", 规格编码: `${code}a`, 标签: "春茶；古树" }),
    row(code, { 规格1名: "年份", 规格1值: "2025", 规格编码: `${code}b`, 售价: "１３" }),
  ];
  const { body } = await check(rows);
  expect(body).toMatchObject({ state: "ready", rows: 2, fresh: 1, changed: 0, bad: 0 });
  expect(await products(body.id)).toMatchObject([{ kind: "fresh", lines: [2, 3], faults: [] }]);
  await apply(body.id);
  await driveSheets(desk.shop.services);
  expect(await shown(body.id)).toMatchObject({ state: "done", applied: 1, refused: 0 });
  const [one] = await products(body.id);
  const made = await desk.get(one?.product_id ?? "");
  expect(made).toMatchObject({ state: "unlisted", name: `茶 ${code}`, tags: ["春茶", "古树"] });
  expect(made.skus.map((one) => [one.spec, one.price_fen, one.on_hand, one.code])).toEqual([
    [["2024"], 1250, 7, `${code}a`],
    [["2025"], 1300, 7, `${code}b`],
  ]);
  expect((await check(rows)).body).toMatchObject({ fresh: 0, changed: 0, same: 1, bad: 0 });
});

test("what is written out can be read in again and changes nothing", async () => {
  const answer = await fetch(`${desk.shop.url}/api/v1/console/product-sheet?format=csv`, {
    headers: desk.operator.headers,
  });
  expect(answer.status).toBe(200);
  const lines = (await answer.text())
    .replace(/^\uFEFF/, "")
    .trim()
    .split("\r\n");
  const rows = lines.map((line) => line.slice(1, -1).split('","'));
  expect(rows.length).toBeGreaterThan(2);
  const { body } = await desk.operator.call<Checked>("POST", "/console/sheets", {
    request_key: newKey(),
    file_name: "products.csv",
    rows,
  });
  expect(body).toMatchObject({ fresh: 0, changed: 0, bad: 0 });
  expect(body.same).toBe(await desk.countProducts());
});

test("a change is shown before and after, stock never moves, an edit made meanwhile is a named reason", async () => {
  const [one, other] = [(await desk.create()).body, (await desk.create()).body];
  const change = (id: string, price: string): Cells => ({
    商品编号: id,
    商品名称: "古树生茶",
    规格1名: "年份",
    规格1值: "2024",
    规格2名: "规格",
    规格2值: "一饼",
    售价: price,
    库存: 99,
  });
  const { body } = await check([change(one.id, "70"), change(other.id, "71")]);
  const [first] = await products(body.id);
  expect(first?.changes).toEqual([{ what: "售价（2024 · 一饼）", before: "68.00", after: "70.00" }]);
  expect(first?.notes[0]).toContain("库存 99 没有采用");
  await desk.change(other, { name: "别人改的" });
  await apply(body.id);
  await driveSheets(desk.shop.services);
  expect(await shown(body.id)).toMatchObject({ state: "done", applied: 1, refused: 1 });
  expect((await desk.get(one.id)).skus.map((it) => [it.price_fen, it.on_hand])).toEqual([
    [7000, 5],
    [6800, 0],
  ]);
  expect((await desk.get(other.id)).name).toBe("别人改的");
  const [refused] = await products(body.id, "&outcome=refused");
  expect(refused?.faults[0]?.reason).toContain("有人改过这个商品");
});

test("bad rows are named with line and column; their product is left out whole", async () => {
  const taken = `T${newKey()}`;
  await desk.create({ skus: [sku(["2024", "一饼"], { code: taken })] });
  const code = () => `B${newKey()}`;
  expect(await reasons([row(code(), { 售价: "12.345" })])).toEqual(["2|售价|「12.345」最多两位小数"]);
  expect(await reasons([row(code(), { 售价: "-3" })])).toEqual(["2|售价|「-3」是负数"]);
  expect(await reasons([row(code(), { 售价: "=1+2" })])).toEqual(["2|售价|「=1+2」是公式，请填数字"]);
  expect(await reasons([row(code(), { 商品名称: "一\n二" })])).toEqual([
    "2|商品名称|商品名称里有换行，请删掉",
  ]);
  expect(await reasons([row(code(), { 分类: "没有/这个" })])).toEqual([
    "2|分类|没有“没有/这个”这个分类，请先在「分类」里新建",
  ]);
  expect(await reasons([row(code(), { 主图: "缺.jpg" })])).toEqual(["2|主图|压缩包里没有图片“缺.jpg”"]);
  expect(await reasons([row(code(), { 规格编码: taken })])).toEqual([
    `2||规格编码 ${taken} 已被商品“古树生茶”使用`,
  ]);
  const twice = code();
  expect(await reasons([row(code(), { 规格编码: twice }), row(code(), { 规格编码: twice })])).toEqual([
    `3||规格编码 ${twice} 与第 2 行重复`,
  ]);
  expect(await reasons([row("", { 商品名称: "合并" })])).toEqual([
    "2||没有填商品编号或商品编码，同一商品的每一行都要填",
  ]);
  expect(await reasons([row(code(), { 规格4名: "产区", 规格4值: "易武" })])).toEqual(["2||最多 3 个规格名"]);
  const many = code();
  const hundred = Array.from({ length: 101 }, (_, at) => row(many, { 规格1名: "号", 规格1值: String(at) }));
  expect((await reasons(hundred))[0]).toContain("最多 100 个规格，这里有 101 行");
  const half = code();
  const { body } = await check([
    row(half, { 规格1名: "号", 规格1值: "1" }),
    row(half, { 规格1名: "号", 规格1值: "2", 售价: "x" }),
  ]);
  expect(body).toMatchObject({ fresh: 0, bad: 1 });
  expect(await apply(body.id)).toMatchObject({ status: 409, body: { code: "sheet_nothing" } });
});

test("a freight template goes by its name; unknown ones, and those of a service, are bad rows; one that is removed meanwhile is told", async () => {
  const owner = await desk.shop.staff("owner");
  const rule = {
    first: 1,
    first_fen: 1200,
    further: 1,
    further_fen: 0,
    free_over_fen: null,
    free_over_pieces: null,
  };
  const cold = await owner.call<{ id: string }>("POST", "/console/freight-templates", {
    request_key: newKey(),
    name: "冷链",
    unit: "piece",
    elsewhere: rule,
    groups: [],
    unserved: [],
  });
  const code = `G${newKey()}`;
  const [named, gone] = [row(code, { 运费模板: "冷链" }), row(`G${newKey()}`, { 运费模板: "冷链" })];
  const { body } = await check([named]);
  await apply(body.id);
  await driveSheets(desk.shop.services);
  const made = await desk.get((await products(body.id))[0]?.product_id ?? "");
  expect(made).toMatchObject({ freight_template_id: cold.body.id, code });
  expect((await check([named])).body).toMatchObject({ same: 1 });
  expect((await check([row(code)])).body).toMatchObject({ same: 1 });
  expect(await reasons([row(code, { 运费模板: "热链" })])).toEqual([
    "2|运费模板|没有“热链”这个运费模板，请先在「运费模板」里新建",
  ]);
  expect(await reasons([row(`G${newKey()}`, { 运费模板: "冷链", 履约方式: "服务核销" })])).toEqual([
    "2|运费模板|服务类商品不收运费，请留空",
  ]);
  const back = (await check([row(code, { 运费模板: "" })])).body;
  expect((await products(back.id))[0]?.changes).toEqual([
    { what: "运费模板", before: "冷链", after: "默认" },
  ]);
  const late = (await check([gone])).body;
  for (const one of [back, late]) await apply(one.id);
  await driveSheets(desk.shop.services);
  expect((await desk.get(made.id)).freight_template_id).toBeNull();
  expect((await owner.call("DELETE", `/console/freight-templates/${cold.body.id}`)).status).toBe(200);
  await driveSheets(desk.shop.services);
  expect((await products(late.id))[0]).toMatchObject({
    outcome: "refused",
    faults: [{ reason: "运费模板在检查表格之后被删除了" }],
  });
});

test("sheets that are none", async () => {
  const send = (rows: SheetCell[][]) =>
    desk.operator.call<Checked>("POST", "/console/sheets", {
      request_key: newKey(),
      file_name: "a.csv",
      rows,
    });
  expect((await send([])).body.code).toBe("sheet_empty");
  expect((await send([["商品编码", "商品名称", "售价"]])).body.code).toBe("sheet_empty");
  expect(
    (
      await send([
        ["什么", "都不是"],
        ["1", "2"],
      ])
    ).body.message,
  ).toContain("商品编号 或 商品编码、商品名称、售价");
  expect((await send(Array.from({ length: 10_002 }, () => ["a"]))).status).toBe(400);
  expect(
    readProducts([
      ["商品编号", "商品名称", "售价"],
      [null, null, null],
    ]),
  ).toEqual({ refusal: "empty" });
});

test("a worker that dies is followed by another, nothing is made twice; two workers share; a stop leaves whole products", async () => {
  const codes = Array.from({ length: 120 }, () => `C${newKey()}`);
  const { body } = await check(codes.map((code) => row(code)));
  await apply(body.id);
  await apply(body.id);
  // The first worker is gone with its chunk half written: the transaction never ended, the lease runs out.
  await desk.shop.sql("UPDATE sheet_import SET lease_until = now() - interval '1 second' WHERE id = $1", [
    body.id,
  ]);
  await Promise.all([driveSheets(desk.shop.services), driveSheets(desk.shop.services)]);
  expect(await shown(body.id)).toMatchObject({ state: "done", applied: 120, refused: 0 });
  const [made] = await desk.shop.sql<{ n: number; skus: number }>(
    `SELECT count(DISTINCT p.id)::int AS n, count(s.id)::int AS skus FROM product p JOIN sku s ON s.product_id = p.id WHERE p.code = ANY ($1)`,
    [codes],
  );
  expect(made).toEqual({ n: 120, skus: 120 });
  const second = (await check([row(`D${newKey()}`)])).body;
  await apply(second.id);
  expect(
    (await desk.operator.call<Checked>("POST", `/console/sheets/${second.id}/cancel`, {})).body.state,
  ).toBe("cancelled");
  await driveSheets(desk.shop.services);
  expect(await shown(second.id)).toMatchObject({ state: "cancelled", applied: 0 });
});

test("files: the template, the rows that were not taken; who may not write may not check", async () => {
  const { body } = await check([row(`F${newKey()}`, { 售价: "坏" })]);
  for (const path of ["product-sheet/template", `sheets/${body.id}/result`, "product-sheet?format=xlsx"]) {
    const answer = await fetch(`${desk.shop.url}/api/v1/console/${path}`, { headers: desk.operator.headers });
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).toString("latin1", 0, 2)).toBe("PK");
  }
  const service = await desk.shop.staff("service");
  expect((await service.call("GET", "/console/sheets")).status).toBe(200);
  expect((await service.call("POST", `/console/sheets/${body.id}/apply`, {})).status).toBe(403);
});
