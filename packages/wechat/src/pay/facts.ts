import type { WechatConfig } from "../config.ts";
import { asFen, asObject, asText, asTime, type JsonObject } from "../json.ts";

const PAYMENT_STATES = [
  "SUCCESS",
  "REFUND",
  "NOTPAY",
  "CLOSED",
  "REVOKED",
  "USERPAYING",
  "PAYERROR",
] as const;
const REFUND_STATES = ["SUCCESS", "CLOSED", "PROCESSING", "ABNORMAL"] as const;
/** TRANSFERING and CANCELING are spelt as WeChat spells them. */
const TRANSFER_STATES = [
  "ACCEPTED",
  "PROCESSING",
  "WAIT_USER_CONFIRM",
  "TRANSFERING",
  "SUCCESS",
  "FAIL",
  "CANCELING",
  "CANCELLED",
] as const;

/**
 * What WeChat says about one payment. REFUND means that a refund was asked for, even a partial one: it was paid, and
 * the refunds tell the rest (docs/WECHAT.md 2.9). Amount, payer and currency are still to be compared with our own.
 */
export interface PaymentFact {
  outTradeNo: string;
  transactionId: string | null;
  state: (typeof PAYMENT_STATES)[number];
  /** The order amount in fen (`amount.total`), not what is left after WeChat's own coupons. */
  amountFen: bigint | null;
  currency: string | null;
  openid: string | null;
  successTime: Date | null;
  mchid: string;
  appid: string;
}

/** What WeChat says about one refund; ABNORMAL needs a person (the payer's card is gone), CLOSED moved no money. */
export interface RefundFact {
  outRefundNo: string;
  outTradeNo: string;
  transactionId: string;
  refundId: string;
  state: (typeof REFUND_STATES)[number];
  refundFen: bigint;
  totalFen: bigint;
  successTime: Date | null;
}

/**
 * What WeChat says about one transfer bill (docs/WECHAT.md 3.3). SUCCESS, FAIL and CANCELLED are final: only they allow
 * a new number for the same money. `failReason` is WeChat's word (NAME_NOT_CORRECT, OVERDUE_CLOSE, MCH_CANCEL …).
 */
export interface TransferFact {
  outBillNo: string;
  transferBillNo: string;
  state: (typeof TRANSFER_STATES)[number];
  failReason: string | null;
  /**
   * What requestMerchantTransfer takes. Only the answer to the transfer itself carries it, and only while the state is
   * WAIT_USER_CONFIRM: null elsewhere means "not told", never "gone". Keep the one that came.
   */
  packageInfo: string | null;
  /** Fen; null in the answer to the transfer itself. */
  amountFen: bigint | null;
  openid: string | null;
  createTime: Date | null;
  updateTime: Date | null;
}

function oneOf<const T extends string>(words: readonly T[], value: unknown): T | null {
  return words.find((word) => word === value) ?? null;
}

/**
 * Reads a payment as a query and the decrypted callback show it. Null when it is another merchant's, another app's,
 * or says "paid" without number, amount and time.
 */
export function readPayment(config: WechatConfig, body: JsonObject): PaymentFact | null {
  const { mchid, appid } = config;
  const outTradeNo = asText(body["out_trade_no"]);
  const state = oneOf(PAYMENT_STATES, body["trade_state"]);
  if (outTradeNo === null || state === null || body["mchid"] !== mchid || body["appid"] !== appid)
    return null;
  const amount = asObject(body["amount"]);
  const fact: PaymentFact = {
    outTradeNo,
    transactionId: asText(body["transaction_id"]),
    state,
    amountFen: asFen(amount?.["total"]),
    currency: asText(amount?.["currency"]),
    openid: asText(asObject(body["payer"])?.["openid"]),
    successTime: asTime(body["success_time"]),
    mchid,
    appid,
  };
  const paid = state === "SUCCESS" || state === "REFUND";
  const whole = fact.transactionId !== null && fact.amountFen !== null && fact.successTime !== null;
  return paid && !whole ? null : fact;
}

/**
 * Reads a refund.
 * @param stateField `status` in answers, `refund_status` in callbacks (docs/WECHAT.md 2.11)
 */
export function readRefund(body: JsonObject, stateField: "status" | "refund_status"): RefundFact | null {
  const outRefundNo = asText(body["out_refund_no"]);
  const outTradeNo = asText(body["out_trade_no"]);
  const transactionId = asText(body["transaction_id"]);
  const refundId = asText(body["refund_id"]);
  const state = oneOf(REFUND_STATES, body[stateField]);
  const amount = asObject(body["amount"]);
  const refundFen = asFen(amount?.["refund"]);
  const totalFen = asFen(amount?.["total"]);
  if (outRefundNo === null || outTradeNo === null || transactionId === null || refundId === null) return null;
  if (state === null || refundFen === null || totalFen === null) return null;
  const successTime = asTime(body["success_time"]);
  return { outRefundNo, outTradeNo, transactionId, refundId, state, refundFen, totalFen, successTime };
}

/** Reads a transfer bill as the answer to the transfer itself shows it: without amount and person. */
export function readTransfer(body: JsonObject): TransferFact | null {
  const outBillNo = asText(body["out_bill_no"]);
  const transferBillNo = asText(body["transfer_bill_no"]);
  const state = oneOf(TRANSFER_STATES, body["state"]);
  if (outBillNo === null || transferBillNo === null || state === null) return null;
  return {
    outBillNo,
    transferBillNo,
    state,
    failReason: asText(body["fail_reason"]),
    packageInfo: asText(body["package_info"]),
    amountFen: asFen(body["transfer_amount"]),
    openid: asText(body["openid"]),
    createTime: asTime(body["create_time"]),
    updateTime: asTime(body["update_time"]),
  };
}

/**
 * Reads a transfer bill as a query and the decrypted callback show it. Null when it is another merchant's (the name is
 * `mch_id` here, `mchid` elsewhere) or another app's, or when it has no amount. The callback carries no appid.
 */
export function readWholeTransfer(config: WechatConfig, body: JsonObject): TransferFact | null {
  const appid = body["appid"] ?? config.appid;
  if (body["mch_id"] !== config.mchid || appid !== config.appid) return null;
  const fact = readTransfer(body);
  return fact === null || fact.amountFen === null ? null : fact;
}
