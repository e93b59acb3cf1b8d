import { toWire } from "@banyan/kernel";
import { type Answer, readAnswer } from "../answer.ts";
import type { JsonObject } from "../json.ts";
import { fitText } from "../text.ts";
import { callPay, type Merchant } from "./exchange.ts";
import { type RefundFact, readRefund } from "./facts.ts";

const REFUNDS = "/v3/refund/domestic/refunds";

export interface Refund {
  outTradeNo: string;
  /** Up to 64 of 0-9A-Za-z_-|*@. A repeat carries the same number: a new one is a second refund. */
  outRefundNo: string;
  refundFen: bigint;
  /** The whole payment. */
  totalFen: bigint;
  /** Shown to the payer; cut to 80 characters. */
  reason?: string;
  /** https, no query. */
  notifyUrl: string;
}

function readOwn(outRefundNo: string): (body: JsonObject | null) => RefundFact | null {
  return (body) => {
    const fact = body === null ? null : readRefund(body, "status");
    return fact?.outRefundNo === outRefundNo ? fact : null;
  };
}

/**
 * Asks for a refund (docs/WECHAT.md 2.11). `ok` means accepted: the state says whether the money is back, mostly
 * PROCESSING. Up to 50 a payment, a minute apart, within 365 days. Refusals: NOT_ENOUGH (balance short),
 * INVALID_REQUEST, RESOURCE_NOT_EXISTS, PARAM_ERROR.
 */
export async function refund(merchant: Merchant, ask: Refund): Promise<Answer<RefundFact>> {
  const reason = fitText(ask.reason ?? "", 80);
  const answer = await callPay(merchant, "POST", REFUNDS, {
    out_trade_no: ask.outTradeNo,
    out_refund_no: ask.outRefundNo,
    ...(reason === "" ? {} : { reason }),
    notify_url: ask.notifyUrl,
    amount: { refund: toWire(ask.refundFen), total: toWire(ask.totalFen), currency: "CNY" },
  });
  return readAnswer(answer, readOwn(ask.outRefundNo));
}

/** Asks about a refund by our number. Refused with RESOURCE_NOT_EXISTS where WeChat has no such number. */
export async function queryRefund(merchant: Merchant, outRefundNo: string): Promise<Answer<RefundFact>> {
  const answer = await callPay(merchant, "GET", `${REFUNDS}/${encodeURIComponent(outRefundNo)}`);
  return readAnswer(answer, readOwn(outRefundNo));
}
