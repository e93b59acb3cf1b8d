/** Payouts that WeChat no longer tells of: settled by two people from the fund bill, once, and never against WeChat's own word. */
import { applyTransfer } from "@banyan/server/withdrawal/apply.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { wordOf } from "../support/client.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { together } from "../support/orders.ts";
import {
  alarmsOf,
  approvedPayout,
  detailOf,
  expectPaid,
  look,
  type Made,
  openPayoutShop,
  type PayoutShop,
  restPayoutShop,
  stateOf,
  waitingPayout,
} from "../support/payouts.ts";
import { type Clerk, newKey } from "../support/people.ts";
import { balances } from "../support/promoter.ts";
import type { Shop } from "../support/shop.ts";

let desk: PayoutShop;
let shop: Shop;
let clerk: Clerk;
let other: Clerk;
beforeAll(async () => {
  desk = await openPayoutShop("race_settlement");
  ({ shop, clerk } = desk);
  other = await shop.staff("finance");
});
afterAll(() => shop.close());
afterEach(async () => {
  await restPayoutShop(desk);
  await booksHold(shop);
});

let bills = 0;
function newBill(): string {
  bills += 1;
  return `13300000711000999911820200507${String(bills).padStart(8, "0")}`;
}

/** The merchant's number was changed since WeChat got this one; three days ago, so that nothing of it can still be on its way. */
async function troubled(days = 4): Promise<Made> {
  const made = await waitingPayout(desk);
  await shop.sql(
    `UPDATE payout SET request = request || '{"mchid": "1900000109"}', bill_no = NULL,
       last_sent_at = last_sent_at - make_interval(days => $2) WHERE no = $1`,
    [made.payout, days],
  );
  await look(made);
  expect(await alarmsOf(made)).toEqual(["payout_merchant"]);
  return made;
}
const ask = (made: Made, outcome: "paid" | "returned", more: object = {}, by = clerk) =>
  by.api.console.withdrawal.settle({
    no: made.no,
    request_key: newKey(),
    outcome,
    bill_no: outcome === "paid" ? newBill() : "",
    amount_fen: 4950,
    reason: "商户号已更换",
    evidence: "资金账单 11 月 24 日第 12 行，已截图存档",
    ...more,
  });
async function decide(made: Made, by: Clerk, approve = true, confirm_fen = 4950) {
  const { settlements } = await by.api.console.withdrawal.get({ no: made.no });
  const settlement_id = settlements[0]?.id ?? "";
  return by.api.console.withdrawal.decideSettlement({
    no: made.no,
    settlement_id,
    approve,
    confirm_fen,
    note: "核对过",
  });
}

const successOf = (made: Made, transferBillNo: string) => ({
  outBillNo: made.payout,
  transferBillNo,
  state: "SUCCESS" as const,
  failReason: null,
  packageInfo: null,
  amountFen: 4950n,
  openid: made.promoter.openid,
  createTime: null,
  updateTime: null,
});

it("found in the fund bill: a second person agrees, and it is posted as paid, fee and all", async () => {
  const made = await troubled();
  expect((await detailOf(made)).next_text).toContain("商家正在核对资金账单");
  const asked = await ask(made, "paid");
  expect(asked).toMatchObject({
    state: "confirming",
    payout: { trouble: "merchant" },
    settlements: [{ state: "requested", outcome: "paid", amount_fen: 4950, decided_by: null }],
  });
  expect(asked.actions).toContain("settle_cancel");
  expect(await wordOf(ask(made, "paid", {}, other))).toBe("settlement_waits");
  expect(await wordOf(decide(made, clerk))).toBe("second_person_needed");
  expect(await wordOf(decide(made, other, true, 4951))).toBe("amount_mismatch");
  expect(await balances(shop, made.promoter)).toBe("0 5000 0");
  const done = await decide(made, other);
  expect(done).toMatchObject({ state: "paid", payout: { state: "success", trouble: null } });
  expect(done.settlements[0]).toMatchObject({ state: "approved", decided_by: expect.any(String) });
  await expectPaidByHand(made);
  const alarms = await shop.sql<{ state: string }>("SELECT state FROM alarm WHERE ref = $1", [made.payout]);
  expect(alarms.map((row) => row.state)).toEqual(["resolved"]);
  // The worker looks at it no more, and WeChat's own word, should it come, is what stands already.
  await look(made);
  expect(await stateOf(made)).toBe("paid");
});

async function expectPaidByHand(made: Made): Promise<void> {
  expect(await stateOf(made)).toBe("paid");
  expect(await balances(shop, made.promoter)).toBe("0 0 0");
  const facts = await shop.sql(
    "SELECT state, source FROM payout_fact WHERE payout_no = $1 AND state = 'success'",
    [made.payout],
  );
  expect(facts).toEqual([{ state: "success", source: "bill" }]);
  await ledgerHolds(shop);
}

it("proved not paid: the money comes back, and a bill that turns up later is an alarm, not a second payment", async () => {
  const made = await troubled();
  await ask(made, "returned");
  await decide(made, other);
  expect(await stateOf(made)).toBe("failed");
  expect((await detailOf(made)).fail_text).toBe("商家核对后确认微信没有付款，请重新申请");
  expect(await balances(shop, made.promoter)).toBe("5000 0 0");
  await applyTransfer(shop.workerServices, successOf(made, newBill()), "callback");
  expect(await balances(shop, made.promoter)).toBe("5000 0 0");
  expect(await alarmsOf(made)).toContain("payout_contradiction");
  await shop.sql("DELETE FROM payout_fact WHERE payout_no = $1 AND state = 'success'", [made.payout]);
});

it("lost: beyond the days that WeChat shows, finance settles it", async () => {
  await shop.stopWorker();
  const made = await approvedPayout(desk);
  await shop.simulator.control.setFault({ name: "error_500_before_commit", match: made.payout });
  await look(made);
  await shop.simulator.control.clearFaults();
  await shop.sql(
    "UPDATE payout SET first_sent_at = first_sent_at - interval '31 days', last_sent_at = last_sent_at - interval '31 days' WHERE no = $1",
    [made.payout],
  );
  await look(made);
  expect(await alarmsOf(made)).toEqual(["payout_lost"]);
  expect((await clerk.api.console.withdrawal.get({ no: made.no })).payout?.trouble).toBe("lost");
  await ask(made, "returned");
  await decide(made, other);
  expect(await balances(shop, made.promoter)).toBe("5000 0 0");
});

it("refused while WeChat can be asked, for another amount or bill, too early, or for one's own", async () => {
  const fine = await waitingPayout(desk);
  expect(await wordOf(ask(fine, "paid"))).toBe("payout_not_in_trouble");
  const made = await troubled(0);
  expect(await wordOf(ask(made, "returned"))).toBe("settlement_too_early");
  expect(await wordOf(ask(made, "paid", { amount_fen: 5000 }))).toBe("amount_mismatch");
  expect(await wordOf(ask(made, "paid", { bill_no: "" }))).toBe("bill_mismatch");
  await shop.sql("UPDATE payout SET bill_no = '1330000071100999991182020050799999999' WHERE no = $1", [
    made.payout,
  ]);
  expect(await wordOf(ask(made, "paid"))).toBe("bill_mismatch");
  await shop.sql("UPDATE payout SET bill_no = NULL WHERE no = $1", [made.payout]);
  const own = await shop.staff("finance");
  await shop.sql("UPDATE staff SET customer_id = $1 WHERE id = $2", [made.promoter.id, own.id]);
  expect(await wordOf(ask(made, "paid", {}, own))).toBe("own_matter");
  await ask(made, "paid");
  expect(await wordOf(decide(made, own))).toBe("own_matter");
  expect((await decide(made, other, false)).settlements[0]).toMatchObject({
    state: "refused",
    decision_note: "核对过",
  });
  // Moving the clock would move WeChat's too, which then closes the bill by itself.
  await shop.sql("UPDATE payout SET last_sent_at = last_sent_at - interval '4 days' WHERE no = $1", [
    made.payout,
  ]);
  await ask(made, "returned");
  const { settlements } = await clerk.api.console.withdrawal.get({ no: made.no });
  const key = { no: made.no, settlement_id: settlements[0]?.id ?? "" };
  expect(await wordOf(other.api.console.withdrawal.cancelSettlement(key))).toBe("not_requester");
  expect((await clerk.api.console.withdrawal.cancelSettlement(key)).settlements[0]?.state).toBe("cancelled");
  await ask(made, "returned");
  await decide(made, other);
});

it("one bill pays one withdrawal, of two approved at once the second finds it used", async () => {
  for (let round = 0; round < 4; round += 1) {
    const [a, b] = [await troubled(), await troubled()];
    const bill_no = newBill();
    await ask(a, "paid", { bill_no });
    await ask(b, "paid", { bill_no });
    const third = await shop.staff("finance");
    const words = await together(
      () => wordOf(decide(a, other)),
      () => wordOf(decide(b, third)),
    );
    expect(words.sort()).toEqual(["bill_used", "ok"]);
    const left = (await stateOf(a)) === "paid" ? b : a;
    expect(await wordOf(decide(left, other))).toBe("bill_used");
    await decide(left, other, false);
    await ask(left, "returned");
    await decide(left, other);
  }
});

it("a bill that WeChat later names for another withdrawal is an alarm at once", async () => {
  const [byHand, byWeChat] = [await troubled(), await troubled()];
  const bill_no = newBill();
  await ask(byHand, "paid", { bill_no });
  await decide(byHand, other);
  await applyTransfer(shop.workerServices, successOf(byWeChat, bill_no), "callback");
  expect(await stateOf(byWeChat)).toBe("paid");
  expect(await alarmsOf(byWeChat)).toContain("payout_bill_twice");
  expect(await alarmsOf(byHand)).not.toContain("payout_bill_twice");
  // What a person would find out: the bill was read wrong.
  const right = newBill();
  await shop.sql("UPDATE payout SET bill_no = $1 WHERE no = $2", [right, byHand.payout]);
  await shop.sql("UPDATE payout_fact SET bill_no = $1 WHERE payout_no = $2 AND bill_no = $3", [
    right,
    byHand.payout,
    bill_no,
  ]);
  await shop.sql("UPDATE payout_settlement SET bill_no = $1 WHERE bill_no = $2", [right, bill_no]);
  await shop.sql("UPDATE settled_bill SET bill_no = $1 WHERE bill_no = $2", [right, bill_no]);
});

it("two decisions at once, and a decision against WeChat's own word: one end", async () => {
  for (let round = 0; round < 4; round += 1) {
    const made = await troubled();
    await ask(made, "paid");
    const words = await together(
      () => wordOf(decide(made, other)),
      () => wordOf(decide(made, shop.owner)),
    );
    expect(words.sort()).toEqual(["ok", "withdrawal_decided"]);
    await expectPaidByHand(made);
  }
  const made = await troubled();
  await ask(made, "returned");
  // The merchant is back, and WeChat tells that the person has confirmed.
  await shop.sql(
    "UPDATE payout SET request = request || jsonb_build_object('mchid', $2::text) WHERE no = $1",
    [made.payout, shop.simulator.credentials.mchid],
  );
  const { package_info } = (
    await shop.sql<{ package_info: string }>("SELECT package_info FROM payout WHERE no = $1", [made.payout])
  )[0] ?? { package_info: "" };
  await shop.simulator.control.confirmTransfer({ package_info, openid: made.promoter.openid });
  await look(made);
  await shop.settle();
  await expectPaid(made);
  expect(await wordOf(decide(made, other))).toBe("withdrawal_decided");
});
