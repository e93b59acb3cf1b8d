import { constants, privateDecrypt } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DEMO_USERS, type PastTransfer } from "../src/index.ts";
import {
  answerIsSigned,
  freshNumber,
  openCallback,
  type Receiver,
  sealName,
  send,
  startReceiver,
  transferBody,
} from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
let receiver: Receiver;
const [me, other] = [DEMO_USERS[0]?.openid ?? "", DEMO_USERS[1]?.openid ?? ""];
const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";
const [SECOND, HOUR] = [1000, 3_600_000];
const DAY = 24 * HOUR;

beforeAll(async () => {
  sim = await scratchSimulator();
  receiver = await startReceiver();
});
afterEach(async () => {
  await sim.control.clearFaults();
  await sim.control.setTransferRules({ single_max: 20_000, user_day_max: 200_000 });
  await sim.control.setMerchantBalance(10_000_000);
  await sim.control.pump();
  await sim.control.advanceClock(DAY + HOUR);
  await sim.control.pump();
  await sim.control.setMerchantBalance(10_000_000);
  receiver.received.length = 0;
});
afterAll(async () => {
  await receiver.close();
  await sim.remove();
});

const create = (body: object) => send(sim.url, sim.credentials, "POST", BILLS, body);
const query = (no: string) => send(sim.url, sim.credentials, "GET", `${BILLS}/out-bill-no/${no}`);
const cancel = (no: string, body?: object) =>
  send(sim.url, sim.credentials, "POST", `${BILLS}/out-bill-no/${no}/cancel`, body);
const state = async (no: string) => (await query(no)).body.state;
const balance = async () => (await sim.control.state()).merchant_balance;
const bodyFor = (change: object = {}) =>
  transferBody(sim.credentials, me, { notify_url: receiver.url, ...change });

/** A bill that waits for its person. */
async function waiting(change: object = {}) {
  const body = bodyFor(change);
  const answer = await create(body);
  expect([answer.status, answer.body.state]).toEqual([200, "WAIT_USER_CONFIRM"]);
  return { body, no: body.out_bill_no, package_info: String(answer.body.package_info) };
}

async function step() {
  await sim.control.advanceClock(1500);
  await sim.control.pump();
}

/** The callbacks that arrived, decrypted. */
const heard = () => receiver.received.map((entry) => openCallback(sim.credentials, entry));

describe("a transfer's life", () => {
  test("asked for, confirmed, arrived, told", async () => {
    const body = bodyFor();
    const created = await create(body);
    expect(created.body).toEqual({
      out_bill_no: body.out_bill_no,
      transfer_bill_no: expect.stringMatching(/^\d{43}$/),
      create_time: expect.stringMatching(/\+08:00$/),
      state: "WAIT_USER_CONFIRM",
      package_info: expect.stringMatching(/^[0-9A-Za-z+/=]{50,1024}$/),
    });
    const { wechatpay_public_key_id: id, wechatpay_public_key_pem: pem } = sim.credentials;
    expect(answerIsSigned(created, id, pem)).toBe(true);
    expect(await balance()).toBe(10_000_000 - 12_880);
    expect(await sim.control.confirmTransfer({ out_bill_no: body.out_bill_no })).toMatchObject({
      result: "success",
    });
    expect(await state(body.out_bill_no)).toBe("TRANSFERING");
    await step();
    const asked = await query(body.out_bill_no);
    const fact = {
      mch_id: sim.credentials.mchid,
      out_bill_no: body.out_bill_no,
      transfer_bill_no: created.body.transfer_bill_no,
      state: "SUCCESS",
      transfer_amount: 12_880,
      openid: me,
    };
    expect(asked.body).toEqual({
      ...fact,
      appid: sim.credentials.appid,
      transfer_remark: "2026年11月佣金",
      create_time: created.body.create_time,
      update_time: expect.stringMatching(/\+08:00$/),
    });
    const byBill = `${BILLS}/transfer-bill-no/${created.body.transfer_bill_no}`;
    expect((await send(sim.url, sim.credentials, "GET", byBill)).body).toEqual(asked.body);
    expect(receiver.received).toHaveLength(1);
    const [notice] = heard();
    expect(notice?.envelope).toMatchObject({
      event_type: "MCHTRANSFER.BILL.FINISHED",
      summary: "商家转账单据终态通知",
      resource: { original_type: "mch_payment", associated_data: "mch_payment" },
    });
    const { create_time, update_time } = asked.body;
    expect(notice?.plain).toEqual({ ...fact, create_time, update_time });
    expect(await balance()).toBe(10_000_000 - 12_880);
  });

  test("the same number gives the same bill and its package; other parameters are refused", async () => {
    const { body, no, package_info } = await waiting();
    const reordered = await create(Object.fromEntries(Object.entries(body).reverse()));
    expect(reordered.body).toMatchObject({ package_info, state: "WAIT_USER_CONFIRM" });
    for (const change of [{ transfer_amount: 12_881 }, { transfer_remark: "另一句" }, { openid: other }]) {
      const answer = await create({ ...body, ...change });
      expect([answer.status, answer.body.code]).toEqual([400, "ALREADY_EXISTS"]);
      expect(answer.body.message).toBe("单号已存在但信息不一致，请查单后比较确认");
    }
    await sim.control.finishTransfer({ out_bill_no: no, state: "SUCCESS" });
    const done = await create(body);
    expect(done.body).toMatchObject({ out_bill_no: no, state: "SUCCESS" });
    expect(done.body).not.toHaveProperty("package_info");
    expect((await sim.control.state()).transfers.filter((row) => row.out_bill_no === no)).toHaveLength(1);
  });

  test("a name is the same name however it was encrypted, and comes back encrypted for the merchant", async () => {
    await sim.control.setTransferRules({ single_max: 500_000, user_day_max: 1_000_000 });
    const name = () => sealName(sim.credentials.wechatpay_public_key_pem, "林晓棠");
    const { body, no } = await waiting({ transfer_amount: 200_000, user_name: name() });
    expect((await create({ ...body, user_name: name() })).status).toBe(200);
    const asked = await query(no);
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const key = sim.credentials.merchant_private_key_pem;
    const sealed = Buffer.from(asked.body.user_name, "base64");
    expect(privateDecrypt({ key, padding, oaepHash: "sha1" }, sealed).toString()).toBe("林晓棠");
  });

  test("unconfirmed for 24 h: not confirmable, a little later FAIL, the money back", async () => {
    const { no } = await waiting();
    await sim.control.advanceClock(DAY - SECOND * 5);
    await sim.control.pump();
    expect(await state(no)).toBe("WAIT_USER_CONFIRM");
    await sim.control.advanceClock(SECOND * 10);
    await sim.control.pump();
    expect(await state(no)).toBe("WAIT_USER_CONFIRM");
    expect(await sim.control.confirmTransfer({ out_bill_no: no })).toMatchObject({
      reason: "transfer_expired",
    });
    expect(receiver.received).toHaveLength(0);
    await sim.control.advanceClock(5 * 60 * SECOND);
    await sim.control.pump();
    expect((await query(no)).body).toMatchObject({ state: "FAIL", fail_reason: "OVERDUE_CLOSE" });
    expect(heard()[0]?.plain).toMatchObject({ state: "FAIL", fail_reason: "OVERDUE_CLOSE" });
    expect(await balance()).toBe(10_000_000);
  });

  test("cancelled before the person confirms, by {} or no body, again and again", async () => {
    const { no } = await waiting();
    const first = await cancel(no);
    expect(first.body).toMatchObject({ out_bill_no: no, state: "CANCELING" });
    expect(first.body.update_time).toMatch(/\+08:00$/);
    expect(await sim.control.confirmTransfer({ out_bill_no: no })).toMatchObject({
      reason: "transfer_cancelled",
    });
    await step();
    expect((await cancel(no, {})).body.state).toBe("CANCELLED");
    expect((await query(no)).body).toMatchObject({ state: "CANCELLED", fail_reason: "MCH_CANCEL" });
    expect(heard()[0]?.plain).toMatchObject({ state: "CANCELLED", fail_reason: "MCH_CANCEL" });
    expect(await balance()).toBe(10_000_000);
  });

  test("too late to cancel once confirmed or ended", async () => {
    const { no } = await waiting();
    await sim.control.confirmTransfer({ out_bill_no: no });
    for (const _ of [1, 2]) {
      const answer = await cancel(no);
      expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
      await step();
    }
    expect((await cancel(no, { reason: "x" })).body.code).toBe("PARAM_ERROR");
    expect((await cancel("NOBODY")).status).toBe(404);
  });

  test("only its payee confirms, and once", async () => {
    const { package_info } = await waiting();
    expect(await sim.control.confirmTransfer({ package_info, openid: other })).toMatchObject({
      reason: "payee_mismatch",
    });
    expect(await sim.control.confirmTransfer({ package_info: "none", openid: me })).toMatchObject({
      reason: "transfer_unknown",
    });
    expect((await sim.control.confirmTransfer({ package_info })).result).toBe("success");
    expect(await sim.control.confirmTransfer({ package_info })).toMatchObject({
      reason: "transfer_under_way",
    });
  });

  test("shown for thirty days", async () => {
    const { no } = await waiting();
    await sim.control.advanceClock(30 * DAY - 5 * SECOND);
    expect((await query(no)).status).toBe(200);
    await sim.control.advanceClock(10 * SECOND);
    const late = await query(no);
    expect([late.status, late.body.code]).toEqual([404, "NOT_FOUND"]);
    expect((await query("NOBODY")).body.code).toBe("NOT_FOUND");
  });

  test("goes on by itself, without being pumped", async () => {
    const { no } = await waiting();
    await sim.control.confirmTransfer({ out_bill_no: no });
    await expect.poll(() => state(no), { timeout: 5000 }).toBe("SUCCESS");
    await expect.poll(() => receiver.received.length, { timeout: 5000 }).toBe(1);
  });
});

describe("the merchant's money", () => {
  test("short: ACCEPTED, PROCESSING, and on after a top-up, oldest first", async () => {
    await sim.control.setMerchantBalance(10_000);
    const [big, small] = [bodyFor(), bodyFor({ transfer_amount: 9_000 })];
    const created = await create(big);
    expect(created.body).toMatchObject({ state: "ACCEPTED" });
    expect(created.body).not.toHaveProperty("package_info");
    await step();
    expect(await state(big.out_bill_no)).toBe("PROCESSING");
    expect((await create(small)).body.state).toBe("WAIT_USER_CONFIRM");
    expect(await balance()).toBe(1_000);
    expect(await sim.control.topUpMerchant(20_000)).toBe(21_000);
    await step();
    expect(await state(big.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    expect((await create(big)).body.package_info).toMatch(/^[\w+/=]+$/);
    expect(await balance()).toBe(21_000 - 12_880);
  });

  test("what one bill gives back another takes", async () => {
    await sim.control.setMerchantBalance(12_880);
    const { no } = await waiting();
    const next = bodyFor();
    expect((await create(next)).body.state).toBe("ACCEPTED");
    await step();
    await cancel(no);
    await step();
    await step();
    expect(await state(next.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    expect(await balance()).toBe(0);
  });

  test("daily limits: the person's ends the bill, the merchant's refuses it", async () => {
    await sim.control.setTransferRules({ user_day_max: 20_000 });
    await waiting();
    const over = bodyFor();
    expect((await create(over)).body.state).toBe("ACCEPTED");
    await step();
    expect((await query(over.out_bill_no)).body).toMatchObject({
      state: "FAIL",
      fail_reason: "DAY_RECEIVED_QUOTA_EXCEED",
    });
    const rules = await sim.control.setTransferRules({ merchant_day_max: 20_000 });
    expect(rules).toMatchObject({ merchant_day_max: 20_000, single_max: 20_000 });
    const refused = await create(bodyFor({ openid: other }));
    expect([refused.status, refused.body.code]).toEqual([403, "QUOTA_EXCEED"]);
    await sim.control.advanceClock(DAY);
    expect((await create(bodyFor({ openid: other }))).status).toBe(200);
    await sim.control.setTransferRules({ merchant_day_max: 5_000_000 });
  });

  test("wrong rules, balances and ends are refused", async () => {
    await expect(sim.control.setMerchantBalance(-1)).rejects.toThrow("whole fen");
    await expect(sim.control.topUpMerchant(0.5)).rejects.toThrow("whole fen");
    await expect(sim.control.setTransferRules({ scenes: ["9999"] })).rejects.toThrow("scenes");
    await expect(sim.control.setTransferRules({ more: 1 } as never)).rejects.toThrow("more");
    await expect(sim.control.finishTransfer({ out_bill_no: "NO", state: "FAIL" })).rejects.toThrow("NO");
  });
});

describe("faults", () => {
  test("an answer lost or turned into 500 leaves the bill; repeating gives the package", async () => {
    const body = bodyFor();
    await sim.control.setFault({ name: "error_500_after_commit", match: body.out_bill_no });
    expect((await create(body)).status).toBe(500);
    expect(await state(body.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    expect((await create(body)).body).toMatchObject({ package_info: expect.any(String) });
  });

  test.each(["error_500_before_commit", "rate_limit_429"] as const)("%s makes no bill", async (name) => {
    const body = bodyFor();
    await sim.control.setFault({ name, match: body.out_bill_no });
    expect((await create(body)).status).toBeGreaterThanOrEqual(429);
    expect((await query(body.out_bill_no)).status).toBe(404);
    expect((await create(body)).status).toBe(200);
  });

  test("paid although the answer never came", async () => {
    const body = bodyFor();
    await sim.control.setFault({ name: "transfer_paid_unheard", match: body.out_bill_no });
    const silence = Promise.race([
      create(body).then(
        () => "answered",
        () => "cut",
      ),
      new Promise((resolve) => setTimeout(resolve, 400, "silence")),
    ]);
    expect(await silence).toBe("silence");
    await step();
    expect(await state(body.out_bill_no)).toBe("SUCCESS");
    expect(heard()[0]?.plain).toMatchObject({ state: "SUCCESS", out_bill_no: body.out_bill_no });
  });

  test.each([
    ["not_enough", undefined, 403, "NOT_ENOUGH"],
    ["transfer_refused", undefined, 403, "NO_AUTH"],
    ["transfer_refused", "USER_ERROR", 400, "USER_ERROR"],
    ["transfer_refused", "FREQUENCY_LIMITED", 429, "FREQUENCY_LIMITED"],
    ["transfer_refused", "SYSTEM_ERROR", 500, "SYSTEM_ERROR"],
  ] as const)("%s %s refuses, and the number is still free", async (name, reason, status, code) => {
    const body = bodyFor();
    await sim.control.setFault({ name, match: body.out_bill_no, ...(reason && { reason }) });
    const refused = await create(body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect((await query(body.out_bill_no)).status).toBe(404);
    expect((await create(body)).body.state).toBe("WAIT_USER_CONFIRM");
  });

  test("transfer_slow: ACCEPTED first, the package only by repeating", async () => {
    const body = bodyFor();
    await sim.control.setFault({ name: "transfer_slow", match: body.out_bill_no });
    expect((await create(body)).body.state).toBe("ACCEPTED");
    await step();
    expect(await state(body.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    expect((await create(body)).body.package_info).toEqual(expect.any(String));
  });

  test("package_info_once: no repeat carries it", async () => {
    const body = bodyFor();
    await sim.control.setFault({ name: "package_info_once", match: body.out_bill_no });
    expect((await create(body)).body).toHaveProperty("package_info");
    const again = await create(body);
    expect(again.body.state).toBe("WAIT_USER_CONFIRM");
    expect(again.body).not.toHaveProperty("package_info");
    expect((await query(body.out_bill_no)).body).not.toHaveProperty("package_info");
  });

  test("transfer_hidden: 404 although the bill stands", async () => {
    const { no } = await waiting();
    await sim.control.setFault({ name: "transfer_hidden", match: no });
    expect((await query(no)).body.code).toBe("NOT_FOUND");
    expect(await state(no)).toBe("WAIT_USER_CONFIRM");
  });

  test.each([
    ["NAME_NOT_CORRECT", "NAME_NOT_CORRECT"],
    [undefined, "OTHER_FAIL_REASON_TYPE"],
  ])("transfer_fail %s: confirmed, then FAIL, the money back", async (reason, word) => {
    const { no } = await waiting();
    await sim.control.setFault({ name: "transfer_fail", match: no, ...(reason && { reason }) });
    await sim.control.confirmTransfer({ out_bill_no: no });
    await step();
    expect((await query(no)).body).toMatchObject({ state: "FAIL", fail_reason: word });
    expect(heard()[0]?.plain).toMatchObject({ state: "FAIL", fail_reason: word });
    expect(await balance()).toBe(10_000_000);
  });

  test("transfer_unsettled: TRANSFERING until finishTransfer", async () => {
    const { no } = await waiting();
    await sim.control.setFault({ name: "transfer_unsettled", match: no });
    await sim.control.confirmTransfer({ out_bill_no: no });
    await sim.control.advanceClock(DAY);
    await sim.control.pump();
    expect(await state(no)).toBe("TRANSFERING");
    await sim.control.finishTransfer({
      out_bill_no: no,
      state: "FAIL",
      fail_reason: "PAYEE_ACCOUNT_ABNORMAL",
    });
    await sim.control.pump();
    expect(heard()[0]?.plain.fail_reason).toBe("PAYEE_ACCOUNT_ABNORMAL");
    await expect(sim.control.finishTransfer({ out_bill_no: no, state: "SUCCESS" })).rejects.toThrow("FAIL");
  });

  test("confirmed_while_cancelling: the cancel comes too late", async () => {
    const { no } = await waiting();
    await sim.control.setFault({ name: "confirmed_while_cancelling", match: no });
    expect((await cancel(no)).body.code).toBe("INVALID_REQUEST");
    await step();
    expect(await state(no)).toBe("SUCCESS");
  });

  test.each(["duplicate_callback", "drop_callback"] as const)("%s works on transfers", async (name) => {
    const { no } = await waiting();
    await sim.control.setFault({ name, match: no });
    await sim.control.confirmTransfer({ out_bill_no: no });
    await step();
    expect(receiver.received).toHaveLength(name === "drop_callback" ? 0 : 2);
  });
});

describe("bills of the past", () => {
  const past = (state: PastTransfer["state"], created_at: number, change: Partial<PastTransfer> = {}) => ({
    out_bill_no: freshNumber("P"),
    transfer_bill_no: freshNumber("1330000071100999991182026"),
    openid: me,
    amount: 6_600,
    scene_id: "1005",
    remark: "2026年10月佣金",
    report_infos: [
      { info_type: "岗位类型", info_content: "推广员" },
      { info_type: "报酬说明", info_content: "2026年10月佣金" },
    ],
    notify_url: receiver.url,
    created_at,
    updated_at: created_at,
    state,
    fail_reason: null,
    package_info: null,
    ...change,
  });

  test("are asked about, repeated, confirmed and expire as if they had been made here", async () => {
    const now = (await sim.control.state()).now_ms;
    const paid = past("SUCCESS", now - 9 * DAY);
    const failed = past("FAIL", now - 8 * DAY, { fail_reason: "OVERDUE_CLOSE" });
    const cancelled = past("CANCELLED", now - 7 * DAY, { fail_reason: "MCH_CANCEL" });
    const waits = past("WAIT_USER_CONFIRM", now - HOUR, { package_info: `ABBQ+${freshNumber("P")}` });
    const late = past("WAIT_USER_CONFIRM", now - 25 * HOUR, { package_info: `ABBQ+${freshNumber("P")}` });
    const all = [paid, failed, cancelled, waits, late];
    await sim.control.importTransfers(all);
    await sim.control.importTransfers(all);
    expect(await balance()).toBe(10_000_000);
    await sim.control.pump();
    const states = await Promise.all(all.map((bill) => state(bill.out_bill_no)));
    expect(states).toEqual(["SUCCESS", "FAIL", "CANCELLED", "WAIT_USER_CONFIRM", "FAIL"]);
    expect(heard().map((notice) => notice.plain.out_bill_no)).toEqual([late.out_bill_no]);
    const repeated = await create(
      transferBody(sim.credentials, me, {
        out_bill_no: waits.out_bill_no,
        transfer_amount: waits.amount,
        transfer_remark: waits.remark,
        notify_url: waits.notify_url,
        transfer_scene_report_infos: waits.report_infos,
      }),
    );
    expect(repeated.body.package_info).toBe(waits.package_info);
    expect(await sim.control.confirmTransfer({ package_info: waits.package_info ?? "" })).toMatchObject({
      result: "success",
    });
    await step();
    expect(await state(waits.out_bill_no)).toBe("SUCCESS");
  });

  test("one that waits must say its package", async () => {
    await expect(sim.control.importTransfers([past("WAIT_USER_CONFIRM", Date.now())])).rejects.toThrow(
      "package_info",
    );
  });
});
