/** Order → payment attempt → WeChat's prepay → signed parameters for wx.requestPayment. The number is stored before the call. */
import type { PayParams } from "@banyan/contract";
import { HOUR_MS, ownerOf, toWire } from "@banyan/kernel";
import { raiseAlarm } from "../alarm/raise.ts";
import { refuse } from "../http/refusal.ts";
import { newNumber } from "../number.ts";
import type { Services } from "../services.ts";
import { type CustomerActor, endSession } from "../session/session.ts";
import { applyQuery } from "./apply.ts";
import { type Attempt, beginAttempt, savePrepay } from "./store.ts";

/** A prepay_id lives 2 h at WeChat; a younger one is signed again without a call. */
const PREPAY_FRESH_MS = 1.9 * HOUR_MS;

export interface Started {
  amount_fen: number;
  params: PayParams | null;
  paid: boolean;
}

/**
 * @param session hash of the token that asks, proved by the first statement
 * @throws Refusal session_expired, not_found, order_closed, order_not_payable, payment_unknown, payment_refused
 */
export async function startPayment(
  services: Services,
  customer: CustomerActor,
  session: string,
  no: string,
): Promise<Started> {
  if (ownerOf("order", no) !== customer.id) refuse("not_found");
  const wechat =
    (await services.wechat.current()) ?? refuse("payment_refused", { message: "店铺还没有配置微信支付" });
  const prepared = await prepareAttempt(services, customer, session, no);
  if (prepared === "paid") return { amount_fen: 0, params: null, paid: true };
  const { attempt, description } = prepared;
  const amount = toWire(attempt.amount_fen);
  if (attempt.prepay_id !== null && (attempt.prepay_age_ms ?? Number.POSITIVE_INFINITY) < PREPAY_FRESH_MS) {
    return { amount_fen: amount, params: wechat.client.payParams(attempt.prepay_id), paid: false };
  }
  const answer = await wechat.client.prepay({
    description,
    outTradeNo: attempt.no,
    amountFen: attempt.amount_fen,
    openid: attempt.openid,
    notifyUrl: `${services.config.publicUrl}/webhooks/wechat/pay`,
  });
  if (answer.kind === "unknown") refuse("payment_unknown");
  if (answer.kind === "refused") {
    if ((await applyQuery(services, customer.id, attempt.no)) === "paid")
      return { amount_fen: amount, params: null, paid: true };
    await raiseAlarm(services.database.query, {
      kind: "prepay_refused",
      ref: answer.code,
      title: "微信支付拒绝下单",
      detail: { code: answer.code, message: answer.message, order_no: no },
    });
    refuse("payment_refused", { message: `微信支付未接受：${answer.message}` });
  }
  const { prepayId } = answer.value;
  if (!(await savePrepay(services.database.query, customer.id, attempt.no, prepayId))) refuse("order_closed");
  return { amount_fen: amount, params: wechat.client.payParams(prepayId), paid: false };
}

/** One statement; a second where two begin at once. */
async function prepareAttempt(
  services: Services,
  customer: CustomerActor,
  session: string,
  no: string,
): Promise<"paid" | { attempt: Attempt; description: string }> {
  const asked = { buyerId: customer.id, orderNo: no, openid: customer.openid, session };
  for (let tries = 1; tries <= 2; tries += 1) {
    const today = new Date(services.versions.businessNowMs());
    const { signedIn, order, attempt, names } = await beginAttempt(services.database.query, {
      ...asked,
      no: newNumber("payment", customer.id, today),
    });
    if (!signedIn) endSession(session);
    if (!order) refuse("not_found");
    if (order.paid_at) return "paid";
    if (order.state === "closed" || order.state === "closing") refuse("order_closed");
    if (order.state !== "awaiting_payment") refuse("order_not_payable");
    if (order.close_due_at && order.close_due_at <= order.now)
      refuse("order_closed", { message: "订单已超时，请重新下单" });
    if (attempt) return { attempt, description: describe(names) };
  }
  return refuse("busy");
}

/** What the payer reads in WeChat: the first product, and how many others. */
function describe(names: readonly string[]): string {
  const first = names[0] ?? "订单";
  return names.length > 1 ? `${first} 等 ${names.length} 件` : first;
}
