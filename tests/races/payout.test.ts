/** What WeChat says about a payout, late, twice, wrongly or crossing with something: applied once, and only what is true. */
import { DAY_MS, MINUTE_MS } from "@banyan/kernel";
import { returnOpenOf } from "@banyan/server/withdrawal/decide.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { sendCallback, transferContent } from "../support/callback.ts";
import { wordOf } from "../support/client.ts";
import { fingerprint } from "../support/fingerprint.ts";
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
import { type Clerk, newKey } from "../support/people.ts";
import { balances, earn, owe } from "../support/promoter.ts";
import type { Shop } from "../support/shop.ts";
import { approvedWithdrawal, billsOf, confirmAs } from "../support/withdrawals.ts";

let desk: PayoutShop;
let shop: Shop;
let clerk: Clerk;
beforeAll(async () => {
  desk = await openPayoutShop("race_payout");
  ({ shop, clerk } = desk);
});
afterAll(() => shop.close());
afterEach(() => restPayoutShop(desk));

it("unknown, then paid: nobody heard WeChat's yes and the person has the money already", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "transfer_paid_unheard");
  shop.startWorker();
  await shop.settle();
  await expectPaid(made);
});

it("a callback for another amount, payee or bill, or about an unknown number, changes nothing and raises an alarm", async () => {
  const made = await waitingPayout(desk);
  await shop.stopWorker();
  const { transfers } = await shop.simulator.control.state();
  const bill = transfers.find((one) => one.out_bill_no === made.payout);
  const right = {
    outBillNo: made.payout,
    transferBillNo: bill?.transfer_bill_no ?? "",
    amountFen: 4950,
    openid: made.promoter.openid,
  };
  const wrong = [
    { ...right, amountFen: 4951 },
    { ...right, amountFen: 5000 },
    { ...right, openid: "oSomebodyElse" },
    { ...right, transferBillNo: "1330000071100999991182026112900000001" },
    { ...right, outBillNo: made.payout.replace(/.$/, (last) => (last === "A" ? "B" : "A")) },
  ];
  const before = await fingerprint(shop, ["alarm"]);
  for (const plan of wrong) {
    const answer = await sendCallback(shop, { to: "transfer", content: transferContent(shop, plan) });
    expect(answer).toMatchObject({ status: 400 });
  }
  const forged = { to: "transfer", content: transferContent(shop, right) } as const;
  expect(await sendCallback(shop, { ...forged, stranger: true })).toMatchObject({ status: 401 });
  expect(
    await sendCallback(shop, { ...forged, to: "pay", eventType: "MCHTRANSFER.BILL.FINISHED" }),
  ).toMatchObject({ status: 204 });
  expect(await fingerprint(shop, ["alarm"])).toEqual(before);
  expect(await alarmsOf(made)).toEqual(["payout_mismatch"]);
  expect(await stateOf(made)).toBe("confirming");
  expect(await sendCallback(shop, forged)).toMatchObject({ status: 204 });
  expect(await stateOf(made)).toBe("paid");
});

it("facts that come late, again or in another order never move what is final", async () => {
  const made = await waitingPayout(desk);
  await confirmAs(shop, made.promoter, made.no);
  await shop.settle();
  await expectPaid(made);
  const before = await fingerprint(shop, ["alarm", "payout_fact"]);
  const { callbacks, transfers } = await shop.simulator.control.state();
  for (const { id } of callbacks.filter((one) => one.subject === made.payout))
    await shop.simulator.control.resend(id);
  await shop.simulator.control.pump();
  expect(await alarmsOf(made)).toEqual([]);
  const bill = transfers.find((one) => one.out_bill_no === made.payout);
  const content = transferContent(shop, {
    outBillNo: made.payout,
    transferBillNo: bill?.transfer_bill_no ?? "",
    amountFen: 4950,
    openid: made.promoter.openid,
    state: "FAIL",
    failReason: "OTHER_FAIL_REASON_TYPE",
  });
  expect(await sendCallback(shop, { to: "transfer", content })).toMatchObject({ status: 204 });
  expect(await fingerprint(shop, ["alarm", "payout_fact"])).toEqual(before);
  expect(await alarmsOf(made)).toEqual(["payout_contradiction"]);
});

it("another WeChat user cannot confirm it, and nothing changes", async () => {
  const made = await waitingPayout(desk);
  const thief = await shop.customer("过路人");
  expect(await confirmAs(shop, made.promoter, made.no, thief.openid)).toBe("payee_mismatch");
  await look(made);
  expect(await stateOf(made)).toBe("confirming");
  expect(await confirmAs(shop, made.promoter, made.no)).toBe("success");
  await shop.settle();
  await expectPaid(made);
});

it("a day without confirming: it expires, the money is available again and a new request gets a new number", async () => {
  for (const lost of [false, true]) {
    const made = await waitingPayout(desk);
    const { next_text, confirm_until } = await detailOf(made);
    expect(next_text).toMatch(/^微信等您确认收款，\d+月\d+日 \d\d:\d\d 前有效，超时自动退回可提现$/);
    expect(confirm_until).not.toBeNull();
    if (lost) await fault(made, "drop_callback");
    await shop.advance(DAY_MS + 6 * MINUTE_MS);
    await shop.settle();
    await expectReturned(made, "expired");
    const { fail_text, confirm } = await detailOf(made);
    expect({ fail_text, confirm }).toEqual({ fail_text: "24 小时内没有确认收款", confirm: null });
    const again = { ...made, ...(await approvedWithdrawal(shop, made.promoter, clerk, 5_000)) };
    expect(again.payout).not.toBe(made.payout);
    await shop.settle();
    await confirmAs(shop, again.promoter, again.no);
    await shop.settle();
    expect(await stateOf(again)).toBe("paid");
    expect((await billsOf(shop, made.promoter)).map((bill) => bill.split(" ")[2])).toEqual([
      "FAIL",
      "SUCCESS",
    ]);
  }
});

it("cancel and confirm at the same moment: paid or back, never both, twenty times", async () => {
  const seen = new Set<string>();
  for (let round = 0; round < 20; round += 1) {
    const made = await waitingPayout(desk);
    if (round === 0) await fault(made, "confirmed_while_cancelling");
    const { confirm } = await detailOf(made);
    const confirming = { package_info: confirm?.package ?? "", openid: made.promoter.openid };
    // The shop has its own work to do before it asks WeChat: the later the person taps, the closer it gets.
    const tapped = new Promise((resolve) => setTimeout(resolve, round * 2));
    await Promise.all([
      wordOf(made.promoter.api.withdrawal.cancel({ no: made.no })),
      round === 0 ? null : tapped.then(() => shop.simulator.control.confirmTransfer(confirming)),
    ]);
    await shop.settle();
    const state = await stateOf(made);
    seen.add(round === 0 ? `crossed ${state}` : state);
    if (state === "paid") await expectPaid(made);
    else await expectReturned(made, "cancelled");
  }
  expect([...seen].sort()).toEqual(["cancelled", "crossed paid", "paid"]);
});

it("a package that WeChat tells only once and that was lost: an alarm, and cancelling helps", async () => {
  const made = await approvedPayout(desk);
  await fault(made, "package_info_once");
  await fault(made, "error_500_after_commit");
  shop.startWorker();
  await shop.settle();
  const { state, confirm, may_cancel } = await detailOf(made);
  expect({ state, confirm, may_cancel }).toEqual({ state: "confirming", confirm: null, may_cancel: true });
  expect(await alarmsOf(made)).toEqual(["payout_no_package"]);
  await made.promoter.api.withdrawal.cancel({ no: made.no });
  await shop.settle();
  await expectReturned(made, "cancelled");
});

it("money that comes back pays off what is owed meanwhile", async () => {
  const made = await waitingPayout(desk);
  await owe(shop, made.promoter, 1_200);
  expect(await wordOf(made.promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 100 }))).toBe(
    "has_debt",
  );
  await made.promoter.api.withdrawal.cancel({ no: made.no });
  await shop.settle();
  expect(await balances(shop, made.promoter)).toBe("3800 0 0");
});

it("a promoter who is frozen: what is in review comes back with the reason, what WeChat has goes on", async () => {
  const made = await waitingPayout(desk);
  await earn(shop, made.promoter, 3_000);
  const { no } = await made.promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 3_000 });
  const returned = await shop.services.database.transact((tx) =>
    returnOpenOf(tx, BigInt(made.promoter.id), "刷单"),
  );
  expect(returned).toEqual([no]);
  const { state, decision_note } = await made.promoter.api.withdrawal.get({ no });
  expect({ state, decision_note }).toEqual({ state: "refused", decision_note: "刷单" });
  await confirmAs(shop, made.promoter, made.no);
  await shop.settle();
  expect(await stateOf(made)).toBe("paid");
  expect(await balances(shop, made.promoter)).toBe("3000 0 0");
});

it("the books hold after all this", async () => {
  await shop.settle();
  await ledgerHolds(shop);
  await booksHold(shop);
});
