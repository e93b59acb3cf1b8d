/** A refund fact of WeChat (answer, callback or query), applied once. Success moves money and units from `refunding` to `refunded`. */
import { isFullyRefunded, mayBecomeRefund } from "@banyan/domain";
import { ownerOf, type RefundState } from "@banyan/kernel";
import type { RefundFact } from "@banyan/wechat";
import { failCase, finishCase } from "../aftersale/finish.ts";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { addRefunded, markRefunded } from "../order/refund-store.ts";
import { addEvent, type LockedOrder, lockOrder, readLines } from "../order/store.ts";
import { enqueue } from "../outbox/store.ts";
import type { Services } from "../services.ts";
import { findRefund, lockRefund, type Refund, recordRefundFact, setRefundState } from "./store.ts";

const STATE: Record<RefundFact["state"], RefundState> = {
  SUCCESS: "success",
  PROCESSING: "processing",
  ABNORMAL: "abnormal",
  CLOSED: "closed",
};
/** A processing refund is asked about again after this. */
const ASK_AGAIN_S = 20;

/** @throws Refusal callback_mismatch (unknown number or other amount; an alarm stands) */
export async function applyRefund(
  services: Services,
  fact: RefundFact,
  source: "callback" | "query" | "answer",
): Promise<void> {
  const buyerId = ownerOf("refund", fact.outRefundNo);
  const refund = buyerId && (await findRefund(services.database.query, buyerId, fact.outRefundNo));
  if (!refund || refund.amount_fen !== fact.refundFen || refund.payment_no !== fact.outTradeNo) {
    await raiseAlarm(services.database.query, {
      kind: "refund_mismatch",
      ref: fact.outRefundNo,
      title: "收到与退款单不符的退款结果",
      detail: { out_refund_no: fact.outRefundNo, refund_fen: String(fact.refundFen), state: fact.state },
    });
    return refuse("callback_mismatch");
  }
  await services.database.transact((tx) => applyInside(tx, refund, fact, source));
}

async function applyInside(
  tx: Tx,
  known: Refund,
  fact: RefundFact,
  source: "callback" | "query" | "answer",
): Promise<void> {
  const order = (await lockOrder(tx, known.buyer_id, known.order_no)) ?? refuse("callback_mismatch");
  const refund = (await lockRefund(tx, known.buyer_id, known.no)) ?? refuse("callback_mismatch");
  const state = STATE[fact.state];
  if (refund.state === state || !mayBecomeRefund(refund.state, state)) return;
  const at = order.now;
  await recordRefundFact(tx, {
    buyerId: refund.buyer_id,
    no: refund.no,
    state,
    refundId: fact.refundId,
    amountFen: fact.refundFen,
    source,
    eventAt: fact.successTime ?? at,
  });
  await setRefundState(tx, {
    buyerId: refund.buyer_id,
    no: refund.no,
    state,
    refundId: fact.refundId,
    at,
    nextTrySeconds: ASK_AGAIN_S,
  });
  const event = { buyerId: refund.buyer_id, no: refund.order_no, at, ref: refund.no };
  if (state === "processing") await addEvent(tx, { ...event, kind: "refund_sent" });
  if (state === "success") await succeed(tx, refund, order);
  if (state === "abnormal" || state === "closed") {
    // Closed is WeChat's final no: the case ends, so that the order can go on and a new refund be made.
    if (state === "closed" && refund.aftersale_no !== null) {
      await failCase(tx, refund.buyer_id, refund.aftersale_no, refund.order_no);
    }
    await addEvent(tx, { ...event, kind: "refund_abnormal" });
    await raiseAlarm(tx, {
      kind: "refund_abnormal",
      ref: refund.no,
      title: state === "closed" ? "微信支付关闭了退款，请重新发起" : "退款未能原路退回，需要人工处理",
      detail: { refund_no: refund.no, order_no: refund.order_no, state: fact.state },
    });
  }
}

async function succeed(tx: Tx, refund: Refund, order: LockedOrder): Promise<void> {
  const at = order.now;
  const { buyer_id: buyerId, order_no: orderNo } = refund;
  if (refund.aftersale_no !== null) {
    const { freightFen } = await finishCase(tx, buyerId, refund.aftersale_no, orderNo);
    await addRefunded(tx, buyerId, orderNo, refund.amount_fen, freightFen);
    const lines = (await readLines(tx, buyerId, orderNo)).map((line) => ({
      baseFen: line.base_fen,
      quantity: line.quantity,
      refundedFen: line.refunded_fen,
      refundedQuantity: line.refunded_quantity,
    }));
    if (isFullyRefunded({ shipped: order.shipped_at !== null, lines }))
      await markRefunded(tx, buyerId, orderNo);
  }
  await addEvent(tx, { buyerId, no: orderNo, kind: "refunded", at, ref: refund.no });
  await enqueue(tx, at, [
    {
      ownerId: buyerId,
      topic: "refund.done",
      ref: refund.no,
      // Money given back for an order that never was paid in time moves no commission.
      earningOrder: order.earning && refund.aftersale_no !== null ? orderNo : undefined,
    },
  ]);
}
