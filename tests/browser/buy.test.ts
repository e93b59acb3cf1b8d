/**
 * One order from the first look to the money back, on two screens at once: 何小满, who has never seen the shop, on the phone,
 * and 小云, who runs it, at the desk. Every step is a tap a person would make; what they read must agree with the database
 * and with WeChat's books.
 */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { agreeAndBe, cashierAmount, fillAddress, payInCashier, search } from "./support/customer.ts";
import { becomes, readText, says, saysInTime, seen, yuan } from "./support/reading.ts";

const demo = inject("demo");
const TEA = "勐海小沱熟普 独立棉纸包";
const CAKE = "现烤玫瑰鲜花饼";

let browser: Browser;
let books: Books;
let phone: Screen;
let desk: Screen;
/** The order of this story. */
let no = "";
/** The refund asked for, in fen. */
const ASKED_FEN = 1234;

interface OrderRow {
  state: string;
  payable_fen: string;
  discount_fen: string;
  refunded_fen: string;
}
/** Who 何小满 is to the shop: by WeChat's openid, for WeChat tells no names. */
const customerId = async (): Promise<string> => {
  const user = (await books.wechat.listUsers()).find(({ nickname }) => nickname === "何小满");
  const [row] = await books.sql<{ id: string }>("SELECT customer_id AS id FROM identity WHERE subject = $1", [
    user?.openid,
  ]);
  return row?.id ?? "";
};
const orderRow = async (): Promise<OrderRow | undefined> => {
  const [row] = await books.sql<OrderRow>(
    "SELECT state, payable_fen, discount_fen, refunded_fen, goods_fen FROM orders WHERE no = $1",
    [no],
  );
  return row;
};
const cartLines = async () =>
  books.sql<{ name: string; quantity: string }>(
    `SELECT p.name, c.quantity::text AS quantity FROM cart_line c
     JOIN sku s ON s.id = c.sku_id JOIN product p ON p.id = s.product_id WHERE c.customer_id = $1`,
    [await customerId()],
  );

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
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

describe("a first order", () => {
  test("looking around asks for nothing: home, category, product", async () => {
    const { page } = phone;
    await page.goto("/");
    await says(page, "云岭山货", "爆款推荐");
    await phone.shot("buy-01-home");
    await page.getByRole("tab", { name: "分类" }).click();
    await page.getByRole("tab", { name: "鲜花饼" }).click();
    await phone.shot("buy-02-category");
    await seen(page.getByRole("link", { name: CAKE })).click();
    await says(page, CAKE, "当日现烤", "立即购买");
    await phone.shot("buy-03-product");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("a product is found by search and put into the cart; signing in comes when the person wants it", async () => {
    const { page } = phone;
    await search(page, "小沱", TEA);
    await page.getByRole("button", { name: "加入购物车" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("radio").last().click();
    await sheet.getByRole("button", { name: "增加" }).click();
    await phone.shot("buy-04-sku");
    await sheet.getByRole("button", { name: "加入购物车" }).click();
    await page.getByRole("button", { name: "去看看" }).click();
    await page.getByRole("button", { name: /去登录/ }).click();
    await agreeAndBe(page, "何小满");
    await becomes(cartLines, [{ name: TEA, quantity: "2" }]);
  });

  test("a coupon is claimed where it is seen", async () => {
    const { page } = phone;
    await seen(page.getByRole("link", { name: TEA })).click();
    await page.getByRole("button", { name: "领优惠券" }).click();
    const offer = page.locator(".product-offer", { hasText: "新客见面礼" });
    await offer.getByRole("button").click();
    await says(page, "已领取");
    await phone.shot("buy-06-coupon");
  });

  test("at checkout the address is made on the way, and the coupon is already in the price", async () => {
    const { page } = phone;
    await page.goto(`/`);
    await seen(page.getByRole("link", { name: CAKE })).click();
    await page.getByRole("button", { name: "加入购物车" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "加入购物车" }).click();
    await page.getByRole("button", { name: "去看看" }).click();
    await says(page, TEA.replace(/\s/g, ""), new RegExp(`购物车.*${CAKE}.*大家常买(?!.*${CAKE})`));
    await phone.shot("buy-07-cart");
    await page.getByRole("button", { name: /^结算/ }).click();
    await says(page, "确认订单");
    await seen(page.getByRole("button", { name: "选择收货地址" })).click();
    await newAddress(page);
    await fillAddress(page, {
      recipient: "何小满",
      phone: "138 0013 8000",
      region: ["云南省", "昆明市", "五华区"],
      detail: "翠湖南路 6 号 2 栋 301",
    });
    await says(page, "翠湖南路6号", "已优惠¥15", "提交订单");
    await phone.shot("buy-08-checkout");
  });

  test("the cashier asks for exactly what was shown; cancelled there, the order waits and is paid later", async () => {
    const { page } = phone;
    const shown = /应付¥([\d.]+)/.exec(await readText(page))?.[1];
    await page.getByRole("button", { name: "提交订单" }).click();
    expect(await cashierAmount(page)).toBe(shown);
    await phone.shot("buy-09-cashier");
    await page.getByRole("button", { name: "取消" }).click();
    await says(page, "还没有支付", "订单为您保留");
    await phone.shot("buy-10-not-paid");
    no = new URL(page.url()).searchParams.get("no") ?? "";
    expect(await orderRow()).toMatchObject({ state: "awaiting_payment", discount_fen: "1500" });
    expect(yuan((await orderRow())?.payable_fen ?? "")).toBe(shown);

    await page.getByRole("button", { name: "回首页" }).click();
    await page.getByRole("tab", { name: "我的" }).click();
    await page.getByRole("button", { name: /待付款/ }).click();
    await says(page, "待付款", `应付¥${shown}`);
    await phone.shot("buy-11-orders");
    await page.getByRole("button", { name: "去支付" }).click();
    expect(await cashierAmount(page)).toBe(shown);
    await payInCashier(page);
    await phone.shot("buy-12-paid");
    await becomes(async () => (await orderRow())?.state, "awaiting_shipment");
    expect(await cartLines()).toEqual([]);
    await page.getByRole("button", { name: "开启" }).click();
    await says(page, "提醒已开启");
  });

  test("the operator sees it: the same goods, the same money, the same history", async () => {
    const { page } = desk;
    await enterConsole(page, "小云");
    await says(page, "驾驶舱", "今日");
    await desk.shot("buy-13-cockpit");
    await page.getByRole("link", { name: /^订单/ }).click();
    await page.getByRole("tab", { name: /待发货/ }).click();
    await page.getByRole("searchbox").or(page.getByPlaceholder("订单号、商品、昵称")).first().fill(no);
    await page.keyboard.press("Enter");
    await becomes(() => page.getByRole("row").filter({ hasText: no }).count(), 1);
    await page.getByRole("row").filter({ hasText: CAKE }).first().click();
    await page.waitForURL(new RegExp(no));
    const row = await orderRow();
    await says(page, TEA.replace(/\s/g, ""), CAKE, `¥${yuan(row?.payable_fen ?? "")}`, "待发货");
    await desk.shot("buy-14-order");
  });

  test("it is shipped at the desk and seen on the phone, with a notice in the shop and one in WeChat", async () => {
    const { page } = desk;
    await page.getByRole("button", { name: "发货" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("快递公司").fill("顺丰速运");
    await page.keyboard.press("Escape");
    await dialog.getByLabel("运单号").fill("SF1020304050607");
    await desk.shot("buy-15-ship");
    await dialog.getByRole("button", { name: "确认发货" }).click();
    await says(page, "SF1020304050607");
    await becomes(async () => (await orderRow())?.state, "awaiting_receipt");

    const mine = phone.page;
    await mine.getByRole("button", { name: "查看订单" }).click();
    await says(mine, "待收货", "顺丰速运", "SF1020304050607");
    await phone.shot("buy-16-shipped");
    await mine.goto("/notice/list/index");
    await says(mine, "发货");
    await phone.shot("buy-17-notices");
    await mine.goto("/__wechat/inbox");
    await saysInTime(mine, "订单发货", "SF1020304050607");
    await phone.shot("buy-18-inbox");
  });

  test("the message leads to the order; it is received, and part of one line is asked back", async () => {
    const { page } = phone;
    await page.getByRole("button", { name: /订单发货/ }).click();
    await says(page, "订单详情", "待收货");
    await page.getByRole("button", { name: "确认收货" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "确认收货" }).click();
    await says(page, "已完成");
    expect((await orderRow())?.state).toBe("completed");
    await phone.shot("buy-19-received");

    await page.getByRole("button", { name: "申请退款" }).click();
    await page.getByRole("checkbox", { name: `退 ${CAKE}` }).waitFor();
    await onlyChosen(page, TEA);
    await page.getByRole("textbox", { name: "退款金额" }).fill(yuan(ASKED_FEN));
    await page.getByRole("button", { name: /退款原因|请选择/ }).click();
    await page.getByRole("radio", { name: "商品破损" }).click();
    await page.getByRole("textbox", { name: "补充说明" }).fill("一袋封口裂了");
    await says(page, `退款合计¥${yuan(ASKED_FEN)}`);
    await phone.shot("buy-20-ask-refund");
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "提交申请" }).click();
    await says(page, "售后详情", "一袋封口裂了");
    await phone.shot("buy-21-asked");
  });

  test("the operator agrees by typing the amount, and the worker sends the money back", async () => {
    const { page } = desk;
    await page.getByRole("link", { name: /^售后/ }).click();
    await page
      .getByRole("row")
      .filter({ hasText: yuan(ASKED_FEN) })
      .first()
      .click();
    await says(page, "售后详情", "商品破损", "一袋封口裂了");
    await desk.shot("buy-22-case");
    await page.getByRole("button", { name: "同意退款" }).click();
    const dialog = page.getByRole("dialog");
    const agree = dialog.getByRole("button", { name: "同意并退款" });
    expect(await agree.isDisabled()).toBe(true);
    await dialog.getByLabel(/以确认/).fill(yuan(ASKED_FEN));
    await desk.shot("buy-23-approve");
    await agree.click();
    await becomes(async () => (await orderRow())?.refunded_fen, String(ASKED_FEN));
  });

  test("the customer sees the money back, in the shop and in WeChat", async () => {
    const { page } = phone;
    await page.reload();
    await says(page, "已退款", `已退¥${yuan(ASKED_FEN)}`);
    await phone.shot("buy-24-refunded");
    await page.goto("/__wechat/inbox");
    await saysInTime(page, "退款到账", yuan(ASKED_FEN));
    await page.goto(`/order/detail/index?no=${no}`);
    await says(page, "已完成", yuan(ASKED_FEN));
    await phone.shot("buy-25-order-after");
  });

  test("every number on both screens is the database's and WeChat's", async () => {
    const row = await orderRow();
    const payable = Number(row?.payable_fen);
    const state = await books.wechat.state();
    const [attempt] = await books.sql<{ no: string; amount_fen: string }>(
      "SELECT no, amount_fen FROM payment_attempt WHERE order_no = $1 AND state = 'paid'",
      [no],
    );
    expect(attempt?.amount_fen).toBe(row?.payable_fen);
    const order = state.orders.find(({ out_trade_no }) => out_trade_no === attempt?.no);
    expect(order).toMatchObject({ total: payable });
    expect(state.refunds.filter((refund) => refund.out_trade_no === attempt?.no)).toMatchObject([
      { amount: ASKED_FEN, status: "SUCCESS" },
    ]);

    const { page } = desk;
    await page.goto(`/admin/orders/${no}`);
    const kept = yuan(String(payable - ASKED_FEN));
    await says(page, `¥${yuan(payable)}`, `¥${yuan(ASKED_FEN)}`, `¥${kept}`);
    await desk.shot("buy-26-order-after");
  });

  test("with an address on the book, three taps lead from the product to the cashier", async () => {
    const { page } = phone;
    await search(page, "玫瑰", CAKE);
    const taps = [
      page.getByRole("button", { name: "立即购买" }),
      page.getByRole("dialog").getByRole("button", { name: "立即购买" }),
      page.getByRole("button", { name: "提交订单" }),
    ];
    for (const tap of taps) await tap.click();
    expect(taps.length).toBeLessThanOrEqual(3);
    expect(Number(await cashierAmount(page))).toBeGreaterThan(0);
    await page.getByRole("button", { name: "取消" }).click();
    await says(page, "还没有支付");
  });

  test("nothing went wrong on the way that nobody saw", () => {
    expect(phone.faults).toEqual([]);
    expect(phone.refusals).toEqual([]);
    expect(desk.faults).toEqual([]);
    expect(desk.refusals.filter((line) => !line.startsWith("GET /api/v1/console/self"))).toEqual([]);
  });
});

/** Leaves exactly one line of the refund form chosen. */
async function onlyChosen(page: Screen["page"], name: string): Promise<void> {
  for (const box of await page.getByRole("checkbox").all()) {
    const wanted = (await box.getAttribute("aria-label")) === `退 ${name}`;
    if (((await box.getAttribute("aria-checked")) === "true") !== wanted) await box.click();
  }
}

/** The book is empty: some ways lead to the form by one more tap. */
async function newAddress(page: Screen["page"]): Promise<void> {
  const form = page.getByRole("textbox", { name: "收件人" });
  const add = page.getByRole("button", { name: "新增地址" });
  await form.or(add).first().waitFor();
  if (await add.isVisible()) await add.click();
}
