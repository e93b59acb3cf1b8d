import { describe, expect, test } from "vitest";
import { connectControl, type PastTransfer } from "../src/index.ts";
import { freshNumber, transferBody } from "./merchant.ts";
import { OPENING, transferBench } from "./transfer-bench.ts";

const bench = transferBench();
const { me, bodyFor, create, query, cancel, state, balance, waiting, step, heard } = bench;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("faults", () => {
  test("an answer lost or turned into 500 leaves the bill; repeating gives the package", async () => {
    const body = bodyFor();
    await bench.sim.control.setFault({ name: "error_500_after_commit", match: body.out_bill_no });
    expect((await create(body)).status).toBe(500);
    expect(await state(body.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    expect((await create(body)).body).toMatchObject({ package_info: expect.any(String) });
  });

  test.each(["error_500_before_commit", "rate_limit_429"] as const)("%s makes no bill", async (name) => {
    const body = bodyFor();
    await bench.sim.control.setFault({ name, match: body.out_bill_no });
    expect((await create(body)).status).toBeGreaterThanOrEqual(429);
    expect((await query(body.out_bill_no)).status).toBe(404);
    expect((await create(body)).status).toBe(200);
  });

  test("paid although the answer never came", async () => {
    const body = bodyFor();
    await bench.sim.control.setFault({ name: "transfer_paid_unheard", match: body.out_bill_no });
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
    await bench.sim.control.setFault({ name, match: body.out_bill_no, ...(reason && { reason }) });
    const refused = await create(body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect((await query(body.out_bill_no)).status).toBe(404);
    expect((await create(body)).body.state).toBe("WAIT_USER_CONFIRM");
  });

  test("transfer_slow: ACCEPTED first, the package only by repeating", async () => {
    const body = bodyFor();
    await bench.sim.control.setFault({ name: "transfer_slow", match: body.out_bill_no });
    expect((await create(body)).body.state).toBe("ACCEPTED");
    await step();
    expect(await state(body.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    expect((await create(body)).body.package_info).toEqual(expect.any(String));
  });

  test("package_info_once: no repeat carries it", async () => {
    const body = bodyFor();
    await bench.sim.control.setFault({ name: "package_info_once", match: body.out_bill_no });
    expect((await create(body)).body).toHaveProperty("package_info");
    const again = await create(body);
    expect(again.body.state).toBe("WAIT_USER_CONFIRM");
    expect(again.body).not.toHaveProperty("package_info");
    expect((await query(body.out_bill_no)).body).not.toHaveProperty("package_info");
  });

  test("transfer_hidden: 404 although the bill stands", async () => {
    const { no } = await waiting();
    await bench.sim.control.setFault({ name: "transfer_hidden", match: no });
    expect((await query(no)).body.code).toBe("NOT_FOUND");
    expect(await state(no)).toBe("WAIT_USER_CONFIRM");
  });

  test.each([
    ["NAME_NOT_CORRECT", "NAME_NOT_CORRECT"],
    [undefined, "OTHER_FAIL_REASON_TYPE"],
  ])("transfer_fail %s: confirmed, then FAIL, the money back", async (reason, word) => {
    const { no } = await waiting();
    await bench.sim.control.setFault({ name: "transfer_fail", match: no, ...(reason && { reason }) });
    await bench.sim.control.confirmTransfer({ out_bill_no: no });
    await step();
    expect((await query(no)).body).toMatchObject({ state: "FAIL", fail_reason: word });
    expect(heard()[0]?.plain).toMatchObject({ state: "FAIL", fail_reason: word });
    expect(await balance()).toBe(OPENING);
  });

  test("transfer_unsettled: TRANSFERING until finishTransfer", async () => {
    const { no } = await waiting();
    await bench.sim.control.setFault({ name: "transfer_unsettled", match: no });
    await bench.sim.control.confirmTransfer({ out_bill_no: no });
    await bench.sim.control.advanceClock(DAY);
    await bench.sim.control.pump();
    expect(await state(no)).toBe("TRANSFERING");
    await bench.sim.control.finishTransfer({
      out_bill_no: no,
      state: "FAIL",
      fail_reason: "PAYEE_ACCOUNT_ABNORMAL",
    });
    await bench.sim.control.pump();
    expect(heard()[0]?.plain.fail_reason).toBe("PAYEE_ACCOUNT_ABNORMAL");
    await expect(bench.sim.control.finishTransfer({ out_bill_no: no, state: "SUCCESS" })).rejects.toThrow(
      "FAIL",
    );
  });

  test("confirmed_while_cancelling: the cancel comes too late", async () => {
    const { no } = await waiting();
    await bench.sim.control.setFault({ name: "confirmed_while_cancelling", match: no });
    expect((await cancel(no)).body.code).toBe("INVALID_REQUEST");
    await step();
    expect(await state(no)).toBe("SUCCESS");
  });

  test.each(["duplicate_callback", "drop_callback"] as const)("%s works on transfers", async (name) => {
    const { no } = await waiting();
    await bench.sim.control.setFault({ name, match: no });
    await bench.sim.control.confirmTransfer({ out_bill_no: no });
    await step();
    expect(bench.receiver.received).toHaveLength(name === "drop_callback" ? 0 : 2);
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
    notify_url: bench.receiver.url,
    created_at,
    updated_at: created_at,
    state,
    fail_reason: null,
    package_info: null,
    ...change,
  });

  test("are asked about, repeated, confirmed and expire as if they had been made here", async () => {
    const now = (await bench.sim.control.state()).now_ms;
    const paid = past("SUCCESS", now - 9 * DAY);
    const failed = past("FAIL", now - 8 * DAY, { fail_reason: "OVERDUE_CLOSE" });
    const cancelled = past("CANCELLED", now - 7 * DAY, { fail_reason: "MCH_CANCEL" });
    const waits = past("WAIT_USER_CONFIRM", now - HOUR, { package_info: `ABBQ+${freshNumber("P")}` });
    const late = past("WAIT_USER_CONFIRM", now - 25 * HOUR, { package_info: `ABBQ+${freshNumber("P")}` });
    const all = [paid, failed, cancelled, waits, late];
    await bench.sim.control.importTransfers(all);
    await bench.sim.control.importTransfers(all);
    expect(await balance()).toBe(OPENING);
    await bench.sim.control.pump();
    const states = await Promise.all(all.map((bill) => state(bill.out_bill_no)));
    expect(states).toEqual(["SUCCESS", "FAIL", "CANCELLED", "WAIT_USER_CONFIRM", "FAIL"]);
    expect(heard().map((notice) => notice.plain.out_bill_no)).toEqual([late.out_bill_no]);
    const repeated = await create(
      transferBody(bench.sim.credentials, me, {
        out_bill_no: waits.out_bill_no,
        transfer_amount: waits.amount,
        transfer_remark: waits.remark,
        notify_url: waits.notify_url,
        transfer_scene_report_infos: waits.report_infos,
      }),
    );
    expect(repeated.body.package_info).toBe(waits.package_info);
    expect(await bench.sim.control.confirmTransfer({ package_info: waits.package_info ?? "" })).toMatchObject(
      {
        result: "success",
      },
    );
    await step();
    expect(await state(waits.out_bill_no)).toBe("SUCCESS");
  });

  test("over HTTP, as a seeding tool does it", async () => {
    const remote = connectControl(bench.sim.url);
    const bill = past("PROCESSING", (await remote.state()).now_ms - HOUR);
    await remote.setMerchantBalance(100);
    await remote.importTransfers([bill]);
    await remote.pump();
    expect(await state(bill.out_bill_no)).toBe("PROCESSING");
    expect(await remote.topUpMerchant(bill.amount)).toBe(bill.amount + 100);
    await remote.pump();
    expect(await state(bill.out_bill_no)).toBe("WAIT_USER_CONFIRM");
    await remote.finishTransfer({
      out_bill_no: bill.out_bill_no,
      state: "FAIL",
      fail_reason: "ACCOUNT_FROZEN",
    });
    await remote.pump();
    expect(heard().at(-1)?.plain).toMatchObject({ state: "FAIL", fail_reason: "ACCOUNT_FROZEN" });
    await remote.setReleasedPages(["page/home/index"]);
    await remote.setReleasedPages(null);
    await remote.setPublicUrl("http://127.0.0.1:8080");
  });

  test("one that waits must say its package", async () => {
    await expect(bench.sim.control.importTransfers([past("WAIT_USER_CONFIRM", Date.now())])).rejects.toThrow(
      "package_info",
    );
  });
});
