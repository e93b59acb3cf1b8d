/**
 * The first commission, on five screens at once: 何小满 becomes a promoter, two friends buy by the link, 小云 at the desk and
 * 阿算 at the money say yes and no, and time passes. The clock of the shop moves, so this story has a demo shop of its own.
 */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { addsUp } from "./support/calculation.ts";
import { agreeToRefund, enterConsole, ship, turnTo, typeToConfirm } from "./support/clerk.ts";
import { agreeAndBe, search } from "./support/customer.ts";
import { type Demo, openDemo } from "./support/demo.ts";
import {
  amountOn,
  askRefund,
  askWithdrawal,
  copyShareLink,
  goToCheckout,
  moveClock,
  nameOneself,
  receive,
  saysInTime,
  signInAs,
  submitAndPay,
} from "./support/promoting.ts";
import { becomes, readText, says, seen, yuan } from "./support/reading.ts";

const PROMOTER = "何小满";
const FRIENDS = ["白露", "谷雨"] as const;
const TEA = "凤庆滇红金针 单芽";
const REFUND = "60.01";

let demo: Demo;
let browser: Browser;
let books: Books;
/** Whose screen is whose. */
let promoter: Screen;
let first: Screen;
let second: Screen;
let desk: Screen;
let money: Screen;
let link = "";
let firstNo = "";
let secondNo = "";

beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
  books = await openBooks(demo);
  for (const nickname of FRIENDS) await books.wechat.addUser({ nickname });
  promoter = await openScreen(browser, demo.url, PHONE);
  first = await openScreen(browser, demo.url, PHONE);
  second = await openScreen(browser, demo.url, PHONE);
  desk = await openScreen(browser, demo.url, DESK);
  money = await openScreen(browser, demo.url, DESK);
});
afterAll(async () => {
  await browser.close();
  await books.close();
  await demo.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [who, screen] of Object.entries({ promoter, first, second, desk, money })) {
    await screen.shot(`failed-${task.name}-${who}`);
    console.log(who, screen.page.url(), screen.faults, screen.refusals);
  }
});

describe("becoming a promoter", () => {
  test("the way is on 我的; it can be read before signing in, and asks for the agreement", async () => {
    const { page } = promoter;
    await page.goto("/customer/me/index");
    await page.getByRole("button", { name: /推广合作/ }).click();
    await says(page, "佣金怎么来", "本店不承诺收益", "微信登录后申请");
    await promoter.shot("promoting-01-visitor");
    await page.getByRole("button", { name: "微信登录后申请" }).click();
    await agreeAndBe(page, PROMOTER);
    await says(page, "提交申请");
    await nameOneself(page, PROMOTER);
    await page.goto("/promoter/apply/index");
    await page.getByRole("button", { name: "提交申请" }).click();
    await says(page, "请先阅读并同意推广协议");
    await page.getByRole("link", { name: "《推广协议》" }).click();
    await says(page.getByRole("dialog"), "推广协议·第1版");
    await promoter.shot("promoting-02-agreement");
    await page.getByRole("button", { name: "已阅读并同意" }).click();
    await page.getByRole("textbox", { name: "申请说明" }).fill("常给朋友推荐茶");
    await promoter.shot("promoting-03-apply");
    await page.getByRole("button", { name: "提交申请" }).click();
    await says(page, "申请审核中");
    await promoter.shot("promoting-04-applied");
  });

  test("the desk sees who asks and why, and lets them in", async () => {
    const { page } = desk;
    await enterConsole(page, "小云");
    await turnTo(page, /^申请/);
    await page.getByRole("row").filter({ hasText: PROMOTER }).click();
    const drawer = page.getByRole("dialog");
    await says(drawer, "常给朋友推荐茶", "已同意第1版", "没有邀请卡");
    await desk.shot("promoting-05-application");
    await drawer.getByRole("button", { name: "通过", exact: true }).click();
    await says(page, "通过后没有邀请人，此关系不能更改");
    await desk.shot("promoting-06-approve");
    await page
      .getByRole("dialog", { name: "通过申请" })
      .getByRole("button", { name: /^通\s?过$/ })
      .click();
    await says(page, `已通过，${PROMOTER}现在可以推广了`);
  });

  test("a welcome once, and then the centre with nothing in it yet", async () => {
    const { page } = promoter;
    await page.reload();
    await says(page, "欢迎成为", "推广员");
    await promoter.shot("promoting-07-welcome");
    await page.getByRole("button", { name: "进入推广中心" }).click();
    await says(page, "推广中心", PROMOTER, "可提现¥0.00", "我的顾客0位");
    await promoter.shot("promoting-08-center");
    await page.goto("/promoter/apply/index");
    await says(page, "您已经是", "当前等级：推广员");
  });
});

describe("sharing", () => {
  test("the product says what it brings, and the link carries the share", async () => {
    const { page } = promoter;
    await search(page, "滇红金针", TEA);
    await says(page, "分享赚¥7.80起");
    await page.getByRole("button", { name: "分享", exact: true }).click();
    const sheet = page.getByRole("dialog");
    // 10 % of 78.00 for who shares, 6 % of it for who buys.
    await says(sheet, "分享赚¥7.80起", "自购省¥4.68起", "最多¥35.80");
    await promoter.shot("promoting-09-share");
    link = await copyShareLink(page);
    expect(link).toContain(demo.url);
  });

  test("a friend opens it, signs in, sees who recommends it and pays what everybody pays", async () => {
    const { page } = first;
    await page.goto(link);
    await says(page, TEA.replace(/\s/g, ""), `由${PROMOTER}推荐`);
    await first.shot("promoting-10-arrived");
    await signInAs(page, "白露", link);
    await says(page, `由${PROMOTER}推荐`);
    await goToCheckout(page, { spec: "250g 礼盒", quantity: 2, recipient: "白露" });
    await says(page, "商品金额¥716.00", `由${PROMOTER}推荐`);
    expect(await readText(page)).not.toContain("自购省");
    await first.shot("promoting-11-checkout");
    firstNo = (await submitAndPay(page)).no;
    await says(page, "商家正在备货");
  });

  test("a second friend buys too, and asks a part of what was sent back, which the desk agrees to", async () => {
    const { page } = second;
    await page.goto(link);
    await signInAs(page, "谷雨", link);
    await goToCheckout(page, { spec: "125g 罐", quantity: 2, recipient: "谷雨" });
    secondNo = (await submitAndPay(page)).no;
    const mine = promoter.page;
    await mine.goto("/commission/list/index");
    await saysInTime(mine, "¥71.60", "¥35.60", "预估·收货后进入售后期");
    await promoter.shot("promoting-12-commissions");
    await ship(desk.page, secondNo, "SF1020304050608");
    await askRefund(page, secondNo, REFUND);
    await agreeToRefund(desk.page, REFUND);
    await saysInTime(page, "已退款");
  });
});

describe("commissions", () => {
  test("every figure of 怎么算的 follows from the ones before it", async () => {
    const { page } = promoter;
    await page.goto("/commission/list/index");
    await page.getByRole("link", { name: new RegExp(TEA) }).last().click();
    await says(page, "怎么算的");
    expect(await addsUp(page, "phone")).toEqual({ baseFen: 71_600, fen: 7160, keptFen: 7160 });
    await promoter.shot("promoting-13-explained");
  });

  test("after the refund it is lower by the refund's part, and says so", async () => {
    const { page } = promoter;
    await page.goto("/commission/list/index");
    await saysInTime(page, "¥35.60", "¥29.59");
    await seen(page.getByRole("link", { name: new RegExp(TEA) })).click();
    expect(await addsUp(page, "phone")).toEqual({ baseFen: 35_600, fen: 3560, keptFen: 2959 });
    await says(page, "原为¥35.60，因退款追回¥6.01", "退款追回");
    await promoter.shot("promoting-14-refunded");
    await page.goto("/promoter/center/index");
    await says(page, "101.19预估", "我的顾客2位");
    await promoter.shot("promoting-15-center");
  });

  test("shipped, received and eight days later it is 可提现", async () => {
    await ship(desk.page, firstNo, "SF1020304050607");
    await receive(first.page, firstNo);
    await receive(second.page, secondNo);
    const { page } = promoter;
    await page.goto("/commission/list/index");
    await saysInTime(page, /预估·\d+月\d+日结算/);
    await moveClock(page, "+7 天");
    await promoter.shot("promoting-16-clock");
    await moveClock(page, "+1 天");
    await page.goto("/promoter/center/index");
    await saysInTime(page, "可提现¥101.19", "0.00预估");
    await promoter.shot("promoting-17-settled");
    await page.goto("/commission/list/index");
    await says(page, /已结算·\d+月\d+日/);
  });
});

describe("withdrawing", () => {
  test("what cannot be withdrawn is said at its field, and nothing changes", async () => {
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
  });

  test("asked for, approved by typing the amount, confirmed in WeChat by nobody but the payee: arrived", async () => {
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
    await says(page, `${PROMOTER}的零钱¥39.81`, "+39.81");
    await promoter.shot("promoting-26-wallet");
  });

  test("a second one is refused, and the promoter reads why", async () => {
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
  });

  test("a third is left alone for 25 hours, and the money is back", async () => {
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
  });
});

describe("relations", () => {
  test("what the promoter buys is cheaper at once, and neither it nor the own link makes a commission", async () => {
    const { page } = promoter;
    await page.goto(link);
    await says(page, TEA.replace(/\s/g, ""));
    expect(await readText(page)).not.toContain("推荐");
    await goToCheckout(page, { spec: "125g 罐", quantity: 1, recipient: PROMOTER });
    // 6 % of 178.00.
    await says(page, "自购省−¥10.68");
    expect(await readText(page)).not.toContain("由何小满推荐");
    await promoter.shot("promoting-32-self");
    const { paidFen } = await submitAndPay(page);
    expect(paidFen).toBe(17_800 - 1068);
    await page.goto("/commission/list/index");
    await says(page, "到底了");
    expect(await page.getByRole("link", { name: new RegExp(TEA) }).count()).toBe(2);
    await page.goto("/share/list/index");
    await says(page, "链接", "订单2", "佣金¥101.19");
    await promoter.shot("promoting-33-shares");
    await page.goto("/promoter/customer/index");
    await says(page, "微**");
    await promoter.shot("promoting-34-customers");
  });

  test("a friend ends the relation, and no longer comes by anybody's recommendation", async () => {
    const { page } = first;
    await page.goto("/setting/home/index");
    await page.getByRole("button", { name: /我的推荐人/ }).click();
    await says(page, `由${PROMOTER}推荐`);
    await first.shot("promoting-35-referrer");
    await page.getByRole("button", { name: "解除推荐关系" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "解除", exact: true }).click();
    await says(page, "现在没有推荐人");
    await search(page, "滇红金针", TEA);
    expect(await readText(page)).not.toContain("推荐");
    await promoter.page.goto("/promoter/center/index");
    await says(promoter.page, "我的顾客1位");
  });
});

describe("at the desk", () => {
  test("the console explains the same commission with the same figures", async () => {
    const { page } = desk;
    await turnTo(page, /^佣金/);
    await page.getByPlaceholder("订单号、分销员昵称").fill(secondNo);
    await page.keyboard.press("Enter");
    await becomes(() => page.getByRole("row").filter({ hasText: secondNo }).count(), 1);
    await desk.shot("promoting-36-commissions");
    await page.getByRole("row").filter({ hasText: secondNo }).click();
    expect(await addsUp(page, "desk")).toEqual({ baseFen: 35_600, fen: 3560, keptFen: 2959 });
    await desk.shot("promoting-37-explained");
  });

  test("the ledger is even, shows every transfer of the promoter, and the checks hold", async () => {
    const { page } = money;
    await turnTo(page, /^账本/);
    await says(page, "所有账户合计¥0.00：账是平的");
    await page.getByPlaceholder("昵称或编号").fill(PROMOTER);
    await page.keyboard.press("Enter");
    const row = page.getByRole("row").filter({ hasText: PROMOTER });
    await becomes(() => row.count(), 1);
    await says(row, "¥61.14");
    await money.shot("promoting-38-ledger");
    await row.click();
    await says(page, "佣金入账", "退款追回", "结算", "申请提现", "提现退回", "打款", "手续费");
    await money.shot("promoting-39-transfers");
    await page.getByRole("tab", { name: "对账检查" }).click();
    await page.getByRole("button", { name: "现在检查" }).click();
    await says(page, /\d+条全部成立/);
    await money.shot("promoting-40-checks");
    expect(await books.broken()).toEqual([]);
  });

  test("nothing went wrong on the way that nobody saw", () => {
    for (const screen of [promoter, first, second, desk, money]) {
      expect(screen.faults).toEqual([]);
      expect(screen.refusals.filter((line) => !line.startsWith("GET /api/v1/console/self"))).toEqual([]);
    }
    expect(demo.errors).toEqual([]);
  });
});

/** Opens what this promoter has waiting at the desk of withdrawals. */
async function openWithdrawal(page: Screen["page"], nickname: string): Promise<void> {
  await turnTo(page, /^提现/);
  await page.getByRole("row").filter({ hasText: nickname }).first().click();
  await says(page, "提现详情");
}
