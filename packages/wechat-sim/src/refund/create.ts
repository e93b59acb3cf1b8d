import { randomInt } from "node:crypto";
import { compactTime } from "../clock.ts";
import type { Exchange } from "../http.ts";
import { canonical, checkNotifyUrl, type Fields, type Parsed, parseBody } from "../merchant/fields.ts";
import { invalidRequest, PayRefusal, parameterError } from "../merchant/refusal.ts";
import {
  findOrder,
  findOrderByTransaction,
  isPaid,
  type PaidOrder,
  setOrderState,
} from "../payment/store.ts";
import type { Platform } from "../platform.ts";
import { refundView } from "./query.ts";
import { findRefund, insertRefund, type Refund, refundsOfOrder } from "./store.ts";

/** Limits of docs/WECHAT.md 2.11. */
const REFUNDABLE_MS = 365 * 24 * 3_600_000;
const MAX_REFUNDS = 50;
const MIN_APART_MS = 60_000;
/** A refund stays PROCESSING about this long, before scaling. */
const SETTLE_MS = 1000;

const GOODS = {
  merchant_goods_id: { type: "string", max: 32, required: true },
  wechatpay_goods_id: { type: "string", max: 32 },
  goods_name: { type: "string", max: 256 },
  unit_price: { type: "integer", min: 0, required: true },
  refund_amount: { type: "integer", min: 0, required: true },
  refund_quantity: { type: "integer", min: 1, required: true },
} as const satisfies Fields;

const FROM = {
  account: { type: "string", max: 32, oneOf: ["AVAILABLE", "UNAVAILABLE"], required: true },
  amount: { type: "integer", min: 1, required: true },
} as const satisfies Fields;

const FIELDS = {
  transaction_id: { type: "string", max: 32, pattern: /^\d+$/ },
  out_trade_no: { type: "string", max: 32, pattern: /^[0-9A-Za-z_\-|*]{6,32}$/ },
  out_refund_no: { type: "string", max: 64, pattern: /^[0-9A-Za-z_\-|*@]+$/, required: true },
  reason: { type: "string", max: 80 },
  notify_url: { type: "string", max: 256 },
  funds_account: { type: "string", max: 32, oneOf: ["AVAILABLE"] },
  amount: {
    type: "object",
    required: true,
    fields: {
      refund: { type: "integer", min: 1, required: true },
      total: { type: "integer", min: 1, required: true },
      currency: { type: "string", max: 16, oneOf: ["CNY"], required: true },
      from: { type: "array", max: 2, of: { type: "object", fields: FROM } },
    },
  },
  goods_detail: { type: "array", max: 6000, of: { type: "object", fields: GOODS } },
} as const satisfies Fields;

type RefundBody = Parsed<typeof FIELDS>;

function findPaidOrder(platform: Platform, body: RefundBody): PaidOrder {
  const order =
    body.transaction_id !== undefined
      ? findOrderByTransaction(platform.database, body.transaction_id)
      : findOrder(platform, body.out_trade_no ?? "");
  if (order === undefined) throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "订单不存在");
  if (!isPaid(order)) throw invalidRequest("订单未支付，不能退款");
  return order;
}

function checkNewRefund(platform: Platform, body: RefundBody, order: PaidOrder): void {
  const now = platform.clock.now();
  if (now > order.paid_at + REFUNDABLE_MS) throw invalidRequest("订单已超过可退款的最大期限");
  if (body.amount.total !== order.paid_total) {
    throw invalidRequest("订单金额或退款金额与之前请求不一致，请核实后再试");
  }
  const earlier = refundsOfOrder(platform.database, order.out_trade_no);
  const taken = earlier
    .filter((refund) => refund.status !== "CLOSED")
    .reduce((sum, refund) => sum + refund.amount, 0);
  if (taken >= order.paid_total) throw invalidRequest("订单已全额退款");
  if (taken + body.amount.refund > order.paid_total) throw invalidRequest("申请退款金额超过订单剩余可退金额");
  if (earlier.length >= MAX_REFUNDS) throw invalidRequest("订单退款次数超过50次限制");
  const last = earlier.at(-1);
  if (last !== undefined && now - last.created_at < MIN_APART_MS) {
    throw new PayRefusal(429, "FREQUENCY_LIMITED", "同一笔订单退款间隔不足1分钟，请稍后用原单号重试");
  }
}

function newRefund(platform: Platform, exchange: Exchange, body: RefundBody, order: PaidOrder): Refund {
  const now = platform.clock.now();
  const abnormal = platform.faults.take("refund_abnormal", exchange.subject) !== undefined;
  const stays = platform.faults.take("refund_processing", exchange.subject) !== undefined;
  const serial = `${randomInt(1e9)}`.padStart(9, "0") + `${randomInt(1e5)}`.padStart(5, "0");
  return {
    out_refund_no: body.out_refund_no,
    refund_id: `5030000${compactTime(now).slice(0, 8)}${serial}`,
    out_trade_no: order.out_trade_no,
    amount: body.amount.refund,
    parameters: canonical(body),
    notify_url: body.notify_url ?? null,
    created_at: now,
    status: "PROCESSING",
    due_at: stays ? null : now + Math.ceil(SETTLE_MS / platform.timeScale),
    outcome: abnormal ? "ABNORMAL" : "SUCCESS",
    success_at: null,
  };
}

function checkShape(body: RefundBody): void {
  if ((body.transaction_id === undefined) === (body.out_trade_no === undefined)) {
    throw parameterError("/out_trade_no", undefined, "transaction_id与out_trade_no必须二选一");
  }
  if (body.notify_url !== undefined) checkNotifyUrl(body.notify_url);
  const parts = body.amount.from;
  if (parts !== undefined && parts.reduce((sum, part) => sum + part.amount, 0) !== body.amount.refund) {
    throw parameterError("/amount/from", undefined, "出资金额之和应等于退款金额");
  }
}

/**
 * POST /v3/refund/domestic/refunds. The same number with the same parameters answers the refund that stands; a
 * new number is a new refund.
 */
export function createRefund(platform: Platform, exchange: Exchange): object {
  const body = parseBody(exchange.body, FIELDS);
  checkShape(body);
  const view = platform.database.transaction(() => {
    const order = findPaidOrder(platform, body);
    const known = findRefund(platform.database, body.out_refund_no);
    if (known !== undefined) {
      if (known.parameters !== canonical(body))
        throw invalidRequest("订单金额或退款金额与之前请求不一致，请核实后再试");
      return refundView(known, order);
    }
    checkNewRefund(platform, body, order);
    // Thrown below: a rollback here would arm the fault again.
    if (platform.faults.take("not_enough", exchange.subject) !== undefined) return undefined;
    const refund = newRefund(platform, exchange, body, order);
    insertRefund(platform.database, refund);
    setOrderState(platform.database, order.out_trade_no, "REFUND");
    return refundView(refund, order);
  });
  if (view === undefined) throw new PayRefusal(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起");
  return view;
}
