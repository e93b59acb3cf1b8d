import { toWire } from "@banyan/kernel";
import { type Answer, ok, readAnswer } from "../answer.ts";
import { asText } from "../json.ts";
import { fitText } from "../text.ts";
import { callPay, type Merchant } from "./exchange.ts";
import { type PaymentFact, readPayment } from "./facts.ts";
import { newNonce, nowSeconds, signLines } from "./signature.ts";

const SHANGHAI_MS = 8 * 3_600_000;

export interface Prepay {
  /** Shown to the payer; cut to 127 characters, emoji dropped. */
  description: string;
  /** 6–32 of 0-9A-Za-z_-|* */
  outTradeNo: string;
  amountFen: bigint;
  openid: string;
  /** https, no query. */
  notifyUrl: string;
  /** Last payable moment; not an automatic close. Only the first call of a number sets it. */
  timeExpire?: Date;
  /** Comes back in query and callback; up to 128 characters, sent as it is. */
  attach?: string;
}

/** Arguments of wx.requestPayment, and the appId that is signed with them. */
export interface PayParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: "RSA";
  paySign: string;
}

/** RFC 3339 in WeChat's zone, whole seconds. */
function rfc3339(at: Date): string {
  return `${new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`;
}

function orderPath(outTradeNo: string): string {
  return `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`;
}

/**
 * JSAPI prepay (docs/WECHAT.md 2.7). The id lives two hours; the same number with the same parameters gives a new one.
 * Refusals: ORDER_PAID, ORDER_CLOSED, INVALID_REQUEST (the number was used with other parameters), PARAM_ERROR.
 */
export async function prepay(merchant: Merchant, order: Prepay): Promise<Answer<{ prepayId: string }>> {
  const { appid, mchid } = merchant.config;
  const answer = await callPay(merchant, "POST", "/v3/pay/transactions/jsapi", {
    appid,
    mchid,
    description: fitText(order.description, 127) || `订单 ${order.outTradeNo}`,
    out_trade_no: order.outTradeNo,
    ...(order.timeExpire === undefined ? {} : { time_expire: rfc3339(order.timeExpire) }),
    ...(order.attach === undefined ? {} : { attach: order.attach }),
    notify_url: order.notifyUrl,
    amount: { total: toWire(order.amountFen), currency: "CNY" },
    payer: { openid: order.openid },
  });
  return readAnswer(answer, (body) => {
    const prepayId = asText(body?.["prepay_id"]);
    return prepayId === null ? null : { prepayId };
  });
}

/** What the mini program hands to wx.requestPayment, signed with the merchant key (docs/WECHAT.md 2.8). */
export function payParams(merchant: Merchant, prepayId: string): PayParams {
  const appId = merchant.config.appid;
  const timeStamp = String(nowSeconds());
  const nonceStr = newNonce();
  const prepayPackage = `prepay_id=${prepayId}`;
  const paySign = signLines(merchant.keys.merchantKey, [appId, timeStamp, nonceStr, prepayPackage]);
  return { appId, timeStamp, nonceStr, package: prepayPackage, signType: "RSA", paySign };
}

/**
 * Asks about a payment by our number (docs/WECHAT.md 2.9). Refused with ORDER_NOT_EXIST where WeChat has no such number:
 * just after a prepay of unknown outcome that is not yet proof.
 */
export async function queryPayment(merchant: Merchant, outTradeNo: string): Promise<Answer<PaymentFact>> {
  const mchid = encodeURIComponent(merchant.config.mchid);
  const answer = await callPay(merchant, "GET", `${orderPath(outTradeNo)}?mchid=${mchid}`);
  return readAnswer(answer, (body) => {
    const fact = body === null ? null : readPayment(merchant.config, body);
    return fact?.outTradeNo === outTradeNo ? fact : null;
  });
}

/** Closes an unpaid order; may be repeated (docs/WECHAT.md 2.10). Refused with ORDER_PAID: it was paid, treat it so. */
export async function closePayment(merchant: Merchant, outTradeNo: string): Promise<Answer<null>> {
  const { mchid } = merchant.config;
  const answer = await callPay(merchant, "POST", `${orderPath(outTradeNo)}/close`, { mchid });
  return answer.kind === "ok" ? ok(null) : answer;
}
