import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWechat, type Wechat } from "../src/index.ts";
import { configFor, type LocalServer, plain, type Received, startServer } from "./platform.ts";

let server: LocalServer;
let wechat: Wechat;
/** What the code route answers; the token route always gives the next token. */
let answer: (request: Received) => { type: string; body: Buffer | string; status?: number };

const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x80, 0xfe]);
const CODE = { scene: "s=Ab3_9", page: "catalog/product/index" };
const refusal = (errcode: number, type = "application/json; encoding=utf-8") => ({
  type,
  body: JSON.stringify({ errcode, errmsg: "no rid: 1" }),
});

beforeEach(async () => {
  server = await startServer();
  wechat = createWechat(configFor(server.base));
  let tokens = 0;
  server.respond((request, response) => {
    if (request.target === "/cgi-bin/stable_token") {
      tokens += 1;
      return plain(200, { access_token: `t${tokens}`, expires_in: 7200 })(request, response);
    }
    const { type, body, status } = answer(request);
    response.writeHead(status ?? 200, { "Content-Type": type }).end(body);
  });
});
afterEach(() => server.close());

describe("unlimitedCode", () => {
  it("gives the bytes as they came, and their type", async () => {
    answer = () => ({ type: "image/jpeg; charset=binary", body: PICTURE });
    const got = await wechat.unlimitedCode({ ...CODE, width: 600, envVersion: "trial", checkPath: false });
    expect(got).toEqual({ kind: "ok", value: { bytes: PICTURE, contentType: "image/jpeg" } });
    const asked = server.received.at(-1);
    expect(asked?.target).toBe("/wxa/getwxacodeunlimit?access_token=t1");
    expect(JSON.parse(asked?.body ?? "")).toEqual({
      scene: "s=Ab3_9",
      page: "catalog/product/index",
      check_path: false,
      env_version: "trial",
      width: 600,
    });
    await wechat.unlimitedCode(CODE);
    expect(JSON.parse(server.received.at(-1)?.body ?? "")).toEqual(CODE);
  });

  it.each([41030, 40169, 47001])(
    "errcode %i is a definite no, whatever text type carries it",
    async (errcode) => {
      for (const type of ["application/json; encoding=utf-8", "text/plain"]) {
        answer = () => refusal(errcode, type);
        expect(await wechat.unlimitedCode(CODE)).toEqual({
          kind: "refused",
          code: String(errcode),
          message: "no rid: 1",
          httpStatus: 200,
        });
      }
    },
  );

  it.each([
    ["the minute limit", () => refusal(45009), "errcode 45009"],
    ["busy", () => refusal(-1), "errcode -1"],
    ["JSON that is neither picture nor refusal", () => refusal(0), "bad_body"],
    ["a page", () => ({ type: "text/html", body: "<html>" }), "bad_body"],
    ["an empty picture", () => ({ type: "image/png", body: "" }), "bad_body"],
    ["a 502 picture", () => ({ type: "image/png", body: PICTURE, status: 502 }), "http_502"],
  ] as const)("%s is unknown", async (_what, given, reason) => {
    answer = given;
    expect(await wechat.unlimitedCode(CODE)).toEqual({ kind: "unknown", reason });
  });

  it.each([40001, 42001])("renews the token once at %i", async (errcode) => {
    answer = (request) =>
      request.target.endsWith("=t2") ? { type: "image/png", body: PICTURE } : refusal(errcode);
    expect(await wechat.unlimitedCode(CODE)).toMatchObject({ kind: "ok" });
    answer = () => refusal(errcode);
    expect(await wechat.unlimitedCode(CODE)).toMatchObject({ kind: "refused", code: String(errcode) });
  });
});
