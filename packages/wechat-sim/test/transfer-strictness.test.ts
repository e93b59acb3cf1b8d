import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_USERS } from "../src/index.ts";
import { sealName, send, transferBody } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
const me = DEMO_USERS[2]?.openid ?? "";
const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";

beforeAll(async () => {
  sim = await scratchSimulator();
  await sim.control.setTransferRules({
    single_max: 300_000,
    user_day_max: 90_000_000,
    merchant_day_max: 90_000_000,
    scenes: ["1005", "1000"],
  });
});
afterAll(() => sim.remove());

const create = (change: object, headers: Record<string, string> = {}) =>
  send(sim.url, sim.credentials, "POST", BILLS, transferBody(sim.credentials, me, change), { headers });
const get = (target: string) => send(sim.url, sim.credentials, "GET", BILLS + target);

const row = (info_type: string, info_content = "推广员") => ({ info_type, info_content });
const ROWS = [row("岗位类型"), row("报酬说明")];
const rows = (...list: unknown[]) => ({ transfer_scene_report_infos: list });

describe("fields", () => {
  const cases: [string, object, string, string][] = [
    ["no appid", { appid: undefined }, "PARAM_ERROR", "/appid"],
    ["another appid", { appid: "wx0000000000000000" }, "PARAM_ERROR", "/appid"],
    ["no number", { out_bill_no: undefined }, "PARAM_ERROR", "/out_bill_no"],
    ["an empty number", { out_bill_no: "" }, "PARAM_ERROR", "/out_bill_no"],
    ["a number of 33", { out_bill_no: "W".repeat(33) }, "PARAM_ERROR", "/out_bill_no"],
    ["a number with a hyphen", { out_bill_no: "W-1" }, "PARAM_ERROR", "/out_bill_no"],
    ["a number with a low line", { out_bill_no: "W_1" }, "PARAM_ERROR", "/out_bill_no"],
    ["a Chinese number", { out_bill_no: "提现1" }, "PARAM_ERROR", "/out_bill_no"],
    ["no scene", { transfer_scene_id: undefined }, "PARAM_ERROR", "/transfer_scene_id"],
    ["a scene as a number", { transfer_scene_id: 1005 }, "PARAM_ERROR", "/transfer_scene_id"],
    ["no openid", { openid: undefined }, "PARAM_ERROR", "/openid"],
    ["an unknown openid", { openid: "oNobody" }, "PARAM_ERROR", "/openid"],
    ["no amount", { transfer_amount: undefined }, "PARAM_ERROR", "/transfer_amount"],
    ["an amount of 0", { transfer_amount: 0 }, "PARAM_ERROR", "/transfer_amount"],
    ["a negative amount", { transfer_amount: -10 }, "PARAM_ERROR", "/transfer_amount"],
    ["a fraction", { transfer_amount: 10.5 }, "PARAM_ERROR", "/transfer_amount"],
    ["an amount as text", { transfer_amount: "100" }, "PARAM_ERROR", "/transfer_amount"],
    ["no remark", { transfer_remark: undefined }, "PARAM_ERROR", "/transfer_remark"],
    ["an empty remark", { transfer_remark: "" }, "PARAM_ERROR", "/transfer_remark"],
    ["a remark of 33", { transfer_remark: "佣".repeat(33) }, "PARAM_ERROR", "/transfer_remark"],
    ["an emoji", { transfer_remark: "佣金🎉" }, "PARAM_ERROR", "/transfer_remark"],
    ["null", { transfer_remark: null }, "PARAM_ERROR", "/transfer_remark"],
    ["an unknown key", { total_amount: 1 }, "PARAM_ERROR", "/total_amount"],
    ["mchid, which is no field here", { mchid: "1900000001" }, "PARAM_ERROR", "/mchid"],
    ["a notify_url with query", { notify_url: "https://a.cn/n?x=1" }, "PARAM_ERROR", "/notify_url"],
    ["a plain http notify_url", { notify_url: "http://a.cn/n" }, "PARAM_ERROR", "/notify_url"],
    ["a strange style", { user_recv_style: { type: "POPUP" } }, "PARAM_ERROR", "/user_recv_style/type"],
    ["no rows", rows(), "PARAM_ERROR", "/transfer_scene_report_infos"],
    [
      "rows missing",
      { transfer_scene_report_infos: undefined },
      "PARAM_ERROR",
      "/transfer_scene_report_infos",
    ],
    ["one row", rows(row("岗位类型")), "PARAM_ERROR", "/transfer_scene_report_infos"],
    ["a row twice", rows(...ROWS, row("报酬说明")), "PARAM_ERROR", "/transfer_scene_report_infos"],
    [
      "an invented row",
      rows(row("岗位类型"), row("佣金说明")),
      "PARAM_ERROR",
      "/transfer_scene_report_infos",
    ],
    [
      "the rows of another scene",
      rows(row("活动名称"), row("奖励说明")),
      "PARAM_ERROR",
      "/transfer_scene_report_infos",
    ],
    [
      "a content of 33",
      rows(row("岗位类型", "岗".repeat(33)), row("报酬说明")),
      "PARAM_ERROR",
      "/transfer_scene_report_infos/0/info_content",
    ],
    [
      "an emoji in a row",
      rows(row("岗位类型"), row("报酬说明", "🎉")),
      "PARAM_ERROR",
      "/transfer_scene_report_infos/1/info_content",
    ],
    [
      "an extra key in a row",
      rows({ ...row("岗位类型"), more: "x" }, row("报酬说明")),
      "PARAM_ERROR",
      "/transfer_scene_report_infos/0/more",
    ],
  ];
  test.each(cases)("%s", async (_name, change, code, field) => {
    const answer = await create(change);
    expect([answer.status, answer.body.code, answer.body.detail?.field]).toEqual([400, code, field]);
  });

  const rules: [string, object, string][] = [
    ["a scene of nobody", { transfer_scene_id: "9999" }, "该转账场景不可用"],
    ["a scene the merchant does not have", { transfer_scene_id: "1011" }, "该转账场景不可用"],
    ["an invented perception", { user_recv_perception: "工资" }, "暂不支持展示当前传入的用户收款感知"],
    ["9 fen", { transfer_amount: 9 }, "超过单笔转账上下限，核实产品设置是否准确"],
    [
      "a red packet of more than 200 yuan",
      { transfer_amount: 20_001, user_recv_style: { type: "RED_PACKET" } },
      "超过单笔转账上下限，核实产品设置是否准确",
    ],
  ];
  test.each(rules)("%s is INVALID_REQUEST", async (_name, change, message) => {
    const answer = await create(change);
    expect([answer.status, answer.body.code, answer.body.message]).toEqual([400, "INVALID_REQUEST", message]);
  });

  test("a new merchant's single limit is 200 yuan", async () => {
    const fresh = await scratchSimulator();
    const ask = (amount: number) =>
      send(
        fresh.url,
        fresh.credentials,
        "POST",
        BILLS,
        transferBody(fresh.credentials, me, { transfer_amount: amount }),
      );
    expect((await ask(20_001)).body.code).toBe("INVALID_REQUEST");
    expect((await ask(20_000)).status).toBe(200);
    await fresh.remove();
  });

  const taken: [string, object][] = [
    ["10 fen", { transfer_amount: 10 }],
    ["a number of 32", { out_bill_no: `W${"a".repeat(21)}${Date.now().toString().slice(-10)}` }],
    ["rows in the other order", rows(...ROWS.toReversed())],
    [
      "another scene the merchant has",
      { transfer_scene_id: "1000", ...rows(row("活动名称"), row("奖励说明")) },
    ],
    ["a perception of the scene", { user_recv_perception: "劳务报酬" }],
    ["a red packet", { user_recv_style: { type: "RED_PACKET" } }],
    ["no notify_url", { notify_url: undefined }],
  ];
  test.each(taken)("%s is taken", async (_name, change) => {
    expect((await create(change)).status).toBe(200);
  });
});

describe("user_name", () => {
  const name = (text = "林晓棠", hash = "sha1") =>
    sealName(sim.credentials.wechatpay_public_key_pem, text, hash);
  const amount = (fen: number, sealed?: string) => ({ transfer_amount: fen, user_name: sealed });

  const cases: [string, () => object, number][] = [
    ["missing at 2,000 yuan", () => amount(200_000), 400],
    ["missing just below", () => amount(199_999), 200],
    ["given at 2,000 yuan", () => amount(200_000, name()), 200],
    ["given between", () => amount(30, name()), 200],
    ["given below 0.3 yuan", () => amount(29, name()), 400],
    ["in the clear", () => amount(200_000, "林晓棠"), 400],
    ["with another hash", () => amount(200_000, name("林晓棠", "sha256")), 400],
    [
      "by another key",
      () => amount(200_000, sealName(sim.credentials.platform_public_key_pem, "林晓棠")),
      400,
    ],
    ["empty inside", () => amount(200_000, name(" ")), 400],
  ];
  test.each(cases)("%s: %#", async (_name, change, status) => {
    const answer = await create(change());
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(answer.body).toMatchObject({ code: "PARAM_ERROR", detail: { field: "/user_name" } });
  });

  test("the key is the one Wechatpay-Serial names, and it must be named", async () => {
    const { platform_serial, platform_public_key_pem } = sim.credentials;
    const byCertificate = sealName(platform_public_key_pem, "林晓棠");
    const headers = { "Wechatpay-Serial": platform_serial };
    expect((await create(amount(200_000, byCertificate), headers)).status).toBe(200);
    const unnamed = await create(amount(200_000, name()), { "Wechatpay-Serial": "" });
    expect(unnamed.body.detail).toMatchObject({ field: "Wechatpay-Serial", location: "header" });
  });
});

describe("asking", () => {
  test.each([
    ["an unknown number", "/out-bill-no/NOBODY", 404, "NOT_FOUND"],
    ["an unknown bill", "/transfer-bill-no/42", 404, "NOT_FOUND"],
    ["a query parameter", "/out-bill-no/NOBODY?mchid=1", 400, "PARAM_ERROR"],
    ["no number", "/out-bill-no/", 404, "RESOURCE_NOT_EXISTS"],
  ])("%s", async (_name, target, status, code) => {
    const answer = await get(target);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test("the batch product is closed to new merchants", async () => {
    const answer = await send(sim.url, sim.credentials, "POST", "/v3/transfer/batches", {});
    expect([answer.status, answer.body.code]).toEqual([403, "NO_AUTH"]);
  });
});
