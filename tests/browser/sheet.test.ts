/**
 * December's goods come by sheet: an operator uploads a workbook and its pictures, reads which rows are good and which are not, applies, and
 * finds the products in the list and the rows that were left out in a file.
 */
import { mkdtempSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeXlsx } from "@banyan/server/statement/xlsx.ts";
import type { Browser } from "playwright-core";
import { readSheet } from "read-excel-file/node";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { zipOf } from "../support/zip.ts";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { drawnPng, falsePng } from "./support/pictures.ts";
import { says } from "./support/reading.ts";

const demo = inject("demo");
const folder = mkdtempSync(join(tmpdir(), "banyan-sheet-"));
let browser: Browser;
let books: Books;
let desk: Screen;

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  desk = await openScreen(browser, demo.url, { ...DESK, still: true });
  await enterConsole(desk.page, "小云");
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await desk.shot(`failed-${task.name}`);
});

const TITLES = ["商品编号", "商品编码", "商品名称", "分类", "主图", "规格1名", "规格1值", "售价", "库存"];

/** Four products that can be taken, and three that cannot. */
async function sheetOf(old: {
  id: string;
  name: string;
  spec: string[];
  specs: { name: string }[];
}): Promise<string> {
  const path = join(folder, "十二月新品.xlsx");
  const rows = [
    TITLES,
    [
      "",
      "XN-01",
      "景迈千年古树茶饼",
      "普洱与古树茶",
      "茶/饼-正面.jpg；茶/饼-背面.jpg",
      "年份",
      "2024",
      "268",
      "40",
    ],
    ["", "XN-01", "", "", "", "年份", "2025", "238.5", "60"],
    ["", "XN-02", "腊排骨火锅礼盒", "普洱与古树茶", "礼盒.jpg", "", "", "168", "25"],
    [old.id, "", old.name, "", "", old.specs[0]?.name ?? "", old.spec[0] ?? "", "199", "500"],
    ["", "XN-03", "价格写错的茶", "普洱与古树茶", "礼盒.jpg", "", "", "一百", "5"],
    ["", "XN-04", "没有这个分类", "海鲜", "礼盒.jpg", "", "", "88", "5"],
    ["", "XN-05", "图片不对的茶", "普洱与古树茶", "没有.jpg；假的.jpg", "", "", "88", "5"],
  ];
  const file = await open(path, "w");
  const sheet = { name: "商品", widths: TITLES.map(() => 14), rows: rows.map((cells) => ({ cells })) };
  await writeXlsx(file, [sheet]);
  await file.close();
  return path;
}

async function archive(): Promise<Parameters<ReturnType<Screen["page"]["locator"]>["setInputFiles"]>[0]> {
  const [front, back, box] = await Promise.all(["#5a3a1c", "#4a2c14", "#8a2c2c"].map(drawnPng));
  const pictures = {
    "茶/饼-正面.jpg": front,
    "茶/饼-背面.jpg": back,
    "礼盒.jpg": box,
    "假的.jpg": falsePng(),
  };
  const entries = Object.entries(pictures).map(([name, one]): [string, Buffer] => [
    name,
    one?.buffer ?? Buffer.alloc(0),
  ]);
  return { name: "图片.zip", mimeType: "application/zip", buffer: zipOf(new Map(entries)) };
}

/** A product with one spec, so that a row names one of its SKUs whole. */
const oneProduct = async () => {
  const [row] = await books.sql<{
    id: string;
    name: string;
    spec: string[];
    specs: { name: string }[];
    version: number;
  }>(
    `SELECT p.id::text, p.name, p.specs, s.spec, p.version FROM product p JOIN sku s ON s.product_id = p.id AND NOT s.retired
     WHERE p.state = 'listed' AND jsonb_array_length(p.specs) = 1 AND s.market_price_fen IS NULL ORDER BY p.id, s.position LIMIT 1`,
  );
  if (!row) throw new Error("the demo has a product of one spec");
  return row;
};

test("a sheet and its pictures: good rows and bad rows before anything is changed", async () => {
  const { page } = desk;
  await page.goto("/admin/products");
  await page.getByRole("link", { name: "批量导入" }).click();
  await says(page, "批量导入", "导入表格");
  await desk.shot("sheet-01-history");
  await page.getByRole("button", { name: "导入表格" }).click();
  await desk.shot("sheet-02-upload");
  const [sheet, pictures] = await Promise.all([sheetOf(await oneProduct()), archive()]);
  const choose = page.getByRole("dialog").locator("input[type=file]");
  await choose.nth(0).setInputFiles(sheet);
  await choose.nth(1).setInputFiles(pictures);
  await says(page.getByRole("dialog"), "十二月新品.xlsx", "图片.zip");
  await desk.shot("sheet-03-chosen");
  await page.getByRole("button", { name: "检查表格" }).click();
  await page.waitForURL(/sheets\/\d+$/);
  await says(page, "十二月新品.xlsx", "待导入", "新建2", "修改1", "有问题3");
  await says(
    page,
    /第6行售价：「一百」不是金额/,
    "第7行分类：没有“海鲜”这个分类",
    "图片“没有.jpg”：压缩包里没有这个文件",
  );
  await says(page, "图片“假的.jpg”：", "库存500没有采用", /售价（.+）：.+→199\.00/);
  await desk.shot("sheet-04-checked");
  await page.getByRole("tab", { name: /^有问题/ }).click();
  await says(page, "价格写错的茶");
  await desk.shot("sheet-05-bad");
});

test("applied by the worker: products stand in the list, what was left out comes as a sheet", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "导入 3 个商品" }).click();
  await says(page, "已完成", "已导入3，未导入0，共3个商品");
  await page.getByRole("tab", { name: /^全部/ }).click();
  await says(page, "已导入");
  await desk.shot("sheet-06-done");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载未导入的行" }).click(),
  ]);
  const left = await readSheet(await readFile(await download.path()));
  expect(left.map((row) => row.at(-2))).toEqual(["行号", "6", "7", "8"]);
  expect(left[1]?.at(-1)).toBe("售价：「一百」不是金额");
  await page.goto("/admin/products?q=XN-01");
  await says(page, "景迈千年古树茶饼", "已下架");
  await page.getByRole("row").filter({ hasText: "景迈千年古树茶饼" }).click();
  await page.waitForURL(/products\/\d+$/);
  expect(await page.getByLabel("商品编码").inputValue()).toBe("XN-01");
  await desk.shot("sheet-07-product");
  const [made] = await books.sql<{ skus: number; pictures: number; opened: number }>(
    `SELECT (SELECT count(*)::int FROM sku WHERE product_id = p.id) AS skus, jsonb_array_length(gallery) AS pictures,
       (SELECT sum(on_hand)::int FROM sku s JOIN sku_stock t ON t.sku_id = s.id WHERE s.product_id = p.id) AS opened
     FROM product p WHERE code = 'XN-01'`,
  );
  expect(made).toEqual({ skus: 2, pictures: 2, opened: 100 });
});

test("a code that another product has is refused at its field, in words", async () => {
  const { page } = desk;
  await page.getByLabel("商品编码").fill("XN-02");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await says(page, "商品编码XN-02已被商品“腊排骨火锅礼盒”使用");
  await desk.shot("sheet-08-taken");
  await page.getByLabel("商品编码").fill("XN-01A");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await says(page, "内容已是最新");
  expect(desk.faults).toEqual([]);
});
