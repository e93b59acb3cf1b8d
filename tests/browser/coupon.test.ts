/**
 * A coupon's life on the screens: made at the desk, hinted at on the product's page, claimed at the checkout and on the claim page, the
 * best one suggested and paid with, leading to its order, and back after a whole refund.
 */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Caller, newKey } from "../support/people.ts";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { turnTo } from "./support/clerk.ts";
import { payInCashier } from "./support/customer.ts";
import { customerCaller, handPhoneTo, type Shopper, staffCaller } from "./support/people.ts";
import { becomes, says, seen } from "./support/reading.ts";

const demo = inject("demo");
const COUPON = "岁末大额券";
/** For new customers, of the demo. */
const FRESH = "新客见面礼";
const checkout = () => `/quote/checkout/index?source=buy_now&lines=${tea.sku}x8`;

let browser: Browser;
let books: Books;
let phone: Screen;
let desk: Screen;
let staff: Caller;
let buyer: Shopper;
let tea: { id: string; sku: string; name: string };

beforeAll(async () => {
  [browser, books] = await Promise.all([openBrowser(), openBooks(demo)]);
  [buyer, staff] = await Promise.all([customerCaller(demo, books, "杨穗"), staffCaller(demo, "掌柜")]);
  const [found] = await books.sql<typeof tea>(
    `SELECT p.id, p.name, min(s.id) AS sku FROM product p JOIN sku s ON s.product_id = p.id JOIN sku_stock t ON t.sku_id = s.id
     WHERE p.name = '勐海小沱熟普 独立棉纸包' AND NOT s.retired AND t.on_hand - t.held > 20 GROUP BY p.id`,
  );
  if (!found) throw new Error("the demo has no such tea");
  tea = found;
  await buyer.api.address.create({
    ...{ request_key: newKey(), recipient: "杨穗", phone: "13812345678", region_code: "530102" },
    ...{ detail: "翠湖北路 2 号", is_default: true },
  });
  [phone, desk] = await Promise.all([
    openScreen(browser, demo.url, PHONE),
    openScreen(browser, demo.url, DESK),
  ]);
  const [name = "", value = ""] = (staff.headers["cookie"] ?? "").split("=");
  await desk.context.addCookies([{ name, value, url: demo.url }]);
  await handPhoneTo(phone, demo, buyer);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  await phone.shot(`failed-${task.name}`);
  await desk.shot(`failed-${task.name}`);
});

test("at the desk a coupon is made and its rule read back, thousands set apart", async () => {
  const { page } = desk;
  await page.goto("/admin/coupons/new");
  await page.getByLabel("名称").fill(COUPON);
  await page.getByLabel("满", { exact: true }).fill("60");
  await page.getByLabel("减", { exact: true }).fill("20");
  await page.getByLabel("发行量").fill("1000");
  await page.getByLabel("每人限领").fill("1");
  await says(page, "全店商品满¥60减¥20。", "共1,000张，全部用掉时最多让利¥20,000。");
  await page.getByRole("button", { name: "创建优惠券" }).click();
  await says(page, "优惠券已创建", "已领0/1,000张", "还没有人有这张券");
  await turnTo(page, "优惠券");
  await says(page.getByRole("row").filter({ hasText: COUPON }), "0/1,000");
  await desk.shot("coupon-01-list");
});

test("hinted at on the product's page; with none in hand the checkout offers what could be claimed, and uses it at once", async () => {
  const { page } = phone;
  await page.goto(`/catalog/product/index?id=${tea.id}`);
  await says(page, "可领", "满60减20");
  await page.goto(checkout());
  await says(page.getByRole("button", { name: "选择优惠券" }), /\d张可领/);
  await phone.shot("coupon-02-claimable");
  await seen(page.getByRole("button", { name: "选择优惠券" })).click();
  const sheet = page.getByRole("dialog");
  const ticket = sheet.locator(".ticket").filter({ hasText: COUPON });
  await says(ticket, "领了本单可减¥20");
  await phone.shot("coupon-03-offers");
  await ticket.getByRole("button", { name: "领取" }).click();
  await says(sheet, "已选1张，共减¥20", "手里的券已选最省");
});

test("another one from the claim page: the best is suggested, and paid with", async () => {
  const { page } = phone;
  await page.goto("/coupon/center/index");
  const ticket = page.locator(".ticket").filter({ hasText: FRESH });
  await ticket.getByRole("button", { name: "领取" }).click();
  await says(ticket, "去使用");
  await page.goto(checkout());
  await says(page, COUPON, "−¥20.00");
  await seen(page.getByRole("button", { name: "提交订单" })).click();
  await payInCashier(page);
  await becomes(
    async () => (await buyer.api.coupon.mine({ state: "used" })).items.map((one) => one.name),
    [COUPON],
  );
});

test("used, it names its order and leads there; at the desk it names customer and order", async () => {
  const { page } = phone;
  const [used] = (await buyer.api.coupon.mine({ state: "used" })).items;
  const no = used?.order_no ?? "";
  await page.goto("/coupon/mine/index");
  await seen(page.getByRole("tab", { name: "已用" })).click();
  await says(page, COUPON, no, "已减¥20");
  await phone.shot("coupon-04-used");
  await seen(page.getByRole("link", { name: /用了这张券的订单/ })).click();
  await page.waitForURL((url) => url.search.includes(no));

  await desk.page.getByRole("row").filter({ hasText: COUPON }).click();
  await desk.page.getByPlaceholder("昵称、顾客编号或订单号").fill(no.slice(3));
  await desk.page.keyboard.press("Enter");
  await says(desk.page.getByRole("row").filter({ hasText: no }), buyer.id, "已使用", "¥20.00");
  await says(desk.page, "已领1/1,000张", "1笔，实付¥");
  await desk.shot("coupon-05-claims");
});

test("a whole refund gives it back; for new customers it is over and says why", async () => {
  const { page } = phone;
  const [used] = (await buyer.api.coupon.mine({ state: "used" })).items;
  const no = used?.order_no ?? "";
  const { lines, payable_fen, freight_fen } = await buyer.api.order.get({ no });
  await staff.api.console.order.refund({
    ...{ no, request_key: newKey(), reason: "缺货", confirm_fen: payable_fen, with_freight: freight_fen > 0 },
    lines: lines.map(({ line_no, quantity, net_fen }) => ({ line_no, quantity, amount_fen: net_fen })),
  });
  await becomes(async () => (await buyer.api.coupon.mine({ state: "used" })).items, []);
  await page.goto("/coupon/mine/index");
  await says(page, COUPON, "订单退款后已退回");
  await seen(page.getByRole("tab", { name: "已失效" })).click();
  await says(page, FRESH, "仅限新客，您已下过单", "已失效");
  await phone.shot("coupon-06-over");
  expect([phone.faults, phone.refusals, desk.faults]).toEqual([[], [], []]);
});
