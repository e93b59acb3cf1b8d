/**
 * A month on paper: 周牧 opens the statement of a month, adds it up from the page's own numbers, asks of a line how it was computed
 * and takes the month home as PDF and sheet; 阿算 at the desk finds the same numbers.
 */
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import readSheets from "read-excel-file/node";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { pdfText } from "../statement/reading.ts";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { sticksOut } from "./support/fitting.ts";
import { customerCaller, handPhoneTo, type Shopper } from "./support/people.ts";
import { fenOf } from "./support/promoting.ts";
import { readText, says, seen } from "./support/reading.ts";

const demo = inject("demo");
const PROMOTER = "周牧";
const ACCOUNTS = ["预估", "冻结", "可提现", "提现中", "欠款"] as const;

let browser: Browser;
let books: Books;
let phone: Screen;
let desk: Screen;
let promoter: Shopper;
/** The newest month in which money arrived. */
let month: string;

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  promoter = await customerCaller(demo, books, PROMOTER);
  phone = await openScreen(browser, demo.url, PHONE);
  desk = await openScreen(browser, demo.url, DESK);
  await handPhoneTo(phone, demo, promoter);
  const { months } = await promoter.api.statement.months();
  month = months.find(({ sums }) => sums.paid_out_fen > 0)?.month ?? "";
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  await phone.shot(`failed-${task.name}-phone`);
  await desk.shot(`failed-${task.name}-desk`);
});

const named = (text: string) => {
  const [year, number] = text.split("-").map(Number);
  return `${year}年${number}月`;
};

/** The closing balance of each account as the phone shows it, after adding up what stands beside it. */
async function addedUp(page: Page): Promise<number[]> {
  const text = await readText(page);
  return ACCOUNTS.map((account) => {
    const found = new RegExp(`${account}¥([\\d.]+)¥([\\d.]+)\\+¥([\\d.]+)−¥([\\d.]+)=¥([\\d.]+)`).exec(text);
    if (!found) throw new Error(`no ${account} on the page: ${text}`);
    const [shown = 0, opening = 0, more = 0, less = 0, closing = 0] = found.slice(1).map(fenOf);
    expect([account, opening + more - less, shown]).toEqual([account, closing, closing]);
    return closing;
  });
}

test("from the centre to a month that adds up", async () => {
  const { page } = phone;
  await page.goto("/promoter/center/index");
  await page.getByRole("button", { name: /对账单/ }).click();
  await says(page, named(month), "截至", "佣金奖励（元）");
  await phone.shot("statement-01-months");
  await page.getByRole("link", { name: new RegExp(named(month).replace(/(\d+)/g, " ?$1 ?")) }).click();
  await says(page, "期初+增加−减少=期末", "与账户余额一致", "明细");
  await phone.shot("statement-02-month");
  const closing = await addedUp(page);
  const { closing: told } = await promoter.api.statement.get({ month });
  expect(closing).toEqual([
    told.estimated_fen,
    told.held_fen,
    told.available_fen,
    told.withdrawing_fen,
    told.debt_fen,
  ]);
  await page.getByText("变动", { exact: true }).scrollIntoViewIfNeeded();
  await phone.shot("statement-03-movements");
  for (const width of [320, 390, 430]) {
    await page.setViewportSize({ width, height: PHONE.height });
    expect(await sticksOut(page, width)).toEqual([]);
  }
  await page.setViewportSize({ width: PHONE.width, height: PHONE.height });
});

test("a line leads to 怎么算的, another to its withdrawal", async () => {
  const { page } = phone;
  const line = seen(page.getByRole("link", { name: /^佣金入账/ }));
  await line.scrollIntoViewIfNeeded();
  await phone.shot("statement-04-lines");
  await line.click();
  await says(page, "计算过程", "结果一致", "分佣位置", "方案生效");
  await phone.shot("statement-05-explained");
  await page.getByText("分佣位置").scrollIntoViewIfNeeded();
  await phone.shot("statement-06-explained-facts");
  await page.goBack();
  await says(page, "与账户余额一致");
});

test("the month goes home as PDF and as a sheet", async () => {
  const { page } = phone;
  await page.goto(`/statement/month/index?month=${month}`);
  const pdf = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载 PDF" }).click();
  const paper = await pdf;
  expect(paper.suggestedFilename()).toBe(`对账单-${month}.pdf`);
  const text = pdfText(readFileSync(await paper.path())).replaceAll(" ", "");
  expect(text).toContain(`${named(month)}对账单`);
  expect(text).toContain("与账户余额一致");
  const xlsx = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载表格" }).click();
  const sheets = await readSheets(readFileSync(await (await xlsx).path()));
  const statement = await promoter.api.statement.get({ month });
  const rows = sheets.find(({ sheet }) => sheet === "明细")?.data ?? [];
  expect(rows).toHaveLength(statement.lines + 2);
  expect(rows.at(-1)?.[0]).toBe(`共 ${statement.lines} 笔，逐笔相加与「变动」一致。`);
  expect(phone.faults).toEqual([]);
});

test("what a share would bring is explained before anybody buys", async () => {
  const { page } = phone;
  const [{ product_id } = { product_id: "" }] = await books.sql<{ product_id: string }>(
    `SELECT s.product_id::text FROM sku s JOIN product p ON p.id = s.product_id
     WHERE p.state = 'listed' AND NOT s.retired ORDER BY s.price_fen LIMIT 1`,
  );
  await page.goto(`/catalog/product/index?id=${product_id}`);
  await seen(page.getByRole("button", { name: "分享" })).click();
  await says(page, "怎么算的");
  await phone.shot("statement-10-share");
  await page.getByRole("link", { name: "怎么算的" }).click();
  await says(page, "佣金方案", "分享赚¥", "没有超过上限");
  await phone.shot("statement-11-worth");
  expect(phone.faults).toEqual([]);
});

test("the desk finds the same numbers", async () => {
  const { page } = desk;
  await enterConsole(page, "阿算");
  await page.goto(`/admin/ledger/statements?month=${month}`);
  await says(page, "全部分销员合计", "与账本一致", PROMOTER);
  await desk.shot("statement-07-all");
  await page.getByRole("row").filter({ hasText: PROMOTER }).click();
  await says(page, "与账户余额一致", "明细", PROMOTER);
  await desk.shot("statement-08-one");
  const { closing } = await promoter.api.statement.get({ month });
  const row = page.getByRole("row").filter({ hasText: /^可提现/ });
  const amounts = [...(await readText(row.first())).matchAll(/¥([\d,.]+?\.\d\d)/g)].map((found) =>
    fenOf(found[1] ?? ""),
  );
  const [opening = 0, more = 0, less = 0, last = 0] = amounts;
  expect([opening + more - less, last]).toEqual([last, closing.available_fen]);
  await seen(page.getByRole("link", { name: "怎么算的" })).click();
  await says(page, "用快照重新计算，结果一致", "为什么在这个位置", "接下来");
  await page.getByRole("button", { name: "复制计算器输入" }).click();
  await says(page, "已复制");
  const copied: string = await page.evaluate("navigator.clipboard.readText()");
  expect(Object.keys(JSON.parse(copied) as object)).toEqual([
    "plan",
    "line",
    "buyer",
    "chain",
    "refunded_fen",
  ]);
  await desk.shot("statement-09-explained");
  await page.goBack();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载表格" }).click();
  expect((await download).suggestedFilename()).toBe(`对账单-${promoter.id}-${month}.xlsx`);
  expect(desk.faults).toEqual([]);
});
