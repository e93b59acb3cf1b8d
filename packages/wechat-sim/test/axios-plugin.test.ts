import { createPublicKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Wechatpay } from "wechatpay-axios-plugin";
import { DEMO_USERS } from "../src/index.ts";
import { freshNumber, prepayBody, sealName, transferBody } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

type Body = Record<string, unknown>;

let sim: ScratchSimulator;
const openid = DEMO_USERS[0]?.openid ?? "";

beforeAll(async () => {
  sim = await scratchSimulator();
});
afterAll(() => sim.remove());

/** The public client as it comes, knowing only the address and the merchant's own material. */
function client(certs?: Record<string, string>) {
  const { credentials } = sim;
  return new Wechatpay({
    mchid: credentials.mchid,
    serial: credentials.merchant_serial,
    privateKey: credentials.merchant_private_key_pem,
    certs: certs ?? { [credentials.wechatpay_public_key_id]: credentials.wechatpay_public_key_pem },
    baseURL: `${sim.url}/`,
  });
}

describe("the unmodified wechatpay-axios-plugin", () => {
  test("orders, asks, is paid, refunds, asks again", async () => {
    const wxpay = client();
    const { mchid } = sim.credentials;
    const body = prepayBody(sim.credentials, openid);
    const prepaid = await wxpay.chain("v3/pay/transactions/jsapi").post<Body>(body);
    expect(prepaid.data["prepay_id"]).toMatch(/^wx/);
    const asked = await wxpay.chain("v3/pay/transactions/out-trade-no/{out_trade_no}").get<Body>({
      params: { mchid },
      out_trade_no: body.out_trade_no,
    });
    expect(asked.data["trade_state"]).toBe("NOTPAY");
    const paid = await sim.control.pay({ prepay_id: String(prepaid.data["prepay_id"]) });
    if (paid.result !== "success") throw new Error(paid.reason);
    const found = await wxpay.chain("v3/pay/transactions/id/{transaction_id}").get<Body>({
      params: { mchid },
      transaction_id: paid.transaction_id,
    });
    expect(found.data).toMatchObject({ trade_state: "SUCCESS", out_trade_no: body.out_trade_no });
    const out_refund_no = freshNumber("R");
    const refunded = await wxpay.chain("v3/refund/domestic/refunds").post<Body>({
      transaction_id: paid.transaction_id,
      out_refund_no,
      reason: "不想要了",
      amount: { refund: 800, total: 12800, currency: "CNY" },
    });
    expect(refunded.data).toMatchObject({ status: "PROCESSING", out_refund_no });
    await sim.control.advanceClock(2000);
    await sim.control.pump();
    const settled = await wxpay
      .chain("v3/refund/domestic/refunds/{out_refund_no}")
      .get<Body>({ out_refund_no });
    expect(settled.data["status"]).toBe("SUCCESS");
  });

  test("closes an order and verifies the empty 204", async () => {
    const wxpay = client();
    const body = prepayBody(sim.credentials, openid);
    await wxpay.chain("v3/pay/transactions/jsapi").post<Body>(body);
    const closed = await wxpay
      .chain("v3/pay/transactions/out-trade-no/{out_trade_no}/close")
      .post<Body>({ mchid: sim.credentials.mchid }, { out_trade_no: body.out_trade_no });
    expect(closed.status).toBe(204);
  });

  test("asks for the platform certificate by its serial and verifies with it", async () => {
    const { platform_serial, platform_public_key_pem } = sim.credentials;
    const wxpay = client({ [platform_serial]: platform_public_key_pem });
    const headers = { "Wechatpay-Serial": platform_serial };
    const answer = await wxpay
      .chain("v3/pay/transactions/jsapi")
      .post<Body>(prepayBody(sim.credentials, openid), {
        headers,
      });
    expect(answer.data["prepay_id"]).toMatch(/^wx/);
  });

  test("rejects answers when it knows another key under that id", async () => {
    const { wechatpay_public_key_id, platform_public_key_pem } = sim.credentials;
    expect(createPublicKey(platform_public_key_pem).asymmetricKeyType).toBe("rsa");
    const wxpay = client({ [wechatpay_public_key_id]: platform_public_key_pem });
    await expect(
      wxpay.chain("v3/pay/transactions/jsapi").post<Body>(prepayBody(sim.credentials, openid)),
    ).rejects.toThrow(/failed/);
  });

  test("transfers, asks by both numbers, cancels", async () => {
    const wxpay = client();
    const { credentials } = sim;
    await sim.control.setTransferRules({ single_max: 300_000, user_day_max: 900_000 });
    const body = transferBody(credentials, openid, {
      transfer_amount: 200_000,
      user_name: sealName(credentials.wechatpay_public_key_pem, "林晓棠"),
    });
    const headers = { "Wechatpay-Serial": credentials.wechatpay_public_key_id };
    const created = await wxpay
      .chain("v3/fund-app/mch-transfer/transfer-bills")
      .post<Body>(body, { headers });
    expect(created.data).toMatchObject({ state: "WAIT_USER_CONFIRM", package_info: expect.any(String) });
    const ask = () =>
      wxpay
        .chain("v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}")
        .get<Body>({ out_bill_no: body.out_bill_no });
    expect((await ask()).data).toMatchObject({ mch_id: credentials.mchid, transfer_amount: 200_000 });
    const byBill = await wxpay
      .chain("v3/fund-app/mch-transfer/transfer-bills/transfer-bill-no/{transfer_bill_no}")
      .get<Body>({ transfer_bill_no: String(created.data["transfer_bill_no"]) });
    expect(byBill.data["out_bill_no"]).toBe(body.out_bill_no);
    const cancelled = await wxpay
      .chain("v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}/cancel")
      .post<Body>({}, { out_bill_no: body.out_bill_no });
    expect(cancelled.data["state"]).toBe("CANCELING");
    await sim.control.advanceClock(2000);
    await sim.control.pump();
    expect((await ask()).data).toMatchObject({ state: "CANCELLED", fail_reason: "MCH_CANCEL" });
  });

  test("sees refusals as they are", async () => {
    const wxpay = client();
    await expect(
      wxpay.chain("v3/pay/transactions/jsapi").post<Body>(prepayBody(sim.credentials, openid, { more: 1 })),
    ).rejects.toMatchObject({ response: { status: 400, data: { code: "PARAM_ERROR" } } });
  });
});
