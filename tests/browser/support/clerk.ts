/** What staff do at the desk. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { says } from "./reading.ts";

/** Signs in as one of the demo's staff by a tap. */
export async function enterConsole(page: Page, name: string): Promise<void> {
  await page.goto("/admin/login");
  await page.getByRole("button").filter({ hasText: name }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
}

/** Opens a page of the console by its name in the navigation. */
export async function turnTo(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name }).first().click();
}

/** Sends everything of an order as one parcel. */
export async function ship(page: Page, no: string, trackingNo: string): Promise<void> {
  await page.goto(`/admin/orders/${no}`);
  await page.getByRole("button", { name: "发货", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("快递公司").fill("顺丰速运");
  await page.keyboard.press("Escape");
  await dialog.getByLabel("运单号").fill(trackingNo);
  await dialog.getByRole("button", { name: "确认发货" }).click();
  await says(page, trackingNo);
}

/** Agrees to a refund that waits at the desk, by typing its amount. */
export async function agreeToRefund(page: Page, amount: string): Promise<void> {
  await turnTo(page, /^售后/);
  await page.getByRole("row").filter({ hasText: amount }).first().click();
  await page.getByRole("button", { name: "同意退款" }).click();
  await typeToConfirm(page, amount, "同意并退款");
}

/** The dialog of money that is open: its button stays off until the amount is typed. */
export async function typeToConfirm(page: Page, amount: string, action: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  const button = dialog.getByRole("button", { name: action });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  await dialog.getByLabel(/以确认/).fill(amount);
  await button.click();
}

/** Opens the newest withdrawal of this promoter that waits for review. */
export async function openWithdrawal(page: Page, nickname: string): Promise<void> {
  await turnTo(page, /^提现/);
  await page.getByRole("row").filter({ hasText: nickname }).first().click();
  await says(page, "提现详情");
}
