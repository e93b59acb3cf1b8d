/** Payouts that WeChat refuses, that nobody heard of, or that lack the money: never lost and never paid twice. */
import { MINUTE_MS } from "@banyan/kernel";
import { applyTransfer } from "@banyan/server/withdrawal/apply.ts";
import { drivePayout } from "@banyan/server/withdrawal/drive.ts";
import { findPayout } from "@banyan/server/withdrawal/payout-store.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { ledgerHolds } from "../support/ledger.ts";
import {
  alarmsOf,
  approvedPayout,
  detailOf,
  expectPaid,
  expectReturned,
  fault,
  look,
  openPayoutShop,
  type PayoutShop,
  restPayoutShop,
  stateOf,
  waitingPayout,
} from "../support/payouts.ts";
import type { Clerk } from "../support/people.ts";
import { balances } from "../support/promoter.ts";
import { putOne, putSettings } from "../support/setup.ts";
import type { Shop } from "../support/shop.ts";
import { billsOf, confirmAs } from "../support/withdrawals.ts";

let desk: PayoutShop;
let shop: Shop;
let clerk: Clerk;
beforeAll(async () => {
  desk = await openPayoutShop("race_trouble");
  ({ shop, clerk } = desk);
});
afterAll(() => shop.close());
afterEach(() => restPayoutShop(desk));

it("a merchant without money: an alarm, the same bill goes on after the top-up", async () => {
  const made = await approvedPayout(desk);
  await shop.simulator.control.setMerchantBalance(100);
  shop.startWorker();
  for (let round = 0; round < 8 && (await alarmsOf(made)).length === 0; round += 1) {
    await shop.simulator.control.pump();
    await look(made);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await alarmsOf(made)).toEqual(["payout_not_enough"]);
  expect(await stateOf(made)).toBe("sending");
  expect(await balances(shop, made.promoter)).toBe("0 5000 0");
  await shop.simulator.control.topUpMerchant(1_000_000);
  await shop.settle();
  await confirmAs(shop, made.promoter, made.no);
  await shop.settle();
  await expectPaid(made);
});

it("refused for what it asks: proved that no bill stands, so the money comes back with the reason", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "transfer_refused", "PARAM_ERROR");
  shop.startWorker();
  await shop.settle();
  await expectReturned(made, "failed");
  expect((await detailOf(made)).fail_text).toBe("微信没有接受这笔转账，商家已收到提醒");
  expect(await alarmsOf(made)).toEqual(["payout_refused"]);
  expect(await billsOf(shop, made.promoter)).toEqual([]);
});

it("refused after a request that nobody answered: not ended before that one is too old to arrive", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "error_500_before_commit");
  await look(made);
  await fault(made, "transfer_refused", "INVALID_REQUEST");
  for (let round = 0; round < 4; round += 1) await look(made);
  expect(await stateOf(made)).toBe("sending");
  expect(await balances(shop, made.promoter)).toBe("0 5000 0");
  const { payout } = await clerk.api.console.withdrawal.get({ no: made.no });
  expect(payout).toMatchObject({ state: "created", last_error: expect.stringContaining("INVALID_REQUEST") });
  await shop.advance(16 * MINUTE_MS);
  await look(made);
  await expectReturned(made, "failed");
});

it("refused because of the merchant: an alarm with the reason, tried again rarely, and the same number goes through", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "transfer_refused", "NO_AUTH");
  await look(made);
  expect(await alarmsOf(made)).toEqual(["payout_refused"]);
  const [row] = await shop.sql(
    "SELECT state, next_try_at > now() + interval '10 minutes' AS rarely FROM payout WHERE no = $1",
    [made.payout],
  );
  expect(row).toEqual({ state: "created", rarely: true });
  shop.startWorker();
  await shop.settle();
  await confirmAs(shop, made.promoter, made.no);
  await shop.settle();
  await expectPaid(made);
});

it("the shop takes back a payout that WeChat refuses, that was never sent, or that waits for money", async () => {
  const refused = await approvedPayout(desk);
  await fault(refused, "transfer_refused", "NO_AUTH");
  await look(refused);
  await clerk.api.console.withdrawal.cancel({ no: refused.no, note: "微信还没开通" });
  await expectReturned(refused, "cancelled");
  expect(await billsOf(shop, refused.promoter)).toEqual([]);

  const unsent = await approvedPayout(desk);
  await clerk.api.console.withdrawal.cancel({ no: unsent.no, note: "点错了" });
  await expectReturned(unsent, "cancelled");
  shop.startWorker();
  await shop.settle();
  expect(await billsOf(shop, unsent.promoter)).toEqual([]);

  const short = await approvedPayout(desk);
  await shop.simulator.control.setMerchantBalance(0);
  await look(short);
  await clerk.api.console.withdrawal.cancel({ no: short.no, note: "暂时没钱" });
  shop.startWorker();
  await shop.settle();
  await expectReturned(short, "cancelled");
  expect(await billsOf(shop, short.promoter)).toEqual([`${short.payout} 4950 CANCELLED`]);
});

it("the shop takes back a refused payout even where WeChat does not let it ask", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "transfer_refused", "NO_AUTH");
  await look(made);
  const { setting } = shop.owner.api.console;
  const { appid, mchid, wechatpay_public_key_id: public_key_id } = shop.simulator.credentials;
  await setting.putWechat({ appid, mchid, public_key_id, merchant_serial: "0".repeat(40) });
  await Promise.all([shop.services.versions.refresh(), shop.workerServices.versions.refresh()]);
  await clerk.api.console.withdrawal.cancel({ no: made.no, note: "证书换了" });
  await expectReturned(made, "cancelled");
  await putSettings(shop, {});
  await Promise.all([shop.services.versions.refresh(), shop.workerServices.versions.refresh()]);
});

it("a worker that read the payout before it was taken back sends nothing", async () => {
  const made = await approvedPayout(desk);
  const stale = await findPayout(shop.services.database.query, BigInt(made.promoter.id), made.payout);
  if (!stale) throw new Error("no payout");
  await clerk.api.console.withdrawal.cancel({ no: made.no, note: "点错了" });
  await drivePayout(shop.workerServices, stale);
  await expectReturned(made, "cancelled");
  expect(await billsOf(shop, made.promoter)).toEqual([]);
});

it("taken back after a request that nobody answered: the bill it made is found and cancelled", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "error_500_after_commit");
  await look(made);
  await clerk.api.console.withdrawal.cancel({ no: made.no, note: "点错了" });
  shop.startWorker();
  await shop.settle();
  await expectReturned(made, "cancelled");
  expect(await billsOf(shop, made.promoter)).toEqual([`${made.payout} 4950 CANCELLED`]);

  const lost = await approvedPayout(desk);
  await fault(lost, "error_500_before_commit");
  await look(lost);
  await clerk.api.console.withdrawal.cancel({ no: lost.no, note: "点错了" });
  for (let round = 0; round < 3; round += 1) await look(lost);
  expect(await stateOf(lost)).toBe("cancelling");
  await shop.advance(16 * MINUTE_MS);
  await look(lost);
  await expectReturned(lost, "cancelled");
});

it("a payout that fails after the person confirmed says why, in Chinese", async () => {
  const made = await waitingPayout(desk);
  await fault(made, "transfer_fail", "REAL_NAME_CHECK_FAIL");
  await confirmAs(shop, made.promoter, made.no);
  await shop.settle();
  await expectReturned(made, "failed");
  expect((await detailOf(made)).fail_text).toBe("您的微信还没有实名，请在微信中实名后重新申请");
});

it("another merchant is never asked about a number that the first one has", async () => {
  const made = await waitingPayout(desk);
  await shop.sql(`UPDATE payout SET request = request || '{"mchid": "1900000109"}' WHERE no = $1`, [
    made.payout,
  ]);
  await look(made);
  expect(await alarmsOf(made)).toEqual(["payout_merchant"]);
  expect(await stateOf(made)).toBe("confirming");
  const { mchid } = shop.simulator.credentials;
  await shop.sql(
    "UPDATE payout SET request = request || jsonb_build_object('mchid', $2::text) WHERE no = $1",
    [made.payout, mchid],
  );
});

it("the shop takes back a payout that was refused each time, though the merchant is another by now", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "transfer_refused", "NO_AUTH");
  await look(made);
  await shop.sql(`UPDATE payout SET request = request || '{"mchid": "1900000109"}' WHERE no = $1`, [
    made.payout,
  ]);
  await clerk.api.console.withdrawal.cancel({ no: made.no, note: "商户号换了" });
  await expectReturned(made, "cancelled");
});

it("a request that left long after its payout was ended here: its bill changes nothing, and somebody is told at once", async () => {
  const made = await approvedPayout(desk);
  await clerk.api.console.withdrawal.cancel({ no: made.no, note: "点错了" });
  const bill = {
    outBillNo: made.payout,
    transferBillNo: "1330000071100999991182020050700019480001",
    state: "WAIT_USER_CONFIRM" as const,
    failReason: null,
    packageInfo: "affffddafdfafddffda==",
    amountFen: null,
    openid: null,
    createTime: null,
    updateTime: null,
  };
  await applyTransfer(shop.workerServices, bill, "answer");
  expect(await alarmsOf(made)).toEqual(["payout_contradiction"]);
  expect((await detailOf(made)).confirm).toBeNull();
  await expectReturned(made, "cancelled");
});

it("a repeat says what the first request said, whatever the settings are now", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "error_500_after_commit");
  await look(made);
  await putOne(shop, "withdrawal", { per_day: 100, fee_bps: 100, job: "店员", pay_reason: "十一月佣金" });
  shop.startWorker();
  await shop.settle();
  await confirmAs(shop, made.promoter, made.no);
  await shop.settle();
  await expectPaid(made);
});

it("the books hold after all this", async () => {
  await shop.settle();
  await ledgerHolds(shop);
  await booksHold(shop);
});
