import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_USERS } from "../src/index.ts";
import { freshNumber, openCallback, prepayBody, type Receiver, send, startReceiver } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
let receiver: Receiver;
const openid = DEMO_USERS[1]?.openid ?? "";
const REFUNDS = "/v3/refund/domestic/refunds";
const MINUTE = 60_000;

beforeAll(async () => {
  sim = await scratchSimulator();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await sim.remove();
});

const refund = (body: object) => send(sim.url, sim.credentials, "POST", REFUNDS, body);
const query = (no: string) => send(sim.url, sim.credentials, "GET", `${REFUNDS}/${encodeURIComponent(no)}`);

async function paidOrder(total = 1000) {
  const body = prepayBody(sim.credentials, openid, { amount: { total }, notify_url: receiver.url });
  await send(sim.url, sim.credentials, "POST", "/v3/pay/transactions/jsapi", body);
  const paid = await sim.control.pay({ out_trade_no: body.out_trade_no });
  if (paid.result !== "success") throw new Error(paid.reason);
  await sim.control.pump();
  receiver.received.length = 0;
  return { out_trade_no: body.out_trade_no, transaction_id: paid.transaction_id };
}

function refundBody(outTradeNo: string, amount: number, total = 1000, change: object = {}) {
  return {
    out_trade_no: outTradeNo,
    out_refund_no: freshNumber("R"),
    notify_url: receiver.url,
    amount: { refund: amount, total, currency: "CNY" },
    ...change,
  };
}

describe("refund life", () => {
  test("PROCESSING, then SUCCESS with a callback that says refund_status", async () => {
    const order = await paidOrder();
    const body = refundBody(order.out_trade_no, 400, 1000, {
      reason: "不想要了",
      out_refund_no: `${freshNumber("R")}@|*-_`,
    });
    const created = await refund(body);
    expect(created.status).toBe(200);
    expect(created.body).toMatchObject({
      status: "PROCESSING",
      channel: "ORIGINAL",
      transaction_id: order.transaction_id,
      amount: {
        total: 1000,
        refund: 400,
        payer_total: 1000,
        payer_refund: 400,
        discount_refund: 0,
        currency: "CNY",
      },
    });
    await sim.control.advanceClock(1500);
    await sim.control.pump();
    const asked = await query(body.out_refund_no);
    expect(asked.body).toMatchObject({ status: "SUCCESS", out_refund_no: body.out_refund_no });
    expect(asked.body.success_time).toMatch(/\+08:00$/);
    expect(receiver.received).toHaveLength(1);
    const { envelope, plain } = openCallback(sim.credentials, receiver.received[0] as never);
    expect(envelope).toMatchObject({ event_type: "REFUND.SUCCESS", resource: { original_type: "refund" } });
    expect(plain).toMatchObject({
      refund_status: "SUCCESS",
      out_refund_no: body.out_refund_no,
      amount: { total: 1000, refund: 400, payer_total: 1000, payer_refund: 400 },
    });
    expect(plain).not.toHaveProperty("status");
  });

  test("settles by itself after about a second", async () => {
    const order = await paidOrder();
    const body = refundBody(order.out_trade_no, 1000);
    await refund(body);
    await expect
      .poll(async () => (await query(body.out_refund_no)).body.status, { timeout: 5000 })
      .toBe("SUCCESS");
  });

  test("the same number with the same parameters answers the same refund; other parameters are refused", async () => {
    const order = await paidOrder();
    const body = refundBody(order.out_trade_no, 300);
    const first = await refund(body);
    const again = await refund(body);
    expect(again.body.refund_id).toBe(first.body.refund_id);
    const other = await refund({ ...body, amount: { refund: 301, total: 1000, currency: "CNY" } });
    expect([other.status, other.body.code]).toEqual([400, "INVALID_REQUEST"]);
    const { refunds } = await sim.control.state();
    expect(refunds.filter((entry) => entry.out_trade_no === order.out_trade_no)).toHaveLength(1);
  });

  test("refund_processing waits for finishRefund, refund_abnormal ends ABNORMAL", async () => {
    const order = await paidOrder();
    const stays = refundBody(order.out_trade_no, 100);
    await sim.control.setFault({ name: "refund_processing", match: stays.out_refund_no });
    await refund(stays);
    await sim.control.advanceClock(2 * MINUTE);
    await sim.control.pump();
    expect((await query(stays.out_refund_no)).body.status).toBe("PROCESSING");
    await sim.control.finishRefund({ out_refund_no: stays.out_refund_no });
    await sim.control.pump();
    expect((await query(stays.out_refund_no)).body.status).toBe("SUCCESS");
    const odd = refundBody(order.out_trade_no, 100);
    await sim.control.setFault({ name: "refund_abnormal", match: odd.out_refund_no });
    expect((await refund(odd)).body.status).toBe("PROCESSING");
    await sim.control.advanceClock(2000);
    await sim.control.pump();
    expect((await query(odd.out_refund_no)).body.status).toBe("ABNORMAL");
    const { envelope, plain } = openCallback(sim.credentials, receiver.received.at(-1) as never);
    expect([envelope.event_type, plain.refund_status]).toEqual(["REFUND.ABNORMAL", "ABNORMAL"]);
    await sim.control.finishRefund({ out_refund_no: odd.out_refund_no, status: "SUCCESS" });
    expect((await query(odd.out_refund_no)).body.status).toBe("SUCCESS");
  });

  test("not_enough refuses once and the same number works later", async () => {
    const order = await paidOrder();
    const body = refundBody(order.out_trade_no, 100);
    await sim.control.setFault({ name: "not_enough", match: body.out_refund_no });
    const short = await refund(body);
    expect([short.status, short.body.code]).toEqual([403, "NOT_ENOUGH"]);
    expect((await refund(body)).status).toBe(200);
  });

  test("the order says REFUND and keeps its payment facts", async () => {
    const order = await paidOrder();
    await refund(refundBody(order.out_trade_no, 1));
    const { mchid } = sim.credentials;
    const asked = await send(
      sim.url,
      sim.credentials,
      "GET",
      `/v3/pay/transactions/id/${order.transaction_id}?mchid=${mchid}`,
    );
    expect(asked.body).toMatchObject({ trade_state: "REFUND", amount: { total: 1000 } });
  });
});

describe("refund refusals", () => {
  const bodyCases: [string, (no: string, id: string) => object][] = [
    ["both numbers", (no, id) => refundBody(no, 1, 1000, { transaction_id: id })],
    ["no order number", (no) => ({ ...refundBody(no, 1), out_trade_no: undefined })],
    ["refund 0", (no) => refundBody(no, 0)],
    ["a fraction", (no) => refundBody(no, 1.5)],
    ["no currency", (no) => refundBody(no, 1, 1000, { amount: { refund: 1, total: 1000 } })],
    [
      "a foreign currency",
      (no) => refundBody(no, 1, 1000, { amount: { refund: 1, total: 1000, currency: "USD" } }),
    ],
    ["a number with #", (no) => refundBody(no, 1, 1000, { out_refund_no: "R#1" })],
    ["a number of 65", (no) => refundBody(no, 1, 1000, { out_refund_no: "R".repeat(65) })],
    ["a reason of 81", (no) => refundBody(no, 1, 1000, { reason: "退".repeat(81) })],
    ["an emoji in the reason", (no) => refundBody(no, 1, 1000, { reason: "😀" })],
    ["an unknown key", (no) => refundBody(no, 1, 1000, { refund_desc: "x" })],
    ["null", (no) => refundBody(no, 1, 1000, { reason: null })],
    ["a notify_url with query", (no) => refundBody(no, 1, 1000, { notify_url: "https://a.cn/n?x=1" })],
  ];
  test.each(bodyCases)("%s is PARAM_ERROR", async (_name, make) => {
    const order = await paidOrder();
    const answer = await refund(make(order.out_trade_no, order.transaction_id));
    expect([answer.status, answer.body.code]).toEqual([400, "PARAM_ERROR"]);
  });

  test("an unknown order is 404, an unpaid one INVALID_REQUEST", async () => {
    const unknown = await refund(refundBody("NOBODY0001", 1));
    expect([unknown.status, unknown.body.code]).toEqual([404, "RESOURCE_NOT_EXISTS"]);
    const body = prepayBody(sim.credentials, openid);
    await send(sim.url, sim.credentials, "POST", "/v3/pay/transactions/jsapi", body);
    const unpaid = await refund(refundBody(body.out_trade_no, 1, 12800));
    expect([unpaid.status, unpaid.body.code]).toEqual([400, "INVALID_REQUEST"]);
  });

  test("total must be the order's, and refunds never exceed it", async () => {
    const order = await paidOrder();
    expect((await refund(refundBody(order.out_trade_no, 1, 999))).body.code).toBe("INVALID_REQUEST");
    expect((await refund(refundBody(order.out_trade_no, 1001))).body.code).toBe("INVALID_REQUEST");
    expect((await refund(refundBody(order.out_trade_no, 600))).status).toBe(200);
    await sim.control.advanceClock(MINUTE);
    expect((await refund(refundBody(order.out_trade_no, 401))).body.code).toBe("INVALID_REQUEST");
    expect((await refund(refundBody(order.out_trade_no, 400))).status).toBe(200);
    await sim.control.advanceClock(MINUTE);
    expect((await refund(refundBody(order.out_trade_no, 1))).body.message).toBe("订单已全额退款");
  });

  test("a minute apart, fifty times, within 365 days", async () => {
    const order = await paidOrder();
    const body = () => refundBody(order.out_trade_no, 1);
    expect((await refund(body())).status).toBe(200);
    await sim.control.advanceClock(MINUTE - 5000);
    const early = await refund(body());
    expect([early.status, early.body.code]).toEqual([429, "FREQUENCY_LIMITED"]);
    for (let count = 1; count < 50; count += 1) {
      await sim.control.advanceClock(MINUTE);
      expect((await refund(body())).status).toBe(200);
    }
    await sim.control.advanceClock(MINUTE);
    expect((await refund(body())).body.message).toContain("50次");
    const late = await paidOrder();
    await sim.control.advanceClock(365 * 24 * 60 * MINUTE + 1000);
    expect((await refund(refundBody(late.out_trade_no, 1))).body.message).toContain("最大期限");
  });
});
