/** Somebody searches on the phone as people type, and the operator sees at the desk what was searched. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { says, seen } from "./support/reading.ts";

const demo = inject("demo");
let browser: Browser;
let phone: Screen;
let desk: Screen;

beforeAll(async () => {
  browser = await openBrowser();
  phone = await openScreen(browser, demo.url, PHONE);
  desk = await openScreen(browser, demo.url, DESK);
});
afterAll(async () => {
  for (const screen of [phone, desk]) {
    expect(screen.faults).toEqual([]);
    await screen.close();
  }
  await leaveBrowser(browser);
});

test("pinyin is understood while it is typed; the list is narrowed down; one search is forgotten", async () => {
  const { page } = phone;
  await page.goto("/catalog/search/index");
  await says(page, "大家在搜", "鲜花饼");
  await page.getByRole("searchbox").fill("xianhuab");
  await says(page, "现烤玫瑰鲜花饼");
  await phone.shot("search-suggestions");
  // A keyboard goes down to the second of them and back up to the box.
  const focused = () =>
    page.evaluate<string>("document.activeElement.innerText || document.activeElement.type");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toContain("搜索“xianhuab”");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toContain("鲜花饼");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await focused()).toBe("search");
  await page.getByRole("searchbox").fill("鲜华饼");
  await page.keyboard.press("Enter");
  await says(page, "没有“鲜华饼”，这些也许是你要找的", "现烤玫瑰鲜花饼");
  await seen(page.getByRole("tab", { name: "按价格排" })).click();
  await seen(page.getByRole("tab", { name: "价格从低到高" })).click();
  await seen(page.getByRole("button", { name: "筛选" })).click();
  await page.getByRole("checkbox", { name: "仅看有货" }).click();
  await page.getByLabel("最高价").fill("30");
  await page.getByRole("button", { name: /^查看 \d+ 件商品$/ }).click();
  await says(page, /现烤玫瑰鲜花饼/);
  await phone.shot("search-narrowed");
  await page.goto(`/catalog/list/index?q=${encodeURIComponent("滇红羽绒服")}`);
  await says(page, "没有找到“滇红羽绒服”", "你是不是想找", "大家都在买");
  await phone.shot("search-nothing");
  await page.goto("/catalog/search/index");
  await seen(page.getByRole("button", { name: "整理搜索记录" })).click();
  await page.getByRole("button", { name: "删除“鲜华饼”" }).click();
  await expect.poll(() => page.getByText("最近搜过").count()).toBe(0);
});

test("at the desk: what found nothing leads to a synonym, which works at once", async () => {
  const { page } = desk;
  await enterConsole(page, "小云");
  await page.goto("/admin/search");
  await page.getByRole("tab", { name: "最近没有结果的" }).click();
  await says(page, "滇红羽绒服");
  await desk.shot("search-words");
  await page
    .getByRole("row")
    .filter({ hasText: "滇红羽绒服" })
    .getByRole("link", { name: "设同义词" })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").fill("滇红金针");
  await page.keyboard.press("Enter");
  await says(dialog, "顾客搜“滇红羽绒服”，也会看到写着“滇红金针”的商品");
  await dialog.getByRole("button", { name: /保\s*存/ }).click();
  await says(page, "已保存，马上生效");
  await phone.page.goto(`/catalog/list/index?q=${encodeURIComponent("滇红羽绒服")}`);
  await says(phone.page, "找到1件", "凤庆滇红金针");
});
