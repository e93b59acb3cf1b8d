/** Yes, WeChat's definite no, and everything that must never be taken for either. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWechat, type Wechat } from "../src/index.ts";
import {
  CERTIFICATE_SERIAL,
  certificatePair,
  configFor,
  type LocalServer,
  PAID,
  PUB_KEY_ID,
  plain,
  platformPair,
  type Responder,
  type Signing,
  signed,
  startServer,
  strangerPair,
  yes,
} from "./platform.ts";

let server: LocalServer;
let wechat: Wechat;

beforeAll(async () => {
  server = await startServer();
  wechat = createWechat(configFor(server.base));
});
afterAll(() => server.close());

describe("outcomes", () => {
  const refusals: [number, string][] = [
    [400, "PARAM_ERROR"],
    [400, "ORDER_PAID"],
    [401, "SIGN_ERROR"],
    [403, "NO_AUTH"],
    [404, "ORDER_NOT_EXIST"],
  ];
  it.each(refusals)("%i %s is WeChat's definite no", async (httpStatus, code) => {
    server.respond(plain(httpStatus, { code, message: "不行", detail: { field: "/amount" } }));
    expect(await wechat.closePayment("P1")).toEqual({ kind: "refused", code, message: "不行", httpStatus });
  });

  const unknowns: [string, Responder, string][] = [
    ["500", plain(500, { code: "SYSTEM_ERROR", message: "x" }), "http_500"],
    ["502 page", plain(502, "<html>"), "http_502"],
    ["429", plain(429, { code: "RATELIMIT_EXCEEDED", message: "x" }), "http_429"],
    ["429 with a code of tomorrow", plain(429, { code: "SLOW_DOWN" }), "http_429"],
    ["403 page of a proxy", plain(403, "<html>forbidden</html>"), "http_403"],
    ["400 with a code that promises nothing", plain(400, { code: "SYSTEM_ERROR" }), "http_400 SYSTEM_ERROR"],
    ["a redirect", (_q, r) => r.writeHead(302, { Location: "/elsewhere" }).end(), "http_302"],
    ["200 unsigned", plain(200, PAID), "missing_header"],
    ["200 signed by a stranger", yes(PAID, { key: strangerPair.privateKey }), "bad_signature"],
    ["200 with an unknown serial", yes(PAID, { serial: "PUB_KEY_ID_9" }), "unknown_serial"],
    ["200 with a serial every object has", yes(PAID, { serial: "constructor" }), "unknown_serial"],
    [
      "200 signed six minutes ago",
      yes(PAID, { timestamp: Date.now() / 1000 - 360 } satisfies Signing),
      "stale",
    ],
    [
      "200 with bytes changed after signing",
      (_q, r) => r.writeHead(200, signed(JSON.stringify(PAID))).end(`${JSON.stringify(PAID)} `),
      "bad_signature",
    ],
    ["200 signed, not JSON", (_q, r) => r.writeHead(200, signed("ok")).end("ok"), "bad_body"],
    ["204 where a body belongs", yes(), "bad_body"],
    ["a dropped connection", (_q, r) => r.destroy(), "network"],
  ];
  it.each(unknowns)("%s is unknown", async (_what, responder, reason) => {
    server.respond(responder);
    const answer = await wechat.queryPayment(PAID.out_trade_no);
    expect(answer).toMatchObject({
      kind: "unknown",
      reason: expect.stringMatching(new RegExp(`^${reason}`)),
    });
  });

  it("checks the signature of an empty 204 too", async () => {
    server.respond(yes());
    expect(await wechat.closePayment("P1")).toEqual({ kind: "ok", value: null });
    server.respond((_request, response) => response.writeHead(204).end());
    expect(await wechat.closePayment("P1")).toEqual({ kind: "unknown", reason: "missing_header" });
    server.respond(yes(undefined, { key: strangerPair.privateKey }));
    expect(await wechat.closePayment("P1")).toEqual({ kind: "unknown", reason: "bad_signature" });
  });

  it("takes an answer signed with the platform certificate as well", async () => {
    server.respond(yes(PAID, { key: certificatePair.privateKey, serial: CERTIFICATE_SERIAL }));
    expect(await wechat.queryPayment(PAID.out_trade_no)).toMatchObject({ kind: "ok" });
    server.respond(yes(PAID, { key: platformPair.privateKey, serial: CERTIFICATE_SERIAL }));
    expect(await wechat.queryPayment(PAID.out_trade_no)).toEqual({
      kind: "unknown",
      reason: "bad_signature",
    });
  });

  it("refuses a configuration that could never work", () => {
    const config = configFor(server.base);
    expect(() => createWechat({ ...config, apiV3Key: "short" })).toThrow(/32 bytes/);
    expect(() => createWechat({ ...config, merchantPrivateKeyPem: "x" })).toThrow();
    expect(() => createWechat({ ...config, publicKeys: { [PUB_KEY_ID]: "x" } })).toThrow();
  });
});
