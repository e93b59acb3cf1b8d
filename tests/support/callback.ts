/** Callbacks as WeChat writes them, and as somebody else would: signed with the simulator's own keys, or wrongly. */
import { createSign, generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sealResource } from "@banyan/wechat-sim/aead.ts";
import type { Shop } from "./shop.ts";

export interface CallbackPlan {
  /** Default "pay". */
  to?: "pay" | "refund" | "transfer";
  eventType?: string;
  /** What is encrypted. */
  content: object;
  /** Changes what is sent after it was signed. */
  tamper?: (body: string) => string;
  headers?: Record<string, string | undefined>;
  /** Seconds away from now. */
  skew?: number;
  /** A stranger's private key signs. */
  stranger?: boolean;
  apiV3Key?: string;
}

const KINDS = {
  pay: { eventType: "TRANSACTION.SUCCESS", originalType: "transaction" },
  refund: { eventType: "REFUND.SUCCESS", originalType: "refund" },
  transfer: { eventType: "MCHTRANSFER.BILL.FINISHED", originalType: "mch_payment" },
} as const;

const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** Sends one callback to the shop. @returns status and body of the answer */
export async function sendCallback(
  shop: Shop,
  plan: CallbackPlan,
): Promise<{ status: number; text: string }> {
  const { credentials } = shop.simulator;
  const kind = KINDS[plan.to ?? "pay"];
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: new Date().toISOString(),
    resource_type: "encrypt-resource",
    event_type: plan.eventType ?? kind.eventType,
    summary: "支付成功",
    resource: sealResource(
      plan.apiV3Key ?? credentials.api_v3_key,
      kind.originalType,
      JSON.stringify(plan.content),
    ),
  });
  const timestamp = String(Math.floor(Date.now() / 1000) + (plan.skew ?? 0));
  const nonce = randomBytes(16).toString("hex");
  const signature = createSign("RSA-SHA256")
    .update(`${timestamp}\n${nonce}\n${body}\n`)
    .sign(plan.stranger ? stranger : wechatKey(shop), "base64");
  const headers = {
    "content-type": "application/json",
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-serial": credentials.wechatpay_public_key_id,
    "wechatpay-signature": signature,
    ...plan.headers,
  };
  const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return sendRaw(shop, plan.to ?? "pay", plan.tamper ? plan.tamper(body) : body, Object.fromEntries(kept));
}

export async function sendRaw(
  shop: Shop,
  to: "pay" | "refund" | "transfer",
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${shop.url}/webhooks/wechat/${to}`, { method: "POST", body, headers });
  return { status: response.status, text: await response.text() };
}

function wechatKey(shop: Shop): string {
  const file = readFileSync(join(shop.dataDir, "wechat-sim", "credentials.json"), "utf8");
  return (JSON.parse(file) as { wechatpay_private_key_pem: string }).wechatpay_private_key_pem;
}

/** What WeChat says when an attempt was paid. */
export function paidContent(
  shop: Shop,
  p: { outTradeNo: string; amountFen: number; openid: string; transactionId?: string },
): Record<string, unknown> {
  const { mchid, appid } = shop.simulator.credentials;
  return {
    mchid,
    appid,
    out_trade_no: p.outTradeNo,
    transaction_id: p.transactionId ?? `4200002${Date.now()}${randomBytes(4).readUInt32BE()}`,
    trade_type: "JSAPI",
    trade_state: "SUCCESS",
    trade_state_desc: "支付成功",
    bank_type: "OTHERS",
    attach: "",
    success_time: new Date().toISOString(),
    payer: { openid: p.openid },
    amount: { total: p.amountFen, payer_total: p.amountFen, currency: "CNY", payer_currency: "CNY" },
  };
}

/** What WeChat says of a transfer bill that has ended. */
export function transferContent(
  shop: Shop,
  p: {
    outBillNo: string;
    transferBillNo: string;
    amountFen: number;
    openid: string;
    state?: "SUCCESS" | "FAIL" | "CANCELLED";
    failReason?: string;
  },
): Record<string, unknown> {
  return {
    mch_id: shop.simulator.credentials.mchid,
    out_bill_no: p.outBillNo,
    transfer_bill_no: p.transferBillNo,
    transfer_amount: p.amountFen,
    state: p.state ?? "SUCCESS",
    openid: p.openid,
    create_time: new Date().toISOString(),
    update_time: new Date().toISOString(),
    ...(p.failReason === undefined ? {} : { fail_reason: p.failReason }),
  };
}
