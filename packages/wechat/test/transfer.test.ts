import { constants, privateDecrypt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWechat, type Wechat } from "../src/index.ts";
import {
  configFor,
  type LocalServer,
  PAID,
  PUB_KEY_ID,
  plain,
  platformPair,
  startServer,
  strangerPair,
  TRANSFERRED,
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

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";
const NUMBER = TRANSFERRED.out_bill_no;
const ASK = {
  outBillNo: NUMBER,
  sceneId: "1005",
  openid: PAID.payer.openid,
  amountFen: 12_880n,
  remark: "2026年11月佣金",
  notifyUrl: "https://shop.example/webhooks/wechat/transfer",
  reportInfos: [
    { infoType: "岗位类型", infoContent: "推广员" },
    { infoType: "报酬说明", infoContent: "2026年11月佣金" },
  ],
};
const CREATED = {
  out_bill_no: NUMBER,
  transfer_bill_no: TRANSFERRED.transfer_bill_no,
  create_time: TRANSFERRED.create_time,
  state: "WAIT_USER_CONFIRM",
  package_info: "ABBQO+oYAAABAAAA/w==",
};
const lastRequest = () => {
  const request = server.received.at(-1);
  if (request === undefined) throw new Error("nothing arrived");
  return request;
};

describe("every request about transfers", () => {
  it("is signed over what arrived and names the public key", async () => {
    const one = `${BILLS}/out-bill-no/${NUMBER}`;
    const calls: [object, () => Promise<unknown>, string, string][] = [
      [CREATED, () => wechat.transfer(ASK), "POST", BILLS],
      [TRANSFERRED, () => wechat.queryTransfer(NUMBER), "GET", one],
      [{ ...TRANSFERRED, state: "CANCELING" }, () => wechat.cancelTransfer(NUMBER), "POST", `${one}/cancel`],
    ];
    for (const [body, call, method, target] of calls) {
      server.respond(yes(body));
      expect(await call()).toMatchObject({ kind: "ok" });
      const request = lastRequest();
      expect([request.method, request.target]).toEqual([method, target]);
      expect(verifiedAuthorization(request)).toMatchObject({ mchid: "1900007291" });
      expect(request.headers["wechatpay-serial"]).toBe(PUB_KEY_ID);
    }
    expect(lastRequest().body).toBe("{}");
  });
});

describe("transfer", () => {
  it("sends what WeChat wants and reads the package", async () => {
    server.respond(yes(CREATED));
    expect(await wechat.transfer(ASK)).toEqual({
      kind: "ok",
      value: {
        outBillNo: NUMBER,
        transferBillNo: CREATED.transfer_bill_no,
        state: "WAIT_USER_CONFIRM",
        failReason: null,
        packageInfo: CREATED.package_info,
        amountFen: null,
        openid: null,
        createTime: new Date("2026-11-30T02:34:56Z"),
        updateTime: null,
      },
    });
    expect(JSON.parse(lastRequest().body)).toEqual({
      appid: "wx8888888888888888",
      out_bill_no: NUMBER,
      transfer_scene_id: "1005",
      openid: PAID.payer.openid,
      transfer_amount: 12_880,
      transfer_remark: "2026年11月佣金",
      notify_url: ASK.notifyUrl,
      transfer_scene_report_infos: [
        { info_type: "岗位类型", info_content: "推广员" },
        { info_type: "报酬说明", info_content: "2026年11月佣金" },
      ],
    });
  });

  it("encrypts the name for WeChat alone, drops emoji, cuts to 32", async () => {
    server.respond(yes(CREATED));
    const reportInfos = [{ infoType: "岗位类型", infoContent: `推广🎉${"员".repeat(40)}` }];
    await wechat.transfer({
      ...ASK,
      userName: "阿依古丽·买买提",
      perception: "劳务报酬",
      remark: "🎉🎉",
      reportInfos,
    });
    const body = JSON.parse(lastRequest().body);
    expect(body.user_name).toHaveLength(344);
    const opened = privateDecrypt(
      { key: platformPair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
      Buffer.from(body.user_name, "base64"),
    );
    expect(opened.toString("utf8")).toBe("阿依古丽·买买提");
    expect(body.user_recv_perception).toBe("劳务报酬");
    expect(body.transfer_remark).toBe(NUMBER);
    expect(body.transfer_scene_report_infos[0].info_content).toBe(`推广${"员".repeat(29)}…`);
  });

  it("sends no name it cannot encrypt", async () => {
    const before = server.received.length;
    await expect(wechat.transfer({ ...ASK, userName: "名".repeat(72) })).rejects.toThrow(RangeError);
    const { [PUB_KEY_ID]: _gone, ...publicKeys } = configFor(server.base).publicKeys;
    const keyless = createWechat({ ...configFor(server.base), publicKeys });
    expect(await keyless.transfer({ ...ASK, userName: "林晓棠" })).toEqual({
      kind: "unknown",
      reason: "no_public_key",
    });
    expect(server.received).toHaveLength(before);
  });

  /** HTTP status, code, what the caller hears. */
  const answers: [number, string, "refused" | "unknown"][] = [
    [400, "PARAM_ERROR", "refused"],
    [400, "INVALID_REQUEST", "refused"],
    [403, "NO_AUTH", "refused"],
    [400, "USER_ERROR", "refused"],
    [403, "NOT_ENOUGH", "unknown"],
    [400, "NOT_ENOUGH", "unknown"],
    [400, "ALREADY_EXISTS", "unknown"],
    [400, "FREQUENCY_LIMITED", "unknown"],
    [403, "FREQUENCY_LIMIT_EXCEED", "unknown"],
    [429, "FREQUENCY_LIMITED", "unknown"],
    [403, "QUOTA_EXCEED", "unknown"],
    [401, "SIGN_ERROR", "unknown"],
    [403, "ACCOUNT_ERROR", "unknown"],
    [404, "NOT_FOUND", "unknown"],
    [400, "CODE_OF_TOMORROW", "unknown"],
    [400, "SYSTEM_ERROR", "unknown"],
    [500, "SYSTEM_ERROR", "unknown"],
    [500, "PARAM_ERROR", "unknown"],
    [429, "PARAM_ERROR", "unknown"],
    [302, "PARAM_ERROR", "unknown"],
  ];
  it.each(answers)("%i %s is %s, and says its code", async (status, code, kind) => {
    server.respond(plain(status, { code, message: "不行" }));
    expect(await wechat.transfer(ASK)).toMatchObject({ kind, code });
  });

  it.each([
    ["a proxy's page", plain(403, "<html>"), "http_403"],
    ["an unsigned yes", plain(200, CREATED), "missing_header"],
    ["a stranger's yes", yes(CREATED, { key: strangerPair.privateKey }), "bad_signature"],
    ["another bill", yes({ ...CREATED, out_bill_no: "W2" }), "bad_body"],
    ["a state of tomorrow", yes({ ...CREATED, state: "MAYBE" }), "bad_body"],
    ["no number of WeChat's", yes({ ...CREATED, transfer_bill_no: "" }), "bad_body"],
    ["nothing", yes(), "bad_body"],
  ] as const)("%s is unknown", async (_what, responder, reason) => {
    server.respond(responder);
    expect(await wechat.transfer(ASK)).toEqual({ kind: "unknown", reason });
  });
});

describe("queryTransfer", () => {
  it("reads a bill, and never a package", async () => {
    server.respond(yes({ ...TRANSFERRED, state: "FAIL", fail_reason: "NAME_NOT_CORRECT" }));
    expect(await wechat.queryTransfer(NUMBER)).toEqual({
      kind: "ok",
      value: {
        outBillNo: NUMBER,
        transferBillNo: CREATED.transfer_bill_no,
        state: "FAIL",
        failReason: "NAME_NOT_CORRECT",
        packageInfo: null,
        amountFen: 12_880n,
        openid: PAID.payer.openid,
        createTime: new Date("2026-11-30T02:34:56Z"),
        updateTime: new Date("2026-11-30T02:36:00Z"),
      },
    });
  });

  it.each(["ACCEPTED", "PROCESSING", "WAIT_USER_CONFIRM", "TRANSFERING", "CANCELING", "CANCELLED"])(
    "knows %s",
    async (state) => {
      server.respond(yes({ ...TRANSFERRED, state }));
      expect(await wechat.queryTransfer(NUMBER)).toMatchObject({ kind: "ok", value: { state } });
    },
  );

  it.each([
    ["another merchant", { mch_id: "1900000001" }],
    ["the merchant under another name", { mch_id: undefined, mchid: "1900007291" }],
    ["another app", { appid: "wx0000000000000000" }],
    ["another number", { out_bill_no: "W2" }],
    ["no amount", { transfer_amount: undefined }],
    ["a fractional amount", { transfer_amount: 128.8 }],
    ["TRANSFERRING with two R", { state: "TRANSFERRING" }],
  ])("does not believe %s", async (_what, part) => {
    server.respond(yes({ ...TRANSFERRED, ...part }));
    expect(await wechat.queryTransfer(NUMBER)).toEqual({ kind: "unknown", reason: "bad_body" });
  });

  it("tells an unknown bill apart", async () => {
    server.respond(plain(404, { code: "NOT_FOUND", message: "记录不存在" }));
    expect(await wechat.queryTransfer(NUMBER)).toMatchObject({
      kind: "refused",
      code: "NOT_FOUND",
      httpStatus: 404,
    });
    server.respond(plain(404, "<html>"));
    expect(await wechat.queryTransfer(NUMBER)).toEqual({ kind: "unknown", reason: "http_404" });
  });
});

describe("cancelTransfer", () => {
  it("says how far it is", async () => {
    for (const state of ["CANCELING", "CANCELLED"]) {
      const { out_bill_no, transfer_bill_no, update_time } = TRANSFERRED;
      server.respond(yes({ out_bill_no, transfer_bill_no, update_time, state }));
      expect(await wechat.cancelTransfer(NUMBER)).toEqual({
        kind: "ok",
        value: {
          outBillNo: NUMBER,
          transferBillNo: transfer_bill_no,
          state,
          updateTime: new Date("2026-11-30T02:36:00Z"),
        },
      });
    }
  });

  it("is refused where it is too late, and believes no other state", async () => {
    server.respond(plain(400, { code: "INVALID_REQUEST", message: "不支持撤销" }));
    expect(await wechat.cancelTransfer(NUMBER)).toMatchObject({ kind: "refused", code: "INVALID_REQUEST" });
    server.respond(yes({ ...TRANSFERRED, state: "SUCCESS" }));
    expect(await wechat.cancelTransfer(NUMBER)).toEqual({ kind: "unknown", reason: "state_SUCCESS" });
    server.respond(plain(500, { code: "SYSTEM_ERROR" }));
    expect(await wechat.cancelTransfer(NUMBER)).toMatchObject({ kind: "unknown", reason: "http_500" });
  });
});
