/** The operator looks through what waits at the desk of reviews: shows, hides with a reason, answers. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DESK, leaveBrowser, openBrowser, openScreen, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { says } from "./support/reading.ts";

const demo = inject("demo");
let browser: Browser;
let desk: Screen;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openScreen(browser, demo.url, DESK);
  await enterConsole(desk.page, "山山");
});
afterAll(async () => {
  expect(desk.faults).toEqual([]);
  await desk.close();
  await leaveBrowser(browser);
});

const row = (text: string) => desk.page.getByRole("row", { name: new RegExp(text) });

test("what the check could not tell is shown, many at once; an advertisement is hidden and says why", async () => {
  const { page } = desk;
  await page.goto("/admin/reviews?state=waiting");
  await says(page, "包装比上次厚实", "微信未能检测", "微信建议人工审核：辱骂", "含有屏蔽词");
  await desk.shot("review-desk-1-waiting");
  for (const text of ["包装比上次厚实", "等了五天才到"]) await row(text).getByRole("checkbox").check();
  await page.getByRole("button", { name: "通过并展示" }).click();
  await says(page, "已展示2条");
  await row("想要同款的加微信").click();
  const drawer = page.getByRole("dialog", { name: "评价" });
  await drawer.getByRole("button", { name: /隐\s*藏/ }).click();
  const hiding = page.getByRole("dialog", { name: "隐藏评价" });
  await says(page, "差评不是隐藏的理由");
  await hiding.getByRole("button", { name: /隐\s*藏/ }).click();
  await says(page, "请选择隐藏原因");
  await hiding.getByRole("radio", { name: "广告引流" }).check();
  await desk.shot("review-desk-2-hide");
  await hiding.getByRole("button", { name: /隐\s*藏/ }).click();
  await says(page, "隐藏原因：广告引流", "没有符合条件的评价");
  await desk.shot("review-desk-3-hidden");
});

test("a low rating is answered, and stays", async () => {
  const { page } = desk;
  await page.goto(`/admin/reviews?q=${encodeURIComponent("等了五天才到")}`);
  await row("等了五天才到").click();
  const drawer = page.getByRole("dialog", { name: "评价" });
  await drawer.getByRole("textbox", { name: "回复顾客" }).fill("让您久等了，运费已退回，客服也记下了。");
  await drawer.getByRole("button", { name: /回\s*复/ }).click();
  await says(page, "商家回复", "让您久等了");
  await desk.shot("review-desk-4-answered");
  await page.goto("/admin/reviews?replied=yes");
  await says(page, "等了五天才到", "已回复");
});
