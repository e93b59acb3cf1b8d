import { randomInt } from "node:crypto";
import { enqueueCallback } from "../callback/store.ts";
import { compactTime } from "../clock.ts";
import { findUser } from "../identity/store.ts";
import type { Platform } from "../platform.ts";
import {
  findOrder,
  findPrepay,
  isPaid,
  markPaid,
  newestPrepay,
  type PaidOrder,
  type PayOrder,
  type Prepay,
  setOrderState,
} from "./store.ts";
import { transactionView } from "./transaction.ts";

/** A prepay id lives two hours whatever the order's own life is (docs/WECHAT.md 2.7). */
const PREPAY_LIFE_MS = 2 * 3_600_000;

/** Why the cashier says no, with the words it shows. */
export const PAY_REFUSALS = {
  prepay_unknown: "支付参数有误，请返回商家重新下单",
  order_closed: "该订单已关闭",
  order_paid: "该订单已支付",
  order_expired: "该订单已过支付时间，请重新下单",
  prepay_expired: "支付会话已失效，请返回商家重新发起支付",
  payer_unknown: "请先选择一个微信用户",
  payer_mismatch: "下单账号与支付账号不一致，请核实后再支付",
} as const;

export type PayRefusalName = keyof typeof PAY_REFUSALS;

/** A prepay that may be paid by this user now, or the reason why not. */
export type Payable =
  | { refusal: PayRefusalName; order?: PayOrder }
  | { refusal?: never; order: PayOrder; prepay: Prepay };

/** Checks everything WeChat checks before it shows the pay button, in its order. */
export function checkPayable(platform: Platform, prepayId: string, openid: string): Payable {
  const prepay = findPrepay(platform.database, prepayId);
  const order = prepay && findOrder(platform, prepay.out_trade_no);
  if (prepay === undefined || order === undefined) return { refusal: "prepay_unknown" };
  if (order.state === "CLOSED") return { refusal: "order_closed", order };
  if (isPaid(order)) return { refusal: "order_paid", order };
  const now = platform.clock.now();
  if (now > order.payable_until) return { refusal: "order_expired", order };
  if (now > prepay.created_at + PREPAY_LIFE_MS) return { refusal: "prepay_expired", order };
  if (findUser(platform.database, openid) === undefined) return { refusal: "payer_unknown", order };
  if (order.openid !== openid) return { refusal: "payer_mismatch", order };
  return { order, prepay };
}

function transactionNumber(now: number): string {
  const random = `${randomInt(1e9)}`.padStart(9, "0") + `${randomInt(100)}`.padStart(2, "0");
  return `420000${randomInt(100, 1000)}${compactTime(now).slice(0, 8)}${random}`;
}

/**
 * Takes the money: payment facts and the callback in one step. The order must be NOTPAY.
 * @param paidTotal fen; differs from the order only when a test makes it so
 */
export function commitPayment(
  platform: Platform,
  order: PayOrder,
  payer: string,
  paidTotal: number,
): PaidOrder {
  const now = platform.clock.now();
  const paid: PaidOrder = {
    ...order,
    state: "SUCCESS",
    transaction_id: transactionNumber(now),
    paid_at: now,
    paid_total: paidTotal,
    paid_by: payer,
  };
  platform.database.transaction(() => {
    markPaid(platform.database, paid);
    enqueueCallback(platform, {
      eventType: "TRANSACTION.SUCCESS",
      originalType: "transaction",
      summary: "支付成功",
      subject: order.out_trade_no,
      url: order.notify_url,
      plaintext: JSON.stringify(transactionView(platform.keys.credentials, paid)),
    });
  });
  return paid;
}

/** What `pay` of the control takes: one of the two ids; the rest deviates from the order on purpose. */
export interface PayRequest {
  prepay_id?: string;
  out_trade_no?: string;
  /** Who taps 支付; the prepay's own user unless told. */
  openid?: string;
  /** fen: WeChat reports this total instead of the order's. */
  amount_override?: number;
  /** WeChat reports this payer instead of who paid. */
  payer_override?: string;
  /** Pays although the order is closed: the bank's word and the merchant's close have crossed. */
  after_close?: boolean;
}

export type PayResult =
  | { result: "success"; transaction_id: string; out_trade_no: string }
  | { result: "fail"; reason: PayRefusalName; message: string };

/** What `after_close` asks for: a closed order that can be paid once more. */
function reopened(platform: Platform, request: PayRequest, payable: Payable): Payable {
  if (request.after_close !== true || payable.refusal !== "order_closed" || payable.order === undefined)
    return payable;
  const { order } = payable;
  const prepay = newestPrepay(platform.database, order.out_trade_no);
  if (prepay === undefined) return payable;
  setOrderState(platform.database, order.out_trade_no, "NOTPAY");
  return { order: { ...order, state: "NOTPAY" }, prepay };
}

/** Pays without the screen, by the same checks. */
export function pay(platform: Platform, request: PayRequest): PayResult {
  const prepayId =
    request.prepay_id ?? newestPrepay(platform.database, request.out_trade_no ?? "")?.prepay_id ?? "";
  const prepay = findPrepay(platform.database, prepayId);
  const owner = prepay && findOrder(platform, prepay.out_trade_no)?.openid;
  const payable = reopened(
    platform,
    request,
    checkPayable(platform, prepayId, request.openid ?? owner ?? ""),
  );
  if (payable.refusal !== undefined) {
    return { result: "fail", reason: payable.refusal, message: PAY_REFUSALS[payable.refusal] };
  }
  const { order } = payable;
  const total = request.amount_override ?? order.total;
  if (!Number.isSafeInteger(total) || total < 1) throw new RangeError("amount_override is whole fen from 1");
  const paid = commitPayment(
    platform,
    order,
    request.payer_override ?? request.openid ?? order.openid,
    total,
  );
  platform.scheduler.wake();
  return { result: "success", transaction_id: paid.transaction_id, out_trade_no: paid.out_trade_no };
}
