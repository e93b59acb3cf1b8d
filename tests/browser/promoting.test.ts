/**
 * The first commission, on five screens at once: 何小满 becomes a promoter, two friends buy by the link, 小云 at the desk and
 * 阿算 at the money say yes and no, and time passes. The clock of the shop moves, so this story has a demo shop of its own.
 */
import { describe, expect, test } from "vitest";
import { addsUp, sumsByKind } from "./support/calculation.ts";
import { FRIENDS, PROMOTER, screensOf, useCast } from "./support/cast.ts";
import { agreeToRefund, enterConsole, ship, turnTo } from "./support/clerk.ts";
import { agreeAndBe, search } from "./support/customer.ts";
import {
  askRefund,
  copyShareLink,
  goToCheckout,
  moveClock,
  nameOneself,
  receive,
  signInAs,
  submitAndPay,
} from "./support/promoting.ts";
import { becomes, readText, says, saysInTime, seen } from "./support/reading.ts";
import { arrives, badAmountsAreRefused, expires, isRefused } from "./support/withdrawing.ts";

const TEA = "凤庆滇红金针 单芽";
const REFUND = "60.01";

const cast = useCast();
let link = "";
let firstNo = "";
let secondNo = "";

describe("becoming a promoter", () => {
  test("the way is on 我的; it can be read before signing in, and asks for the agreement", async () => {
    const { promoter } = cast;
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
    const { desk } = cast;
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
    const { promoter } = cast;
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
    const { promoter, demo } = cast;
    const { page } = promoter;
    await search(page, "滇红金针", TEA);
    await says(page, "¥73.32起¥78.00", "最高赚¥35.80");
    await page.getByRole("button", { name: "分享", exact: true }).click();
    const sheet = page.getByRole("dialog");
    // 6 % of 78.00 to 358.00 for who buys, 10 % of it for who shares.
    await says(sheet, "自购最高省¥21.48", "按规格，¥4.68起", "最高赚¥35.80", "按规格，¥7.80起");
    await promoter.shot("promoting-09-share");
    link = await copyShareLink(page);
    expect(link).toContain(demo.url);
  });

  test("a friend opens it, signs in, sees who recommends it and pays what everybody pays", async () => {
    const { first } = cast;
    const { page } = first;
    await page.goto(link);
    await says(page, TEA.replace(/\s/g, ""), `由${PROMOTER}推荐`);
    await first.shot("promoting-10-arrived");
    await signInAs(page, FRIENDS[0], link);
    await says(page, `由${PROMOTER}推荐`);
    await goToCheckout(page, { spec: "250g 礼盒", quantity: 2, recipient: FRIENDS[0] });
    await says(page, "商品金额¥716.00", `由${PROMOTER}推荐`);
    expect(await readText(page)).not.toContain("自购省");
    await first.shot("promoting-11-checkout");
    firstNo = (await submitAndPay(page)).no;
    await says(page, "商家正在备货");
  });

  test("a second friend buys too, and asks a part of what was sent back, which the desk agrees to", async () => {
    const { promoter, second, desk } = cast;
    const { page } = second;
    await page.goto(link);
    await signInAs(page, FRIENDS[1], link);
    await goToCheckout(page, { spec: "125g 罐", quantity: 2, recipient: FRIENDS[1] });
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
    const { promoter } = cast;
    const { page } = promoter;
    await page.goto("/commission/list/index");
    await page
      .getByRole("link", { name: new RegExp(TEA) })
      .last()
      .click();
    await says(page, "怎么算的");
    expect(await addsUp(page, "phone")).toEqual({ baseFen: 71_600, fen: 7160, keptFen: 7160 });
    await promoter.shot("promoting-13-explained");
  });

  test("after the refund it is lower by the refund's part, and says so", async () => {
    const { promoter } = cast;
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
    const { promoter, first, second, desk } = cast;
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
    await promoter.shot("promoting-17-settled-center");
    await page.goto("/commission/list/index");
    await says(page, /已结算·\d+月\d+日/);
    await seen(page.getByRole("link", { name: new RegExp(TEA) })).click();
    await addsUp(page, "phone");
    await promoter.shot("promoting-17-settled-commission");
  });
});

describe("withdrawing", () => {
  test("what cannot be withdrawn is said at its field, and nothing changes", () =>
    badAmountsAreRefused(cast));
  test("asked for, approved by typing the amount, confirmed in WeChat by nobody but the payee: arrived", () =>
    arrives(cast));
  test("a second one is refused, and the promoter reads why", () => isRefused(cast));
  test("a third is left alone for 25 hours, and the money is back", () => expires(cast));
});

describe("relations", () => {
  test("what the promoter buys is cheaper at once, and neither it nor the own link makes a commission", async () => {
    const { promoter } = cast;
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
    const { promoter, first } = cast;
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
    const { desk } = cast;
    const { page } = desk;
    await turnTo(page, /^佣金/);
    await page.getByPlaceholder(/分销员昵称/).fill(secondNo);
    await page.keyboard.press("Enter");
    await becomes(() => page.getByRole("row").filter({ hasText: secondNo }).count(), 1);
    await desk.shot("promoting-36-commissions");
    await page.getByRole("row").filter({ hasText: secondNo }).click();
    expect(await addsUp(page, "desk")).toEqual({ baseFen: 35_600, fen: 3560, keptFen: 2959 });
    await desk.shot("promoting-37-explained");
  });

  test("the ledger is even, shows every transfer of the promoter, and the checks hold", async () => {
    const { money, books } = cast;
    const { page } = money;
    await turnTo(page, /^账本/);
    await says(page, "所有账户合计¥0.00：账是平的");
    await page.getByPlaceholder(/^昵称/).fill(PROMOTER);
    await page.keyboard.press("Enter");
    const row = page.getByRole("row").filter({ hasText: PROMOTER });
    await becomes(() => row.count(), 1);
    await says(row, "¥61.14");
    await money.shot("promoting-38-ledger");
    await row.click();
    await says(page, "佣金入账", "退款追回", "手续费");
    // 71.60 + 35.60 came in, 6.01 went back; of the 101.19 left, 40.05 arrived with its fee, and the rest came back.
    expect(await sumsByKind(page, PROMOTER)).toEqual({
      佣金入账: 10_720,
      退款追回: 601,
      结算: 10_119,
      申请提现: 9555,
      提现退回: 5550,
      打款: 3981,
      手续费: 24,
    });
    await money.shot("promoting-39-transfers");
    await page.getByRole("tab", { name: "对账检查" }).click();
    await page.getByRole("button", { name: "现在检查" }).click();
    await says(page, /\d+条全部成立/);
    await money.shot("promoting-40-checks");
    expect(await books.broken()).toEqual([]);
  });

  test("nothing went wrong on the way that nobody saw", () => {
    const { demo } = cast;
    for (const [who, screen] of screensOf(cast)) {
      expect(screen.faults, who).toEqual([]);
      expect(screen.refusals.filter((line) => !line.startsWith("GET /api/v1/console/self"))).toEqual([]);
    }
    expect(demo.errors).toEqual([]);
  });
});
