/**
 * The client against the simulator, over HTTP: two programs written apart from the same rules. What one of them
 * misreads, the other refuses.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CallbackResult, createWechat, type Wechat } from "@banyan/wechat";
import { DEMO_TEMPLATES, DEMO_USERS, type Simulator, startSimulator } from "@banyan/wechat-sim";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const [buyer, stranger] = DEMO_USERS.map((user) => user.openid) as [string, string];

let folder: string;
let simulator: Simulator;
let wechat: Wechat;
let receiver: Server;
let notifyUrl: string;
/** Every callback that reached us, opened. */
const opened: CallbackResult[] = [];

function startReceiver(): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const result = wechat.openCallback(request.headers, Buffer.concat(chunks));
      opened.push(result);
      response.writeHead(result.kind === "refused" ? 401 : 204).end();
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "banyan-wechat-protocol-"));
  simulator = await startSimulator({ dataDir: folder, timeScale: 1000 });
  const { credentials } = simulator;
  wechat = createWechat({
    apiBase: simulator.url,
    payBase: simulator.url,
    appid: credentials.appid,
    secret: credentials.secret,
    mchid: credentials.mchid,
    merchantSerial: credentials.merchant_serial,
    merchantPrivateKeyPem: credentials.merchant_private_key_pem,
    apiV3Key: credentials.api_v3_key,
    publicKeyId: credentials.wechatpay_public_key_id,
    publicKeys: {
      [credentials.wechatpay_public_key_id]: credentials.wechatpay_public_key_pem,
      [credentials.platform_serial]: credentials.platform_public_key_pem,
    },
  });
  receiver = await startReceiver();
  notifyUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callback`;
});

afterAll(async () => {
  await simulator.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
function order(amountFen = 12_880n) {
  number += 1;
  const outTradeNo = `PROTOCOL${String(number).padStart(4, "0")}`;
  return { description: "古树普洱🍵 357g", outTradeNo, amountFen, openid: buyer, notifyUrl };
}

/** Prepays and pays; returns the order's number. */
async function paid(): Promise<string> {
  const mine = order();
  expect(await wechat.prepay(mine)).toMatchObject({ kind: "ok" });
  expect(await simulator.control.pay({ out_trade_no: mine.outTradeNo })).toMatchObject({ result: "success" });
  await simulator.control.pump();
  return mine.outTradeNo;
}

function refundOf(outTradeNo: string, refundFen: bigint) {
  const outRefundNo = `R@${outTradeNo}`;
  return { outTradeNo, outRefundNo, refundFen, totalFen: 12_880n, reason: "少发一件😢", notifyUrl };
}

async function settledRefund(outRefundNo: string) {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await wechat.queryRefund(outRefundNo);
    if (answer.kind !== "ok" || answer.value.state !== "PROCESSING") return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${outRefundNo} stays PROCESSING`);
}

describe("one payment from beginning to end", () => {
  it("prepay → pay → callback → query → refund → callback → query", async () => {
    const mine = order();
    const prepaid = await wechat.prepay({
      ...mine,
      timeExpire: new Date(Date.now() + 30 * 60_000),
      attach: "a1",
    });
    if (prepaid.kind !== "ok") throw new Error(JSON.stringify(prepaid));
    expect(wechat.payParams(prepaid.value.prepayId).package).toBe(`prepay_id=${prepaid.value.prepayId}`);
    expect(await wechat.queryPayment(mine.outTradeNo)).toMatchObject({
      kind: "ok",
      value: { state: "NOTPAY" },
    });

    const payment = await simulator.control.pay({ prepay_id: prepaid.value.prepayId, openid: buyer });
    if (payment.result !== "success") throw new Error(JSON.stringify(payment));
    await simulator.control.pump();
    const fact = {
      outTradeNo: mine.outTradeNo,
      transactionId: payment.transaction_id,
      state: "SUCCESS",
      amountFen: 12_880n,
      currency: "CNY",
      openid: buyer,
    };
    expect(opened.at(-1)).toMatchObject({ kind: "payment", fact });
    expect(await wechat.queryPayment(mine.outTradeNo)).toMatchObject({ kind: "ok", value: fact });
    expect(await wechat.closePayment(mine.outTradeNo)).toMatchObject({ kind: "refused", code: "ORDER_PAID" });
    expect(await wechat.prepay(mine)).toMatchObject({ kind: "refused" });

    const ask = refundOf(mine.outTradeNo, 2_880n);
    const asked = await wechat.refund(ask);
    expect(asked).toMatchObject({
      kind: "ok",
      value: { state: "PROCESSING", refundFen: 2_880n, totalFen: 12_880n },
    });
    const back = { outRefundNo: ask.outRefundNo, transactionId: payment.transaction_id, state: "SUCCESS" };
    expect(await settledRefund(ask.outRefundNo)).toMatchObject({ kind: "ok", value: back });
    await simulator.control.pump();
    expect(opened.at(-1)).toMatchObject({ kind: "refund", fact: back });
    expect(await wechat.refund(ask)).toMatchObject({ kind: "ok", value: back });
    expect(await wechat.queryPayment(mine.outTradeNo)).toMatchObject({
      kind: "ok",
      value: { state: "REFUND" },
    });
  });

  it("closes an unpaid order, twice, and nobody can pay it", async () => {
    const mine = order();
    await wechat.prepay(mine);
    expect(await wechat.closePayment(mine.outTradeNo)).toEqual({ kind: "ok", value: null });
    expect(await wechat.closePayment(mine.outTradeNo)).toEqual({ kind: "ok", value: null });
    expect(await wechat.queryPayment(mine.outTradeNo)).toMatchObject({
      kind: "ok",
      value: { state: "CLOSED" },
    });
    expect(await simulator.control.pay({ out_trade_no: mine.outTradeNo })).toMatchObject({ result: "fail" });
    expect(await wechat.prepay(mine)).toMatchObject({ kind: "refused", code: "ORDER_CLOSED" });
  });

  it("hears that an order was paid in the moment of closing", async () => {
    const mine = order();
    await wechat.prepay(mine);
    await simulator.control.setFault({ name: "paid_while_closing", match: mine.outTradeNo });
    expect(await wechat.closePayment(mine.outTradeNo)).toMatchObject({ kind: "refused", code: "ORDER_PAID" });
    expect(await wechat.queryPayment(mine.outTradeNo)).toMatchObject({
      kind: "ok",
      value: { state: "SUCCESS" },
    });
  });
});

describe("refusals", () => {
  it("keeps WeChat's codes", async () => {
    const mine = order();
    expect(await wechat.queryPayment(mine.outTradeNo)).toMatchObject({
      kind: "refused",
      code: "ORDER_NOT_EXIST",
      httpStatus: 404,
    });
    expect(await wechat.queryRefund("R404")).toMatchObject({ kind: "refused", httpStatus: 404 });
    await wechat.prepay(mine);
    expect(await wechat.prepay({ ...mine, amountFen: 1n })).toMatchObject({
      kind: "refused",
      code: "INVALID_REQUEST",
    });
    expect(await wechat.prepay({ ...order(), openid: "oNobody" })).toMatchObject({
      kind: "refused",
      code: "PARAM_ERROR",
    });
    expect(await wechat.prepay(order(0n))).toMatchObject({ kind: "refused", code: "PARAM_ERROR" });
    expect(await wechat.refund(refundOf(mine.outTradeNo, 1n))).toMatchObject({
      kind: "refused",
      code: "INVALID_REQUEST",
    });
  });

  it("hears of a short balance, and repeats the same number after it", async () => {
    const outTradeNo = await paid();
    await simulator.control.setFault({ name: "not_enough", match: outTradeNo });
    const ask = refundOf(outTradeNo, 100n);
    expect(await wechat.refund(ask)).toMatchObject({ kind: "refused", code: "NOT_ENOUGH", httpStatus: 403 });
    expect(await wechat.refund(ask)).toMatchObject({ kind: "ok", value: { refundFen: 100n } });
  });
});

describe("unknown outcomes", () => {
  it("a refund answered with 500 stands; asking and repeating both find it", async () => {
    const outTradeNo = await paid();
    await simulator.control.setFault({ name: "error_500_after_commit", match: outTradeNo });
    const ask = refundOf(outTradeNo, 100n);
    expect(await wechat.refund(ask)).toMatchObject({ kind: "unknown", reason: "http_500" });
    expect(await wechat.queryRefund(ask.outRefundNo)).toMatchObject({
      kind: "ok",
      value: { refundFen: 100n },
    });
    expect(await wechat.refund(ask)).toMatchObject({ kind: "ok", value: { outRefundNo: ask.outRefundNo } });
    expect(
      (await simulator.control.state()).refunds.filter((row) => row.out_trade_no === outTradeNo),
    ).toHaveLength(1);
  });

  it("a rate limit and a 500 before the work leave nothing behind", async () => {
    const mine = order();
    for (const name of ["rate_limit_429", "error_500_before_commit"] as const) {
      await simulator.control.setFault({ name, match: mine.outTradeNo });
      expect(await wechat.prepay(mine)).toMatchObject({ kind: "unknown" });
      expect(await wechat.queryPayment(mine.outTradeNo)).toMatchObject({
        kind: "refused",
        code: "ORDER_NOT_EXIST",
      });
    }
  });
});

describe("callbacks under fire", () => {
  it("refuses forged, stale and probing ones and opens the true one after them", async () => {
    for (const [name, reason] of [
      ["bad_signature_callback", "bad_signature"],
      ["stale_callback", "stale"],
      ["signtest_probe", "bad_signature"],
    ] as const) {
      const mine = order();
      await wechat.prepay(mine);
      await simulator.control.setFault({ name, match: mine.outTradeNo });
      opened.length = 0;
      await simulator.control.pay({ out_trade_no: mine.outTradeNo });
      await expect.poll(() => opened.at(-1)?.kind, { timeout: 10_000 }).toBe("payment");
      expect(opened).toContainEqual({ kind: "refused", reason });
      expect(opened.at(-1)).toMatchObject({ kind: "payment", fact: { outTradeNo: mine.outTradeNo } });
    }
  });

  it("opens what the platform certificate signed, and shows another amount and payer as they are", async () => {
    const mine = order();
    await wechat.prepay(mine);
    await simulator.control.setFault({ name: "mixed_serial", match: mine.outTradeNo });
    await simulator.control.pay({
      out_trade_no: mine.outTradeNo,
      amount_override: 1,
      payer_override: stranger,
    });
    await simulator.control.pump();
    expect(opened.at(-1)).toMatchObject({
      kind: "payment",
      fact: { outTradeNo: mine.outTradeNo, amountFen: 1n, openid: stranger },
    });
  });
});

describe("api.weixin.qq.com", () => {
  it("signs in with a code once", async () => {
    const code = await simulator.control.login(buyer);
    expect(await wechat.codeToSession(code)).toMatchObject({ kind: "ok", value: { openid: buyer } });
    expect(await wechat.codeToSession(code)).toMatchObject({ kind: "refused", code: "40163" });
    expect(await wechat.codeToSession("nothing")).toMatchObject({ kind: "refused", code: "40029" });
    await simulator.control.setFault({ name: "code_busy" });
    expect(await wechat.codeToSession(await simulator.control.login(buyer))).toMatchObject({
      kind: "unknown",
    });
  });

  it("sends one message per accept, through a token that stopped being good", async () => {
    const templateId = DEMO_TEMPLATES.order_paid.template_id;
    const data = {
      character_string1: "PROTOCOL0001",
      thing2: "云岭山货🍵古树普洱生茶三五七克礼盒装一份包邮到家",
      amount3: "¥128.80",
      time4: "2026年11月24日 10:34",
    };
    const message = { openid: buyer, templateId, page: "pages/index/index", data };
    await simulator.control.acceptTemplate(buyer, templateId);
    expect(await wechat.sendSubscribeMessage({ ...message, data: { ...data, time4: "" } })).toMatchObject({
      kind: "refused",
      code: "47003",
    });
    await simulator.control.setFault({ name: "token_invalid" });
    expect(await wechat.sendSubscribeMessage(message)).toEqual({ kind: "ok", value: null });
    expect(await wechat.sendSubscribeMessage(message)).toMatchObject({ kind: "refused", code: "43101" });
    expect(await simulator.control.messages(buyer)).toHaveLength(1);
  });
});
