/**
 * From goods to the cashier as somebody used to other shops does it: a cart before signing in, an address pasted whole, three taps from
 * a product page, and what moves meanwhile named and confirmed by one tap. At the desk, 运费模板.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { newKey } from "../support/people.ts";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { agreeAndBe } from "./support/customer.ts";
import { customerCaller, type Shopper } from "./support/people.ts";
import { becomes, readText, says, seen } from "./support/reading.ts";

const demo = inject("demo");
const TEA = "勐海小沱熟普 独立棉纸包";
const CAKE = "现烤玫瑰鲜花饼";

let browser: Browser;
let books: Books;
let phone: Screen;
let desk: Screen;
let buyer: Shopper;
let tea: { id: string; sku: string };
let cake: { id: string; sku: string };

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  buyer = await customerCaller(demo, books, "林三尺");
  [tea, cake] = await Promise.all([goods(TEA), goods(CAKE)]);
  phone = await openScreen(browser, demo.url, PHONE);
  desk = await openScreen(browser, demo.url, DESK);
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

async function goods(name: string): Promise<{ id: string; sku: string }> {
  const [row] = await books.sql<{ id: string; sku: string }>(
    `SELECT p.id, min(s.id) AS sku FROM product p JOIN sku s ON s.product_id = p.id JOIN sku_stock t ON t.sku_id = s.id
     WHERE p.name = $1 AND NOT s.retired AND t.on_hand - t.held > 5 GROUP BY p.id`,
    [name],
  );
  if (!row) throw new Error(`the demo has no ${name}`);
  return row;
}

const inCart = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await buyer.api.cart.get()).lines.map((line) => [line.name, line.quantity]));

/** Adds the first SKU of a product by taps. */
async function addByTaps(page: Page, product: { id: string }): Promise<void> {
  await page.goto(`/catalog/product/index?id=${product.id}`);
  await seen(page.getByRole("button", { name: "加入购物车" })).click();
  await page.getByRole("dialog").getByRole("button", { name: "加入购物车" }).click();
  await says(page, "已加入购物车");
}

test("before signing in the cart stands on the device; it joins the account's once", async () => {
  const { page } = phone;
  await buyer.api.cart.add({ sku_id: cake.sku, quantity: 2, request_key: newKey() });
  await addByTaps(page, tea);
  await page.getByRole("button", { name: "去看看" }).click();
  await says(page, "登录后和您账号里的购物车合在一起", TEA.replace(/\s/g, ""), "结算（1）");
  await becomes(() => page.getByRole("dialog").count(), 0);
  await phone.shot("checkout-01-visitor-cart");
  await page.getByRole("button", { name: /去登录/ }).click();
  await agreeAndBe(page, "林三尺");
  await says(page, "购物车（2）", CAKE, "结算（3）");
  expect(await inCart()).toEqual({ [TEA]: 1, [CAKE]: 2 });
  await page.reload();
  await says(page, "购物车（2）");
  expect(await inCart()).toEqual({ [TEA]: 1, [CAKE]: 2 });
  await phone.shot("checkout-02-joined-cart");
});

test("what is gone stands below with its reason and is cleared by one tap; the tap can be taken back", async () => {
  const { page } = phone;
  await books.sql("UPDATE product SET state = 'unlisted' WHERE id = $1", [cake.id]);
  await page.goto("/cart/index");
  await says(page, "暂时买不了（1）", "商品已下架", "结算（1）");
  await phone.shot("checkout-03-gone");
  await page.getByRole("button", { name: /清空 1 种/ }).click();
  await says(page, "购物车（1）", "已移出购物车");
  await page.getByRole("button", { name: "撤销" }).click();
  await says(page, "购物车（2）", "暂时买不了（1）");
  expect(await inCart()).toEqual({ [TEA]: 1, [CAKE]: 2 });
  await books.sql("UPDATE product SET state = 'listed' WHERE id = $1", [cake.id]);
});

test("an address pasted whole fills the form", async () => {
  const { page } = phone;
  await page.goto("/address/edit/index");
  await page
    .getByRole("textbox", { name: "粘贴地址" })
    .fill("云南省昆明市五华区翠湖北路2号 林三尺 138 1234 5678");
  await page.getByRole("button", { name: "识别并填写" }).click();
  await says(page, "云南省昆明市五华区");
  expect(await page.getByRole("textbox", { name: "收件人" }).inputValue()).toBe("林三尺");
  expect(await page.getByRole("textbox", { name: "手机号" }).inputValue()).toBe("13812345678");
  await phone.shot("checkout-04-pasted");
  await page.getByRole("button", { name: /^保存/ }).click();
  await becomes(
    async () => (await buyer.api.address.list()).addresses.map((one) => one.detail),
    ["翠湖北路2号"],
  );
});

test("three taps from a product page to the cashier, and the price step by step on the way", async () => {
  const { page } = phone;
  await page.goto(`/catalog/product/index?id=${tea.id}`);
  let taps = 0;
  const tap = async (name: RegExp | string, inSheet = false) => {
    const place = inSheet ? page.getByRole("dialog") : page;
    await seen(place.getByRole("button", { name })).click();
    taps += 1;
  };
  await tap("立即购买");
  await tap("立即购买", true);
  await says(page, "翠湖北路2号", "提交订单");
  await page.getByRole("button", { name: "价格明细" }).click();
  const sheet = page.getByRole("dialog");
  await says(sheet, "价格明细", "商品金额", "运费", "应付");
  await phone.shot("checkout-05-price");
  const shown = /应付¥([\d.]+)/.exec(await readText(sheet))?.[1];
  await page.keyboard.press("Escape");
  await page.mouse.click(195, 60);
  await tap("提交订单");
  await page.waitForURL(/__wechat\/cashier/);
  console.log(`从商品页到收银台 ${taps} 次点击（上限 3）`);
  expect(taps).toBeLessThanOrEqual(3);
  expect(await readText(page.locator(".amount"))).toBe(`¥${shown}`);
});

test("a price that moves meanwhile is named, and the new sum confirmed by one tap", async () => {
  const { page } = phone;
  await page.goto(`/quote/checkout/index?source=buy_now&lines=${tea.sku}x1`);
  await says(page, "提交订单");
  await books.sql("UPDATE sku SET price_fen = price_fen + 300 WHERE id = $1", [tea.sku]);
  await seen(page.getByRole("button", { name: "提交订单" })).click();
  const sheet = page.getByRole("dialog");
  await says(sheet, "订单有变化", "单价", "应付");
  await phone.shot("checkout-06-moved");
  await sheet.getByRole("button", { name: "按新价格提交" }).click();
  await page.waitForURL(/__wechat\/cashier/);
  await books.sql("UPDATE sku SET price_fen = price_fen - 300 WHERE id = $1", [tea.sku]);
});

test("goods that are not sent to the address are named and can be left out", async () => {
  const { page } = phone;
  const [fresh] = await books.sql<{ sku: string }>(
    `SELECT min(s.id) AS sku FROM sku s JOIN product p ON p.id = s.product_id JOIN freight_template f ON f.id = p.freight_template_id
     WHERE f.name = '生鲜冷链' AND NOT s.retired AND p.state = 'listed'`,
  );
  const far = {
    request_key: newKey(),
    recipient: "林三尺",
    phone: "13812345678",
    region_code: "540102",
    detail: "北京中路 36 号",
    is_default: true,
  };
  await buyer.api.address.create(far);
  await page.goto(`/quote/checkout/index?source=buy_now&lines=${tea.sku}x1,${fresh?.sku}x1`);
  await says(page, "暂不配送到西藏自治区拉萨市", "更换地址");
  await phone.shot("checkout-07-unserved");
  await page.getByRole("button", { name: "移出再买" }).click();
  await says(page, "提交订单", "¥15.00");
});

test("at the desk: a template says what it charges while it is typed, and stays while goods use it", async () => {
  const { page } = desk;
  await enterConsole(page, "掌柜");
  await page.goto("/admin/freight");
  await says(page, "运费模板", "默认模板", "生鲜冷链", "大件物流");
  await desk.shot("freight-01-list");
  await page.getByRole("row").filter({ hasText: "生鲜冷链" }).getByRole("link", { name: "复制" }).click();
  await says(page, "新建运费模板", "第1组地区", "算一算");
  await page.getByLabel("名称").fill("冷链试试");
  await says(page, "首1kg¥22，每续0.5kg¥6", "收运费¥");
  await desk.shot("freight-02-editor");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await says(page, "已保存", "冷链试试");
  const row = page.getByRole("row").filter({ hasText: "冷链试试" });
  await row.getByRole("button", { name: "删除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await says(page, "已删除");
  await page.getByRole("row").filter({ hasText: "生鲜冷链" }).getByRole("button", { name: "删除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await says(page, "在用这个模板");
});
