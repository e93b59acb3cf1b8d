/** The payment side of a planned order: attempt, fact, event, and what WeChat has to know of it. */
import type { NumberKind } from "@banyan/kernel";
import type { PastPayment } from "@banyan/wechat-sim";
import type { CaseRows } from "./cases.ts";
import { type Add, dayOf, event } from "./heap.ts";
import type { PlannedOrder } from "./order.ts";
import type { Dice } from "./random.ts";

/** @returns null for an order that was never paid */
export function addPayment(
  add: Add,
  p: { dice: Dice; notifyUrl: string },
  order: PlannedOrder,
  no: string,
  number: (kind: NumberKind, at: Date) => string,
  aftersale: CaseRows | null,
): PastPayment | null {
  if (!order.paidAt) return null;
  const paymentNo = number("payment", order.at);
  const transactionId = `42000${dayOf(order.paidAt).replaceAll("-", "")}${String(p.dice.below(1e9)).padStart(9, "0")}${String(p.dice.below(1e6)).padStart(6, "0")}`;
  const buyer_id = order.person.id;
  add("payment_attempt", {
    buyer_id,
    no: paymentNo,
    order_no: no,
    amount_fen: order.payableFen,
    openid: order.person.openid,
    state: "paid",
    transaction_id: transactionId,
    paid_at: order.paidAt,
    created_at: order.at,
  });
  add("payment_fact", {
    buyer_id,
    transaction_id: transactionId,
    payment_no: paymentNo,
    amount_fen: order.payableFen,
    source: "callback",
    event_at: order.paidAt,
    created_at: order.paidAt,
  });
  add("order_event", event(order, no, "paid", order.paidAt));
  const refund = aftersale?.refund ?? null;
  if (refund) refund.row["payment_no"] = paymentNo;
  return {
    out_trade_no: paymentNo,
    transaction_id: transactionId,
    description: order.lines[0]?.sku.name ?? "",
    openid: order.person.openid,
    total: Number(order.payableFen),
    paid_at: order.paidAt.getTime(),
    notify_url: p.notifyUrl,
    refunds: refund
      ? [
          {
            out_refund_no: refund.no,
            refund_id: refund.refundId,
            amount: Number(refund.amountFen),
            success_at: refund.at.getTime(),
          },
        ]
      : [],
  };
}
