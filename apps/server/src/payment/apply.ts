/**
 * The paid fact, applied once, however it arrives. One transaction: fact, attempt, order, timeline, outbox (B12). Nothing else in the
 * product marks anything paid (B23).
 */
import { type AttemptFacts, decidePaid, type PaidAnswer } from "@banyan/domain";
import { type OrderState, ownerOf } from "@banyan/kernel";
import type { PaymentFact } from "@banyan/wechat";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { addEvent } from "../order/store.ts";
import { enqueue } from "../outbox/store.ts";
import type { Services } from "../services.ts";
import { requestLateRefund } from "./late.ts";
import { lockAttempt, type PaidAttempt, type PaidFact, recordLate, recordPaid } from "./store.ts";

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
  const heard: Heard = { buyerId, transactionId, amountFen, fact, source };
  if (await applyAtOnce(services, heard)) return "paid";
  const answer = await services.database.transact((tx) => applyInside(tx, heard));
  if (answer !== "paid" && answer !== "late" && answer !== "already") return mismatch(services, fact, answer);
  return answer;
}

interface Heard {
  buyerId: bigint;
  transactionId: string;
  amountFen: bigint;
  fact: PaymentFact;
  source: "callback" | "query";
}

/**
 * What nearly every payment is: the first word about an order that waits for it. Decided on what should stand and written if it does, so
 * in one statement without a lock or a transaction around. @returns false when it is anything else: then it is decided under lock
 */
async function applyAtOnce(services: Services, heard: Heard): Promise<boolean> {
  const { openid } = heard.fact;
  if (openid === null) return false;
  const expected = { state: "open", amountFen: heard.amountFen, openid } as const;
  if (decide(expected, "awaiting_payment", heard) !== "apply") return false;
  return recordPaid(services.database.query, factOf(heard, openid));
}

async function applyInside(
  tx: Tx,
  heard: Heard,
): Promise<Applied | "unknown_number" | "mismatch_amount" | "mismatch_payer" | "mismatch_currency"> {
  const attempt = await lockAttempt(tx, heard.buyerId, heard.fact.outTradeNo);
  if (!attempt) return "unknown_number";
  const { state, amount_fen: amountFen, openid } = attempt;
  const decision = decide({ state, amountFen, openid }, attempt.order_state, heard);
  if (decision !== "apply" && decision !== "apply_late") return decision;
  // Nothing can be refused from here on.
  if (decision === "apply_late") {
    await applyLate(tx, attempt, heard);
    return "late";
  }
  if (!(await recordPaid(tx, factOf(heard, openid)))) throw new Error("an order that is locked has changed");
  return "paid";
}

const decide = (attempt: AttemptFacts, orderState: OrderState, { amountFen, fact }: Heard): PaidAnswer =>
  decidePaid(attempt, orderState, { amountFen, currency: fact.currency ?? "CNY", openid: fact.openid });

const factOf = ({ buyerId, transactionId, amountFen, source, fact }: Heard, openid: string): PaidFact => ({
  ...{ buyerId, transactionId, amountFen, source, openid },
  no: fact.outTradeNo,
  eventAt: fact.successTime,
});

async function applyLate(tx: Tx, attempt: PaidAttempt, heard: Heard): Promise<void> {
  const { buyerId, amountFen } = heard;
  const { order_no: orderNo, now: at } = attempt;
  await recordLate(tx, { ...factOf(heard, attempt.openid), at });
  await requestLateRefund(tx, { buyerId, orderNo, paymentNo: attempt.no, amountFen, at });
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
