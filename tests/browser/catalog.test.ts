/**
 * A product from the empty form to somebody's order: 小云 lists one of three dimensions with a film and a case, counted and timed;
 * 阿依 watches, chooses and is at the cashier after three taps. Then it waits for its day, and goes into the recycle bin.
 */
import { makeFilm } from "@banyan/tools/demo/film/film.ts";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { agreeAndBe } from "./support/customer.ts";
import { drawnPng, hugePng, largeFile } from "./support/pictures.ts";
import { becomes, says, seen } from "./support/reading.ts";

const demo = inject("demo");
const NAME = "勐库冰岛小方砖";
/** Has been to the shop before and left an address. */
const BUYER = "阿依";
/** A person takes about so long for a step: to find it, to move there, to type a few characters. */
const SECONDS_A_STEP = 5;

let browser: Browser;
let books: Books;
let desk: Screen;
let phone: Screen;
let productId = "";
let steps = 0;

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  desk = await openScreen(browser, demo.url, DESK);
  phone = await openScreen(browser, demo.url, PHONE);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  await desk.shot(`failed-${task.name}`);
  await phone.shot(`failed-${task.name}`);
});

/** Everything a person does is counted. */
const type = async (box: Locator, text: string) => {
  steps += 1;
  await box.fill(text);
};
const press = async (button: Locator) => {
  steps += 1;
  await button.click();
};
const give = async (box: Locator, files: Parameters<Locator["setInputFiles"]>[0]) => {
  steps += 1;
  await box.setInputFiles(files);
};

async function addSpec(page: Page, name: string, values: string): Promise<void> {
  await press(page.getByRole("button", { name: "添加规格" }));
  await type(page.getByLabel("规格名").last(), name);
  // Values in one go, parted as people part them.
  await type(page.getByLabel(`${name} 的值`), values);
}

test("a product of three dimensions is listed in well under three minutes", async () => {
  const { page } = desk;
  await enterConsole(page, "小云");
  await page.goto("/admin/products");
  const pictures = await Promise.all(["#4a5a2c", "#7a4a2c"].map(drawnPng));
  const begun = performance.now();
  await press(page.getByRole("button", { name: "新建商品" }));
  await page.waitForURL(/\/products\/new$/);
  // The list's search box is called 商品名称或规格编码.
  await type(page.getByLabel(/^商品名称(?!或)/), NAME);
  await type(page.getByRole("combobox", { name: "主分类" }), "普洱");
  await page.keyboard.press("Enter");
  await give(page.locator("[data-field=gallery] input[type=file]"), pictures);
  await page.getByRole("img", { name: "图片 2" }).waitFor();
  await addSpec(page, "年份", "2024、2025");
  await addSpec(page, "规格", "单片、五片装");
  await addSpec(page, "包装", "棉纸、礼盒");
  await type(page.getByLabel("批量填写 售价"), "128");
  await type(page.getByLabel("批量填写 初始库存"), "20");
  await press(page.getByRole("button", { name: "填入" }));
  await type(page.getByLabel("2025 · 五片装 · 礼盒 售价"), "598");
  await press(page.getByLabel("卖 2024 · 单片 · 礼盒"));
  await press(page.getByRole("button", { name: "保存并上架" }));
  await page.waitForURL(/\/products\/\d+$/);
  productId = new URL(page.url()).pathname.split("/").pop() ?? "";
  const machine = (performance.now() - begun) / 1000;
  const person = steps * SECONDS_A_STEP;
  process.stdout.write(
    `listing a product of 7 SKUs: ${steps} steps, ${machine.toFixed(1)} s by machine, about ${person} s by hand\n`,
  );
  expect(person).toBeLessThan(180);
  await says(page, "在售", "在卖7个组合，不卖1个");
  await desk.shot("catalog-01-listed");
});

test("a film, points and a case follow; wrong files get one clear sentence", async () => {
  const { page } = desk;
  const film = page.locator("[data-field=video]");
  const choose = film.locator("input[aria-label=上传视频]");
  const bytes = await makeFilm([(await drawnPng("#2c5a4a")).buffer, (await drawnPng("#5a2c4a")).buffer], {
    edge: 160,
    seconds: 1,
  });
  const file = (buffer: Buffer) => ({ name: "film.mp4", mimeType: "video/mp4", buffer });
  await choose.setInputFiles(file(Buffer.from("<script>alert(1)</script>")));
  await says(film, "这个视频放不出来");
  await choose.setInputFiles(largeFile("large.mp4", Buffer.alloc(31 * 1024 * 1024)));
  await says(film, "视频有31.0MB，不能超过30MB");
  const gallery = page.locator("[data-field=gallery] input[type=file]");
  await gallery.setInputFiles(await hugePng(9 * 1024 * 1024));
  await says(page, "图片有9.0MB，不能超过8MB");
  await choose.setInputFiles(file(bytes));
  await says(film, "2秒，160×160");
  await page.getByRole("button", { name: "添加一段" }).click();
  await page.getByRole("menuitem", { name: "要点" }).click();
  await page.getByLabel("要点，每行一条").fill("一口料\n手工石磨\n");
  await page.getByRole("button", { name: "添加一段" }).click();
  await page.getByRole("menuitem", { name: "小标题" }).click();
  await page.getByRole("textbox", { name: "小标题" }).fill("只做一季");
  await page.getByRole("button", { name: "移动第 2 段" }).focus();
  await page.keyboard.press("ArrowUp");
  await page.getByRole("button", { name: "添加案例" }).click();
  await page.getByLabel("案例 1 标题").fill("昆明茶室用茶");
  await page.getByLabel("案例 1 故事").fill("一间十二座的茶室，一年喝掉四十片。");
  await says(page.getByLabel("手机预览"), "只做一季", "昆明茶室用茶", "1/3");
  await desk.shot("catalog-02-story");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await says(page, "内容已是最新");
  const [row] = await books.sql<{ kinds: string[]; film: boolean }>(
    `SELECT ARRAY (SELECT block->>'kind' FROM jsonb_array_elements(detail) AS block) AS kinds, video IS NOT NULL AS film
     FROM product WHERE id = $1`,
    [productId],
  );
  expect(row).toEqual({ kinds: ["heading", "list"], film: true });
});

test("leaving with unsaved changes asks, and they can be taken up again", async () => {
  const { page } = desk;
  await page.getByLabel("副标题").fill("一年只压一次");
  await page.getByRole("link", { name: "分类", exact: true }).click();
  await says(page.getByRole("dialog"), "有未保存的修改");
  await page.getByRole("dialog").getByRole("button", { name: "离开" }).click();
  await page.waitForURL(/categories$/);
  await page.goto(`/admin/products/${productId}`);
  await page.getByRole("button", { name: "接着改" }).click();
  expect(await page.getByLabel("副标题").inputValue()).toBe("一年只压一次");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await says(page, "内容已是最新");
});

test("who saves second is told who was first, and loses nothing", async () => {
  const second = await desk.another();
  const [first, later] = [desk.page, second.page];
  await later.goto(`/admin/products/${productId}`);
  await later.getByLabel("产地").fill("云南 临沧");
  await first.getByLabel("副标题").fill("一年只压这一次");
  await first.getByRole("button", { name: "保存", exact: true }).click();
  await says(first, "内容已是最新");
  await later.getByRole("button", { name: "保存", exact: true }).click();
  await says(later.getByRole("dialog"), /小云在\d{4}-\d\d-\d\d\d\d:\d\d改过这个商品/);
  await later.getByRole("button", { name: "重新载入" }).click();
  await says(later, "上次有没保存的修改", "那之后商品被保存过");
  expect(await later.getByLabel("副标题").inputValue()).toBe("一年只压这一次");
  await later.getByRole("button", { name: "接着改" }).click();
  expect(await later.getByLabel("产地").inputValue()).toBe("云南 临沧");
  await second.page.close();
});

test("categories: moved by keyboard and by hand, not removed while goods stand in them", async () => {
  const { page } = desk;
  await page.goto("/admin/categories");
  const order = async () =>
    (
      await books.sql<{ name: string }>(
        `SELECT name FROM category WHERE NOT removed
         AND parent_id = (SELECT parent_id FROM category WHERE name = '茶具') ORDER BY sort, id`,
      )
    ).map(({ name }) => name);
  const before = await order();
  const [a = "", b = "", c = ""] = before;
  await page.getByRole("button", { name: `移动 ${c}`, exact: true }).focus();
  await page.keyboard.press("ArrowUp");
  await becomes(order, [a, c, b]);
  const handle = (name: string) => page.getByRole("button", { name: `移动 ${name}`, exact: true });
  await handle(c).dragTo(handle(b));
  await becomes(order, before);
  const row = page.getByRole("listitem").filter({ hasText: "普洱与古树茶" }).last();
  await row.getByRole("button", { name: "删除" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^删\s*除$/ })
    .click();
  await says(page, "“普洱与古树茶”下还有", `“${NAME}”`, "请先移到别的分类");
  await desk.shot("catalog-07-category-in-use");
  await page.getByRole("button", { name: "知道了" }).click();
  await page.goto(`/admin/products/${productId}`);
});

test("the film plays in place, impossible values are grey, and three taps lead to the cashier", async () => {
  const { page } = phone;
  await page.goto(`/catalog/product/index?id=${productId}`);
  await says(page, NAME, "1/3", "年份、规格、包装·共7款");
  await page.getByRole("button", { name: /播放视频/ }).click();
  await expect
    .poll(() => page.evaluate<number>("document.querySelector('video')?.currentTime ?? 0"), {
      timeout: 10_000,
    })
    .toBeGreaterThan(0.2);
  await phone.shot("catalog-03-film");
  await page.getByRole("button", { name: "立即购买" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: "2024" }).waitFor();
  // 2024, 单片 and 棉纸 are chosen: the only SKU without a 礼盒.
  await expect
    .poll(() => sheet.getByRole("radio", { name: "礼盒" }).getAttribute("aria-disabled"))
    .toBe("true");
  await sheet.getByRole("radio", { name: "2025" }).click();
  await sheet.getByRole("radio", { name: "五片装" }).click();
  await sheet.getByRole("radio", { name: "礼盒" }).click();
  await says(sheet, "598.00", "已选2025·五片装·礼盒");
  await phone.shot("catalog-04-sheet");
  await sheet.getByRole("button", { name: "立即购买" }).click();
  await agreeAndBe(page, BUYER);
  await says(page, "提交订单", NAME);
  await page.getByRole("button", { name: "提交订单" }).click();
  await page.waitForURL(/__wechat\/cashier/);
  const lines = await books.sql<{ spec: string[] }>("SELECT spec FROM order_line WHERE product_id = $1", [
    productId,
  ]);
  expect(lines).toEqual([{ spec: ["2025", "五片装", "礼盒"] }]);
});

test("off the shelf with a day to come back it is announced; in the bin it is gone, and comes back", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: /^下\s*架$/ }).click();
  await says(page, "已下架");
  await page.getByRole("button", { name: /^定\s*时$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("上架时间").fill("2099-01-02 10:00");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: /^保\s*存$/ }).click();
  await says(page, "01-0210:00上架");
  await phone.page.goto(`/catalog/product/index?id=${productId}`);
  await says(phone.page, "1月2日10:00开售");
  await phone.shot("catalog-05-announced");
  await page.getByRole("button", { name: "移到回收站" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "移到回收站" }).click();
  await says(page, "在回收站里", "天可以恢复", "小云在");
  await desk.shot("catalog-06-bin");
  await phone.page.reload();
  await says(phone.page, "这件商品下架了");
  await seen(page.getByRole("button", { name: /^恢\s*复$/ })).click();
  await becomes(
    async () =>
      (await books.sql<{ state: string }>("SELECT state FROM product WHERE id = $1", [productId]))[0]?.state,
    "unlisted",
  );
});
