/**
 * The paid fact, applied once, however it arrives. One transaction: fact, attempt, order, timeline, outbox (B12). Nothing else in the
 * product marks anything paid (B23).
 */
import { decidePaid } from "@banyan/domain";
import { ownerOf } from "@banyan/kernel";
import type { PaymentFact } from "@banyan/wechat";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { addEvent, lockOrder, markPaid } from "../order/store.ts";
import { enqueue } from "../outbox/store.ts";
import type { Services } from "../services.ts";
import { requestLateRefund } from "./late.ts";
import { findAttemptOrder, lockAttempt, recordPaid } from "./store.ts";

export type Applied = "paid" | "late" | "already";

/**
 * @param fact verified: signature, mchid and appid were checked by the WeChat client
 * @throws Refusal callback_mismatch (unknown number, no success, other amount, currency or payer; an alarm stands)
 */
export async function applyPaid(
  services: Services,
  fact: PaymentFact,
  source: "callback" | "query",
): Promise<Applied> {
  const buyerId = ownerOf("payment", fact.outTradeNo);
  const orderNo = buyerId && (await findAttemptOrder(services.database.query, buyerId, fact.outTradeNo));
  if (!buyerId || !orderNo) return mismatch(services, fact, "unknown_number");
  // A notice may be called TRANSACTION.SUCCESS and say otherwise inside; REFUND means paid, and refunds since.
  if (fact.state !== "SUCCESS" && fact.state !== "REFUND") return mismatch(services, fact, "not_paid");
  const { transactionId, amountFen } = fact;
  if (transactionId === null || amountFen === null) return mismatch(services, fact, "incomplete");
  const answer = await services.database.transact((tx) =>
    applyInside(tx, { buyerId, orderNo, transactionId, amountFen, fact, source }),
  );
  if (answer !== "paid" && answer !== "late" && answer !== "already") return mismatch(services, fact, answer);
  return answer;
}

async function applyInside(
  tx: Tx,
  p: {
    buyerId: bigint;
    orderNo: string;
    transactionId: string;
    amountFen: bigint;
    fact: PaymentFact;
    source: "callback" | "query";
  },
): Promise<Applied | "mismatch_amount" | "mismatch_payer" | "mismatch_currency"> {
  const { buyerId, orderNo, fact } = p;
  const order = (await lockOrder(tx, buyerId, orderNo)) ?? refuse("callback_mismatch");
  const attempt = (await lockAttempt(tx, buyerId, fact.outTradeNo)) ?? refuse("callback_mismatch");
  const decision = decidePaid(
    { state: attempt.state, amountFen: attempt.amount_fen, openid: attempt.openid },
    order.state,
    { amountFen: p.amountFen, currency: fact.currency ?? "CNY", openid: fact.openid },
  );
  if (decision === "already") return "already";
  if (decision !== "apply" && decision !== "apply_late") return decision;

  // Nothing can be refused from here on.
  const late = decision === "apply_late";
  await recordPaid(tx, {
    buyerId,
    no: attempt.no,
    state: late ? "late" : "paid",
    transactionId: p.transactionId,
    amountFen: p.amountFen,
    source: p.source,
    eventAt: fact.successTime ?? order.now,
    at: order.now,
  });
  if (late) {
    await requestLateRefund(tx, {
      buyerId,
      orderNo,
      paymentNo: attempt.no,
      amountFen: p.amountFen,
      at: order.now,
    });
    await addEvent(tx, { buyerId, no: orderNo, kind: "paid_late", at: order.now });
    await enqueue(tx, order.now, [{ ownerId: buyerId, topic: "order.paid_late", ref: orderNo }]);
    return "late";
  }
  await markPaid(tx, buyerId, orderNo, order.now);
  await addEvent(tx, { buyerId, no: orderNo, kind: "paid", at: order.now });
  await enqueue(tx, order.now, [{ ownerId: buyerId, topic: "order.paid", ref: orderNo }]);
  return "paid";
}

async function mismatch(services: Services, fact: PaymentFact, why: string): Promise<never> {
  await raiseAlarm(services.database.query, {
    kind: "payment_mismatch",
    ref: fact.outTradeNo,
    title: "收到与订单不符的支付结果",
    detail: {
      why,
      out_trade_no: fact.outTradeNo,
      transaction_id: fact.transactionId,
      amount_fen: String(fact.amountFen),
    },
  });
  return refuse("callback_mismatch");
}

/** Asks WeChat about an attempt and applies what it says. */
export async function applyQuery(
  services: Services,
  buyerId: bigint,
  paymentNo: string,
): Promise<"paid" | "unpaid" | "closed" | "unknown"> {
  const wechat = await services.wechat.current();
  if (!wechat || ownerOf("payment", paymentNo) !== buyerId) return "unknown";
  const answer = await wechat.client.queryPayment(paymentNo);
  if (answer.kind === "unknown") return "unknown";
  if (answer.kind === "refused") return "unpaid";
  const fact = answer.value;
  if (fact.state === "SUCCESS" || fact.state === "REFUND") {
    await applyPaid(services, fact, "query");
    return "paid";
  }
  return fact.state === "CLOSED" ? "closed" : "unpaid";
}
