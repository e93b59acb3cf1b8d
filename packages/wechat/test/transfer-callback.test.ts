import { describe, expect, it } from "vitest";
import { createWechat } from "../src/index.ts";
import {
  CERTIFICATE_SERIAL,
  certificatePair,
  configFor,
  PAID,
  seal,
  signed,
  strangerPair,
  TRANSFERRED,
} from "./platform.ts";

const wechat = createWechat(configFor("http://127.0.0.1:9"));

describe("parseTransferCallback", () => {
  const { appid: _appid, transfer_remark: _remark, ...told } = TRANSFERRED;
  const notice = (content: object, eventType = "MCHTRANSFER.BILL.FINISHED") =>
    JSON.stringify({
      id: "EV-1",
      create_time: "2026-11-30T10:36:00+08:00",
      resource_type: "encrypt-resource",
      event_type: eventType,
      summary: "商家转账单据终态通知",
      resource: seal(JSON.stringify(content), "mch_payment"),
    });
  const open = (body: string, how?: Parameters<typeof signed>[1]) =>
    wechat.parseTransferCallback(signed(body, how), Buffer.from(body));

  it.each(["SUCCESS", "FAIL", "CANCELLED"])("opens %s, by either key", (state) => {
    const body = notice({ ...told, state });
    const expected = {
      kind: "transfer",
      id: "EV-1",
      fact: {
        outBillNo: TRANSFERRED.out_bill_no,
        state,
        amountFen: 12_880n,
        openid: PAID.payer.openid,
        packageInfo: null,
      },
    };
    expect(open(body)).toMatchObject(expected);
    expect(open(body, { key: certificatePair.privateKey, serial: CERTIFICATE_SERIAL })).toMatchObject(
      expected,
    );
  });

  it.each([
    ["a bill that is not final", { state: "TRANSFERING" }],
    ["another merchant's", { mch_id: "1900000001" }],
    ["one that says mchid", { mch_id: undefined, mchid: "1900007291" }],
    ["another app's", { appid: "wx0000000000000000" }],
    ["one without amount", { transfer_amount: undefined }],
  ])("refuses %s", (_what, part) => {
    expect(open(notice({ ...told, ...part }))).toEqual({ kind: "refused", reason: "bad_body" });
  });

  it("refuses what is not WeChat's word", () => {
    const body = notice(told);
    expect(open(body, { key: strangerPair.privateKey })).toEqual({
      kind: "refused",
      reason: "bad_signature",
    });
    expect(open(body, { timestamp: Math.floor(Date.now() / 1000) - 301 })).toEqual({
      kind: "refused",
      reason: "stale",
    });
    expect(wechat.parseTransferCallback({}, Buffer.from(body))).toEqual({
      kind: "refused",
      reason: "missing_header",
    });
    expect(wechat.parseTransferCallback(signed(body), Buffer.from(`${body} `))).toEqual({
      kind: "refused",
      reason: "bad_signature",
    });
  });

  it("sets aside what is no transfer, as the other opener sets transfers aside", () => {
    const payment = notice(PAID, "TRANSACTION.SUCCESS");
    expect(open(payment)).toEqual({ kind: "ignored", id: "EV-1", eventType: "TRANSACTION.SUCCESS" });
    const body = notice(told);
    expect(wechat.openCallback(signed(body), Buffer.from(body))).toMatchObject({ kind: "ignored" });
  });
});
