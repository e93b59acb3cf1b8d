/**
 * The owner changes the commission plan at the desk: a draft from the one that works, rules from a sheet with bad rows, a clash that
 * is refused while typing and mended, a time at which it begins, and the clock that gets there. A demo shop of its own, since its
 * clock moves.
 */
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, type Screen } from "./support/browser.ts";
import { enterConsole, turnTo } from "./support/clerk.ts";
import { type Demo, openDemo } from "./support/demo.ts";
import { moveClock } from "./support/promoting.ts";
import { becomes, readText, says } from "./support/reading.ts";

let demo: Demo;
let browser: Browser;
let books: Books;
let desk: Screen;
beforeAll(async () => {
  demo = await openDemo();
  [browser, books] = await Promise.all([openBrowser(), openBooks(demo)]);
  desk = await openScreen(browser, demo.url, DESK);
  await enterConsole(desk.page, "掌柜");
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
  await demo.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await desk.shot(`failed-${task.name}`);
});

const stateOf = async (name: string) =>
  (await books.sql<{ state: string }>("SELECT state FROM plan WHERE name = $1", [name]))[0]?.state;
const NAME = "腊月方案";

const SHEET = [
  "范围,对象编号/名称,位置,等级,比例%,固定金额元",
  "分类,小粒咖啡,第1位,,12%,",
  "分类,小粒咖啡,第2位,,4,",
  "商品,没有这样东西,第1位,,10,",
  "分类,野生菌,第1位,代理商,0.15,",
  "分类,野生菌,第1位,,,2.50",
].join("\r\n");

test("a draft begins from the plan that works, in two clicks", async () => {
  const { page } = desk;
  await turnTo(page, "方案");
  await says(page, "山货推广方案", "使用中", "草稿", "已停用", "开店试行方案");
  await desk.shot("plan-01-versions");
  await page.getByRole("button", { name: "调整方案" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("方案名称").fill(NAME);
  await desk.shot("plan-02-new");
  await dialog.getByRole("button", { name: "开始编辑" }).click();
  await page.waitForURL(/\/plans\/\d+\/edit$/);
  await says(page, "已保存", "张三卖出¥100.00的商品,得¥10.00".replace(",", "，"));
  await desk.shot("plan-03-editor");
});

test("a rate that is typed is told in money at once; back and forth", async () => {
  const { page } = desk;
  await page.getByLabel("第 1 位（分享的人）").fill("11");
  await says(page, "张三卖出¥100.00的商品，得¥11.00，邀请人得¥3.00", "有修改还没有保存");
  await page.getByRole("button", { name: "撤销" }).click();
  await says(page, "得¥10.00，邀请人得¥3.00", "已保存");
  await page.getByRole("button", { name: "重做" }).click();
  await says(page, "得¥11.00，邀请人得¥3.00");
});

test("a sheet is read: good rows shown, bad ones with line and reason, taken only on a word", async () => {
  const { page } = desk;
  const before = await page.getByRole("listitem").filter({ hasText: "所有等级" }).count();
  await page.getByRole("button", { name: "导入" }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "腊月.csv", mimeType: "text/csv", buffer: Buffer.from(SHEET) });
  await says(dialog, "可用3行，有问题2行", "第4行没有「没有这样东西」这个商品，或它已不在店里");
  await says(dialog, "第5行比例「0.15」分不清是0.15%还是15%，请连百分号一起写");
  await desk.shot("plan-04-sheet-bad");
  await dialog.getByRole("tab", { name: /可用/ }).click();
  await says(dialog, "第2行分类「小粒咖啡」：第1位得计佣金额的12%", "第6行");
  await desk.shot("plan-05-sheet-good");
  expect(await page.getByRole("listitem").filter({ hasText: "所有等级" }).count()).toBe(before);
  await dialog.getByRole("button", { name: "把 3 条放进草稿" }).click();
  await says(page, "分类「野生菌」：第1位每件得2.50元，不超过计佣金额");
});

test("a rule that clashes is red where it stands, names the other, and cannot be saved; it is mended", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "添加规则" }).click();
  await says(page, "还没有选择对象");
  const row = page.getByRole("listitem").filter({ hasText: "还没有选择对象" });
  await row.getByRole("combobox", { name: "选择分类" }).fill("小粒咖啡");
  await page.keyboard.press("Enter");
  const wrong = page.getByRole("listitem").filter({ has: page.getByRole("alert") });
  await says(wrong, "还没有填写佣金");
  await wrong.getByLabel(/的比例$/).fill("9");
  await says(wrong, /第\d+条规则与第\d+条「分类「小粒咖啡」：第1位得计佣金额的12%」冲突/);
  await says(page, "1处要改正");
  await desk.shot("plan-06-clash");
  for (const name of ["保存草稿", "预览并启用", "试算"])
    expect(await page.getByRole("button", { name }).isDisabled()).toBe(true);
  await wrong.getByRole("combobox", { name: "等级" }).click();
  await page.locator(".ant-select-item-option").filter({ hasText: "经销商", visible: true }).click();
  await says(page, "有修改还没有保存");
  await desk.shot("plan-07-mended");
});

test("leaving with changes asks first", async () => {
  const { page } = desk;
  await turnTo(page, "佣金");
  await says(page.getByRole("dialog"), "草稿有修改还没有保存", "保存并离开");
  await desk.shot("plan-08-leave");
  await page.getByRole("button", { name: "留下" }).click();
  expect(new URL(page.url()).pathname).toMatch(/\/edit$/);
});

test("it is looked at once more and set for a time; the plan that works goes on", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "预览并启用" }).click();
  const dialog = page.getByRole("dialog");
  await says(dialog, "新增规则", "改了佣金", "全部商品：第1位得计佣金额的10%→得计佣金额的11%");
  await desk.shot("plan-09-preview");
  await dialog.getByText("定时启用", { exact: true }).click();
  const [clock] = await books.sql<{ at: string }>(
    "SELECT to_char((business_now() + interval '1 day') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS at",
  );
  await dialog.getByLabel("启用时间").fill(clock?.at ?? "");
  await page.keyboard.press("Enter");
  await desk.shot("plan-10-time");
  await dialog.getByRole("button", { name: "定时启用" }).click();
  await page.waitForURL(/\/plans\?version=\d+$/);
  await says(page, NAME, "待启用", "取消定时", clock?.at.replace(/\s/g, "") ?? "");
  await desk.shot("plan-11-scheduled");
  expect([await stateOf(NAME), await stateOf("山货推广方案")]).toEqual(["scheduled", "active"]);
});

test("when its time has come it works, and the one before is retired", async () => {
  const other = await desk.another();
  await moveClock(other.page, "+7 天");
  await other.page.close();
  await becomes(() => stateOf(NAME), "active");
  const { page } = desk;
  await page.reload();
  await says(page, "使用中", "分类「野生菌」：第1位每件得2.50元");
  expect(await stateOf("山货推广方案")).toBe("retired");
  await desk.shot("plan-12-active");
  expect(desk.faults).toEqual([]);
});

test("two versions are compared in words", async () => {
  const { page } = desk;
  await page.goto("/admin/plans/compare?before=3&after=4");
  await says(page, "秒杀商品", "不计佣", "新增规则", "分类「小粒咖啡」：第2位得计佣金额的5%");
  await desk.shot("plan-13-compare");
  expect(await readText(page)).not.toContain("undefined");
});

/** A draft of two thousand rules, written as the server would: every SKU at three positions for every tier, and so on. */
async function largeDraft(): Promise<string> {
  const [made] = await books.sql<{ version: string }>(
    `INSERT INTO plan (name, state, body)
     SELECT '两千条规则', 'draft', body || jsonb_build_object('rules', (
       SELECT jsonb_agg(jsonb_build_object('id', 'r' || n, 'scope', scope, 'target', target, 'position', position, 'rate_bps', 500)
         || CASE WHEN tier IS NULL THEN '{}' ELSE jsonb_build_object('tier', tier) END)
       FROM (SELECT row_number() OVER () AS n, * FROM (
         SELECT 'sku' AS scope, s.id::text AS target FROM sku s UNION ALL SELECT 'product', p.id::text FROM product p) goods,
         (VALUES (1), (2), (3)) AS at (position), (SELECT NULL AS tier UNION ALL SELECT id::text FROM tier) AS tiers
         LIMIT 2000) AS rules))
     FROM plan WHERE state = 'active' RETURNING version::text`,
  );
  return made?.version ?? "";
}

test("two thousand rules: found, changed at once, taken back, and a letter costs no more than it should", async () => {
  const { page } = desk;
  await page.goto(`/admin/plans/${await largeDraft()}/edit`);
  await says(page, "2000条");
  const field = page.getByLabel("第 3 条的比例");
  const took: number[] = [];
  for (const digit of ["6", "7", "8", "9"]) {
    const began = await page.evaluate<number>("performance.now()");
    await field.fill(digit);
    const drawn =
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))";
    took.push(Math.round((await page.evaluate<number>(drawn)) - began));
  }
  console.log(`2,000 条规则：改一个字到画完 ${took.join("、")} ms`);
  await page.getByLabel("查找规则").fill("代理商");
  await page.getByLabel("选择全部符合条件的规则").check();
  await page.getByRole("button", { name: "改佣金" }).click();
  await page.getByRole("dialog").getByLabel("新的比例").fill("7.5");
  await desk.shot("plan-14-bulk");
  await page.getByRole("dialog").getByRole("button", { name: "修改" }).click();
  await says(page, "的代理商得计佣金额的7.5%");
  await page.getByRole("button", { name: "撤销" }).click();
  await says(page, "的代理商得计佣金额的5%");
  expect(await readText(page.locator(".by-rules"))).not.toContain("7.5%");
  await page.getByRole("button", { name: "复制到…" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "新位置" }).click();
  await page.locator(".ant-select-item-option").filter({ hasText: "自购", visible: true }).click();
  await says(page.getByRole("dialog"), "将增加");
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await page.getByRole("button", { name: "删除", exact: true }).click();
  await says(page, "没有符合条件的规则");
  await page.getByRole("button", { name: "清空筛选" }).click();
  await desk.shot("plan-15-many");
});

/** What the rules of a version say, whatever they are called and in whatever order. */
const rulesOf = async (version: number) =>
  (
    await books.sql<{ rule: string }>(
      "SELECT (r - 'id')::text AS rule FROM plan, jsonb_array_elements(body->'rules') r WHERE version = $1 ORDER BY 1",
      [version],
    )
  ).map(({ rule }) => rule);

test("what is written out as a sheet says the same when it is read in", async () => {
  const { page } = desk;
  const before = await rulesOf(4);
  await page.goto("/admin/plans/4/edit");
  await says(page, "从第3版复制");
  await page.getByRole("button", { name: "导出" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /xlsx/ }).click(),
  ]);
  await page.getByRole("button", { name: "导入" }).click();
  const dialog = page.getByRole("dialog");
  const file = await download.path();
  await dialog.locator("input[type=file]").setInputFiles({
    name: download.suggestedFilename(),
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: await readFile(file),
  });
  await says(dialog, "可用15行，有问题0行");
  await dialog.getByText("替换全部规则").click();
  await dialog.getByRole("button", { name: "把 15 条放进草稿" }).click();
  await page.getByRole("button", { name: "预览并启用" }).click();
  await says(page.getByRole("dialog"), "启用「双十二方案（待试算）」");
  await page.getByRole("button", { name: "再改改" }).click();
  expect(await rulesOf(4)).toEqual(before);
});

test("on a small desk everything stands below each other and nothing is cut off", async () => {
  const small = await openScreen(browser, demo.url, { width: 1024, height: 768, touch: false });
  await enterConsole(small.page, "掌柜");
  for (const [path, name] of [
    ["/admin/plans", "plan-1"],
    ["/admin/plans/4/edit", "plan-2"],
    ["/admin/plans/compare?before=3&after=4", "plan-3"],
  ] as const) {
    await small.page.goto(path);
    await says(small.page, "方案");
    await small.page.waitForLoadState("networkidle");
    await small.shot(name);
    const width = await small.page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(1024);
  }
  await small.close();
  expect(desk.faults).toEqual([]);
});
