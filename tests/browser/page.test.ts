/**
 * An operator composes a topic page at the desk, by dragging, by the keyboard and by typing, and publishes it; a customer's phone shows
 * it. Two people at one page meet by name, and nothing of either is lost.
 */
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole, turnTo } from "./support/clerk.ts";
import { drawnPng } from "./support/pictures.ts";
import { readText, says, seen } from "./support/reading.ts";

const demo = inject("demo");
let browser: Browser;
let desk: Screen;
let colleague: Screen;
let phone: Screen;
beforeAll(async () => {
  browser = await openBrowser();
  [desk, colleague, phone] = await Promise.all([
    openScreen(browser, demo.url, DESK),
    openScreen(browser, demo.url, DESK),
    openScreen(browser, demo.url, PHONE),
  ]);
  await enterConsole(desk.page, "小云");
});
afterAll(() => leaveBrowser(browser));
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await desk.shot(`failed-${task.name}`);
});

const canvas = (page: Page): FrameLocator => page.frameLocator("iframe[title='手机预览']");
const handle = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const orderOf = async (page: Page) =>
  (await page.getByRole("button", { name: /^第 \d+ 个：/ }).all()).map((one) =>
    one.getAttribute("aria-label"),
  );
const labels = async (page: Page) =>
  (await Promise.all(await orderOf(page))).map((label) => label?.split("：")[1]);

/** Waits until the phone holds these blocks in this order: the places of new ones are known a moment after they were put there. */
async function stands(page: Page, names: readonly string[]): Promise<void> {
  await expect.poll(() => labels(page), { timeout: 10_000, interval: 80 }).toEqual(names);
}

/** Takes a tile of the palette and lets it go on the phone, just below the block of this name; null: on the empty phone. */
async function drag(page: Page, tile: string, below: string | RegExp | null): Promise<void> {
  const from = await page.locator(".by-palette-tile").filter({ hasText: tile }).first().boundingBox();
  const target = below === null ? page.locator(".by-phone") : handle(page, below);
  const to = await target.boundingBox();
  if (from === null || to === null) throw new Error("nothing to drag, or nowhere to drag it to");
  await page.mouse.move(from.x + 30, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 3 });
  await page.mouse.move(to.x + 150, below === null ? to.y + 80 : to.y + to.height - 4, { steps: 8 });
  await page.mouse.up();
}

test("a page is composed by dragging and typing, and saves itself", async () => {
  const { page } = desk;
  await turnTo(page, "页面");
  await says(page, "商城首页", "第3版显示中", "头一次喝普洱");
  await desk.shot("page-01-list");
  await page.getByRole("button", { name: "新建专题页" }).click();
  await page.getByLabel("页面名称").fill("年货节");
  await page.getByRole("button", { name: "开始装修" }).click();
  await page.waitForURL(/\/pages\/\d+\/edit$/);
  await says(page, "从左边拖一个组件进来");
  await drag(page, "标题", null);
  await stands(page, ["标题"]);
  await page.getByLabel("标题", { exact: true }).fill("山里年货");
  await drag(page, "商品列表", /：标题$/);
  await stands(page, ["标题", "商品列表"]);
  await canvas(page).getByText("爆款推荐").waitFor();
  await drag(page, "轮播横幅", /：标题$/);
  await stands(page, ["标题", "轮播横幅", "商品列表"]);
  await page.getByRole("button", { name: "添加横幅" }).click();
  await page
    .locator(".by-panel input[type=file]")
    .first()
    .setInputFiles(await drawnPng("#0e7c5a"));
  await page.getByLabel("标题", { exact: true }).fill("把山里的年带回家");
  await says(page, "草稿已保存");
  await canvas(page).getByText("把山里的年带回家").waitFor();
  await canvas(page).getByText("爆款推荐").waitFor();
  await desk.shot("page-02-composed");
});

test("the keyboard moves a block, and a step is taken back and done again", async () => {
  const { page } = desk;
  await handle(page, /：标题$/).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await stands(page, ["轮播横幅", "标题", "商品列表"]);
  await page.keyboard.press("Control+z");
  await stands(page, ["标题", "轮播横幅", "商品列表"]);
  await page.keyboard.press("Control+Shift+z");
  await stands(page, ["轮播横幅", "标题", "商品列表"]);
});

test("what is missing is said before publishing; published, a customer's phone shows it", async () => {
  const { page } = desk;
  await drag(page, "图片", /：商品列表$/);
  await says(page, "1处没填好");
  await page.getByRole("button", { name: "发布", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await says(dialog, "请上传图片");
  expect(await dialog.getByRole("button", { name: "现在发布" }).isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "请上传图片" }).click();
  await handle(page, /：图片$/).press("Delete");
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await dialog.getByLabel(/说明/).fill("年货节上线");
  await desk.shot("page-03-publish");
  await dialog.getByRole("button", { name: "现在发布" }).click();
  await says(page, "已发布，现在是第1版");
  const id = /pages\/(\d+)\/edit/.exec(page.url())?.[1];
  await phone.page.goto(`/page/topic/index?id=${id}`);
  await says(phone.page, "年货节", "把山里的年带回家", "山里年货", "爆款推荐");
  await phone.shot("page-04-topic");
  await seen(phone.page.locator(".pb-rail-card")).click();
  await says(phone.page, "立即购买");
});

test("two people at one page: who comes second is told whose change it was, and may take either", async () => {
  const { page } = desk;
  await enterConsole(colleague.page, "掌柜");
  await colleague.page.goto(page.url());
  await handle(colleague.page, /：标题$/).click();
  await colleague.page.getByLabel("标题", { exact: true }).fill("掌柜的年货");
  await says(colleague.page, "草稿已保存");
  await handle(page, /：标题$/).click();
  await page.getByLabel("标题", { exact: true }).fill("小云的年货");
  const dialog = page.getByRole("dialog");
  await says(dialog, "掌柜也改了这个页面", "修改了「标题·小云的年货」");
  await desk.shot("page-05-conflict");
  await dialog.getByRole("button", { name: "用我的" }).click();
  await says(page, "草稿已保存");
  await page.getByRole("button", { name: "历史" }).click();
  const history = page.getByRole("dialog");
  await says(history, "第2版", "存档", "被覆盖的草稿", "第1版", "正在显示", "年货节上线");
  await desk.shot("page-06-history");
  await history
    .getByRole("listitem")
    .filter({ hasText: "第 2 版" })
    .first()
    .getByRole("button", { name: "恢复为草稿" })
    .click();
  await says(page, "第2版已成为草稿");
  await canvas(page).getByText("掌柜的年货").waitFor();
  expect(await readText(page)).toContain("草稿已保存");
});

test("nothing went wrong unseen", () => {
  expect([...desk.faults, ...colleague.faults, ...phone.faults]).toEqual([]);
  expect(desk.refusals.filter((one) => !one.includes("already_changed"))).toEqual([]);
});
