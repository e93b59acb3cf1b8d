/**
 * Closing an unpaid order: mark it closing (nothing can be paid any more), close the payment at WeChat, and only then give stock and
 * coupon back. If WeChat says it was paid, it was paid. If WeChat does not answer, the order stays `closing` and the sweep asks again.
 */
import { ownerOf } from "@banyan/kernel";
import { raiseAlarm } from "../alarm/raise.ts";
import { returnCoupons } from "../coupon/spend.ts";
import { refuse } from "../http/refusal.ts";
import { enqueue } from "../outbox/store.ts";
import { applyQuery } from "../payment/apply.ts";
import { closeAttempts, openAttempt } from "../payment/store.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { bumpVersion } from "../setting/store.ts";
import { releaseHolds } from "../stock/hold-store.ts";
import { addEvent, lockOrder, markClosed, markClosing, skusOf } from "./store.ts";

/** WeChat's definite answers after which this payment can no longer happen. */
const GONE = new Set([
  "ORDER_NOT_EXIST",
  "RESOURCE_NOT_EXISTS",
  "ORDER_CLOSED",
  "ORDERNOTEXIST",
  "ORDERCLOSED",
]);
const PAID = new Set(["ORDERPAID", "ORDER_PAID"]);
const TIMED_OUT = "超时未支付，订单已自动关闭";

/** By the customer. @throws Refusal not_found, order_paid, order_closed, order_not_cancellable */
export async function cancelOrder(
  services: Services,
  customer: CustomerActor,
  no: string,
  reason: string,
): Promise<void> {
  if (ownerOf("order", no) !== customer.id) refuse("not_found");
  await services.database.transact(async (tx) => {
    const order = (await lockOrder(tx, customer.id, no)) ?? refuse("not_found");
    if (order.state === "closed") refuse("order_closed");
    if (order.state !== "awaiting_payment" && order.state !== "closing") {
      refuse(order.paid_at ? "order_paid" : "order_not_cancellable");
    }
    await markClosing(tx, customer.id, no, reason || "您已取消订单");
  });
  const outcome = await finishClosing(services, customer.id, no, "cancelled");
  if (outcome === "paid") refuse("order_paid");
}

/** By the timer, which also ends what a customer began. @returns what became of it; "unknown" is tried again later */
export async function closeUnpaid(
  services: Services,
  buyerId: bigint,
  no: string,
): Promise<"closed" | "paid" | "unknown"> {
  const reason = await services.database.transact(async (tx) => {
    const order = await lockOrder(tx, buyerId, no);
    const due = order?.close_due_at && order.close_due_at <= order.now;
    if (order?.state !== "awaiting_payment" || !due) return order?.close_reason;
    await markClosing(tx, buyerId, no, TIMED_OUT);
    return TIMED_OUT;
  });
  return finishClosing(services, buyerId, no, reason === TIMED_OUT ? "closed_unpaid" : "cancelled");
}

async function finishClosing(
  services: Services,
  buyerId: bigint,
  no: string,
  kind: "cancelled" | "closed_unpaid",
): Promise<"closed" | "paid" | "unknown"> {
  const attempt = await openAttempt(services.database.query, buyerId, no);
  if (attempt) {
    const wechat = await services.wechat.current();
    if (!wechat) return "unknown";
    const answer = await wechat.client.closePayment(attempt.no);
    if (answer.kind === "unknown") return "unknown";
    if (answer.kind === "refused" && PAID.has(answer.code)) {
      const paid = await applyQuery(services, buyerId, attempt.no);
      return paid === "paid" ? "paid" : "unknown";
    }
    if (answer.kind === "refused" && !GONE.has(answer.code)) {
      await raiseAlarm(services.database.query, {
        kind: "close_refused",
        ref: answer.code,
        title: "微信支付拒绝关闭订单，库存仍被占用，稍后自动重试",
        detail: { code: answer.code, message: answer.message, order_no: no },
      });
      return "unknown";
    }
  }
  return services.database.transact(async (tx) => {
    const order = await lockOrder(tx, buyerId, no);
    if (!order || order.state === "closed") return "closed";
    if (order.state !== "closing") return "paid";
    await closeAttempts(tx, buyerId, no);
    await markClosed(tx, buyerId, no, order.now);
    if (order.coupon_grant_id !== null) await returnCoupons(tx, buyerId, no);
    const refilled = await releaseHolds(tx, no, await skusOf(tx, buyerId, no));
    if (refilled > 0) await bumpVersion(tx, "catalog");
    await addEvent(tx, { buyerId, no, kind, at: order.now });
    if (kind === "closed_unpaid")
      await enqueue(tx, order.now, [{ ownerId: buyerId, topic: "order.closed", ref: no }]);
    return "closed";
  });
}
