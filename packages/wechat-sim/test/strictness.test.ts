import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_USERS } from "../src/index.ts";
import { answerIsSigned, freshNumber, prepayBody, rsaSign, type SendOptions, send } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
const openid = DEMO_USERS[0]?.openid ?? "";
const JSAPI = "/v3/pay/transactions/jsapi";
const REFUNDS = "/v3/refund/domestic/refunds";

beforeAll(async () => {
  sim = await scratchSimulator();
});
afterAll(() => sim.remove());

const post = (target: string, body: object | string, options?: SendOptions) =>
  send(sim.url, sim.credentials, "POST", target, body, options);
const get = (target: string, options?: SendOptions) =>
  send(sim.url, sim.credentials, "GET", target, undefined, options);
const prepay = (change: object = {}) => post(JSAPI, prepayBody(sim.credentials, openid, change));
const number = (answer: { headers: Headers }) => answer.headers.get("request-id")?.split("-").at(-1);

/** A body with the value at a path replaced; `undefined` removes it. */
function withValue(body: object, path: string, value: unknown): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = path.split("/");
  const last = names.pop() as string;
  let place = copy;
  for (const name of names) {
    place[name] ??= {};
    place = place[name] as Record<string, unknown>;
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

describe("request signature", () => {
  const now = () => Math.floor(Date.now() / 1000);
  const cases: [string, () => SendOptions, RegExp][] = [
    ["a timestamp 301 s old", () => ({ timestamp: now() - 302 }), /5分钟/],
    ["a timestamp 301 s ahead", () => ({ timestamp: now() + 302 }), /5分钟/],
    ["a timestamp in milliseconds", () => ({ timestamp: Date.now() }), /10位秒数/],
    ["another merchant", () => ({ mchid: "1900000001" }), /商户号/],
    ["another serial", () => ({ serial: "0".repeat(40) }), /序列号/],
    ["another body than the signed one", () => ({ signedBody: "{}" }), /签名错误/],
    ["no authorization", () => ({ authorization: "" }), /格式错误/],
    ["another scheme", () => ({ authorization: 'WECHATPAY2-RSA-SHA256 mchid="1"' }), /格式错误/],
    [
      "a missing attribute",
      () => ({ authorization: 'WECHATPAY2-SHA256-RSA2048 mchid="1",nonce_str="2"' }),
      /缺少/,
    ],
    [
      "a doubled attribute",
      () => ({ authorization: 'WECHATPAY2-SHA256-RSA2048 mchid="1",mchid="1"' }),
      /格式错误/,
    ],
  ];
  test.each(cases)("%s is SIGN_ERROR", async (_name, options, message) => {
    const answer = await post(JSAPI, prepayBody(sim.credentials, openid), options());
    expect([answer.status, answer.body.code]).toEqual([401, "SIGN_ERROR"]);
    expect(answer.body.message).toMatch(message);
    expect(answer.headers.get("request-id")).toMatch(/^08[0-9A-F]{32}-\d+$/);
    expect(answer.headers.get("wechatpay-signature")).toBeNull();
  });

  test("attributes may come in any order", async () => {
    const body = JSON.stringify(prepayBody(sim.credentials, openid));
    const [nonce, stamp] = [randomBytes(16).toString("hex"), now()];
    const signature = rsaSign(
      sim.credentials.merchant_private_key_pem,
      `POST\n${JSAPI}\n${stamp}\n${nonce}\n${body}\n`,
    );
    const { mchid, merchant_serial } = sim.credentials;
    const authorization = `WECHATPAY2-SHA256-RSA2048 serial_no="${merchant_serial}",timestamp="${stamp}",signature="${signature}",nonce_str="${nonce}",mchid="${mchid}"`;
    expect((await post(JSAPI, body, { authorization })).status).toBe(200);
  });

  test("a nonce is good once", async () => {
    const nonce = randomBytes(16).toString("hex");
    const body = prepayBody(sim.credentials, openid);
    expect((await post(JSAPI, body, { nonce })).status).toBe(200);
    const replay = await post(JSAPI, body, { nonce });
    expect([replay.status, replay.body.code]).toEqual([401, "SIGN_ERROR"]);
    expect(replay.body.message).toContain("重复");
  });

  const headerCases: [string, Record<string, string>, number][] = [
    ["no User-Agent", { "User-Agent": "" }, 400],
    ["an Accept without JSON", { Accept: "text/html" }, 400],
    ["a form as content type", { "Content-Type": "application/x-www-form-urlencoded" }, 400],
    ["an unknown Wechatpay-Serial", { "Wechatpay-Serial": "PUB_KEY_ID_1" }, 400],
    ["no Wechatpay-Serial", { "Wechatpay-Serial": "" }, 200],
  ];
  test.each(headerCases)("%s", async (_name, headers, status) => {
    const answer = await post(JSAPI, prepayBody(sim.credentials, openid), { headers });
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(answer.body).toMatchObject({ code: "PARAM_ERROR", detail: { location: "header" } });
  });
});

describe("prepay body", () => {
  const long = (length: number) => "茶".repeat(length);
  const cases: [string, unknown, string][] = [
    ["appid", undefined, "/appid"],
    ["description", undefined, "/description"],
    ["description", "", "/description"],
    ["description", long(128), "/description"],
    ["description", "普洱🍵", "/description"],
    ["description", "\ud83d", "/description"],
    ["description", 1, "/description"],
    ["description", null, "/description"],
    ["out_trade_no", "ABCDE", "/out_trade_no"],
    ["out_trade_no", "A".repeat(33), "/out_trade_no"],
    ["out_trade_no", "ORDER#2026", "/out_trade_no"],
    ["out_trade_no", "订单号1234", "/out_trade_no"],
    ["notify_url", "http://shop.example.com/notify", "/notify_url"],
    ["notify_url", "https://shop.example.com/notify?a=1", "/notify_url"],
    ["notify_url", "http://127.0.0.1:8000/notify?", "/notify_url"],
    ["notify_url", "notify", "/notify_url"],
    ["notify_url", `https://shop.example.com/${"n".repeat(240)}`, "/notify_url"],
    ["amount", undefined, "/amount"],
    ["amount", 1, "/amount"],
    ["amount/total", 0, "/amount/total"],
    ["amount/total", -1, "/amount/total"],
    ["amount/total", 1.5, "/amount/total"],
    ["amount/total", "100", "/amount/total"],
    ["amount/total", 2 ** 31, "/amount/total"],
    ["amount/currency", "USD", "/amount/currency"],
    ["amount/extra", 1, "/amount/extra"],
    ["payer", undefined, "/payer"],
    ["payer/openid", undefined, "/payer/openid"],
    ["payer/openid", "oNobody", "/payer/openid"],
    ["attach", long(129), "/attach"],
    ["goods_tag", "g".repeat(33), "/goods_tag"],
    ["limit_pay", [], "/limit_pay"],
    ["limit_pay", ["cash"], "/limit_pay/0"],
    ["support_fapiao", "true", "/support_fapiao"],
    ["time_expire", "2026-11-24 10:00:00", "/time_expire"],
    ["time_expire", "2026-13-45T10:00:00+08:00", "/time_expire"],
    ["settle_info/profit_sharing", 1, "/settle_info/profit_sharing"],
    ["scene_info/device_id", "d", "/scene_info/payer_client_ip"],
    ["detail/goods_detail", [{ merchant_goods_id: "1", quantity: 1 }], "/detail/goods_detail/0/unit_price"],
    ["sub_mchid", "1", "/sub_mchid"],
    ["__proto__x", 1, "/__proto__x"],
  ];
  test.each(cases)("%s = %j is PARAM_ERROR at %s", async (path, value, field) => {
    const answer = await post(JSAPI, withValue(prepayBody(sim.credentials, openid), path, value));
    expect([answer.status, answer.body.code, answer.body.detail.field]).toEqual([400, "PARAM_ERROR", field]);
    expect(answer.body.message.length).toBeGreaterThan(0);
  });

  test.each([
    ["not JSON", "{"],
    ["an array", "[]"],
  ])("%s is PARAM_ERROR", async (_name, raw) => {
    const answer = await post(JSAPI, raw);
    expect([answer.status, answer.body.code]).toEqual([400, "PARAM_ERROR"]);
  });

  test("numbers of the refusals are in Request-ID", async () => {
    const extra = await post(JSAPI, withValue(prepayBody(sim.credentials, openid), "more", 1));
    expect([number(extra), extra.body.message]).toEqual(["270924358", "参数中含有非法的额外参数"]);
    const payer = await post(
      JSAPI,
      withValue(prepayBody(sim.credentials, openid), "payer/openid", undefined),
    );
    expect(number(payer)).toBe("268501013");
    const appid = await prepay({ appid: "wx0000000000000000" });
    expect([appid.status, appid.body.code, number(appid)]).toEqual([
      400,
      "APPID_MCHID_NOT_MATCH",
      "268445527",
    ]);
    const mchid = await prepay({ mchid: "1900000001" });
    expect([mchid.status, mchid.body.code]).toEqual([401, "SIGN_ERROR"]);
  });

  test("every optional field of the document is taken", async () => {
    const answer = await prepay({
      attach: "a",
      goods_tag: "t",
      limit_pay: ["no_credit"],
      support_fapiao: false,
      time_expire: "2026-11-24T10:00:00+08:00",
      detail: {
        cost_price: 1,
        invoice_id: "i",
        goods_detail: [{ merchant_goods_id: "1", quantity: 1, unit_price: 1 }],
      },
      scene_info: { payer_client_ip: "127.0.0.1", store_info: { id: "1" } },
      settle_info: { profit_sharing: false },
      notify_url: "https://shop.example.com/notify",
    });
    expect(answer.status).toBe(200);
    expect(answer.body.prepay_id).toMatch(/^wx\d{14}[0-9a-f]{20}$/);
    expect(
      answerIsSigned(
        answer,
        sim.credentials.wechatpay_public_key_id,
        sim.credentials.wechatpay_public_key_pem,
      ),
    ).toBe(true);
  });

  test("an answer is signed by the key the request names", async () => {
    const { platform_serial, platform_public_key_pem } = sim.credentials;
    const options = { headers: { "Wechatpay-Serial": platform_serial } };
    const answer = await post(JSAPI, prepayBody(sim.credentials, openid), options);
    expect(answerIsSigned(answer, platform_serial, platform_public_key_pem)).toBe(true);
  });

  test("a body of 20 MB is refused and the simulator goes on", async () => {
    const huge = await post(JSAPI, `{"a":"${"x".repeat(20 * 1024 * 1024)}"}`).then(
      (answer) => (answer.headers.has("request-id") ? answer.status : "no Request-ID"),
      () => "cut",
    );
    expect([413, "cut"]).toContain(huge);
    expect((await prepay()).status).toBe(200);
  });
});

describe("one order number", () => {
  test("same parameters in another key order give a new prepay id", async () => {
    const body = prepayBody(sim.credentials, openid);
    const first = await post(JSAPI, body);
    const again = await post(JSAPI, Object.fromEntries(Object.entries(body).reverse()));
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.prepay_id).not.toBe(first.body.prepay_id);
  });

  test("other parameters, a paid and a closed order are refused", async () => {
    const body = prepayBody(sim.credentials, openid);
    expect((await post(JSAPI, body)).status).toBe(200);
    const other = await post(JSAPI, { ...body, amount: { total: 12801, currency: "CNY" } });
    expect([other.status, other.body.code, number(other)]).toEqual([400, "INVALID_REQUEST", "268498688"]);
    expect(other.body.message).toBe("请求重入时，参数与首次请求时不一致");
    await sim.control.pay({ out_trade_no: body.out_trade_no });
    const paid = await post(JSAPI, body);
    expect([paid.status, paid.body.code, number(paid)]).toEqual([400, "ORDER_PAID", "268498689"]);
    const closing = prepayBody(sim.credentials, openid);
    await post(JSAPI, closing);
    await post(`/v3/pay/transactions/out-trade-no/${closing.out_trade_no}/close`, {
      mchid: sim.credentials.mchid,
    });
    const closed = await post(JSAPI, closing);
    expect([closed.status, closed.body.code, number(closed)]).toEqual([400, "ORDER_CLOSED", "268447914"]);
  });
});

describe("query and close", () => {
  const byNumber = (no: string) => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(no)}`;

  test("an order is NOTPAY, SUCCESS, and found by both numbers", async () => {
    const body = prepayBody(sim.credentials, openid, {
      out_trade_no: `${freshNumber("T")}|*-_`,
      attach: "附加",
    });
    await post(JSAPI, body);
    const mchid = `?mchid=${sim.credentials.mchid}`;
    const unpaid = await get(byNumber(body.out_trade_no) + mchid);
    expect(unpaid.body).toMatchObject({ trade_state: "NOTPAY", amount: { total: 12800 }, attach: "附加" });
    expect(unpaid.body).not.toHaveProperty("transaction_id");
    const paid = await sim.control.pay({ out_trade_no: body.out_trade_no });
    if (paid.result !== "success") throw new Error(paid.reason);
    const [one, two] = [
      await get(byNumber(body.out_trade_no) + mchid),
      await get(`/v3/pay/transactions/id/${paid.transaction_id}${mchid}`),
    ];
    expect(one.body).toMatchObject({
      trade_state: "SUCCESS",
      trade_type: "JSAPI",
      transaction_id: paid.transaction_id,
      payer: { openid },
      amount: { total: 12800, payer_total: 12800, currency: "CNY", payer_currency: "CNY" },
    });
    expect(two.body).toEqual(one.body);
    expect(paid.transaction_id).toMatch(/^\d{28}$/);
  });

  const missing: [string, () => string, number, string][] = [
    [
      "an unknown order",
      () => `${byNumber("NOBODY0001")}?mchid=${sim.credentials.mchid}`,
      404,
      "ORDER_NOT_EXIST",
    ],
    ["no mchid", () => byNumber("NOBODY0001"), 400, "PARAM_ERROR"],
    ["another mchid", () => `${byNumber("NOBODY0001")}?mchid=1900000001`, 401, "SIGN_ERROR"],
    [
      "an extra parameter",
      () => `${byNumber("NOBODY0001")}?mchid=${sim.credentials.mchid}&a=1`,
      400,
      "PARAM_ERROR",
    ],
    ["a broken escape", () => "/v3/pay/transactions/out-trade-no/%zz?mchid=1", 400, "PARAM_ERROR"],
    [
      "an unknown transaction",
      () => `/v3/pay/transactions/id/42?mchid=${sim.credentials.mchid}`,
      404,
      "ORDER_NOT_EXIST",
    ],
    ["an unknown refund", () => `${REFUNDS}/NOBODY`, 404, "RESOURCE_NOT_EXISTS"],
    ["certificates in public-key mode", () => "/v3/certificates", 404, "RESOURCE_NOT_EXISTS"],
  ];
  test.each(missing)("%s", async (_name, target, status, code) => {
    const answer = await get(target());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test("close answers a signed 204 each time, and ORDER_PAID once paid", async () => {
    const { credentials } = sim;
    const body = prepayBody(credentials, openid);
    await post(JSAPI, body);
    const close = () => post(`${byNumber(body.out_trade_no)}/close`, { mchid: credentials.mchid });
    for (const answer of [await close(), await close()]) {
      expect([answer.status, answer.text]).toEqual([204, ""]);
      expect(
        answerIsSigned(answer, credentials.wechatpay_public_key_id, credentials.wechatpay_public_key_pem),
      ).toBe(true);
    }
    expect(await sim.control.pay({ out_trade_no: body.out_trade_no })).toMatchObject({
      reason: "order_closed",
    });
    const other = prepayBody(credentials, openid);
    await post(JSAPI, other);
    await sim.control.pay({ out_trade_no: other.out_trade_no });
    const paid = await post(`${byNumber(other.out_trade_no)}/close`, { mchid: credentials.mchid });
    expect([paid.status, paid.body.code]).toEqual([400, "ORDER_PAID"]);
    const unknown = await post(`${byNumber("NOBODY0001")}/close`, { mchid: credentials.mchid });
    expect([unknown.status, unknown.body.code]).toEqual([404, "ORDER_NOT_EXIST"]);
    const extra = await post(`${byNumber(body.out_trade_no)}/close`, {
      mchid: credentials.mchid,
      appid: "x",
    });
    expect([extra.status, extra.body.code]).toEqual([400, "PARAM_ERROR"]);
  });

  test("paid_while_closing: close says ORDER_PAID and the order is paid", async () => {
    const body = prepayBody(sim.credentials, openid);
    await post(JSAPI, body);
    await sim.control.setFault({ name: "paid_while_closing", match: body.out_trade_no });
    const answer = await post(`${byNumber(body.out_trade_no)}/close`, { mchid: sim.credentials.mchid });
    expect(answer.body.code).toBe("ORDER_PAID");
    const order = await get(`${byNumber(body.out_trade_no)}?mchid=${sim.credentials.mchid}`);
    expect(order.body).toMatchObject({ trade_state: "SUCCESS", payer: { openid } });
  });
});

describe("faults of requests", () => {
  test("a 500 after commit leaves the work done, a 500 before leaves nothing", async () => {
    const query = (no: string) =>
      get(`/v3/pay/transactions/out-trade-no/${no}?mchid=${sim.credentials.mchid}`);
    const after = prepayBody(sim.credentials, openid);
    await sim.control.setFault({ name: "error_500_after_commit", match: after.out_trade_no });
    const lost = await post(JSAPI, after);
    expect([lost.status, lost.body.code]).toEqual([500, "SYSTEM_ERROR"]);
    expect((await query(after.out_trade_no)).body.trade_state).toBe("NOTPAY");
    const before = prepayBody(sim.credentials, openid);
    await sim.control.setFault({ name: "error_500_before_commit", match: before.out_trade_no });
    expect((await post(JSAPI, before)).status).toBe(500);
    expect((await query(before.out_trade_no)).body.code).toBe("ORDER_NOT_EXIST");
  });

  test("429 hits as often as told and only what matches", async () => {
    await sim.control.setFault({ name: "rate_limit_429", times: 2, match: "POST /v3/pay" });
    expect(
      (await get(`/v3/pay/transactions/out-trade-no/NOBODY0001?mchid=${sim.credentials.mchid}`)).status,
    ).toBe(404);
    const codes = [await prepay(), await prepay(), await prepay()].map(
      (answer) => answer.body.code ?? answer.status,
    );
    expect(codes).toEqual(["RATELIMIT_EXCEEDED", "RATELIMIT_EXCEEDED", 200]);
  });

  test.each(["timeout_after_commit", "timeout_before_commit"] as const)("%s never answers", async (name) => {
    const body = prepayBody(sim.credentials, openid);
    await sim.control.setFault({ name, match: body.out_trade_no });
    const waited = await Promise.race([
      post(JSAPI, body).then(() => "answered"),
      new Promise((resolve) => setTimeout(() => resolve("held"), 300)),
    ]);
    expect(waited).toBe("held");
    const { orders } = await sim.control.state();
    const stored = orders.some((order) => order.out_trade_no === body.out_trade_no);
    expect(stored).toBe(name === "timeout_after_commit");
  });

  test("an unknown fault is refused and clearFaults disarms", async () => {
    await expect(sim.control.setFault({ name: "nonsense" as never })).rejects.toThrow("unknown fault");
    await sim.control.setFault({ name: "rate_limit_429", times: 9 });
    await sim.control.clearFaults();
    expect((await prepay()).status).toBe(200);
  });
});
