/**
 * A day at the desk: the first owner comes by the one-time link, puts a product on the shelf and sees it in the shop, moves
 * stock, reads what was written down about it; and whoever may not touch money finds no way to it.
 */
import { readFile } from "node:fs/promises";
import { generate } from "otplib";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { drawnPng } from "./support/pictures.ts";
import { appears, becomes, says, seen } from "./support/reading.ts";

const demo = inject("demo");
const OWNER = "木槿";
const PASSWORD = "gu-shu-cha-1276";
const PRODUCT = "冰岛老寨头春古树";

let browser: Browser;
let books: Books;
let desk: Screen;
let phone: Screen;
let productId = "";

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  desk = await openScreen(browser, demo.url, { ...DESK, still: true });
  phone = await openScreen(browser, demo.url, PHONE);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await desk.shot(`failed-${task.name}`);
});

describe("coming in", () => {
  test("the one-time link makes the owner: password, authenticator, in; a second use is refused", async () => {
    const { page } = desk;
    await page.goto(demo.ownerLink);
    await says(page, "设置账号", "店主");
    await page.getByLabel("账号").fill(OWNER);
    await page.getByLabel("密码", { exact: true }).fill("12345678");
    await page.getByLabel("再输一次").fill(PASSWORD);
    await page.getByRole("button", { name: "下一步" }).click();
    await says(page, "密码至少10位，且包含字母和数字", "两次输入的密码不一致");
    await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "下一步" }).click();
    await says(page, "绑定动态码");
    await desk.shot("console-01-totp");
    secret = /[A-Z2-7]{32}/.exec((await page.locator("body").textContent()) ?? "")?.[0] ?? "";
    await page.getByLabel("动态码").fill(await generate({ secret }));
    await page.getByRole("button", { name: "绑定并进入" }).click();
    await says(page, "驾驶舱", "今日", OWNER);
    await desk.shot("console-02-cockpit");
    const second = await desk.another();
    await second.page.goto(demo.ownerLink);
    await says(second.page, "链接已失效");
    await second.page.close();
  });

  test("out, and in again by password and code; a used code or a wrong one gives one clear sentence", async () => {
    const { page } = desk;
    await page.getByRole("button", { name: new RegExp(OWNER) }).click();
    await page.getByRole("menuitem", { name: "退出登录" }).click();
    await signIn(page, "000000");
    await says(page, "账号、密码或动态码不正确");
    await desk.shot("console-03-refused");
    // A code is good once, and the link has used the present one: the next is accepted half a minute early.
    await signIn(page, await generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }));
    await says(page, "驾驶舱", "今日");
  });
});

describe("goods", () => {
  test("a product with two SKUs and a picture goes on the shelf and stands in the shop within a second", async () => {
    const { page } = desk;
    await page.getByRole("link", { name: "商品", exact: true }).click();
    await page.getByRole("button", { name: "新建商品" }).click();
    await page.getByRole("button", { name: "保存并上架" }).click();
    await says(page, "处需要修改");
    await page.getByLabel("商品名称").fill(PRODUCT);
    await page.getByLabel("副标题").fill("山头茶，一年一季");
    const category = page.getByRole("combobox", { name: "主分类" });
    await category.fill("普洱");
    await category.press("Enter");
    await page.getByLabel("产地").fill("云南 临沧");
    await page.locator("[data-field=gallery] input[type=file]").setInputFiles(await drawnPng("#4a5a2c"));
    await page.getByRole("img", { name: "图片 1" }).waitFor();
    await page.getByRole("button", { name: "添加规格" }).click();
    await page.getByLabel("规格名").fill("重量");
    await page.getByLabel("重量 的值").fill("100g");
    await page.getByRole("button", { name: "加一个" }).click();
    await page.getByLabel("重量 的值").last().fill("357g");
    for (const [spec, price, stock] of [
      ["100g", "268", "30"],
      ["357g", "888.80", "12"],
    ] as const) {
      await page.getByLabel(`${spec} 售价`).fill(price);
      await page.getByLabel(`${spec} 成本价`).fill("100");
      await page.getByLabel(`${spec} 重量`).fill("357");
      await page.getByLabel(`${spec} 初始库存`).fill(stock);
    }
    await desk.shot("console-04-product");
    await page.getByRole("button", { name: "保存并上架" }).click();
    await page.waitForURL(/\/products\/\d+$/);
    const saved = performance.now();
    productId = new URL(page.url()).pathname.split("/").pop() ?? "";
    await phone.page.goto(`/catalog/list/index?q=${encodeURIComponent(PRODUCT)}`);
    await phone.page.getByRole("link", { name: PRODUCT }).waitFor();
    // Caches live half a second; the rest is the page itself.
    expect(performance.now() - saved).toBeLessThan(4_000);
    await phone.shot("console-05-in-the-shop");
  });

  test("stock moves by a counted number with a reason, and the log says who", async () => {
    const { page } = desk;
    const row = page.getByRole("row").filter({ hasText: "100g" });
    await row.getByRole("button", { name: "调整" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("减少").click();
    await dialog.getByLabel("数量").fill("31");
    await dialog.getByRole("button", { name: "确认调整" }).click();
    await says(dialog, "最多减30件");
    await desk.shot("console-06-below-zero");
    await dialog.getByLabel("数量").fill("4");
    await dialog.getByLabel("备注").fill("运输破损");
    await dialog.getByRole("button", { name: "确认调整" }).click();
    await becomes(() => stockOf("100g"), "26");
    await says(row, "26");
    await page.getByRole("button", { name: "库存流水" }).click();
    await says(page.getByRole("dialog"), "-4", "余26", OWNER, "运输破损");
    await desk.shot("console-07-stock-log");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /关闭|Close/ })
      .click();
  });

  test("off the shelf is gone from the shop at once", async () => {
    await desk.page.getByRole("button", { name: "下架" }).click();
    await says(desk.page, "已下架");
    await becomes(async () => {
      await phone.page.goto(`/catalog/product/index?id=${productId}`);
      return appears(phone.page.getByText("这件商品下架了"));
    }, true);
  });
});

describe("money and who may touch it", () => {
  test("a refund by the shop that WeChat cannot pay out raises an alarm, which somebody takes and closes", async () => {
    const { page } = desk;
    await books.wechat.setFault({ name: "refund_abnormal" });
    await page.getByRole("link", { name: /^订单/ }).click();
    await page.getByRole("tab", { name: /待收货/ }).click();
    // By what the row says, since the list of the tab before may still stand.
    await page.getByRole("row").filter({ hasText: "待收货", hasNotText: "售后" }).nth(2).click();
    await page.waitForURL(/\/orders\/D/);
    orderNo = new URL(page.url()).pathname.split("/").pop() ?? "";
    await page.getByRole("button", { name: "退款", exact: true }).click();
    const dialog = page.getByRole("dialog").filter({ visible: true });
    const line = dialog.getByRole("listitem").first();
    await line.getByRole("checkbox").check();
    await line.getByLabel("退款金额").fill("1.50");
    await dialog.getByRole("button", { name: "下一步" }).click();
    await says(dialog, "请填写退款原因");
    await dialog.getByLabel(/退款原因/).fill("包装压坏，补偿顾客");
    await desk.shot("console-08-refund");
    await dialog.getByRole("button", { name: "下一步" }).click();
    await dialog.getByLabel(/以确认/).fill("1.5");
    await dialog.getByRole("button", { name: "退款", exact: true }).click();
    await says(page, "退款已提交微信");

    const bell = page.getByRole("button", { name: /告警 [1-9]/ });
    await becomes(async () => {
      await page.reload();
      return appears(bell);
    }, true);
    await bell.click();
    await page.getByRole("link", { name: /退款未能原路退回/ }).click();
    await page.getByRole("row").filter({ hasText: "退款未能原路退回" }).first().click();
    const drawer = page.getByRole("dialog");
    await says(drawer, orderNo);
    await desk.shot("console-09-alarm");
    await drawer.getByRole("button", { name: "已解决" }).click();
    await says(drawer, "请写明怎么处理的");
    await drawer.getByLabel("处理说明").fill("已电话联系顾客换卡收款");
    await drawer.getByRole("button", { name: "已解决" }).click();
    await says(page, "已标记为解决");
  });

  test("what was done is written down: who, what, before and after", async () => {
    const { page } = desk;
    await page.goto(`/admin/audit?target=${encodeURIComponent(`order:${orderNo}`)}`);
    await page.getByRole("row").filter({ hasText: OWNER }).first().click();
    const drawer = page.getByRole("dialog");
    await says(drawer, OWNER, orderNo, "之前", "之后");
    await becomes(
      () =>
        drawer
          .locator("tr.is-changed")
          .count()
          .then((rows) => rows > 0),
      true,
    );
    await desk.shot("console-10-audit");
  });

  test("a setting is saved and stands in the shop; what cannot be is said at its field", async () => {
    const { page } = desk;
    await page.goto("/admin/settings");
    const slogan = page.getByLabel("标语");
    const before = await slogan.inputValue();
    await page.getByLabel("店铺名称").fill("");
    await page.getByRole("button", { name: "保存" }).click();
    await says(page, "请填写店铺名称");
    await page.getByRole("button", { name: "放弃修改" }).click();
    await slogan.fill("山里的味道，寄到家门口");
    await page.getByRole("button", { name: "保存" }).click();
    await says(page, "已保存");
    await desk.shot("console-11-setting");
    await becomes(async () => {
      await phone.page.goto("/");
      return appears(seen(phone.page.getByText("山里的味道，寄到家门口")));
    }, true);
    await slogan.fill(before);
    await page.getByRole("button", { name: "保存" }).click();
    await becomes(() => page.getByRole("button", { name: "保存" }).isDisabled(), true);
  });

  test("an export holds every row that was asked for, and no formula", async () => {
    const { page } = desk;
    await page.goto("/admin/orders?tab=completed");
    await page.getByRole("row").nth(1).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download", { timeout: 30_000 }),
      page.getByRole("button", { name: "导出" }).click(),
    ]);
    const text = await readFile(await file.path(), "utf8");
    const [counted] = await books.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM orders WHERE state = 'completed'",
    );
    const lines = text.split("\r\n");
    expect(lines[0]).toContain('"订单号"');
    expect(lines.length - 1).toBe(counted?.n);
    expect(lines.filter((line) => /(^|,)"[=+@]/.test(line))).toEqual([]);
  });

  test("客服 sees the order and no way to its money, not even by hand", async () => {
    const { page } = desk;
    await page.context().clearCookies();
    await enterConsole(page, "山山");
    await page.goto(`/admin/orders/${orderNo}`);
    await says(page, "订单详情", "收件信息");
    expect(await page.getByRole("button", { name: "退款", exact: true }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "发货", exact: true }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "员工" }).count()).toBe(0);
    await desk.shot("console-12-service");
    const answer = await page.request.post(`/api/v1/console/orders/${orderNo}/refund`, {
      headers: { origin: demo.url },
      data: { lines: [], reason: "试试", confirm_fen: 1, with_freight: false, request_key: "k".repeat(20) },
    });
    expect([answer.status(), ((await answer.json()) as { code: string }).code]).toEqual([403, "not_allowed"]);
    await page.goto("/admin/settings");
    await says(page, "您没有这个权限");
  });

  test("nothing went wrong on the way that nobody saw", () => {
    expect(desk.faults).toEqual([]);
    expect(phone.faults).toEqual([]);
  });
});

let orderNo = "";
let secret = "";

async function signIn(page: Page, totp: string): Promise<void> {
  await page.getByLabel("账号").fill(OWNER);
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByLabel("动态码").fill(totp);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

const stockOf = async (spec: string): Promise<string | undefined> => {
  const [row] = await books.sql<{ on_hand: string }>(
    "SELECT on_hand::text AS on_hand FROM sku_stock k JOIN sku s ON s.id = k.sku_id WHERE s.product_id = $1 AND s.spec->>0 = $2",
    [productId, spec],
  );
  return row?.on_hand;
};
