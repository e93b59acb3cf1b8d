import { constants, privateDecrypt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { answerIsSigned, sealName } from "./merchant.ts";
import { OPENING, transferBench } from "./transfer-bench.ts";

const bench = transferBench();
const { me, other, bodyFor, create, query, cancel, state, balance, waiting, step, heard } = bench;
const SECOND = 1000;
const DAY = 86_400_000;

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
    const { wechatpay_public_key_id: id, wechatpay_public_key_pem: pem } = bench.sim.credentials;
    expect(answerIsSigned(created, id, pem)).toBe(true);
    expect(await balance()).toBe(OPENING - 12_880);
    expect(await bench.sim.control.confirmTransfer({ out_bill_no: body.out_bill_no })).toMatchObject({
      result: "success",
    });
    expect(await state(body.out_bill_no)).toBe("TRANSFERING");
    await step();
    const asked = await query(body.out_bill_no);
    const fact = {
      mch_id: bench.sim.credentials.mchid,
      out_bill_no: body.out_bill_no,
      transfer_bill_no: created.body.transfer_bill_no,
      state: "SUCCESS",
      transfer_amount: 12_880,
      openid: me,
    };
    expect(asked.body).toEqual({
      ...fact,
      appid: bench.sim.credentials.appid,
      transfer_remark: "2026年11月佣金",
      create_time: created.body.create_time,
      update_time: expect.stringMatching(/\+08:00$/),
    });
    expect((await bench.queryBill(created.body.transfer_bill_no)).body).toEqual(asked.body);
    expect(bench.receiver.received).toHaveLength(1);
    const [notice] = heard();
    expect(notice?.envelope).toMatchObject({
      event_type: "MCHTRANSFER.BILL.FINISHED",
      summary: "商家转账单据终态通知",
      resource: { original_type: "mch_payment", associated_data: "mch_payment" },
    });
    const { create_time, update_time } = asked.body;
    expect(notice?.plain).toEqual({ ...fact, create_time, update_time });
    expect(await balance()).toBe(OPENING - 12_880);
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
    await bench.sim.control.finishTransfer({ out_bill_no: no, state: "SUCCESS" });
    const done = await create(body);
    expect(done.body).toMatchObject({ out_bill_no: no, state: "SUCCESS" });
    expect(done.body).not.toHaveProperty("package_info");
    expect((await bench.sim.control.state()).transfers.filter((row) => row.out_bill_no === no)).toHaveLength(
      1,
    );
  });

  test("a name is the same name however it was encrypted, and comes back encrypted for the merchant", async () => {
    await bench.sim.control.setTransferRules({ single_max: 500_000, user_day_max: 1_000_000 });
    const name = () => sealName(bench.sim.credentials.wechatpay_public_key_pem, "林晓棠");
    const { body, no } = await waiting({ transfer_amount: 200_000, user_name: name() });
    expect((await create({ ...body, user_name: name() })).status).toBe(200);
    const asked = await query(no);
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const key = bench.sim.credentials.merchant_private_key_pem;
    const sealed = Buffer.from(asked.body.user_name, "base64");
    expect(privateDecrypt({ key, padding, oaepHash: "sha1" }, sealed).toString()).toBe("林晓棠");
  });

  test("unconfirmed for 24 h: not confirmable, a little later FAIL, the money back", async () => {
    const { no } = await waiting();
    await bench.sim.control.advanceClock(DAY - SECOND * 5);
    await bench.sim.control.pump();
    expect(await state(no)).toBe("WAIT_USER_CONFIRM");
    await bench.sim.control.advanceClock(SECOND * 10);
    await bench.sim.control.pump();
    expect(await state(no)).toBe("WAIT_USER_CONFIRM");
    expect(await bench.sim.control.confirmTransfer({ out_bill_no: no })).toMatchObject({
      reason: "transfer_expired",
    });
    expect(bench.receiver.received).toHaveLength(0);
    await bench.sim.control.advanceClock(5 * 60 * SECOND);
    await bench.sim.control.pump();
    expect((await query(no)).body).toMatchObject({ state: "FAIL", fail_reason: "OVERDUE_CLOSE" });
    expect(heard()[0]?.plain).toMatchObject({ state: "FAIL", fail_reason: "OVERDUE_CLOSE" });
    expect(await balance()).toBe(OPENING);
  });

  test("cancelled before the person confirms, by {} or no body, again and again", async () => {
    const { no } = await waiting();
    const first = await cancel(no);
    expect(first.body).toMatchObject({ out_bill_no: no, state: "CANCELING" });
    expect(first.body.update_time).toMatch(/\+08:00$/);
    expect(await bench.sim.control.confirmTransfer({ out_bill_no: no })).toMatchObject({
      reason: "transfer_cancelled",
    });
    await step();
    expect((await cancel(no, {})).body.state).toBe("CANCELLED");
    expect((await query(no)).body).toMatchObject({ state: "CANCELLED", fail_reason: "MCH_CANCEL" });
    expect(heard()[0]?.plain).toMatchObject({ state: "CANCELLED", fail_reason: "MCH_CANCEL" });
    expect(await balance()).toBe(OPENING);
  });

  test("too late to cancel once confirmed or ended", async () => {
    const { no } = await waiting();
    await bench.sim.control.confirmTransfer({ out_bill_no: no });
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
    expect(await bench.sim.control.confirmTransfer({ package_info, openid: other })).toMatchObject({
      reason: "payee_mismatch",
    });
    expect(await bench.sim.control.confirmTransfer({ package_info: "none", openid: me })).toMatchObject({
      reason: "transfer_unknown",
    });
    expect((await bench.sim.control.confirmTransfer({ package_info })).result).toBe("success");
    expect(await bench.sim.control.confirmTransfer({ package_info })).toMatchObject({
      reason: "transfer_under_way",
    });
  });

  test("shown for thirty days", async () => {
    const { no } = await waiting();
    await bench.sim.control.advanceClock(30 * DAY - 5 * SECOND);
    expect((await query(no)).status).toBe(200);
    await bench.sim.control.advanceClock(10 * SECOND);
    const late = await query(no);
    expect([late.status, late.body.code]).toEqual([404, "NOT_FOUND"]);
    expect((await query("NOBODY")).body.code).toBe("NOT_FOUND");
  });

  test("goes on by itself, without being pumped", async () => {
    const { no } = await waiting();
    await bench.sim.control.confirmTransfer({ out_bill_no: no });
    await expect.poll(() => state(no), { timeout: 5000 }).toBe("SUCCESS");
    await expect.poll(() => bench.receiver.received.length, { timeout: 5000 }).toBe(1);
  });
});

describe("the merchant's money", () => {
  test("short: ACCEPTED, PROCESSING, and on after a top-up, oldest first", async () => {
    await bench.sim.control.setMerchantBalance(10_000);
    const [big, small] = [bodyFor(), bodyFor({ transfer_amount: 9_000 })];
    const created = await create(big);
    expect(created.body).toMatchObject({ state: "ACCEPTED" });
    expect(created.body).not.toHaveProperty("package_info");
    await step();
    expect(await state(big.out_bill_no)).toBe("PROCESSING");
    expect((await create(small)).body.state).toBe("WAIT_USER_CONFIRM");
    expect(await balance()).toBe(1_000);
    expect(await bench.sim.control.topUpMerchant(20_000)).toBe(21_000);
    await step();
    expect(await state(big.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    expect((await create(big)).body.package_info).toMatch(/^[\w+/=]+$/);
    expect(await balance()).toBe(21_000 - 12_880);
  });

  test("what one bill gives back another takes", async () => {
    await bench.sim.control.setMerchantBalance(12_880);
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
    await bench.sim.control.setTransferRules({ user_day_max: 20_000 });
    await waiting();
    const over = bodyFor();
    expect((await create(over)).body.state).toBe("ACCEPTED");
    await step();
    expect((await query(over.out_bill_no)).body).toMatchObject({
      state: "FAIL",
      fail_reason: "DAY_RECEIVED_QUOTA_EXCEED",
    });
    const rules = await bench.sim.control.setTransferRules({ merchant_day_max: 20_000 });
    expect(rules).toMatchObject({ merchant_day_max: 20_000, single_max: 20_000 });
    const refused = await create(bodyFor({ openid: other }));
    expect([refused.status, refused.body.code]).toEqual([403, "QUOTA_EXCEED"]);
    await bench.sim.control.advanceClock(DAY);
    expect((await create(bodyFor({ openid: other }))).status).toBe(200);
    await bench.sim.control.setTransferRules({ merchant_day_max: 5_000_000 });
  });

  test("wrong rules, balances and ends are refused", async () => {
    await expect(bench.sim.control.setMerchantBalance(-1)).rejects.toThrow("whole fen");
    await expect(bench.sim.control.topUpMerchant(0.5)).rejects.toThrow("whole fen");
    await expect(bench.sim.control.setTransferRules({ scenes: ["9999"] })).rejects.toThrow("scenes");
    await expect(bench.sim.control.setTransferRules({ more: 1 } as never)).rejects.toThrow("more");
    await expect(bench.sim.control.finishTransfer({ out_bill_no: "NO", state: "FAIL" })).rejects.toThrow(
      "NO",
    );
  });
});
