/** What a customer does on the phone. */
import type { Page } from "playwright-core";
import { readText, says, seen } from "./reading.ts";

/** The demo's WeChat asks who this is; one of its people answers. */
export async function agreeAndBe(page: Page, nickname: string): Promise<void> {
  await page.getByRole("button", { name: "同意并登录" }).click();
  await says(page, "选择微信用户");
  await page.getByRole("button", { name: nickname, exact: true }).click();
}

export interface AddressPlan {
  recipient: string;
  phone: string;
  /** 省 市 区 as the picker names them. */
  region: readonly [string, string, string];
  detail: string;
}

/** Fills the address form that is open, region by its picker, and saves. */
export async function fillAddress(page: Page, plan: AddressPlan): Promise<void> {
  await page.getByRole("textbox", { name: "收件人" }).fill(plan.recipient);
  await page.getByRole("textbox", { name: "手机号" }).fill(plan.phone);
  await page.getByRole("button", { name: "选择所在地区" }).click();
  for (const name of plan.region) await page.getByRole("option", { name, exact: true }).click();
  await page.getByRole("textbox", { name: "详细地址" }).fill(plan.detail);
  await page.getByRole("button", { name: /^保存/ }).click();
}

/** The cashier is open: what it asks for, without the sign. */
export async function cashierAmount(page: Page): Promise<string> {
  await page.waitForURL(/__wechat\/cashier/);
  return (await readText(page.locator(".amount"))).replace("¥", "");
}

export async function payInCashier(page: Page): Promise<void> {
  await page.waitForURL(/__wechat\/cashier/);
  await page.getByRole("button", { name: "立即支付" }).click();
  await says(page, "支付成功");
}

/** Opens a product by its name through the search page. */
export async function search(page: Page, words: string, name: string): Promise<void> {
  await page.goto("/catalog/search/index");
  await page.getByRole("searchbox").fill(words);
  await page.keyboard.press("Enter");
  await seen(page.getByRole("link", { name })).click();
  await says(page, "立即购买");
}
