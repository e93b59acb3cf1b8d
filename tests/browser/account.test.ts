/**
 * 过路人 comes, puts a tea aside, sees its price fall, gives a phone number, takes everything along, and closes the account; 小云 at the desk
 * sees what there is to see of it, and afterwards that there is nothing left but a number.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { agreeAndBe } from "./support/customer.ts";
import { becomes, readText, says, seen } from "./support/reading.ts";

const demo = inject("demo");
const WHO = "过路人";
const TEA = "易武麻黑古树生茶饼 357g";
/** Looked at before signing in. */
const CAKE = "现烤玫瑰鲜花饼";

let browser: Browser;
let books: Books;
let phone: Screen;
let desk: Screen;
let openid = "";
/** Who they are to the shop; known once they have signed in, and kept for when nothing else names them. */
let id = "";

const count = async (table: string): Promise<number> => {
  const [row] = await books.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE customer_id = $1`,
    [id],
  );
  return row?.n ?? 0;
};

/** Whether a product is put aside is answered at once, and arrives when the returned function is called: after the tap that made it old. */
async function holdBackStars(page: Page): Promise<() => Promise<void>> {
  const held: (() => Promise<void>)[] = [];
  const stars = /\/favourites\/\d+$/;
  await page.route(stars, async (route) => {
    const response = await route.fetch();
    held.push(() => route.fulfill({ response }));
  });
  return async () => {
    await becomes(async () => held.length > 0, true);
    await Promise.all(held.map((arrive) => arrive()));
    await page.unroute(stars);
  };
}

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  ({ openid } = await books.wechat.addUser({ nickname: WHO }));
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

describe("an account", () => {
  test("a star before signing in is a star afterwards, and the list tells of a fallen price", async () => {
    const { page } = phone;
    const idOf = async (name: string): Promise<string | undefined> =>
      (await books.sql<{ id: string }>("SELECT id FROM product WHERE name LIKE $1 || '%'", [name]))[0]?.id;
    await page.goto(`/catalog/product/index?id=${await idOf(CAKE)}`);
    await says(page, "立即购买");
    await page.goto(`/catalog/product/index?id=${await idOf(TEA)}`);
    const late = await holdBackStars(page);
    await page.getByRole("switch", { name: "收藏", exact: true }).click();
    await agreeAndBe(page, WHO);
    await says(page, "已收藏");
    await late();
    await seen(page.getByRole("switch", { name: "取消收藏" })).waitFor();
    const [row] = await books.sql<{ id: string }>(
      "SELECT customer_id::text AS id FROM identity WHERE subject = $1",
      [openid],
    );
    id = row?.id ?? "";
    await becomes(() => count("favourite"), 1);
    await books.sql("UPDATE favourite SET price_fen = price_fen + 500 WHERE customer_id = $1", [id]);
    await page.goto("/favourite/list/index");
    await says(page, TEA.replace(/\s/g, ""), "比收藏时降¥5.00");
    await phone.shot("account-01-favourites");
    await page.getByRole("button", { name: "管理" }).click();
    await page.getByRole("checkbox", { name: `选择${TEA}` }).click();
    await page.getByRole("button", { name: "取消收藏" }).click();
    await says(page, "还没有收藏");
    await page.getByRole("button", { name: "撤销" }).click();
    await says(page, "比收藏时降¥5.00");
  });

  test("what was looked at stands under today, and goes when it is switched off", async () => {
    const { page } = phone;
    await page.goto("/footprint/list/index");
    await says(page, "今天", TEA.replace(/\s/g, ""), CAKE);
    await phone.shot("account-02-footprints");
    await page.getByRole("switch", { name: "记录足迹" }).click();
    await page.getByRole("button", { name: "关闭并清空" }).click();
    await says(page, "还没有足迹");
    expect(await count("footprint")).toBe(0);
  });

  test("the phone number comes from WeChat, and the desk sees it masked until it says why", async () => {
    const { page } = phone;
    await page.goto("/customer/account/index");
    await page.getByRole("button", { name: "绑定" }).click();
    await page.getByRole("button", { name: "允许", exact: true }).click();
    await says(page, /138\*{4}\d{4}/, "手机号已绑定");
    expect(page.url()).not.toContain("phone=");
    await phone.shot("account-03-account");
    await enterConsole(desk.page, "小云");
    await desk.page.goto(`/admin/customers/${id}`);
    await says(desk.page, /138\*{4}\d{4}/, "同意第1版");
    await desk.page.getByRole("button", { name: "查看完整" }).click();
    await desk.page.getByLabel("查看原因").fill("核对身份");
    await desk.page.getByRole("dialog").getByRole("button", { name: "查看" }).click();
    await says(desk.page, /138\d{8}/);
  });

  test("their data is made while they wait, and saved", async () => {
    const { page } = phone;
    await page.goto("/customer/export/index");
    await page.getByRole("button", { name: "申请导出" }).click();
    await page.getByRole("button", { name: "开始导出" }).click();
    await says(page, "可以下载");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "下载表格" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^my-data-\d{4}-\d{2}-\d{2}\.xlsx$/);
    await phone.shot("account-04-export");
  });

  test("closed with the words typed: gone from phone and desk, and the books are right", async () => {
    const { page } = phone;
    await page.goto("/customer/closing/index");
    await says(page, "会删除的", "依法要保留的");
    await phone.shot("account-05-closing");
    await page.getByRole("button", { name: "注销账号" }).click();
    const last = page.getByRole("button", { name: "永久注销" });
    await page.getByRole("textbox", { name: "确认" }).fill("注销");
    expect(await last.getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("textbox", { name: "确认" }).fill("注销账号");
    await last.click();
    await says(page, "账号已注销");
    for (const table of ["favourite", "customer_phone", "session", "identity", "data_export"])
      expect([table, await count(table)]).toEqual([table, 0]);
    await desk.page.goto(`/admin/customers/${id}`);
    await says(desk.page, "已注销", "资料、电话和地址已删除");
    expect(await readText(desk.page)).not.toContain(WHO);
    await desk.shot("account-06-closed");
    expect(await books.broken()).toEqual([]);
    expect([...phone.faults, ...desk.faults]).toEqual([]);
  });
});

/** A picture of somebody who has gone loses its file once no row names it: a column that is not asked would lose pictures that are shown. */
test("wherever an address of a picture stands in the shop, it is asked before the file goes", async () => {
  const columns = await books.sql<{ table: string; columns: string[] }>(
    `SELECT table_name AS table, array_agg(column_name::text) AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'ARRAY') GROUP BY table_name`,
  );
  const found: string[] = [];
  for (const { table, columns: names } of columns) {
    const each = names.map((name) => `bool_or("${name}"::text LIKE '%/media/%') AS "${name}"`);
    const [row] = await books.sql<Record<string, boolean | null>>(
      `SELECT ${each.join(", ")} FROM "${table}"`,
    );
    found.push(...names.filter((name) => row?.[name] === true).map((name) => `${table}.${name}`));
  }
  const store = readFileSync(join(ROOT, "apps/server/src/media/store.ts"), "utf8");
  const [asked = ""] = /WITH named AS[\s\S]*?SELECT DISTINCT/.exec(store) ?? [];
  const isAsked = (column: string) => {
    const [table, name] = column.split(".");
    return new RegExp(`SELECT [^\n]*\\b${name}\\b[^\n]* FROM ${table}\\b`).test(asked);
  };
  expect(found.length).toBeGreaterThan(5);
  // What was written down of a change stays as it was; nobody looks at pictures there.
  expect(found.filter((column) => !column.startsWith("audit.") && !isAsked(column))).toEqual([]);
});
