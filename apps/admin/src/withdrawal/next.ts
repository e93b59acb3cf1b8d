import type { ConsoleWithdrawal } from "@banyan/contract";
import { timeText } from "../design/time.ts";

type Facts = Pick<
  ConsoleWithdrawal,
  "state" | "two_people" | "checked_by" | "payout" | "finished_at" | "fail_text"
>;

/** Where the money is and who has to do what next, for whoever sits at the desk. */
export function nextOf({ state, two_people, checked_by, payout, finished_at, fail_text }: Facts): string {
  const ended = timeText(finished_at);
  if (payout?.trouble === "lost")
    return "微信已查不到这笔打款，请到商户平台的资金账单核对，由两位同事人工核对后结束。";
  if (payout?.trouble === "merchant")
    return "商户号或 AppID 已更换，微信查不到原来的打款；请到原商户的资金账单核对，由两位同事人工核对后结束。";
  switch (state) {
    case "reviewing":
      return two_people
        ? "等待初审，初审后还要另一位同事复核，然后提交微信。"
        : "等待审核，通过后提交微信，收款人需在 24 小时内确认收款。";
    case "checked":
      return `${checked_by ?? "同事"} 已初审，等待另一位同事复核。`;
    case "sending":
      return payout
        ? "已通过，正在提交微信；没有答复时用同一单号再问，不会打两次款。"
        : "已通过，马上提交微信。";
    case "confirming":
      return payout?.confirm_until
        ? `微信在等收款人确认，${timeText(payout.confirm_until)} 前有效，超时自动退回可提现。`
        : "微信在等收款人确认，24 小时内有效，超时自动退回可提现。";
    case "cancelling":
      return "正在等微信撤销，成功后退回可提现；如果收款人已经确认，则照常到账。";
    case "paid":
      return `${ended} 已到账，不需要再处理。`;
    case "refused":
      return `${ended} 未通过，金额已退回可提现，不需要再处理。`;
    case "cancelled":
      return `${ended} 已取消，金额已退回可提现，不需要再处理。`;
    case "failed":
      return `${ended} 微信没有打成，金额已退回可提现${fail_text ? `：${fail_text}` : ""}。`;
    case "expired":
      return `${ended} 收款人没有按时确认，金额已退回可提现，可以重新申请。`;
  }
}
