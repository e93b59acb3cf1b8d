/** Sends a stored refund to WeChat, or asks what became of it. Acceptance is not success; unknown is asked about, never guessed. */
import { raiseAlarm } from "../alarm/raise.ts";
import type { Services } from "../services.ts";
import { applyRefund } from "./apply.ts";
import { postponeRefund, type Refund } from "./store.ts";

const UNKNOWN_RETRY_S = [2, 5, 15, 60, 300, 900] as const;
const REFUSED_RETRY_S = 600;
/** A person works on an abnormal refund at WeChat; the callback that tells of its end may be lost like any other. */
const ABNORMAL_RETRY_S = 3600;

/** One step for one refund. Whatever is wrong with it, its next look moves on, so that it never stands before the others. */
export async function driveRefund(services: Services, refund: Refund): Promise<void> {
  try {
    await step(services, refund);
  } catch (error) {
    services.log.error("refund", error, { no: refund.no });
    const reason = error instanceof Error ? error.message : String(error);
    await postponeRefund(services.database.query, refund, retryAfter(refund), reason);
  }
}

async function step(services: Services, refund: Refund): Promise<void> {
  const wechat = await services.wechat.current();
  if (!wechat) return postponeRefund(services.database.query, refund, REFUSED_RETRY_S, "微信支付未配置");
  const answer =
    refund.state === "created"
      ? await wechat.client.refund({
          outTradeNo: refund.payment_no,
          outRefundNo: refund.no,
          refundFen: refund.amount_fen,
          totalFen: refund.total_fen,
          reason: refund.cause === "late_payment" ? "订单已关闭" : "售后退款",
          notifyUrl: `${services.config.publicUrl}/webhooks/wechat/refund`,
        })
      : await wechat.client.queryRefund(refund.no);
  const { query } = services.database;
  if (answer.kind === "ok") {
    // A refund that stands where it stood only moves its next look.
    if (answer.value.state === refund.state.toUpperCase())
      return postponeRefund(query, refund, retryAfter(refund), "");
    return applyRefund(services, answer.value, refund.state === "created" ? "answer" : "query");
  }
  if (answer.kind === "unknown") return postponeRefund(query, refund, retryAfter(refund), answer.reason);
  await raiseAlarm(query, {
    kind: "refund_refused",
    ref: refund.no,
    title: "微信支付拒绝退款，稍后自动重试",
    detail: { refund_no: refund.no, order_no: refund.order_no, code: answer.code, message: answer.message },
  });
  return postponeRefund(query, refund, REFUSED_RETRY_S, `${answer.code} ${answer.message}`);
}

function retryAfter(refund: Refund): number {
  if (refund.state === "abnormal") return ABNORMAL_RETRY_S;
  return UNKNOWN_RETRY_S[Math.min(refund.tries, UNKNOWN_RETRY_S.length - 1)] ?? 900;
}
