import { rfc3339 } from "../clock.ts";
import type { Exchange } from "../http.ts";
import { PayRefusal, parameterError } from "../merchant/refusal.ts";
import type { PaidOrder } from "../payment/store.ts";
import type { Platform } from "../platform.ts";
import { orderOfRefund, RECEIVED_ACCOUNT } from "./settle.ts";
import { findRefund, type Refund } from "./store.ts";

/** A refund as creation and query answer it (docs/WECHAT.md 2.11). */
export function refundView(refund: Refund, order: PaidOrder): Record<string, unknown> {
  const view: Record<string, unknown> = {
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    transaction_id: order.transaction_id,
    out_trade_no: order.out_trade_no,
    channel: "ORIGINAL",
    user_received_account: RECEIVED_ACCOUNT,
    create_time: rfc3339(refund.created_at),
    status: refund.status,
    funds_account: "AVAILABLE",
    amount: {
      total: order.paid_total,
      refund: refund.amount,
      payer_total: order.paid_total,
      payer_refund: refund.amount,
      settlement_total: order.paid_total,
      settlement_refund: refund.amount,
      discount_refund: 0,
      currency: "CNY",
      refund_fee: 0,
    },
    promotion_detail: [],
  };
  if (refund.success_at !== null) view["success_time"] = rfc3339(refund.success_at);
  return view;
}

/** GET /v3/refund/domestic/refunds/{out_refund_no} */
export function queryRefund(platform: Platform, exchange: Exchange, outRefundNo: string): object {
  for (const name of exchange.query.keys()) {
    throw parameterError(name, undefined, "参数中含有非法的额外参数", "query");
  }
  const refund = findRefund(platform.database, outRefundNo);
  if (refund === undefined) throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "退款单不存在");
  return refundView(refund, orderOfRefund(platform, refund));
}
