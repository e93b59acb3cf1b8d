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
import { addEvent } from "../order/store.ts";
import { enqueue } from "../outbox/store.ts";
import type { Services } from "../services.ts";
import { requestLateRefund } from "./late.ts";
import { lockAttempt, type PaidFact, recordLate, recordPaid } from "./store.ts";

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
  if (!buyerId) return mismatch(services, fact, "unknown_number");
  // A notice may be called TRANSACTION.SUCCESS and say otherwise inside; REFUND means paid, and refunds since.
  if (fact.state !== "SUCCESS" && fact.state !== "REFUND") return mismatch(services, fact, "not_paid");
  const { transactionId, amountFen } = fact;
  if (transactionId === null || amountFen === null) return mismatch(services, fact, "incomplete");
  const answer = await services.database.transact((tx) =>
    applyInside(tx, { buyerId, transactionId, amountFen, fact, source }),
  );
  if (answer !== "paid" && answer !== "late" && answer !== "already") return mismatch(services, fact, answer);
  return answer;
}

async function applyInside(
  tx: Tx,
  p: {
    buyerId: bigint;
    transactionId: string;
    amountFen: bigint;
    fact: PaymentFact;
    source: "callback" | "query";
  },
): Promise<Applied | "unknown_number" | "mismatch_amount" | "mismatch_payer" | "mismatch_currency"> {
  const { buyerId, fact } = p;
  const attempt = await lockAttempt(tx, buyerId, fact.outTradeNo);
  if (!attempt) return "unknown_number";
  const decision = decidePaid(
    { state: attempt.state, amountFen: attempt.amount_fen, openid: attempt.openid },
    attempt.order_state,
    { amountFen: p.amountFen, currency: fact.currency ?? "CNY", openid: fact.openid },
  );
  if (decision === "already") return "already";
  if (decision !== "apply" && decision !== "apply_late") return decision;

  // Nothing can be refused from here on.
  const row = {
    buyerId,
    orderNo: attempt.order_no,
    no: attempt.no,
    transactionId: p.transactionId,
    amountFen: p.amountFen,
    source: p.source,
    eventAt: fact.successTime ?? attempt.now,
    at: attempt.now,
  };
  if (decision === "apply_late") {
    await applyLate(tx, row);
    return "late";
  }
  const earningOrder = attempt.earning ? row.orderNo : undefined;
  await recordPaid(tx, row, { ownerId: buyerId, topic: "order.paid", ref: row.orderNo, earningOrder });
  return "paid";
}

async function applyLate(tx: Tx, row: PaidFact): Promise<void> {
  const { buyerId, orderNo, no, amountFen, at } = row;
  await recordLate(tx, row);
  await requestLateRefund(tx, { buyerId, orderNo, paymentNo: no, amountFen, at });
  await addEvent(tx, { buyerId, no: orderNo, kind: "paid_late", at });
  await enqueue(tx, at, [{ ownerId: buyerId, topic: "order.paid_late", ref: orderNo }]);
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
