/** Stock at the desk: what is scarce, what holds it, counting by list and by sheet with before and after, and the log that keeps it. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, type Screen } from "./support/browser.ts";
import { enterConsole, turnTo } from "./support/clerk.ts";
import { becomes, says } from "./support/reading.ts";

const demo = inject("demo");
let browser: Browser;
let books: Books;
let desk: Screen;

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  desk = await openScreen(browser, demo.url, DESK);
  await enterConsole(desk.page, "小云");
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await desk.shot(`failed-${task.name}`);
});

interface Sku {
  id: string;
  code: string;
  on_hand: number;
  name: string;
}
/** SKUs with a code and nothing held: the demo's people do not buy while this runs. */
const someSkus = () =>
  books.sql<Sku>(
    `SELECT s.id::text, s.code, t.on_hand, p.name FROM sku s JOIN sku_stock t ON t.sku_id = s.id JOIN product p ON p.id = s.product_id
     WHERE s.code <> '' AND NOT s.retired AND p.state = 'listed' AND t.held = 0 AND t.on_hand > 20 ORDER BY s.id LIMIT 3`,
  );
const onHand = async (id: string) =>
  (await books.sql<{ on_hand: number }>("SELECT on_hand FROM sku_stock WHERE sku_id = $1", [id]))[0]?.on_hand;

test("the list says what is scarce; a SKU leads to its log and to what holds it", async () => {
  const { page } = desk;
  await turnTo(page, /^库存/);
  await says(page, "各规格库存", "可售", "占用", "现有", "已售");
  await desk.shot("stock-01-list");
  await page.getByRole("tab", { name: /^告急/ }).click();
  await becomes(async () => page.url().includes("stock=low"), true);
  await desk.shot("stock-02-low");
  const [scarce] = await books.sql<{ code: string }>(
    `SELECT s.code FROM sku s JOIN sku_stock t ON t.sku_id = s.id JOIN product p ON p.id = s.product_id
     WHERE s.code <> '' AND NOT s.retired AND p.state = 'listed' AND t.on_hand - t.held BETWEEN 0 AND 3
       AND EXISTS (SELECT FROM stock_log l WHERE l.sku_id = s.id AND l.reason = 'purchase')
     ORDER BY t.on_hand - t.held, s.id LIMIT 1`,
  );
  const code = scarce?.code ?? "";
  await page.getByPlaceholder("商品名称、规格编码或规格编号").fill(code);
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: code }).getByRole("link", { name: "流水" }).click();
  await says(page, "采购入库", "变动后");
  await desk.shot("stock-03-log");
  await page.getByRole("tab", { name: "占用中" }).click();
  await says(page, "接下来");
  await desk.shot("stock-04-holds");
});

test("counting by a sheet: bad lines are named, the preview shows before and after, posting writes the log", async () => {
  const { page } = desk;
  const [first, second] = (await someSkus()) as [Sku, Sku];
  await page.goto("/admin/stock");
  await page.getByRole("button", { name: "按表盘点" }).click();
  const sheet = page.getByLabel("盘点表");
  await sheet.fill(`规格编码\t盘点数\n${first.code}\t-3\n没有的编码\t5`);
  await says(page, "盘点数应为不小于0的整数", "1行不能处理");
  expect(await page.getByRole("button", { name: "预览差异" }).isDisabled()).toBe(true);
  await desk.shot("stock-05-sheet-bad");
  await sheet.fill(`${first.code}\t${first.on_hand - 3}\n没有的编码\t5\n${second.code}\t${second.on_hand}`);
  await page.getByRole("button", { name: "预览差异" }).click();
  await says(page, "没有这个编码的规格", "1行不能入账");
  expect(await page.getByRole("button", { name: "入账 1 个差异" }).isDisabled()).toBe(true);
  await desk.shot("stock-06-preview-bad");
  await page.getByRole("button", { name: "返回修改" }).click();
  await sheet.fill(`${first.code}\t${first.on_hand - 3}\n${second.code}\t${second.on_hand}`);
  await page.getByRole("button", { name: "预览差异" }).click();
  await says(page, "1个规格有差异，1个相符", "-3", "相符");
  await desk.shot("stock-07-preview");
  // Somebody else moves it between the preview and the click.
  await books.sql(
    `WITH moved AS (UPDATE sku_stock SET on_hand = on_hand + 1 WHERE sku_id = $1 RETURNING sku_id, on_hand)
     INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason) SELECT sku_id, 'by hand', 1, on_hand, 'other' FROM moved`,
    [first.id],
  );
  await page.getByRole("button", { name: "入账 1 个差异" }).click();
  await says(page, `预览时${first.on_hand}件，现在${first.on_hand + 1}件`, "-4");
  await desk.shot("stock-08-moved");
  await page.getByLabel("盘点备注").fill("月末盘点");
  await page.getByRole("button", { name: "入账 1 个差异" }).dblclick();
  await says(page, "已入账1个规格的差异");
  expect(await onHand(first.id)).toBe(first.on_hand - 3);
  await page.goto(`/admin/stock/log?sku_id=${first.id}&reason=count`);
  await says(page, "-4", "月末盘点", "小云");
});

test("counting what was chosen in the list", async () => {
  const { page } = desk;
  const [, , third] = (await someSkus()) as [Sku, Sku, Sku];
  await page.goto(`/admin/stock?q=${third.code}`);
  const row = page.getByRole("row").filter({ hasText: third.name }).first();
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: "盘点", exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("spinbutton")
    .first()
    .fill(String(third.on_hand + 6));
  await page.getByRole("button", { name: "预览差异" }).click();
  await says(page, "+6");
  await desk.shot("stock-09-chosen");
  await page.getByRole("button", { name: "入账 1 个差异" }).click();
  await says(page, "已入账1个规格的差异");
  expect(await onHand(third.id)).toBe(third.on_hand + 6);
});

test("nothing went wrong on the way that nobody saw", () => {
  expect(desk.faults).toEqual([]);
});
