/**
 * What people do wrong, and what the world does to them meanwhile: each gets one clear sentence where it happened, and nothing
 * has changed.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { type Keeper, makeProduct, type Product } from "../support/goods.ts";
import type { Caller } from "../support/people.ts";
import { newKey } from "../support/people.ts";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { cashierAmount, payInCashier } from "./support/customer.ts";
import { customerCaller, handPhoneTo, type Shopper, staffCaller } from "./support/people.ts";
import { choosePicture, drawnPng, falsePng, hugePng } from "./support/pictures.ts";
import { becomes, says } from "./support/reading.ts";

const demo = inject("demo");

let browser: Browser;
let books: Books;
let owner: Caller;
let buyer: Shopper;
let phone: Screen;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  owner = await staffCaller(demo, "掌柜");
  keeper = { owner };
  buyer = await customerCaller(demo, books, "细心的人");
  phone = await openScreen(browser, demo.url, PHONE);
  await handPhoneTo(phone, demo, buyer);
  page = phone.page;
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
beforeEach(() => {
  phone.refusals.length = 0;
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await phone.shot(`failed-${task.name}`);
  expect(phone.faults).toEqual([]);
});

/** How many rows there are of what must not have come into being. */
async function rows(...tables: readonly string[]): Promise<Record<string, number>> {
  const found = await Promise.all(
    tables.map((table) => books.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)),
  );
  return Object.fromEntries(tables.map((table, at) => [table, found[at]?.[0]?.n ?? -1]));
}

/** Who makes the goods; one, so that they share a category. */
let keeper: Keeper;

/** A product of one SKU, with a second one that nobody wants so that there is something to choose. */
const goods = (name: string, plan: { price: number; stock: number }): Promise<Product> =>
  makeProduct(keeper, { name, skus: [plan, { price: 990000, stock: 5 }] });

/** The product at another price, as an operator would set it. */
async function reprice(product: Product, priceFen: number): Promise<void> {
  const now = await owner.api.console.catalog.get({ product_id: product.id });
  const { id: _, state: _state, created_at: _at, updated_at: _up, skus, ...rest } = now;
  await owner.api.console.catalog.update({
    ...rest,
    product_id: product.id,
    skus: skus.map(({ id, spec, market_price_fen, cost_fen, code, weight_g, picture }) => ({
      id,
      spec,
      price_fen: id === product.sku ? priceFen : 990000,
      market_price_fen,
      cost_fen,
      code,
      weight_g,
      picture,
    })),
  });
}

describe("the address form", () => {
  test("what is missing is said at each field, and nothing is saved", async () => {
    const before = await rows("address");
    await page.goto("/address/edit/index");
    await page.getByRole("button", { name: "保存" }).click();
    await says(page, "请填写收件人", "请填写11位手机号", "请选择地区", "请填写详细地址");
    await phone.shot("bad-01-address");
    expect(await rows("address")).toEqual(before);
    expect(phone.refusals).toEqual([]);
  });

  test("too long cannot be typed, a wrong phone is named, script and emoji stay what they are: text", async () => {
    await page.getByRole("textbox", { name: "收件人" }).fill("<b>阿细</b>😀".padEnd(60, "长"));
    await page.getByRole("textbox", { name: "手机号" }).fill("12345");
    await page.getByRole("button", { name: "选择所在地区" }).click();
    for (const name of ["云南省", "大理白族自治州", "大理市"]) {
      await page.getByRole("option", { name, exact: true }).click();
    }
    await page.getByRole("textbox", { name: "详细地址" }).fill("<script>alert(1)</script>洱海门 🌼");
    await page.getByRole("button", { name: "保存" }).click();
    await says(page, "请填写11位手机号");
    await page.getByRole("textbox", { name: "手机号" }).fill("13987654321");
    await page.getByRole("button", { name: "保存" }).click();
    await becomes(async () => (await buyer.api.address.list()).addresses.length, 1);
    const [saved] = (await buyer.api.address.list()).addresses;
    expect(saved).toMatchObject({ detail: "<script>alert(1)</script>洱海门 🌼", phone: "13987654321" });
    expect(saved?.recipient).toHaveLength(20);
    await page.goto("/address/list/index");
    await says(page, "<b>阿细</b>😀", "<script>alert(1)</script>");
    await phone.shot("bad-02-script");
  });

  test("a character that nobody can see is refused at the field by the server's word", async () => {
    await page.goto("/address/edit/index");
    await page.getByRole("textbox", { name: "收件人" }).fill("阿\u202e细");
    await page.getByRole("textbox", { name: "手机号" }).fill("13987654321");
    await page.getByRole("button", { name: "选择所在地区" }).click();
    for (const name of ["云南省", "大理白族自治州", "大理市"]) {
      await page.getByRole("option", { name, exact: true }).click();
    }
    await page.getByRole("textbox", { name: "详细地址" }).fill("洱海门");
    await page.getByRole("button", { name: "保存" }).click();
    await says(page, "收件人里有不能识别的字符");
    expect((await buyer.api.address.list()).addresses).toHaveLength(1);
  });
});

describe("stock and price", () => {
  test("more than there is cannot be chosen; what is sold out says so", async () => {
    const product = await goods("三罐存货的蜂蜜", { price: 3900, stock: 3 });
    await page.goto(`/catalog/product/index?id=${product.id}`);
    await page.getByRole("button", { name: "选择规格" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("textbox", { name: "数量" }).fill("99");
    await sheet.getByText("数量", { exact: true }).click();
    await says(page, "只剩3件了");
    expect(await sheet.getByRole("textbox", { name: "数量" }).inputValue()).toBe("3");
    await phone.shot("bad-03-stock");
    await setStock(product, 0);
    await page.reload();
    await page.getByRole("button", { name: "选择规格" }).click();
    await page.getByRole("radio", { name: /^第1款/ }).click();
    await says(sheet, "第1款缺货", "这一款卖完了");
    const gone = sheet.getByRole("button", { name: "已售罄" });
    await gone.waitFor();
    expect(await gone.getAttribute("aria-disabled")).toBe("true");
    await phone.shot("bad-04-sold-out");
  });

  test("stock that went while the order was being confirmed: the sheet says it, no order is made", async () => {
    const product = await goods("最后一饼老茶", { price: 9900, stock: 1 });
    const before = await rows("orders");
    await checkout(product);
    await setStock(product, 0);
    await page.getByRole("button", { name: "提交订单" }).click();
    await says(page, /卖完|库存不足|售罄|缺货/);
    await phone.shot("bad-05-gone-meanwhile");
    expect(await rows("orders")).toEqual(before);
  });

  test("a price changed at the desk between looking and submitting is shown, and only a yes pays it", async () => {
    const product = await goods("涨价的核桃", { price: 5000, stock: 50 });
    const before = await rows("orders");
    await checkout(product);
    await says(page, "应付¥58.00");
    await reprice(product, 6600);
    await page.getByRole("button", { name: "提交订单" }).click();
    const sheet = page.getByRole("dialog", { name: "订单有变化，请您确认" });
    await says(sheet, "涨价的核桃", "单价¥50→¥66", "74.00");
    await phone.shot("bad-06-price-changed");
    expect(await rows("orders")).toEqual(before);
    await sheet.getByRole("button", { name: "按新价格提交" }).click();
    expect(await cashierAmount(page)).toBe("74.00");
    await page.getByRole("button", { name: "取消" }).click();
    await says(page, "还没有支付");
  });

  test("a negative, huge or empty quantity in the address bar buys nothing", async () => {
    for (const lines of ["1x-1", "1x99999999", "axb", ""]) {
      await page.goto(`/quote/checkout/index?source=buy_now&lines=${lines}`);
      await says(page, "没有要结算的商品");
    }
  });
});

describe("twice, and too late", () => {
  test("a double tap makes one order", async () => {
    const product = await goods("手快的人的酱", { price: 2600, stock: 20 });
    await checkout(product);
    await page.getByRole("button", { name: "提交订单" }).dblclick();
    await cashierAmount(page);
    expect(await ordersOf(product)).toHaveLength(1);
    await page.getByRole("button", { name: "取消" }).click();
  });

  test("two tabs, one last piece: one order, and the other tab learns it", async () => {
    const product = await goods("只有一只的土锅", { price: 19800, stock: 1 });
    const other = await phone.another();
    await checkout(product);
    await other.page.goto(page.url());
    await other.page.getByRole("button", { name: "提交订单" }).waitFor();
    await page.getByRole("button", { name: "提交订单" }).click();
    await cashierAmount(page);
    await other.page.getByRole("button", { name: "提交订单" }).click();
    await says(other.page, /卖完|库存不足|售罄|缺货/);
    expect(await ordersOf(product)).toHaveLength(1);
    await other.page.close();
    await page.getByRole("button", { name: "取消" }).click();
  });

  test("an order that was closed in another tab cannot be paid, and the page says what it is now", async () => {
    const product = await goods("犹豫的人的茶", { price: 12000, stock: 9 });
    const no = await ordered(product);
    await page.goto(`/order/detail/index?no=${no}`);
    await page.getByRole("button", { name: "去支付" }).waitFor();
    await buyer.api.order.cancel({ no, reason: "不想买了" });
    await page.getByRole("button", { name: "去支付" }).click();
    await says(page, "订单已关闭", "已关闭");
    await phone.shot("bad-07-closed");
    expect(await page.getByRole("button", { name: "去支付" }).count()).toBe(0);
  });

  test("paid in one tab, the other tab's cashier takes nothing a second time", async () => {
    const product = await goods("付两次的人的饼", { price: 4200, stock: 9 });
    const no = await ordered(product);
    const other = await phone.another();
    for (const tab of [page, other.page]) {
      await tab.goto(`/order/detail/index?no=${no}`);
      await tab.getByRole("button", { name: "去支付" }).click();
      await cashierAmount(tab);
    }
    await payInCashier(page);
    await other.page.getByRole("button", { name: "立即支付" }).click();
    await says(other.page, /支付成功|已支付/);
    const state = await books.wechat.state();
    const attempts = await books.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [
      no,
    ]);
    const paid = state.orders.filter(
      (order) => order.paid_by !== null && attempts.some((attempt) => attempt.no === order.out_trade_no),
    );
    expect(paid).toHaveLength(1);
    await other.page.close();
  });

  test("another person's order does not exist", async () => {
    const stranger = await customerCaller(demo, books, "林晓棠");
    const theirs = (await stranger.api.order.list({ tab: "all", limit: 1 })).items[0]?.no ?? "";
    await page.goto(`/order/detail/index?no=${theirs}`);
    await says(page, "没有找到");
    await phone.shot("bad-08-not-mine");
  });
});

describe("refunds", () => {
  test("before shipping the amount is told; after it more than the line's maximum is said there, and cannot be sent", async () => {
    const no = await paidOrder(await goods("退多了的火腿", { price: 8800, stock: 9 }));
    const before = await rows("aftersale", "refund");
    await page.goto(`/aftersale/apply/index?no=${no}`);
    await chooseFirst(page);
    await says(page, "还没有发货，按所选件数的实付全额退");
    await phone.shot("bad-09-refund-whole");
    await owner.api.console.order.ship({ no, carrier: "顺丰速运", tracking_no: "SF9911223344" });
    await page.reload();
    await chooseFirst(page);
    await page.getByRole("textbox", { name: "退款金额" }).fill("88.01");
    await says(page, /最多¥88\.00/);
    await phone.shot("bad-09-refund-too-much");
    await becomes(() => page.getByRole("button", { name: "提交申请" }).getAttribute("aria-disabled"), "true");
    await page.getByRole("textbox", { name: "退款金额" }).fill("-5");
    await page.getByRole("textbox", { name: "退款金额" }).fill("0");
    await becomes(() => page.getByRole("button", { name: "提交申请" }).getAttribute("aria-disabled"), "true");
    expect(await rows("aftersale", "refund")).toEqual(before);
  });

  test("the shop refunds while the form is open: the customer's request learns it, nothing is paid twice", async () => {
    const product = await goods("两边都退的蜂巢", { price: 6900, stock: 9 });
    const no = await paidOrder(product);
    await page.goto(`/aftersale/apply/index?no=${no}`);
    await chooseFirst(page);
    await page.getByRole("button", { name: /退款原因|请选择/ }).click();
    await page.getByRole("radio", { name: "不想要了" }).click();
    await owner.api.console.order.refund({
      no,
      lines: [{ line_no: 1, quantity: 1, amount_fen: 6900 }],
      with_freight: false,
      reason: "缺货",
      confirm_fen: 6900 + 800,
      request_key: newKey(),
    });
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "提交申请" }).click();
    await says(page, /售后正在处理|没有可退|不能申请退款|已全部退款/);
    await phone.shot("bad-10-refund-crossed");
    expect(await books.sql("SELECT no FROM refund WHERE order_no = $1", [no])).toHaveLength(1);
  });

  test("a wrong amount typed at the desk leaves the button off, and the money where it is", async () => {
    const no = await paidOrder(await goods("打错数的银杏", { price: 3300, stock: 9 }));
    const desk = await openScreen(browser, demo.url, DESK);
    await enterConsole(desk.page, "小云");
    await desk.page.goto(`/admin/orders/${no}`);
    await desk.page.getByRole("button", { name: "退款", exact: true }).click();
    const dialog = desk.page.getByRole("dialog").filter({ visible: true });
    await dialog.getByRole("listitem").first().getByRole("checkbox").check();
    await says(dialog, "还没有发货，按所选件数的实付全额退");
    expect(await dialog.getByLabel("退款金额").isEditable()).toBe(false);
    await dialog.getByLabel(/退款原因/).fill("试一试");
    await dialog.getByRole("button", { name: "下一步" }).click();
    for (const [typed, said] of [
      ["33", "与上面的金额不一致"],
      ["1.234", "金额最多两位小数"],
    ] as const) {
      await dialog.getByLabel(/以确认/).fill(typed);
      await says(dialog, said);
      expect(await dialog.getByRole("button", { name: "退款", exact: true }).isDisabled()).toBe(true);
    }
    await desk.shot("bad-11-wrong-amount");
    expect(await books.sql("SELECT no FROM refund WHERE order_no = $1", [no])).toEqual([]);
    expect(desk.faults).toEqual([]);
    await desk.close();
  });
});

describe("pictures", () => {
  test("text that calls itself a picture, and 20 MB, are refused with a sentence; a real one is taken", async () => {
    const no = await paidOrder(await goods("要拍照的陶罐", { price: 5600, stock: 9 }));
    const before = await rows("media");
    await page.goto(`/aftersale/apply/index?no=${no}`);
    await chooseFirst(page);
    for (const [file, said] of [
      [falsePng(), "请上传JPG、PNG或WebP图片"],
      [await hugePng(20 * 1024 * 1024), "图片不能超过8MB"],
    ] as const) {
      await choosePicture(page, file);
      await says(page, said);
      await becomes(() => page.getByRole("button", { name: "移除这张图片" }).count(), 0);
    }
    await phone.shot("bad-12-not-a-picture");
    expect(await rows("media")).toEqual(before);
    await choosePicture(page, await drawnPng("#7d2f1f"));
    await becomes(() => page.getByRole("button", { name: "移除这张图片" }).count(), 1);
    await becomes(async () => (await rows("media")).media, (before["media"] ?? 0) + 1);
  });

  test("the console says the same at its own door", async () => {
    const desk = await openScreen(browser, demo.url, DESK);
    await enterConsole(desk.page, "小云");
    await desk.page.goto("/admin/products/new");
    const box = desk.page.locator("[data-field=gallery] input[type=file]");
    await box.setInputFiles(falsePng());
    await says(desk.page, "请上传JPG、PNG或WebP图片");
    await box.setInputFiles(await hugePng(20 * 1024 * 1024));
    await says(desk.page, "图片有20.0MB，不能超过8MB");
    await desk.page.getByLabel("商品名称").fill("负数的商品");
    await desk.page.getByLabel("售价").fill("-5");
    await desk.page.getByLabel("初始库存").fill("99999999999");
    await desk.page.getByRole("button", { name: "保存并上架" }).click();
    await says(desk.page, /有\d处需要修改/);
    await desk.shot("bad-13-product");
    expect(await books.sql("SELECT id FROM product WHERE name = '负数的商品'")).toEqual([]);
    expect(desk.faults).toEqual([]);
    await desk.close();
  });
});

async function chooseFirst(on: Page): Promise<void> {
  const box = on.getByRole("checkbox").first();
  await box.waitFor();
  if ((await box.getAttribute("aria-checked")) !== "true") await box.click();
}

/** An order of one piece, paid, waiting to be shipped. */
async function paidOrder(product: Product): Promise<string> {
  const no = await ordered(product);
  const { params } = await buyer.api.payment.start({ no });
  const prepay_id = params?.package.replace("prepay_id=", "") ?? "";
  await books.wechat.pay({ prepay_id, openid: buyer.openid });
  await becomes(async () => (await buyer.api.order.get({ no })).state, "awaiting_shipment");
  return no;
}

async function setStock(product: Product, wanted: number): Promise<void> {
  const [now] = await books.sql<{ on_hand: number }>(
    "SELECT on_hand::int AS on_hand FROM sku_stock WHERE sku_id = $1",
    [product.sku],
  );
  const delta = wanted - (now?.on_hand ?? 0);
  await owner.api.console.stock.adjust({
    sku_id: product.sku,
    delta,
    reason: "count",
    request_key: newKey(),
  });
}

/** Opens the checkout of one piece and waits until it can be submitted. */
async function checkout(product: Product): Promise<void> {
  await page.goto(`/quote/checkout/index?source=buy_now&lines=${product.sku}x1`);
  await page.getByRole("button", { name: "提交订单" }).waitFor();
}

const ordersOf = (product: Product) =>
  books.sql<{ no: string }>("SELECT order_no AS no FROM order_line WHERE buyer_id = $1 AND product_id = $2", [
    buyer.id,
    product.id,
  ]);

/** An unpaid order of one piece. */
async function ordered(product: Product): Promise<string> {
  const { addresses } = await buyer.api.address.list();
  const quote = await buyer.api.quote.create({
    source: "buy_now",
    lines: [{ sku_id: product.sku, quantity: 1 }],
    address_id: addresses[0]?.id,
    coupon: "none",
  });
  return (await buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen })).no;
}
