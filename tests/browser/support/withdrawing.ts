/** The promoter takes money out: what is refused, what arrives, what comes back. Begins with ¥101.19 of settled commissions. */
import { expect } from "vitest";
import { type Cast, PROMOTER } from "./cast.ts";
import { enterConsole, openWithdrawal, typeToConfirm } from "./clerk.ts";
import { askWithdrawal, moveClock } from "./promoting.ts";
import { readText, says, saysInTime } from "./reading.ts";

/** What cannot be withdrawn is said at its field, and nothing changes. */
export async function badAmountsAreRefused({ promoter }: Cast): Promise<void> {
  const { page } = promoter;
  await page.goto("/withdrawal/apply/index");
  await says(page, "可提现¥101.19", "每笔¥1至¥500", "手续费0.6%");
  for (const [typed, sentence] of [
    ["0", "金额要大于0"],
    ["0.99", "每笔至少¥1"],
    ["101.20", "可提现只有¥101.19"],
    ["12.345", "最多两位小数"],
  ] as const) {
    await page.getByRole("textbox", { name: "提现金额" }).fill(typed);
    await page.getByRole("button", { name: "提现", exact: true }).click();
    await says(page, sentence);
  }
  await promoter.shot("promoting-18-refused-amount");
  await page.goto("/withdrawal/list/index");
  await says(page, "还没有提现过");
  await page.goto("/promoter/center/index");
  await says(page, "可提现¥101.19", "0.00提现中");
}

/** Asked for, approved by typing the amount, confirmed in WeChat by nobody but the payee. */
export async function arrives({ promoter, first, money }: Cast): Promise<void> {
  const { page } = promoter;
  const no = await askWithdrawal(page, "40.05");
  await says(page, "审核中", "手续费−¥0.24", "预计到账", "¥39.81");
  await promoter.shot("promoting-19-reviewing");
  await enterConsole(money.page, "阿算");
  await openWithdrawal(money.page, PROMOTER);
  await says(money.page, "提现详情", "¥40.05", "¥0.24", "¥39.81");
  await money.shot("promoting-20-desk");
  await money.page.getByRole("button", { name: /^通\s?过$/ }).click();
  await typeToConfirm(money.page, "40.05", "通过并打款");
  await says(money.page, "已通过，正在提交微信");

  await page.goto(`/withdrawal/detail/index?no=${no}`);
  await saysInTime(page, "待确认收款", "去微信确认收款");
  await promoter.shot("promoting-21-confirming");
  await page.getByRole("button", { name: "去微信确认收款" }).click();
  await says(page, "向你转账", "¥39.81");
  await promoter.shot("promoting-22-transfer");
  await first.page.goto(page.url());
  await says(first.page, "你的微信号与商家指定的微信号不一致");
  expect(await readText(first.page)).not.toContain("39.81");
  await first.shot("promoting-23-stranger");
  await page.getByRole("button", { name: "确认收款" }).click();
  await says(page, "已收款");
  await promoter.shot("promoting-24-received");
  await page.getByRole("link", { name: "完成" }).click();
  await says(page, "已到账", "到账时间");
  await promoter.shot("promoting-25-arrived");
  await page.goto("/__wechat/wallet");
  await says(page, `${PROMOTER}的零钱¥39.81`, "+¥39.81");
  await promoter.shot("promoting-26-wallet");
}

/** Refused at the desk; the promoter reads why. */
export async function isRefused({ promoter, money }: Cast): Promise<void> {
  const { page } = promoter;
  const no = await askWithdrawal(page, "30");
  await openWithdrawal(money.page, PROMOTER);
  await money.page.getByRole("button", { name: /^拒\s?绝$/ }).click();
  const dialog = money.page.getByRole("dialog");
  await dialog.getByLabel("拒绝原因").fill("本月佣金正在复核，请下周再提");
  await money.shot("promoting-27-refuse");
  await dialog.getByRole("button", { name: "拒绝并退回" }).click();
  await says(money.page, "已拒绝，金额已退回可提现");
  await page.goto(`/withdrawal/detail/index?no=${no}`);
  await saysInTime(page, "未通过", "原因：本月佣金正在复核，请下周再提");
  await promoter.shot("promoting-28-refused");
}

/** Left alone for 25 hours: the money is back. */
export async function expires({ promoter, money }: Cast): Promise<void> {
  const { page } = promoter;
  const no = await askWithdrawal(page, "25.50");
  await openWithdrawal(money.page, PROMOTER);
  await money.page.getByRole("button", { name: /^通\s?过$/ }).click();
  await typeToConfirm(money.page, "25.50", "通过并打款");
  await page.goto(`/withdrawal/detail/index?no=${no}`);
  await saysInTime(page, "待确认收款");
  await moveClock(page, "+25 小时");
  await page.goto(`/withdrawal/detail/index?no=${no}`);
  await saysInTime(page, "超时未确认", "24小时内没有确认收款");
  await promoter.shot("promoting-29-expired");
  await page.goto("/promoter/center/index");
  await says(page, "可提现¥61.14", "0.00提现中", "40.05已提现");
  await promoter.shot("promoting-30-center");
  await page.goto("/withdrawal/list/index");
  await says(page, "已到账", "未通过", "超时未确认");
  await promoter.shot("promoting-31-withdrawals");
}
