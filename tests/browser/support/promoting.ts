/** What a promoter and the friends do on their phones. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { agreeAndBe, cashierAmount, fillAddress, payInCashier } from "./customer.ts";
import { readText, says } from "./reading.ts";

/** "1,234.56" → 123456. */
export function fenOf(text: string): number {
  const digits = text.replaceAll(/[,.]/g, "");
  if (!/^\d+$/.test(digits)) throw new Error(`no amount: ${text}`);
  return Number(digits);
}

/** The one amount on the page that this finds. */
export async function amountOn(page: Page, pattern: RegExp): Promise<number> {
  const text = await readText(page);
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`${pattern} is not on the page: ${text}`);
  return fenOf(found);
}

/** The shop learns a name from the person alone: WeChat tells none. */
export async function nameOneself(page: Page, nickname: string): Promise<void> {
  await page.goto("/customer/profile/index");
  await page.getByRole("textbox", { name: "昵称" }).fill(nickname);
  await page.getByRole("button", { name: "保存" }).click();
  await says(page, "资料已保存");
}

/** Copies the link from the share sheet that is open. */
export async function copyShareLink(page: Page): Promise<string> {
  await page.getByRole("dialog").getByRole("button", { name: "复制链接" }).click();
  await says(page, "链接已复制");
  // The text is read where it would be pasted.
  return page.evaluate("navigator.clipboard.readText()");
}

/** A visitor signs in on 我的, and comes back to the product by the same link. */
export async function signInAs(page: Page, nickname: string, link: string): Promise<void> {
  await page.goto("/customer/me/index");
  await page.getByRole("button", { name: /登录/ }).first().click();
  await agreeAndBe(page, nickname);
  await says(page, "我的订单");
  await page.goto(link);
  await says(page, "立即购买");
}

export interface Purchase {
  spec: string;
  quantity: number;
  recipient: string;
}

/** From the open product to the checkout: SKU, quantity and, where the book is empty, an address. */
export async function goToCheckout(page: Page, { spec, quantity, recipient }: Purchase): Promise<void> {
  await page.getByRole("button", { name: "立即购买" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: spec }).click();
  for (let more = 1; more < quantity; more += 1) await sheet.getByRole("button", { name: "增加" }).click();
  await sheet.getByRole("button", { name: "立即购买" }).click();
  await says(page, "确认订单", "应付");
  await page.getByRole("button", { name: "选择收货地址" }).first().click();
  const form = page.getByRole("textbox", { name: "收件人" });
  const add = page.getByRole("button", { name: "新增地址" });
  await form.or(add).first().waitFor();
  if (await add.isVisible()) await add.click();
  await fillAddress(page, {
    recipient,
    phone: "138 0013 8000",
    region: ["云南省", "昆明市", "五华区"],
    detail: "翠湖南路 6 号 2 栋 301",
  });
  await says(page, "翠湖南路6号", "提交订单");
}

/** Submits, and pays what was shown. @returns the number of the order and what was paid, in fen */
export async function submitAndPay(page: Page): Promise<{ no: string; paidFen: number }> {
  const shown = await amountOn(page, /应付¥([\d,.]+)/);
  await page.getByRole("button", { name: "提交订单" }).click();
  expect(fenOf(await cashierAmount(page))).toBe(shown);
  await payInCashier(page);
  return { no: new URL(page.url()).searchParams.get("no") ?? "", paidFen: shown };
}

/** Asks for a part of one piece of an order of two. @param amount as it is typed, "60.01" */
export async function askRefund(page: Page, no: string, amount: string): Promise<void> {
  await page.goto(`/order/detail/index?no=${no}`);
  await page.getByRole("button", { name: "申请退款" }).click();
  await page.getByRole("button", { name: "减少" }).click();
  await page.getByRole("textbox", { name: "退款金额" }).fill(amount);
  await page.getByRole("button", { name: "退款原因" }).click();
  await page.getByRole("radio", { name: "商品破损" }).click();
  await says(page, `退款合计¥${amount}`);
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "提交申请" }).click();
  await says(page, "售后详情");
}

export async function receive(page: Page, no: string): Promise<void> {
  await page.goto(`/order/detail/index?no=${no}`);
  await page.getByRole("button", { name: "确认收货" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "确认收货" }).click();
  await says(page, "已完成");
}

/** Fills the withdrawal form and sends it. @returns the number of the withdrawal */
export async function askWithdrawal(page: Page, amount: string): Promise<string> {
  await page.goto("/withdrawal/apply/index");
  await page.getByRole("textbox", { name: "提现金额" }).fill(amount);
  await page.getByRole("button", { name: /^提现 ¥/ }).click();
  await page.waitForURL(/withdrawal\/detail/);
  await says(page, "提现详情", "店铺审核");
  return new URL(page.url()).searchParams.get("no") ?? "";
}

/** Moves business time at the demo's clock, as a person would. @param button as it is written there */
export async function moveClock(page: Page, button: string): Promise<void> {
  await page.goto("/__wechat/clock");
  await page.getByRole("button", { name: button }).click();
  await says(page, "已快进");
}
