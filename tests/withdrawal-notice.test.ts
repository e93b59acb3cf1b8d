/** What promoters are told: in the shop once per fact, and by WeChat where they allowed it, in fields that WeChat takes. */
import { DAY_MS, MINUTE_MS } from "@banyan/kernel";
import { enqueue } from "@banyan/server/outbox/store.ts";
import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import { DEMO_TEMPLATES } from "@banyan/wechat-sim";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Buyer, type Clerk, newKey } from "./support/people.ts";
import { fundedPromoter } from "./support/promoter.ts";
import { openShop, type Shop } from "./support/shop.ts";
import { approvedWithdrawal, confirmAs } from "./support/withdrawals.ts";

const TEMPLATES = {
  withdrawal_confirm: DEMO_TEMPLATES.withdrawal_confirm.template_id,
  withdrawal_done: DEMO_TEMPLATES.withdrawal_done.template_id,
  promoter_decided: DEMO_TEMPLATES.promoter_decided.template_id,
};
let shop: Shop;
let clerk: Clerk;
beforeAll(async () => {
  shop = await openShop({
    name: "withdrawal_notice",
    settings: { notice: { ...DEFAULT_SETTINGS.notice, ...TEMPLATES } },
  });
  clerk = await shop.staff("finance");
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors.splice(0)).toEqual([]));

/** Who has said yes to every message, twice. */
async function reachable(fen: number): Promise<Buyer> {
  const promoter = await fundedPromoter(shop, fen);
  for (const id of Object.values(TEMPLATES)) {
    await shop.simulator.control.acceptTemplate(promoter.openid, id, 2);
    for (let times = 0; times < 2; times += 1) await promoter.api.notice.consent({ template_ids: [id] });
  }
  return promoter;
}
const inShop = async (promoter: Buyer) =>
  (await promoter.api.notice.list({})).items.map(({ title, body, link }) => ({ title, body, link }));
const inWechat = async (promoter: Buyer) =>
  (await shop.simulator.control.messages(promoter.openid)).map(({ title, page, lines }) => ({
    title,
    page,
    lines,
  }));
const link = (no: string) => `/withdrawal/detail/index?no=${no}`;
const WHEN = /\d{4}年\d+月\d+日 \d\d:\d\d/;

it("waits for its owner, then paid", async () => {
  const promoter = await reachable(5_000);
  const { no } = await approvedWithdrawal(shop, promoter, clerk, 5_000);
  await shop.settle();
  await confirmAs(shop, promoter, no);
  await shop.settle();
  expect(await inShop(promoter)).toEqual([
    { title: "提现到账", body: "¥50.00 已到您的微信零钱。", link: link(no) },
    {
      title: "请确认收款",
      body: expect.stringMatching(
        /^¥50\.00 等您确认收款，\d+月\d+日 \d\d:\d\d 前有效，超时自动退回可提现。$/,
      ),
      link: link(no),
    },
  ]);
  const messages = await inWechat(promoter);
  expect(messages.map(({ title }) => title)).toEqual(["提现结果通知", "收款确认提醒"]);
  expect(messages.map(({ page }) => page)).toEqual([link(no).slice(1), link(no).slice(1)]);
  expect(JSON.stringify(messages[0])).toContain("已到账");
  expect(JSON.stringify(messages[0])).toContain(no);
  expect(JSON.stringify(messages[1])).toMatch(WHEN);
});

it("refused with the shop's words, taken back, expired: each once", async () => {
  const promoter = await reachable(5_000);
  const asked = async () =>
    (await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 5_000 })).no;
  await clerk.api.console.withdrawal.refuse({ no: await asked(), note: "资料不全" });
  await promoter.api.withdrawal.cancel({ no: await asked() });
  const { no } = await approvedWithdrawal(shop, promoter, clerk, 5_000);
  await shop.settle();
  await shop.advance(DAY_MS + 6 * MINUTE_MS);
  await shop.settle();
  const told = await inShop(promoter);
  expect(
    told.filter(({ title }) => title !== "请确认收款").map(({ title, body }) => `${title}: ${body}`),
  ).toEqual([
    "提现超时未确认: ¥50.00 超时未确认，已退回可提现。",
    "提现已取消: ¥50.00 已取消，已退回可提现。",
    "提现未通过: ¥50.00 审核未通过，已退回可提现。商家说明：资料不全",
  ]);
  expect(told.filter(({ title }) => title === "请确认收款").map((one) => one.link)).toEqual([link(no)]);
});

it("the answer to an application, with the shop's words cut to what a field takes", async () => {
  const person = await reachable(0);
  const decide = (ref: string, approved: boolean, note: string) =>
    shop.services.database.transact((tx) =>
      enqueue(tx, new Date(), [
        { ownerId: BigInt(person.id), topic: "promoter.decided", ref, body: { approved, note } },
      ]),
    );
  await decide("1", false, "请先完善头像和昵称，再说明您打算在哪里分享我们的商品");
  await shop.settle();
  await decide("2", true, "");
  await shop.settle();
  expect(await inShop(person)).toEqual([
    { title: "申请已通过", body: "您已成为分销员，可以开始分享。", link: "/promoter/center/index" },
    {
      title: "申请未通过",
      body: "您的申请未通过。商家说明：请先完善头像和昵称，再说明您打算在哪里分享我们的商品",
      link: "/promoter/center/index",
    },
  ]);
  const messages = await inWechat(person);
  expect(messages.map(({ title, page }) => `${title} ${page}`)).toEqual([
    "审核结果通知 promoter/center/index",
    "审核结果通知 promoter/center/index",
  ]);
  expect(JSON.stringify(messages[1])).toContain("请先完善头像和昵称，再说明您打算在哪里…");
});
