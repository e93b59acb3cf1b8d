import { createVerify } from "node:crypto";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWechat, type Wechat } from "../src/index.ts";
import { authorization } from "../src/pay/signature.ts";
import {
  configFor,
  type LocalServer,
  merchantPair,
  PAID,
  PUB_KEY_ID,
  REFUNDED,
  type Responder,
  startServer,
  verifiedAuthorization,
  yes,
} from "./platform.ts";

let server: LocalServer;
let wechat: Wechat;

beforeAll(async () => {
  server = await startServer();
  wechat = createWechat(configFor(server.base));
});
afterAll(() => server.close());

const NOTIFY = "https://shop.example/wechat/pay";
const ORDER = {
  description: "古树普洱 357g",
  outTradeNo: PAID.out_trade_no,
  amountFen: 12_880n,
  openid: PAID.payer.openid,
  notifyUrl: NOTIFY,
};
const ASK = {
  outTradeNo: PAID.out_trade_no,
  outRefundNo: REFUNDED.out_refund_no,
  refundFen: 2_880n,
  totalFen: 12_880n,
  notifyUrl: NOTIFY,
};

function lastRequest() {
  const request = server.received.at(-1);
  if (request === undefined) throw new Error("nothing arrived");
  return request;
}

describe("every request", () => {
  it("is signed over what arrived, names the public key and itself", async () => {
    const calls: [Responder, () => Promise<unknown>, string, string][] = [
      [yes({ prepay_id: "wx1" }), () => wechat.prepay(ORDER), "POST", "/v3/pay/transactions/jsapi"],
      [
        yes({ ...PAID, out_trade_no: "A|b*c_d-1" }),
        () => wechat.queryPayment("A|b*c_d-1"),
        "GET",
        "/v3/pay/transactions/out-trade-no/A%7Cb*c_d-1?mchid=1900007291",
      ],
      [yes(), () => wechat.closePayment("P1"), "POST", "/v3/pay/transactions/out-trade-no/P1/close"],
      [yes(REFUNDED), () => wechat.refund(ASK), "POST", "/v3/refund/domestic/refunds"],
      [
        yes({ ...REFUNDED, out_refund_no: "R@1" }),
        () => wechat.queryRefund("R@1"),
        "GET",
        "/v3/refund/domestic/refunds/R%401",
      ],
    ];
    const nonces = new Set<string>();
    for (const [responder, call, method, target] of calls) {
      server.respond(responder);
      expect(await call()).toMatchObject({ kind: "ok" });
      const request = lastRequest();
      expect([request.method, request.target]).toEqual([method, target]);
      const parts = verifiedAuthorization(request);
      expect(parts).toMatchObject({
        mchid: "1900007291",
        serial_no: "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
      });
      expect(Math.abs(Number(parts?.["timestamp"]) - Date.now() / 1000)).toBeLessThan(5);
      nonces.add(parts?.["nonce_str"] ?? "");
      expect(request.headers["wechatpay-serial"]).toBe(PUB_KEY_ID);
      expect(request.headers["user-agent"]).toMatch(/^banyan\//);
      expect(request.headers.accept).toBe("application/json");
    }
    expect(nonces.size).toBe(calls.length);
  });

  it("agrees with wechatpay-axios-plugin about string and signature", () => {
    const { Formatter, Rsa } = createRequire(import.meta.url)("wechatpay-axios-plugin") as {
      Formatter: Record<"request" | "authorization", (...parts: unknown[]) => string>;
      Rsa: { sign(text: string, key: unknown): string };
    };
    const at = { seconds: 1_554_208_460, nonce: "593BEC0C930BF1AFEB40B4A08C8FB242" };
    for (const request of [
      { method: "GET", target: "/v3/refund/domestic/refunds/R%401?x=1", body: "" },
      { method: "POST", target: "/v3/pay/transactions/jsapi", body: '{"description":"古树茶"}' },
    ]) {
      const ours = authorization(
        { mchid: "1900007291", serial: "1DDE", key: merchantPair.privateKey },
        request,
        at,
      );
      const text = Formatter.request(request.method, request.target, at.seconds, at.nonce, request.body);
      const signature = Rsa.sign(text, merchantPair.privateKey);
      const theirs = Formatter.authorization("1900007291", at.nonce, signature, at.seconds, "1DDE");
      const parts = (header: string) => new Set(header.replace(/^\S+ /, "").split(","));
      expect(parts(ours)).toEqual(parts(theirs));
    }
  });
});

describe("prepay", () => {
  it("sends exactly these fields, without emoji and within limits", async () => {
    server.respond(yes({ prepay_id: "wx201410272009395522657a690389285100" }));
    const description = `🍵古\ud83c树👨‍👩‍👧普洱❤️\n${"茶".repeat(130)}`;
    const timeExpire = new Date("2026-11-24T02:15:30.999Z");
    const answer = await wechat.prepay({ ...ORDER, description, timeExpire, attach: "a1" });
    expect(answer).toEqual({ kind: "ok", value: { prepayId: "wx201410272009395522657a690389285100" } });
    expect(JSON.parse(lastRequest().body)).toEqual({
      appid: "wx8888888888888888",
      mchid: "1900007291",
      description: `古树普洱❤ ${"茶".repeat(120)}…`,
      out_trade_no: "P20261124000001",
      time_expire: "2026-11-24T10:15:30+08:00",
      attach: "a1",
      notify_url: NOTIFY,
      amount: { total: 12_880, currency: "CNY" },
      payer: { openid: PAID.payer.openid },
    });
    await wechat.prepay({ ...ORDER, description: "🍵🍵" });
    expect(JSON.parse(lastRequest().body)).toMatchObject({ description: "订单 P20261124000001" });
    expect(JSON.parse(lastRequest().body)).not.toHaveProperty("attach");
  });

  it("gives the mini program what requestPayment wants, signed with the merchant key", () => {
    const params = wechat.payParams("wx201410272009395522657a690389285100");
    expect(params).toMatchObject({
      appId: "wx8888888888888888",
      package: "prepay_id=wx201410272009395522657a690389285100",
      signType: "RSA",
    });
    expect(params.timeStamp).toMatch(/^\d{10}$/);
    expect(params.nonceStr.length).toBeLessThan(32);
    const lines = [params.appId, params.timeStamp, params.nonceStr, params.package];
    const check = createVerify("RSA-SHA256").update(`${lines.join("\n")}\n`);
    expect(check.verify(merchantPair.publicKey, params.paySign, "base64")).toBe(true);
  });
});

describe("facts", () => {
  it("reads a paid, an unpaid and a refunded payment", async () => {
    server.respond(yes(PAID));
    expect(await wechat.queryPayment(PAID.out_trade_no)).toEqual({
      kind: "ok",
      value: {
        outTradeNo: "P20261124000001",
        transactionId: "4200001234202611240000000001",
        state: "SUCCESS",
        amountFen: 12_880n,
        currency: "CNY",
        openid: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        successTime: new Date("2026-11-24T02:34:56Z"),
        mchid: "1900007291",
        appid: "wx8888888888888888",
      },
    });
    const { appid, mchid, out_trade_no } = PAID;
    server.respond(yes({ appid, mchid, out_trade_no, trade_state: "NOTPAY", trade_state_desc: "未支付" }));
    expect(await wechat.queryPayment(out_trade_no)).toMatchObject({
      kind: "ok",
      value: { state: "NOTPAY", transactionId: null, amountFen: null, openid: null, successTime: null },
    });
    server.respond(yes({ ...PAID, trade_state: "REFUND" }));
    expect(await wechat.queryPayment(out_trade_no)).toMatchObject({ kind: "ok", value: { state: "REFUND" } });
  });

  const spoilt: [string, object][] = [
    ["another merchant", { mchid: "1900000001" }],
    ["another app", { appid: "wx0000000000000000" }],
    ["another number", { out_trade_no: "P20261124000002" }],
    ["a state nobody knows", { trade_state: "MAYBE" }],
    ["paid without a transaction", { transaction_id: "" }],
    ["paid without an amount", { amount: {} }],
    ["a fractional amount", { amount: { total: 128.8 } }],
    ["a negative amount", { amount: { total: -1 } }],
    ["an amount as text", { amount: { total: "12880" } }],
    ["an amount beyond exact integers", { amount: { total: 2 ** 53 } }],
    ["paid without a time", { success_time: "soon" }],
  ];
  it.each(spoilt)("does not believe %s", async (_what, part) => {
    server.respond(yes({ ...PAID, ...part }));
    expect(await wechat.queryPayment(PAID.out_trade_no)).toEqual({ kind: "unknown", reason: "bad_body" });
  });

  it("reads a refund, created and asked about", async () => {
    const fact = {
      outRefundNo: "R20261124000001",
      outTradeNo: "P20261124000001",
      transactionId: "4200001234202611240000000001",
      refundId: "50000000382026112400000000001",
      refundFen: 2_880n,
      totalFen: 12_880n,
    };
    const { success_time: _later, ...open } = { ...REFUNDED, status: "PROCESSING" };
    server.respond(yes(open));
    expect(await wechat.refund({ ...ASK, reason: `少发一件😢${"。".repeat(90)}` })).toEqual({
      kind: "ok",
      value: { ...fact, state: "PROCESSING", successTime: null },
    });
    expect(JSON.parse(lastRequest().body)).toEqual({
      out_trade_no: "P20261124000001",
      out_refund_no: "R20261124000001",
      reason: `少发一件${"。".repeat(75)}…`,
      notify_url: NOTIFY,
      amount: { refund: 2_880, total: 12_880, currency: "CNY" },
    });
    server.respond(yes(REFUNDED));
    expect(await wechat.queryRefund(REFUNDED.out_refund_no)).toEqual({
      kind: "ok",
      value: { ...fact, state: "SUCCESS", successTime: new Date("2026-11-24T03:00:00Z") },
    });
    server.respond(yes({ ...REFUNDED, out_refund_no: "R2" }));
    expect(await wechat.queryRefund(REFUNDED.out_refund_no)).toEqual({ kind: "unknown", reason: "bad_body" });
  });
});
