/**
 * A promoter rises: 小云 sets what takes one to 经销商, a friend of 林晓棠 buys and the order settles, 林晓棠 is raised and sees why, and
 * the friend's next order earns by the new tier's rate. The clock moves, so this story has a demo shop of its own.
 */
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { FRIENDS, screensOf, useCast } from "./support/cast.ts";
import { enterConsole, ship, turnTo } from "./support/clerk.ts";
import { agreeAndBe, search } from "./support/customer.ts";
import {
  copyShareLink,
  goToCheckout,
  moveClock,
  receive,
  signInAs,
  submitAndPay,
} from "./support/promoting.ts";
import { readText, says, saysInTime } from "./support/reading.ts";

const PROMOTER = "林晓棠";
const TEA = "凤庆滇红金针 单芽";
const [FRIEND] = FRIENDS;
const SPEC = { spec: "250g 礼盒", quantity: 2, recipient: FRIEND };

/** Yuan that nobody has sold. */
const OUT_OF_REACH = 999_999;

const cast = useCast();
let link = "";

/** The drawer of 经销商, the middle one of three. */
async function editDealer(page: Page): Promise<Locator> {
  await turnTo(page, /^等级/);
  await page.getByRole("button", { name: "编辑" }).nth(1).click();
  const drawer = page.getByRole("dialog");
  await says(drawer, "编辑等级：经销商");
  return drawer;
}

/** So much in a year takes one to 经销商, and nothing else. */
async function setRule(page: Page, drawer: Locator, sum: number): Promise<void> {
  await drawer.getByLabel("统计最近").first().fill("365");
  await drawer.getByLabel("自有顾客结算订单满").first().fill("");
  await drawer.getByLabel("自有顾客结算销售额满").first().fill(String(sum));
  const said = `近365天自有顾客结算销售额满¥${sum.toLocaleString("en")}`;
  await says(drawer, `${said}→经销商`);
  await drawer.getByRole("button", { name: /^保\s?存$/ }).click();
  await says(page, "已保存", said);
}

/** From the product to the checkout, where the address is known already. */
async function buyAgain(page: Page): Promise<void> {
  await says(page, "立即购买");
  await page.getByRole("button", { name: "立即购买" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: SPEC.spec }).click();
  await sheet.getByRole("button", { name: "增加" }).click();
  await sheet.getByRole("button", { name: "立即购买" }).click();
  await says(page, "确认订单", "翠湖南路6号", "提交订单");
}

describe("the operator", () => {
  test("reads the ladder: who stands where, what takes one up, which rates name it", async () => {
    const { page } = cast.desk;
    await enterConsole(page, "小云");
    await turnTo(page, /^等级/);
    await says(
      page,
      "不以发展人数为条件",
      "3位分销员",
      "其中种子1位",
      "第1位的经销商得计佣金额的12%",
      "每月1日检查",
    );
    await cast.desk.shot("tier-01-ladder");
  });

  test("edits a rule, reads it as a sentence, and is told what is missing before it is saved", async () => {
    const { page } = cast.desk;
    const drawer = await editDealer(page);
    await drawer.getByLabel("统计最近").first().fill("");
    await drawer.getByRole("button", { name: /^保\s?存$/ }).click();
    await says(drawer, "请填写天数");
    await setRule(page, drawer, OUT_OF_REACH);
  });
});

describe("the promoter", () => {
  test("sees what the next tier takes, and what does not count", async () => {
    const { promoter } = cast;
    const { page } = promoter;
    await page.goto("/customer/me/index");
    await page.getByRole("button", { name: /登录/ }).first().click();
    await agreeAndBe(page, PROMOTER);
    await says(page, "我的订单");
    await page.goto("/promoter/center/index");
    await says(page, "推广中心", /升经销商还差¥[\d,.]+/);
    await promoter.shot("tier-03-center");
    await page.getByRole("link", { name: /^等级/ }).click();
    await says(page, "升到经销商", "我的顾客结算成交", "自己购买不计入", "当前");
    await promoter.shot("tier-04-progress");
  });

  test("the operator sets the rule within reach; nobody has reached it today", async () => {
    const { promoter, desk } = cast;
    const text = /¥([\d,.]+)\/¥999,999/.exec(await readText(promoter.page))?.[1] ?? "";
    const drawer = await editDealer(desk.page);
    const sum = Math.ceil(Number(text.replaceAll(",", ""))) + 600;
    await drawer.getByLabel("自有顾客结算销售额满").first().fill(String(sum));
    await drawer.getByRole("button", { name: "预览今天谁会变动" }).click();
    await says(drawer, "今天没有人变动");
    await desk.shot("tier-02-rule");
    await setRule(desk.page, drawer, sum);
    await promoter.page.reload();
    await says(promoter.page, "还差¥");
  });

  test("a friend's order earns by the tier of today", async () => {
    const { promoter, first } = cast;
    await search(promoter.page, "滇红金针", TEA);
    await promoter.page.getByRole("button", { name: "分享", exact: true }).click();
    link = await copyShareLink(promoter.page);
    await first.page.goto(link);
    await signInAs(first.page, FRIEND, link);
    await goToCheckout(first.page, SPEC);
    const { no } = await submitAndPay(first.page);
    await promoter.page.goto("/commission/list/index");
    // 10 % of 716.00.
    await saysInTime(promoter.page, "¥71.60");
    await ship(cast.desk.page, no, "SF1020304050607");
    await receive(first.page, no);
  });

  test("it settles, the rule holds, and the promoter is raised and told why", async () => {
    const { promoter, desk } = cast;
    await moveClock(promoter.page, "+7 天");
    await moveClock(promoter.page, "+1 天");
    await promoter.page.goto("/tier/mine/index");
    await saysInTime(promoter.page, /已达到|经销商\d{4}-\d{2}-\d{2}起/);
    await turnTo(desk.page, /^等级/);
    await desk.page.getByRole("button", { name: "立即评定" }).click();
    await says(desk.page, /已评定：升级\d+位|已按规则评定，没有人变动/);
    await desk.shot("tier-05-run");
    await saysInTime(promoter.page, "等级变动", "推广员→经销商", /达到升级条件。近365天结算：自有¥[\d,.]+/);
    await promoter.shot("tier-06-risen");
    await promoter.page.goto("/notice/list/index");
    await saysInTime(promoter.page, "升级为经销商", "已有订单不变");
    await promoter.shot("tier-07-told");
  });

  test("the next order earns by the new rate; the old one stays as it was", async () => {
    const { promoter, first } = cast;
    await first.page.goto(link);
    await buyAgain(first.page);
    await submitAndPay(first.page);
    await promoter.page.goto("/commission/list/index");
    // 12 % of 704.00, since the first order brought a coupon of 12.00; and the 10 % of before.
    await saysInTime(promoter.page, "¥84.48", "¥71.60");
    await promoter.shot("tier-08-next-order");
  });
});

describe("at the desk again", () => {
  test("the promoter's page and the history show the same", async () => {
    const { desk } = cast;
    const { page } = desk;
    await page.goto("/admin/tier-changes");
    await says(page, PROMOTER, "推广员→经销商", "达到升级条件");
    await desk.shot("tier-09-changes");
    await page.getByRole("row").filter({ hasText: PROMOTER }).first().click();
    await says(page, "升到代理商", "保级", "自有结算订单");
    await desk.shot("tier-10-promoter");
  });

  test("a seed until a date, from the list, and what cannot be is named", async () => {
    const { desk } = cast;
    const { page } = desk;
    await turnTo(page, /^分销员/);
    const row = (name: string) => page.getByRole("row").filter({ hasText: name });
    await row("阿茶").getByRole("checkbox").check();
    await row("洱海月").getByRole("checkbox").check();
    await page.getByRole("button", { name: "设为种子" }).click();
    const dialog = page.getByRole("dialog");
    await says(dialog, "设为种子分销员：2位分销员", "期满转为“推广员”");
    await dialog.getByLabel("原因").fill("双十二种子");
    await desk.shot("tier-11-seed");
    await dialog.getByRole("button", { name: "设为种子" }).click();
    await page.goto("/admin/tier-changes");
    await says(page, "阿茶", "洱海月", "成为种子分销员", "双十二种子");
  });

  test("a tier that the plan names cannot be retired, and says so", async () => {
    const { page } = cast.desk;
    await turnTo(page, /^等级/);
    await page.getByRole("button", { name: "停用" }).nth(1).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("原因").fill("合并");
    await dialog.getByRole("button", { name: /^停\s?用$/ }).click();
    await says(dialog, "在用的方案", "指定了「经销商」");
    await cast.desk.shot("tier-12-refused");
  });

  test("nothing went wrong on the way that nobody saw", async () => {
    const { demo, books } = cast;
    for (const [who, screen] of screensOf(cast)) {
      expect(screen.faults, who).toEqual([]);
      const refusals = screen.refusals.filter((line) => !line.startsWith("GET /api/v1/console/self"));
      expect(refusals, who).toEqual(
        who === "desk" ? [expect.stringMatching(/retire 409 tier_in_plan$/)] : [],
      );
    }
    expect(await books.broken()).toEqual([]);
    expect(demo.errors).toEqual([]);
  });
});
