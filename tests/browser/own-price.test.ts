/**
 * 自购省 on the phone: a promoter and a customer look at the same tea side by side, and the promoter's price is one number from the
 * card to the order. Plan, tier and standing change, so this story has a demo shop of its own.
 */
import type { Plan } from "@banyan/domain";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey } from "../support/people.ts";
import { type Books, openBooks } from "./support/books.ts";
import { leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { type Demo, openDemo } from "./support/demo.ts";
import { sticksOut } from "./support/fitting.ts";
import { customerCaller, handPhoneTo, type Shopper, staffCaller } from "./support/people.ts";
import { goToCheckout, submitAndPay } from "./support/promoting.ts";
import { becomes, readText, says, seen } from "./support/reading.ts";

const TEA = "凤庆滇红金针 单芽";
const GIFT = "250g 礼盒";
/** 358.00 less 6 %. */
const FULL = "358.00";
const OWN = "336.52";
const SAVED = "21.48";
const PROMOTER = "陆小满";
const WIDTHS = [320, 390];

let demo: Demo;
let books: Books;
let browser: Browser;
let desk: Caller;
let promoter: Shopper;
let mine: Screen;
let theirs: Screen;
let productId = "";

beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
  books = await openBooks(demo);
  desk = await staffCaller(demo, "小云");
  promoter = await becomePromoter(PROMOTER);
  const customer = await customerCaller(demo, books, "顾客小白");
  mine = await openScreen(browser, demo.url, PHONE);
  theirs = await openScreen(browser, demo.url, PHONE);
  await handPhoneTo(mine, demo, promoter);
  await handPhoneTo(theirs, demo, customer);
  const { items } = await customer.api.catalog.list({ q: "滇红金针" });
  productId = items[0]?.id ?? "";
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
  await demo.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await mine.shot(`failed-${task.name}`);
  expect([...mine.faults, ...theirs.faults]).toEqual([]);
});

async function becomePromoter(nickname: string): Promise<Shopper> {
  const who = await customerCaller(demo, books, nickname);
  const { agreement } = await who.api.promoter.entry({});
  await who.api.promoter.apply({ request_key: newKey(), agreement_version: agreement.version });
  const { items } = await desk.api.console.promoter.applications({});
  const waiting = items.find((row) => row.customer.id === who.id);
  await desk.api.console.promoter.decide({
    customer_id: who.id,
    application_id: waiting?.id ?? "",
    approve: true,
  });
  return who;
}

/** Writes over the plan that works and tells every process, as publishing another version does. */
async function plan(change: Partial<Plan>): Promise<void> {
  await books.sql("UPDATE plan SET body = body || $1::jsonb WHERE state = 'active'", [
    JSON.stringify(change),
  ]);
  await books.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'plan'");
}

/** The page in each width: nothing sticks out, and a picture is kept. */
async function look({ page, shot }: Screen, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    // A page that has just been turned to is still on its way in.
    await becomes(() => sticksOut(page, width), []);
    await shot(`own-price-${name}-${width}`);
  }
}
/** Which of these parts moved on the page after they were drawn, as the browser itself noticed. */
async function moved({ page }: Screen, parts: string): Promise<string[]> {
  await page.waitForLoadState("networkidle");
  return page.evaluate<string[]>(`new Promise((answer) => {
    const found = [];
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries())
        for (const { node } of sources) {
          const part = (node?.nodeType === 1 ? node : node?.parentElement)?.closest(${JSON.stringify(parts)});
          if (part) found.push(part.className);
        }
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => answer(found), 100);
  })`);
}
const card = ({ page }: Screen) => seen(page.getByRole("link", { name: TEA }));
const list = async (screen: Screen) => {
  await screen.page.goto("/catalog/list/index?q=滇红金针");
  await card(screen).waitFor();
};
const product = async (screen: Screen) => {
  await screen.page.goto(`/catalog/product/index?id=${productId}`);
  await says(screen.page, "立即购买");
};

describe("自购省, side by side", () => {
  test("on the card, where a customer sees what everybody pays", async () => {
    await Promise.all([list(mine), list(theirs)]);
    const [own, plain] = await Promise.all([readText(card(mine)), readText(card(theirs))]);
    expect(own).toContain("¥73.32起¥78.00");
    expect(own).toContain("最高省¥21.48最高赚¥35.80");
    expect(plain).toContain("¥78.00起");
    expect(plain).not.toMatch(/省|赚|73\.32/);
    expect(await moved(mine, ".b-product")).toEqual([]);
    await look(mine, "01-card");
    await look(theirs, "01-card-customer");
    await mine.page.goto("/page/home/index");
    await says(mine.page, "爆款推荐", "最高赚");
    await look(mine, "02-home");
    await mine.page.goto("/catalog/category/index");
    await says(mine.page, "最高赚");
    await look(mine, "03-category");
  });

  test("on the page and in the sheet", async () => {
    await Promise.all([product(mine), product(theirs)]);
    await says(mine.page, "¥73.32起¥78.00", "自购最高省¥21.48", "用券前", "最高赚¥35.80");
    expect(await moved(mine, ".product-head")).toEqual([]);
    await look(mine, "04-page");
    for (const { page } of [mine, theirs]) {
      await page.getByRole("button", { name: "立即购买" }).click();
      await page.getByRole("dialog").getByRole("radio", { name: GIFT }).click();
    }
    await says(mine.page.getByRole("dialog"), `¥${OWN}¥${FULL}`, `自购省¥${SAVED}`);
    await says(theirs.page.getByRole("dialog"), `¥${FULL}`);
    expect(await readText(theirs.page)).not.toMatch(/自购|赚/);
    await look(mine, "05-sheet");
    await look(theirs, "05-sheet-customer");
    await mine.page.getByRole("dialog").getByRole("button", { name: "关闭" }).click();
    await says(mine.page, `¥${OWN}¥${FULL}`, "分享赚¥35.80");
    await look(mine, "06-page-chosen");
    await mine.page.getByRole("button", { name: "分享", exact: true }).click();
    await says(mine.page.getByRole("dialog"), `自购省¥${SAVED}`, "分享赚¥35.80");
    await look(mine, "07-share");
  });

  test("in the cart, piece by piece and as a whole", async () => {
    const detail = await promoter.api.catalog.get({ product_id: productId });
    const gift = detail.skus.find(({ spec }) => spec.includes(GIFT));
    await promoter.api.cart.add({ sku_id: gift?.id ?? "", quantity: 1, request_key: newKey() });
    const { page } = mine;
    await page.goto("/cart/index");
    await says(page, `¥${OWN}¥${FULL}`, `合计¥${OWN}`, `自购省¥${SAVED}，券前`);
    await look(mine, "08-cart");
    await page.getByRole("button", { name: "增加" }).first().click();
    await says(page, "小计¥673.04，自购省¥42.96", "合计¥673.04");
    await look(mine, "09-cart-two");
    await page.getByRole("button", { name: "减少" }).first().click();
    await becomes(async () => (await promoter.api.cart.get()).lines[0]?.quantity, 1);
    await says(page, `合计¥${OWN}`);
  });

  test("at the checkout, in the cashier and on the order", async () => {
    const { page } = mine;
    await product(mine);
    await goToCheckout(page, { spec: GIFT, quantity: 1, recipient: PROMOTER });
    await says(page, `商品金额¥${FULL}`, `自购省−¥${SAVED}`, "运费¥0.00", `应付¥${OWN}`);
    await look(mine, "10-checkout");
    const { no, paidFen } = await submitAndPay(page);
    expect(paidFen).toBe(33_652);
    await page.goto(`/order/detail/index?no=${no}`);
    await says(page, `¥${OWN}`, `自购省¥${SAVED}`, `商品金额¥${FULL}`, `自购省−¥${SAVED}`, `实付¥${OWN}`);
    await look(mine, "11-order");
    await page.goto("/order/list/index");
    await says(page, `¥${OWN}250g礼盒¥${FULL}×1自购省¥${SAVED}`);
    await look(mine, "12-orders");
    const [row] = await books.sql<{ base_fen: string }>(
      "SELECT base_fen FROM order_line WHERE order_no = $1",
      [no],
    );
    expect(row?.base_fen).toBe("33652");
  });

  test("a coupon comes first, and the checkout says so", async () => {
    const offers = await promoter.api.coupon.offers({ product_id: productId });
    const usable = offers.coupons.filter((one) => !one.new_customer);
    const best = usable.sort((a, b) => b.discount_fen - a.discount_fen)[0];
    await promoter.api.coupon.claim({ coupon_id: best?.id ?? "" });
    const { page } = mine;
    await product(mine);
    await page.getByRole("button", { name: "立即购买" }).click();
    await page.getByRole("dialog").getByRole("radio", { name: GIFT }).click();
    await page.getByRole("dialog").getByRole("button", { name: "立即购买" }).click();
    await says(page, "应付", /先用券，再按券后¥[\d.]+算自购省；不用券时省¥21.48/);
    await look(mine, "13-coupon");
  });
});

describe("自购返", () => {
  test("the price stays, and what comes back is told apart from it", async () => {
    await plan({ self_purchase: "rebate" });
    await becomes(async () => {
      await list(mine);
      return (await readText(card(mine))).includes("最高返¥21.48");
    }, true);
    expect(await readText(card(mine))).toContain("¥78.00起");
    await look(mine, "14-rebate-card");
    await product(mine);
    await says(mine.page, "¥78.00起", "自购最高返¥21.48", "预估");
    await look(mine, "15-rebate-page");
    await mine.page.goto("/cart/index");
    await says(mine.page, `自购返¥${SAVED}，预估`);
    await look(mine, "16-rebate-cart");
    await product(mine);
    await mine.page.getByRole("button", { name: "分享", exact: true }).click();
    await says(mine.page.getByRole("dialog"), "自购最高返");
    await look(mine, "17-rebate-share");
    await product(mine);
    await mine.page.getByRole("button", { name: "立即购买" }).click();
    await mine.page.getByRole("dialog").getByRole("radio", { name: GIFT }).click();
    await mine.page.getByRole("dialog").getByRole("button", { name: "立即购买" }).click();
    await says(mine.page, "应付", "自购返¥", "预估，过售后期后进可提现");
    await look(mine, "18-rebate-checkout");
    const { no } = await submitAndPay(mine.page);
    await mine.page.goto(`/order/detail/index?no=${no}`);
    await says(mine.page, "自购返¥");
    await look(mine, "19-rebate-order");
  });
});

describe("frozen", () => {
  test("a price that was seen is not charged: the change is named, and then it is everybody's", async () => {
    await plan({ self_purchase: "discount" });
    // Coupons, also those that an order brought, would change what this one costs.
    await books.sql("UPDATE coupon_grant SET expires_at = business_now() WHERE customer_id = $1", [
      promoter.id,
    ]);
    const { page } = mine;
    await becomes(async () => {
      await list(mine);
      return (await readText(card(mine))).includes("¥73.32起");
    }, true);
    await product(mine);
    await page.getByRole("button", { name: "立即购买" }).click();
    await page.getByRole("dialog").getByRole("radio", { name: GIFT }).click();
    await page.getByRole("dialog").getByRole("button", { name: "立即购买" }).click();
    await says(page, `应付¥${OWN}`);
    await desk.api.console.promoter.freeze({
      customer_id: promoter.id,
      frozen: true,
      reason: "核实投诉",
    });
    await page.getByRole("button", { name: "提交订单" }).click();
    await says(page, "订单有变化", `自购省¥${SAVED}→¥0`);
    await look(mine, "20-changed");
    await product(mine);
    expect(await readText(page)).not.toMatch(/自购|最高赚/);
    await look(mine, "21-frozen-page");
    await page.goto("/cart/index");
    await says(page, `合计¥${FULL}`);
    expect(await readText(page)).not.toContain("自购");
    await look(mine, "22-frozen-cart");
  });
});
