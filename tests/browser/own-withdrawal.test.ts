/**
 * Nobody decides about their own money: the owner says who 阿算 is as a customer, 阿算 finds the own withdrawal closed with
 * the reason, and is let in again when the link was a mistake. On the way the cockpit counts what waits, and its numbers
 * lead to just these.
 */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { becomes, says, yuan } from "./support/reading.ts";

const demo = inject("demo");
const CLERK = "阿算";

let browser: Browser;
let books: Books;
let owner: Screen;
let clerk: Screen;
let waiting: { no: string; nickname: string; owner_id: string; fen: number };

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
  owner = await openScreen(browser, demo.url, DESK);
  clerk = await openScreen(browser, demo.url, DESK);
  const [row] = await books.sql<typeof waiting>(
    `SELECT w.no, c.nickname, w.owner_id::text AS owner_id, w.amount_fen::int AS fen
     FROM withdrawal w JOIN customer_profile c ON c.customer_id = w.owner_id
     WHERE w.state = 'reviewing' AND w.checked_by IS NULL ORDER BY w.no LIMIT 1`,
  );
  if (!row) throw new Error("nobody in the demo waits for a withdrawal");
  waiting = row;
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  await owner.shot(`failed-${task.name}-owner`);
  await clerk.shot(`failed-${task.name}-clerk`);
});

const linked = async () => {
  const rows = await books.sql<{ id: string | null }>(
    "SELECT customer_id::text AS id FROM staff WHERE name = $1",
    [CLERK],
  );
  return rows[0]?.id;
};

test("the cockpit's numbers lead to lists with as many rows", async () => {
  const { page } = owner;
  await enterConsole(page, "掌柜");
  const [counted] = await books.sql<{ applications: number; withdrawals: number }>(
    `SELECT (SELECT count(*)::int FROM promoter_application WHERE state = 'requested') AS applications,
       (SELECT count(*)::int FROM withdrawal WHERE state IN ('reviewing', 'checked')) AS withdrawals`,
  );
  for (const [name, count] of [
    ["分销员申请", counted?.applications ?? 0],
    ["待审核提现", counted?.withdrawals ?? 0],
  ] as const) {
    expect(count).toBeGreaterThan(0);
    await page.goto("/admin/");
    await page.getByRole("link", { name: new RegExp(`^${name}.*${count}$`) }).click();
    await becomes(() => page.locator("tbody tr.ant-table-row").count(), count);
  }
});

test("the owner links 阿算 to a customer found by nickname, and reads why", async () => {
  const { page } = owner;
  await page.goto("/admin/staff");
  await page.getByRole("button", { name: `关联 ${CLERK} 的微信身份` }).click();
  const dialog = page.getByRole("dialog");
  await says(dialog, "自己的提现不能自己审核");
  await dialog.getByRole("button", { name: "关联", exact: true }).click();
  await says(dialog, "请选择一位顾客");
  await dialog.getByLabel("小程序里的顾客").fill(waiting.nickname);
  await page.getByTitle(`${waiting.nickname}（编号 ${waiting.owner_id}）`).click();
  await dialog.getByRole("button", { name: "关联", exact: true }).click();
  await says(page.getByRole("row").filter({ hasText: CLERK }), waiting.nickname);
  await owner.shot("own-withdrawal-01-staff");
  expect(await linked()).toBe(waiting.owner_id);
});

test("阿算 cannot pass the own withdrawal and reads the reason; unlinked again, 阿算 can", async () => {
  const { page } = clerk;
  await enterConsole(page, CLERK);
  await page.goto(`/admin/withdrawals/${waiting.no}`);
  await says(page, yuan(waiting.fen), "不能审核自己的提现");
  expect(await page.getByRole("button", { name: /通过$/ }).isDisabled()).toBe(true);
  expect(await page.getByRole("button", { name: "拒绝" }).count()).toBe(0);
  await clerk.shot("own-withdrawal-02-blocked");
  await owner.page.getByRole("button", { name: `解除 ${CLERK} 的关联` }).click();
  await owner.page.getByRole("button", { name: "解除关联", exact: true }).last().click();
  await becomes(linked, null);
  await page.reload();
  await says(page, yuan(waiting.fen));
  await becomes(() => page.getByRole("button", { name: /通过$/ }).isDisabled(), false);
  expect([...owner.faults, ...clerk.faults]).toEqual([]);
});
