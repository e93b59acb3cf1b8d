import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { send } from "../src/http.ts";
import { createWechat, type Wechat } from "../src/index.ts";
import { configFor, type LocalServer, plain, type Received, startServer } from "./platform.ts";

let server: LocalServer;
let wechat: Wechat;

beforeEach(async () => {
  server = await startServer();
  wechat = createWechat(configFor(server.base));
});
afterEach(() => server.close());

const SEND = "/cgi-bin/message/subscribe/send";
const TOKEN = "/cgi-bin/stable_token";
const MESSAGE = { openid: "oA", templateId: "T1", data: { thing1: "古树普洱" } };

/** A platform whose tokens are named in order and of which only `good` is taken. */
function tokenPlatform(tokens: string[], good: string, sent: Received[] = []): Received[] {
  const asked: Received[] = [];
  server.respond((request, response) => {
    const target = new URL(request.target, server.base);
    if (target.pathname === TOKEN) {
      asked.push(request);
      const token = tokens[Math.min(asked.length, tokens.length) - 1];
      return plain(200, { access_token: token, expires_in: 7200 })(request, response);
    }
    sent.push(request);
    const fine = target.searchParams.get("access_token") === good;
    return plain(200, fine ? { errcode: 0, errmsg: "ok" } : { errcode: 40001, errmsg: "invalid credential" })(
      request,
      response,
    );
  });
  return asked;
}

describe("phoneNumber", () => {
  const info = (change: object = {}) => ({
    purePhoneNumber: "13812345678",
    phoneNumber: "13812345678",
    countryCode: "86",
    watermark: { appid: "wx8888888888888888", timestamp: 1 },
    ...change,
  });
  const answered = async (phone_info: unknown) => {
    server.respond((request, response) =>
      new URL(request.target, server.base).pathname === TOKEN
        ? plain(200, { access_token: "t", expires_in: 7200 })(request, response)
        : plain(200, { errcode: 0, errmsg: "ok", phone_info })(request, response),
    );
    return wechat.phoneNumber("c1");
  };

  it("sends the code in the body and the token in the address", async () => {
    expect(await answered(info())).toEqual({
      kind: "ok",
      value: { number: "13812345678", countryCode: "86" },
    });
    const asked = server.received.at(-1);
    expect(asked?.target).toBe("/wxa/business/getuserphonenumber?access_token=t");
    expect(JSON.parse(asked?.body.toString() ?? "")).toEqual({ code: "c1" });
  });

  it("reads a country code that is a number", async () => {
    expect(await answered(info({ countryCode: 852 }))).toMatchObject({ value: { countryCode: "852" } });
  });

  it.each([
    [null],
    [info({ purePhoneNumber: "" })],
    [info({ purePhoneNumber: "138-1234" })],
    [info({ countryCode: undefined })],
    [info({ watermark: { appid: "wxother" } })],
    [info({ watermark: null })],
  ])("an answer that is not ours or not whole is none: %j", async (phone_info) => {
    expect(await answered(phone_info)).toEqual({ kind: "unknown", reason: "bad_body" });
  });
});

describe("codeToSession", () => {
  it("asks with the code and reads the session", async () => {
    server.respond(plain(200, { openid: "oA", session_key: "k==", unionid: "u1" }));
    expect(await wechat.codeToSession("0a1&b c")).toEqual({
      kind: "ok",
      value: { openid: "oA", unionid: "u1", sessionKey: "k==" },
    });
    const asked = new URL(server.received[0]?.target ?? "", server.base);
    expect(asked.pathname).toBe("/sns/jscode2session");
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      appid: "wx8888888888888888",
      secret: "0123456789abcdef0123456789abcdef",
      js_code: "0a1&b c",
      grant_type: "authorization_code",
    });
    server.respond(plain(200, { errcode: 0, openid: "oA", session_key: "k==" }));
    expect(await wechat.codeToSession("c")).toEqual({
      kind: "ok",
      value: { openid: "oA", sessionKey: "k==" },
    });
  });

  it.each([40029, 40163, 40226, 40125])("errcode %i is a definite no", async (errcode) => {
    server.respond(plain(200, { errcode, errmsg: "invalid code, rid: 1" }));
    expect(await wechat.codeToSession("c")).toEqual({
      kind: "refused",
      code: String(errcode),
      message: "invalid code, rid: 1",
      httpStatus: 200,
    });
  });

  it.each([
    [200, { errcode: -1, errmsg: "system error" }, "errcode -1"],
    [200, { errcode: 45011, errmsg: "frequency" }, "errcode 45011"],
    [200, { openid: "oA" }, "bad_body"],
    [200, { openid: "", session_key: "k" }, "bad_body"],
    [200, "<html>", "bad_body"],
    [502, { openid: "oA", session_key: "k" }, "http_502"],
  ])("%i %j is unknown", async (status, body, reason) => {
    server.respond(plain(status, body));
    expect(await wechat.codeToSession("c")).toEqual({ kind: "unknown", reason });
  });

  it("keeps the secret out of a network failure", async () => {
    await server.close();
    const answer = await wechat.codeToSession("c");
    expect(answer).toEqual({ kind: "unknown", reason: "network ECONNREFUSED" });
    expect(JSON.stringify(answer)).not.toContain("0123456789abcdef");
  });
});

describe("subscribe message", () => {
  it("asks for one token, uses it for all, and cuts the text kinds", async () => {
    const sent: Received[] = [];
    const asked = tokenPlatform(["t1"], "t1", sent);
    const data = {
      thing1: `云岭山货🍵古树普洱生茶三五七克礼盒装一份包邮`,
      thing2: "🎉",
      phrase3: "已发货待收件",
      name4: "阿依古丽·买买提艾力·江",
      name5: "Maximilian Alexander Schmidt",
      amount6: "¥128.80",
      character_string7: "SF1234567890",
    };
    const answers = await Promise.all([
      wechat.sendSubscribeMessage({ ...MESSAGE, page: "pages/order/detail?id=1", data }),
      wechat.sendSubscribeMessage(MESSAGE),
      wechat.sendSubscribeMessage(MESSAGE),
    ]);
    expect(answers).toEqual(Array(3).fill({ kind: "ok", value: null }));
    expect(asked).toHaveLength(1);
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      grant_type: "client_credential",
      appid: "wx8888888888888888",
      secret: "0123456789abcdef0123456789abcdef",
    });
    const bodies = sent.map((request) => JSON.parse(request.body));
    expect(sent.map((request) => request.target)).toEqual(Array(3).fill(`${SEND}?access_token=t1`));
    expect(bodies.find((body) => "page" in body)).toEqual({
      touser: "oA",
      template_id: "T1",
      page: "pages/order/detail?id=1",
      data: {
        thing1: { value: "云岭山货古树普洱生茶三五七克礼盒装一份…" },
        thing2: { value: "-" },
        phrase3: { value: "已发货待收" },
        name4: { value: "阿依古丽·买买提艾力" },
        name5: { value: "Maximilian Alexander" },
        amount6: { value: "¥128.80" },
        character_string7: { value: "SF1234567890" },
      },
      miniprogram_state: "formal",
      lang: "zh_CN",
    });
  });

  it("renews a token that is no longer the latest, once", async () => {
    const asked = tokenPlatform(["old", "new"], "new");
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toEqual({ kind: "ok", value: null });
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toEqual({ kind: "ok", value: null });
    expect(asked).toHaveLength(2);
  });

  it("forces a new one where the platform still gives the refused one", async () => {
    const asked = tokenPlatform(["old", "old", "new"], "new");
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toEqual({ kind: "ok", value: null });
    expect(asked.map((request) => JSON.parse(request.body).force_refresh)).toEqual([
      undefined,
      undefined,
      true,
    ]);
  });

  it("gives up after one renewal", async () => {
    const sent: Received[] = [];
    tokenPlatform(["a", "b", "c", "d"], "none", sent);
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toMatchObject({ kind: "refused", code: "40001" });
    expect(sent).toHaveLength(2);
  });

  it("passes on what the token request said", async () => {
    server.respond(plain(200, { errcode: 40164, errmsg: "invalid ip" }));
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toMatchObject({ kind: "refused", code: "40164" });
    server.respond(plain(503, ""));
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toEqual({ kind: "unknown", reason: "http_503" });
    server.respond(plain(200, { access_token: "t", expires_in: "soon" }));
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toEqual({ kind: "unknown", reason: "bad_body" });
  });

  it("asks again for a token in its last minute", async () => {
    let asked = 0;
    server.respond((request, response) => {
      if (request.target === TOKEN) asked += 1;
      const body = request.target === TOKEN ? { access_token: `t${asked}`, expires_in: 59 } : { errcode: 0 };
      plain(200, body)(request, response);
    });
    await wechat.sendSubscribeMessage(MESSAGE);
    await wechat.sendSubscribeMessage(MESSAGE);
    expect(asked).toBe(2);
  });

  it("reports that the person has no accept left", async () => {
    server.respond((request, response) =>
      plain(
        200,
        request.target === TOKEN
          ? { access_token: "t", expires_in: 7200 }
          : { errcode: 43101, errmsg: "user refuse" },
      )(request, response),
    );
    expect(await wechat.sendSubscribeMessage(MESSAGE)).toMatchObject({ kind: "refused", code: "43101" });
  });
});

describe("time", () => {
  const request = () => ({ method: "GET" as const, url: new URL("/slow", server.base) });

  it("ends a request nobody answers", async () => {
    server.respond(() => {});
    expect(await send(request(), 80)).toEqual({ kind: "unknown", reason: "timeout" });
  });

  it("ends a body that never ends", async () => {
    server.respond((_request, response) => {
      response.writeHead(200, { "Content-Length": "1000" });
      response.write("{");
    });
    expect(await send(request(), 80)).toEqual({ kind: "unknown", reason: "timeout" });
  });
});
