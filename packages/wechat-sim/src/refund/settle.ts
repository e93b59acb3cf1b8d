import { enqueueCallback } from "../callback/store.ts";
import { rfc3339 } from "../clock.ts";
import type { Database } from "../database.ts";
import { findOrder, isPaid, type PaidOrder } from "../payment/store.ts";
import type { Platform } from "../platform.ts";
import {
  dueRefunds,
  earliestRefundDue,
  findRefund,
  type Refund,
  type RefundStatus,
  setRefundStatus,
} from "./store.ts";

/** How a refund can end. ABNORMAL may still become SUCCESS later. */
export type RefundEnd = Exclude<RefundStatus, "PROCESSING">;

const SUMMARY: Record<RefundEnd, string> = { SUCCESS: "退款成功", ABNORMAL: "退款异常", CLOSED: "退款关闭" };

/** Where the money went, in WeChat's words. */
export const RECEIVED_ACCOUNT = "支付用户零钱";

/** The paid order a refund belongs to. */
export function orderOfRefund(platform: Platform, refund: Refund): PaidOrder {
  const order = findOrder(platform, refund.out_trade_no);
  if (order === undefined || !isPaid(order))
    throw new Error(`refund ${refund.out_refund_no} has no paid order`);
  return order;
}

/** The decrypted callback says `refund_status` where the query says `status` (docs/WECHAT.md 2.11). */
function callbackView(platform: Platform, refund: Refund, order: PaidOrder): Record<string, unknown> {
  const view: Record<string, unknown> = {
    mchid: platform.keys.credentials.mchid,
    transaction_id: order.transaction_id,
    out_trade_no: order.out_trade_no,
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    refund_status: refund.status,
    user_received_account: RECEIVED_ACCOUNT,
    amount: {
      total: order.paid_total,
      refund: refund.amount,
      payer_total: order.paid_total,
      payer_refund: refund.amount,
    },
  };
  if (refund.success_at !== null) view["success_time"] = rfc3339(refund.success_at);
  return view;
}

/** Ends a refund: status and callback in one step. */
export function settleRefund(platform: Platform, refund: Refund, status: RefundEnd): void {
  const successAt = status === "SUCCESS" ? platform.clock.now() : null;
  const order = orderOfRefund(platform, refund);
  platform.database.transaction(() => {
    setRefundStatus(platform.database, refund.out_refund_no, status, successAt);
    if (refund.notify_url === null) return;
    enqueueCallback(platform, {
      eventType: `REFUND.${status}`,
      originalType: "refund",
      summary: SUMMARY[status],
      subject: `${refund.out_trade_no} ${refund.out_refund_no}`,
      url: refund.notify_url,
      plaintext: JSON.stringify(callbackView(platform, { ...refund, status, success_at: successAt }, order)),
    });
  });
}

/** Settles every refund whose time has come. */
export function settleDueRefunds(platform: Platform): void {
  for (const refund of dueRefunds(platform.database, platform.clock.now())) {
    settleRefund(platform, refund, refund.outcome === "ABNORMAL" ? "ABNORMAL" : "SUCCESS");
  }
}

/** When the next refund settles, if any. */
export function nextRefundAt(database: Database): number | undefined {
  return earliestRefundDue(database);
}

/** Ends a refund by hand: one that was told to stay PROCESSING, or an ABNORMAL one paid out otherwise. */
export function finishRefund(platform: Platform, outRefundNo: string, status: RefundEnd): void {
  const refund = findRefund(platform.database, outRefundNo);
  if (refund === undefined) throw new RangeError(`no refund ${outRefundNo}`);
  if (refund.status === "SUCCESS" || refund.status === "CLOSED")
    throw new RangeError(`refund is already ${refund.status}`);
  settleRefund(platform, refund, status);
  platform.scheduler.wake();
}
