/**
 * A review's life on two screens: 季禾 writes about two things of an order, with a picture, sees it on the product's page, adds to it
 * later; 掌柜 answers one at the desk and hides the other, and both see the same.
 */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import type { Caller } from "../support/people.ts";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { sticksOut } from "./support/fitting.ts";
import { customerCaller, handPhoneTo, type Shopper, staffCaller } from "./support/people.ts";
import { choosePicture, drawnPng } from "./support/pictures.ts";
import { becomes, readText, says } from "./support/reading.ts";
import { receivedOrder, reviewStates } from "./support/reviewing.ts";

const demo = inject("demo");
const NICKNAME = "季禾";
const SAID = "荞香足，不腻，回烤两分钟更香。";
const ADDED = "放了一周，还是酥的。";
const ANSWER = "谢谢喜欢，回烤两分钟正好。";

let browser: Browser;
let books: Books;
let phone: Screen;
let desk: Screen;
let staff: Caller;
let customer: Shopper;
/** What is spoken of with words, and with stars alone. Nobody else looks at them: a product's page may be half a minute old. */
let goods: { product: string; sku: string; name: string }[];
let no: string;

const cake = () => `/catalog/product/index?id=${goods[0]?.product}`;
const own = async (line: number) => {
  const { lines } = await customer.api.review.lines({ no });
  const review = lines.find(({ line_no }) => line_no === line)?.review;
  if (!review) throw new Error(`nothing was said of line ${line}`);
  return review;
};

beforeAll(async () => {
  [browser, books] = await Promise.all([openBrowser(), openBooks(demo)]);
  [customer, staff] = await Promise.all([customerCaller(demo, books, NICKNAME), staffCaller(demo, "掌柜")]);
  await customer.api.customer.update({ nickname: NICKNAME, avatar: null });
  goods = await books.sql(
    `SELECT p.id::text AS product, min(s.id)::text AS sku, p.name FROM product p JOIN sku s ON s.product_id = p.id
     JOIN sku_stock t ON t.sku_id = s.id WHERE p.name IN ('苦荞蜂蜜饼', '单山蘸水 干辣椒面') AND NOT s.retired
       AND t.on_hand - t.held > 5 GROUP BY p.id ORDER BY p.name DESC`,
  );
  phone = await openScreen(browser, demo.url, PHONE);
  await handPhoneTo(phone, demo, customer);
  desk = await openScreen(browser, demo.url, DESK);
  const [name = "", value = ""] = (staff.headers["cookie"] ?? "").split("=");
  await desk.context.addCookies([{ name, value, url: demo.url }]);
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

test("what was received waits for a word; what is half written is kept", async () => {
  const { page } = phone;
  const skus = goods.map(({ sku }) => sku);
  no = await receivedOrder(books, { customer, staff }, skus);
  expect((await customer.api.order.get({ no })).actions).toContain("review");
  await page.goto("/customer/me/index");
  await says(page, "2待评价");
  await page.getByRole("button", { name: "待评价" }).click();
  await says(page, "已评价", goods[1]?.name.replaceAll(" ", "") ?? "");
  await page.getByRole("button", { name: "评价", exact: true }).first().click();
  const send = page.getByRole("button", { name: /^发布/ });
  await send.waitFor();
  expect(await send.getAttribute("aria-disabled")).toBe("true");
  const words = page.getByRole("textbox", { name: `评价${goods[0]?.name}` });
  await starsOf(goods[0]?.name, 5).click();
  await words.fill(SAID);
  await choosePicture(page, await drawnPng("#b4456b"));
  await becomes(() => page.locator(".pictures__veil").count(), 0);
  await page.reload();
  await becomes(() => words.inputValue(), SAID);
  expect(await page.locator(".pictures__picture").count()).toBe(1);
  await starsOf(goods[1]?.name, 2).click();
  for (const width of [320, PHONE.width]) {
    await page.setViewportSize({ width, height: PHONE.height });
    expect(await sticksOut(page, width)).toEqual([]);
  }
  await phone.shot("review-01-written");
});

const starsOf = (name: string | undefined, stars: number) =>
  phone.page
    .getByRole("radiogroup", { name: `给${name}打分` })
    .getByRole("radio")
    .nth(stars - 1);

test("both are sent at once, and shown once the words have been looked at", async () => {
  const { page } = phone;
  await page.getByRole("button", { name: "发布 2 条评价" }).dblclick();
  await says(page, "已评价", SAID, "只打了分，没有写文字");
  await becomes(() => reviewStates(customer, no), ["shown", "shown"]);
  expect((await customer.api.order.get({ no })).actions).not.toContain("review");
  expect((await customer.api.customer.me()).order_counts.review).toBe(0);
});

test("on the product's page it takes the room that was kept for it", async () => {
  const { page } = phone;
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/products\/\d+\/reviews/, async (route) => {
    await held;
    await route.continue();
  });
  // Before the page is opened: it may ask while it still loads.
  const asked = page.waitForRequest(/\/products\/\d+\/reviews/);
  await page.goto(cake());
  const detail = page.locator(".product-detail__title").first();
  await detail.waitFor();
  await asked;
  const before = await detail.boundingBox();
  answer();
  const mine = page.getByRole("link", { name: `${NICKNAME} 的评价` });
  await mine.waitFor();
  expect(await detail.boundingBox()).toEqual(before);
  await mine.scrollIntoViewIfNeeded();
  await phone.shot("review-02-product");
  await mine.click();
  await says(page, "好评率", SAID, NICKNAME);
  await page
    .getByRole("img", { name: /^评价图片/ })
    .first()
    .click();
  await page.getByRole("dialog", { name: "大图" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await sticksOut(page, PHONE.width)).toEqual([]);
});

/** The desk's drawer of the review that says so. */
async function openAtDesk(words: string) {
  const { page } = desk;
  await page.goto(`/admin/reviews?q=${encodeURIComponent(NICKNAME)}`);
  await page.getByRole("row").filter({ hasText: words }).click();
  const drawer = page.getByRole("dialog", { name: "评价", exact: true });
  await says(drawer, words);
  return drawer;
}

test("the shop answers; something is added later, once", async () => {
  const { page } = phone;
  const drawer = await openAtDesk(SAID);
  await drawer.getByLabel("回复顾客").fill(ANSWER);
  await drawer.getByRole("button", { name: /^回\s?复$/ }).click();
  await says(drawer, "商家回复", ANSWER);
  await page.goto("/review/mine/index?tab=done");
  await says(page, SAID, ANSWER);
  const card = page.locator(".own-review", { hasText: SAID });
  await card.getByRole("button", { name: "追评" }).click();
  await page.getByRole("textbox", { name: "追评" }).fill(ADDED);
  await page.getByRole("button", { name: "发布追评" }).click();
  await says(page, "我的评价", ADDED);
  await becomes(async () => (await own(1)).appended?.state, "shown");
  expect(await card.getByRole("button", { name: "追评" }).count()).toBe(0);
  await page.goto(`/review/list/index?id=${goods[0]?.product}`);
  await page.getByRole("tab", { name: /^追评/ }).click();
  await says(page, "当天追评", ADDED, ANSWER);
  await phone.shot("review-03-appended");
});

test("what the shop hides is told with its reason; what the author takes back is gone", async () => {
  const { page } = phone;
  const drawer = await openAtDesk("没有写文字");
  await drawer.getByRole("button", { name: /^隐\s?藏$/ }).click();
  const dialog = desk.page.getByRole("dialog", { name: "隐藏评价" });
  await says(dialog, "差评不是隐藏的理由");
  await dialog.getByRole("radio", { name: "与商品无关" }).check();
  await dialog.getByLabel(/^说明/).fill("请说说商品");
  await desk.shot("review-04-hiding");
  await dialog.getByRole("button", { name: /^隐\s?藏$/ }).click();
  await says(drawer, "隐藏原因：与商品无关");
  const review = await own(2);
  await page.goto("/review/mine/index?tab=done");
  await says(page, "已隐藏", "与商品无关", "请说说商品");
  await phone.shot("review-05-hidden");
  await page.goto(`/review/list/index?id=${review.product.id}`);
  await says(page, /评价都来自收到货的顾客|还没有评价/);
  expect(await readText(page)).not.toContain(NICKNAME);
  await page.goto("/review/mine/index?tab=done");
  await page.locator(".own-review", { hasText: SAID }).getByRole("button", { name: "删除" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "删除" }).click();
  await says(page, "评价已删除");
  await becomes(() => reviewStates(customer, no), [null, "hidden"]);
});

test("nothing went wrong on the way that nobody saw", async () => {
  expect(phone.faults).toEqual([]);
  expect(phone.refusals).toEqual([]);
  expect(desk.faults).toEqual([]);
  expect(desk.refusals).toEqual([]);
  expect(await books.broken()).toEqual([]);
});
