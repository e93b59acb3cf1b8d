/**
 * Before a plan is put to work it is tried on what was sold: from the draft, with two candidates, to the result and its file; called off
 * while it runs; refused where the question makes no sense. At the desk and on the narrow one.
 */
import { readFile } from "node:fs/promises";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, type Screen } from "./support/browser.ts";
import { enterConsole, turnTo } from "./support/clerk.ts";
import { becomes, readText, says } from "./support/reading.ts";

const demo = inject("demo");
const NARROW = { width: 1024, height: 768, touch: false };
let browser: Browser;
let books: Books;
let desk: Screen;
beforeAll(async () => {
  [browser, books] = await Promise.all([openBrowser(), openBooks(demo)]);
  desk = await openScreen(browser, demo.url, DESK);
  await enterConsole(desk.page, "掌柜");
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await desk.shot(`failed-${task.name}`);
});

const newestState = async () =>
  (await books.sql<{ state: string }>("SELECT state FROM simulation ORDER BY id DESC LIMIT 1"))[0]?.state;

test("from the draft to a result, beside what was really given", async () => {
  const { page } = desk;
  await turnTo(page, "方案");
  await page.getByRole("link", { name: /双十二方案/ }).click();
  await page.getByRole("button", { name: "试算" }).click();
  await page.waitForURL(/\/simulations\/new\?candidate=\d+$/);
  await says(page, "双十二方案（待试算）（草稿）", "山货推广方案");
  await page.getByLabel("候选方案").fill("试行");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await says(page, "开店试行方案（已停用）");
  await desk.shot("simulation-01-new");
  await page.getByRole("button", { name: "开始试算" }).click();
  await page.waitForURL(/\/simulations\/\d+$/);
  await says(page, "已完成", "让利合计", "候选1", "候选2");
  await desk.shot("simulation-02-result");
  const [row] = await books.sql<{ granted: number; active: number }>(
    `SELECT (result -> 'granted' -> 'total' ->> 'fen')::bigint AS granted, (result -> 'plans' -> 0 -> 'total' ->> 'fen')::bigint AS active
     FROM simulation ORDER BY id DESC LIMIT 1`,
  );
  // All orders of the demo were sold under the plan that works now.
  expect(Number(row?.active)).toBeGreaterThan(0);
  expect(row?.active).toEqual(row?.granted);
});

test("where it goes, who gets more, the worst line step by step, the rules", async () => {
  const { page } = desk;
  for (const [tab, text] of [
    ["等级", "代理商"],
    ["一级分类", "行·销售额"],
    ["商品", "其余商品"],
    ["位置", "第1位"],
  ] as const) {
    await page
      .locator(".ant-segmented-item")
      .filter({ hasText: new RegExp(`^${tab}$`) })
      .click();
    await says(page, text);
  }
  await says(page, "多得", "少得", "一半的人不超过", "合计让出", /让出毛利的\d+%/);
  await page.getByText(/^候选 1 · /).click();
  await says(page, "分类「小粒咖啡」：第1位得计佣金额的15%");
  await page.getByRole("heading", { name: "最坏的一行" }).scrollIntoViewIfNeeded();
  await desk.shot("simulation-03-worst");
});

test("the file holds a sheet for each part", async () => {
  const { page } = desk;
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "导出表格" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^方案试算 \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d\.xlsx$/);
  const bytes = await readFile(await download.path());
  expect([bytes.subarray(0, 2).toString(), bytes.length > 5_000]).toEqual(["PK", true]);
});

test("while it runs it shows how far it is, and is called off", async () => {
  const { page } = desk;
  await page.goto("/admin/simulations/new");
  // Nobody can read a line, so it is surely under way when it is called off.
  const gate = new pg.Client({ connectionString: demo.databaseUrl });
  await gate.connect();
  await gate.query("BEGIN");
  await gate.query("LOCK TABLE order_line IN ACCESS EXCLUSIVE MODE");
  await page.getByRole("button", { name: "开始试算" }).click();
  await says(page, "正在试算");
  await desk.shot("simulation-04-running");
  await page.getByRole("button", { name: "取消试算" }).click();
  await says(page, "这次试算已取消，没有结果", "再试一次");
  await gate.end();
  await becomes(newestState, "cancelled");
});

test("a period without orders, and one that is too long", async () => {
  const { page } = desk;
  await page.goto("/admin/simulations/new?from=2020-01-01&to=2020-01-31");
  await page.getByRole("button", { name: "开始试算" }).click();
  await says(page, "这段时间没有付过款的订单");
  await desk.shot("simulation-05-empty");
  await page.goto("/admin/simulations/new?from=2020-01-01&to=2026-01-31");
  await says(page, "一次最多试算三年的订单");
  expect(await page.getByRole("button", { name: "开始试算" }).isDisabled()).toBe(true);
  await page.goto("/admin/simulations/new?from=2026-02-01&to=2026-01-31");
  await says(page, "结束日期不能早于开始日期");
});

test("the list tells of each, and the narrow desk shows all of it", async () => {
  const { page } = desk;
  await turnTo(page, "试算");
  await says(page, "已完成", "已取消", "第4版双十二方案（待试算）");
  await desk.shot("simulation-06-list");
  const narrow = await openScreen(browser, demo.url, NARROW);
  await enterConsole(narrow.page, "掌柜");
  await narrow.page.goto("/admin/simulations/1");
  await says(narrow.page, "让利合计");
  const sideways = await narrow.page.evaluate("document.documentElement.scrollWidth - innerWidth");
  expect(sideways).toBeLessThanOrEqual(0);
  await narrow.shot("simulation-result");
  expect(narrow.faults).toEqual([]);
});

test("whoever serves customers sees no plans tried", async () => {
  const service = await openScreen(browser, demo.url, DESK);
  await enterConsole(service.page, "山山");
  expect(await readText(service.page.getByRole("navigation"))).not.toContain("试算");
  await service.close();
  expect(desk.faults).toEqual([]);
});
