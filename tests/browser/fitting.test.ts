/** Every page of promoting fits its window: no phone scrolls sideways, and at the desk only tables do, inside their frames. */
import { businessDate } from "@banyan/kernel";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type Books, openBooks } from "./support/books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./support/browser.ts";
import { enterConsole } from "./support/clerk.ts";
import { search } from "./support/customer.ts";
import { sticksOut } from "./support/fitting.ts";
import { customerCaller, handPhoneTo } from "./support/people.ts";
import { readText, says } from "./support/reading.ts";

const demo = inject("demo");
const PHONES = [320, 390, 430];
const DESKS = [1024, 1440];
/** The demo's promoters whom one can be: one of each tier. */
const PROMOTERS = ["林晓棠", "苏以沫", "周牧"] as const;

const thisMonth = () => businessDate(new Date()).slice(0, 7);

/** A page, and what stands there once it has been read. */
type Place = readonly [path: string, words: string | RegExp];

let browser: Browser;
let books: Books;
const open: Screen[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  books = await openBooks(demo);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await books.close();
});
afterEach(async () => {
  for (const screen of open.splice(0)) await screen.close();
});

/** Goes to each page and looks at it in every width. @returns what does not fit, "320 /withdrawal/apply/index: button 提现" */
async function walk(screen: Screen, places: readonly Place[], widths: readonly number[]): Promise<string[]> {
  const misfits: string[] = [];
  for (const [path, words] of places) {
    await screen.page.goto(path);
    await says(screen.page, words);
    misfits.push(...(await look(screen, path, widths)));
  }
  expect(screen.faults).toEqual([]);
  return misfits;
}

/** The page that is open in every width. */
async function look({ page, shot }: Screen, name: string, widths: readonly number[]): Promise<string[]> {
  const misfits: string[] = [];
  const height = page.viewportSize()?.height ?? 0;
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    const found = await sticksOut(page, width);
    misfits.push(...found.map((what) => `${width} ${name}: ${what}`));
    if (found.length > 0) await shot(`misfit-${width}-${name.replaceAll(/\W+/g, "-")}`);
  }
  return misfits;
}

async function phoneOf(nickname: string): Promise<Screen> {
  const screen = await openScreen(browser, demo.url, PHONE);
  open.push(screen);
  await handPhoneTo(screen, demo, await customerCaller(demo, books, nickname));
  return screen;
}

/** The newest commission of each state and kind that this person has. */
async function commissionsOf(id: string): Promise<Place[]> {
  const rows = await books.sql<{ key: string }>(
    `SELECT DISTINCT ON (settled_at IS NULL, held_at IS NULL, kind, position, kept_fen = fen, kept_fen = 0)
       order_no || '-' || line_no || '-' || position || '-' || kind AS key
     FROM commission WHERE owner_id = $1`,
    [id],
  );
  return rows.map(({ key }) => [`/commission/detail/index?key=${key}`, "按下单时的记录"] as const);
}

async function withdrawalsOf(id: string): Promise<Place[]> {
  const rows = await books.sql<{ no: string }>(
    "SELECT DISTINCT ON (state) no FROM withdrawal WHERE owner_id = $1 ORDER BY state, requested_at DESC",
    [id],
  );
  return rows.map(({ no }) => [`/withdrawal/detail/index?no=${no}`, "提现单号"] as const);
}

describe("phones", () => {
  test("a promoter's pages", async () => {
    const places: Place[] = [
      ["/promoter/center/index", "我的顾客"],
      ["/promoter/customer/index", /到底了|还没有/],
      ["/promoter/partners/index", /到底了|还没有/],
      ["/promoter/invite/index", "邀请本身没有报酬"],
      ["/promoter/apply/index", "您已经是"],
      ["/promoter/welcome/index", "欢迎成为"],
      ["/tier/mine/index", "自己购买不计入"],
      ["/commission/list/index", "件"],
      ["/withdrawal/apply/index", "提现规则"],
      ["/withdrawal/list/index", /到底了|还没有/],
      ["/adjustment/list/index", /到底了|还没有/],
      ["/promoter/leave/index", "退出推广会怎样"],
      ["/share/list/index", "访问"],
      ["/statement/list/index", "佣金奖励"],
      [`/statement/month/index?month=${thisMonth()}`, "与账户余额一致"],
      ["/__wechat/wallet", `${PROMOTERS[0]}的零钱`],
      ["/__wechat/clock", "最近到期"],
    ];
    expect(await walk(await phoneOf(PROMOTERS[0]), places, PHONES)).toEqual([]);
  });

  test("every state of commission and withdrawal", async () => {
    for (const nickname of PROMOTERS) {
      const { id } = await customerCaller(demo, books, nickname);
      // The highest tier has commissions of every kind.
      const commissions = nickname === "周牧" ? await commissionsOf(id) : [];
      const places = [...commissions, ...(await withdrawalsOf(id))];
      expect(places.length).toBeGreaterThan(1);
      expect(await walk(await phoneOf(nickname), places, PHONES)).toEqual([]);
    }
  });

  test("what a customer sees of it: the offer, the form, who recommended the shop; and a promoter's share sheet", async () => {
    const visitor = await openScreen(browser, demo.url, PHONE);
    open.push(visitor);
    const customer = await phoneOf("阿依");
    const misfits = [
      ...(await walk(visitor, [["/promoter/apply/index", "微信登录后申请"]], PHONES)),
      ...(await walk(customer, [["/referral/mine/index", "解除推荐关系"]], PHONES)),
      ...(await walk(customer, [["/promoter/apply/index", "提交申请"]], PHONES)),
    ];
    const promoter = await phoneOf("周牧");
    await search(promoter.page, "滇红金针", "凤庆滇红金针 单芽");
    await promoter.page.getByRole("button", { name: "分享", exact: true }).click();
    await says(promoter.page.getByRole("dialog"), "自购最高省");
    misfits.push(...(await look(promoter, "share sheet", PHONES)));
    await promoter.page.getByRole("button", { name: "小程序码" }).click();
    await says(promoter.page.getByRole("dialog"), "保存图片");
    misfits.push(...(await look(promoter, "share code", PHONES)));
    expect(misfits).toEqual([]);
  });
});

describe("the console", () => {
  test("lists, details and books scroll inside their frames only", async () => {
    const screen = await openScreen(browser, demo.url, DESK);
    open.push(screen);
    await enterConsole(screen.page, "掌柜");
    const [promoter] = await books.sql<{ id: string }>(
      "SELECT owner_id::text AS id FROM account ORDER BY available_fen DESC LIMIT 1",
    );
    const id = promoter?.id ?? "";
    const withdrawals = await books.sql<{ no: string }>(
      "SELECT DISTINCT ON (state) no FROM withdrawal ORDER BY state, requested_at DESC",
    );
    const [, key] = (await commissionsOf(id)).map(([path]) => path.split("key=").pop());
    const places: Place[] = [
      ["/admin/promoter-applications", "申请说明"],
      ["/admin/promoters", "林晓棠"],
      [`/admin/promoters/${id}`, "推广销售"],
      ["/admin/commissions", "计佣金额"],
      [`/admin/commissions/${id}/${key}`, "用快照重新计算"],
      ["/admin/tiers", "不以发展人数为条件"],
      ["/admin/tier-changes", "成为种子分销员"],
      ["/admin/plans", "山货推广方案"],
      ["/admin/plans/new", "新建草稿"],
      ["/admin/plans/4/edit", "从第3版复制"],
      ["/admin/plans/compare?before=3&after=4", "新增规则"],
      ["/admin/simulations", "新的试算"],
      ["/admin/simulations/new", "试算什么"],
      ["/admin/simulations/1", "让利合计"],
      ["/admin/withdrawals?state=all", "到账金额"],
      ...withdrawals.map(({ no }) => [`/admin/withdrawals/${no}`, "收款人"] as const),
      ["/admin/adjustments?state=all", "申请/审批"],
      ["/admin/outbox", "没有搁置的任务"],
      ["/admin/settings?part=adjustment", "每日总额"],
      ["/admin/ledger", "账是平的"],
      ["/admin/ledger/transfers", /佣金入账|预估→可提现/],
      ["/admin/ledger/statements", "全部分销员合计"],
      [`/admin/ledger/statements/1/${thisMonth()}`, /与账户余额一致|没有找到/],
      ["/admin/ledger/checks", "检查记录"],
    ];
    expect(withdrawals.length).toBeGreaterThan(6);
    expect(await walk(screen, places, DESKS)).toEqual([]);
    expect(await readText(screen.page)).not.toContain("undefined");
  });
});
