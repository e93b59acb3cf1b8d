/** Chinese of withdrawals for promoter and operator alike: states, timeline, WeChat's reasons, and where the money is. */
import { type PayoutState, type WithdrawalState, yuan } from "@banyan/kernel";

const STATE: Record<WithdrawalState, string> = {
  reviewing: "审核中",
  checked: "复核中",
  sending: "打款中",
  confirming: "待确认收款",
  cancelling: "撤销中",
  paid: "已到账",
  refused: "未通过",
  cancelled: "已取消",
  failed: "打款失败",
  expired: "超时未确认",
};
const EVENT = {
  requested: "申请提现",
  checked: "初审通过，等待复核",
  approved: "审核通过",
  approved_by_rule: "小额免审，自动通过",
  confirming: "微信等待确认收款",
  transferring: "已确认收款，微信正在打款",
  cancel_asked: "申请取消，正在请微信撤销",
  cancel_asked_by_shop: "商家撤销打款",
  cancelling: "微信正在撤销",
  settled_paid: "商家核对资金账单，确认已打款",
  settled_returned: "商家核对后确认没有打款",
  paid: "已到账",
  refused: "审核未通过，款项退回可提现",
  cancelled: "已取消，款项退回可提现",
  failed: "打款失败，款项退回可提现",
  expired: "超时未确认，款项退回可提现",
} as const;
export type WithdrawalEventKind = keyof typeof EVENT;

/** WeChat's fail reasons (docs/WECHAT.md 3.3); the longer names begin with these. */
const FAIL: readonly (readonly [string, string])[] = [
  ["ACCOUNT_FROZEN", "您的微信支付账户被冻结，请在微信中处理后重新申请"],
  ["ACCOUNT_NOT_EXIST", "您的微信还没有开通微信支付，请开通后重新申请"],
  ["BANK_CARD_COLLECTIONS_ABOVE_QUOTA", "收款银行卡已达收款限额，请换卡或改日再试"],
  ["BANK_CARD_", "收款银行卡信息有误或状态异常，请在微信中更换后重新申请"],
  ["BLOCK_B2C_USERLIMITAMOUNT", "您本月的微信收款已达上限，请下月再试"],
  ["DAY_RECEIVED_COUNT_EXCEED", "您今天的微信收款次数已达上限，请明天再试"],
  ["DAY_RECEIVED_QUOTA_EXCEED", "您今天的微信收款金额已达上限，请明天再试"],
  ["EXCEEDED_ESTIMATED_AMOUNT", "超过商家预设的转账金额，请联系商家"],
  ["ID_CARD_NOT_CORRECT", "身份信息与微信实名不一致，请联系商家"],
  ["MCH_CANCEL", "已撤销"],
  ["MERCHANT_REJECT", "商家在微信中驳回了这笔转账，请联系商家"],
  ["MERCHANT_NOT_CONFIRM", "商家未在微信中确认这笔转账，请联系商家"],
  ["NAME_NOT_CORRECT", "姓名与微信实名不一致，请联系商家"],
  ["OPENID_INVALID", "微信身份已失效，请重新登录后再申请"],
  ["OVERDUE_CLOSE", "24 小时内没有确认收款"],
  ["PAYEE_ACCOUNT_ABNORMAL", "您的微信支付账户异常，请在微信中处理后重新申请"],
  ["PAYER_ACCOUNT_ABNORMAL", "商家的微信支付账户异常，商家已收到提醒"],
  ["PRODUCT_AUTH_CHECK_FAIL", "商家的转账权限异常，商家已收到提醒"],
  ["REALNAME_ACCOUNT_RECEIVED_QUOTA_EXCEED", "您的微信账户已达收款限额，请在微信中完善实名后再试"],
  ["REAL_NAME_CHECK_FAIL", "您的微信还没有实名，请在微信中实名后重新申请"],
  ["RECEIVE_ACCOUNT_NOT_CONFIGURE", "商家的收款配置不完整，商家已收到提醒"],
  ["RESERVATION_", "微信侧预约信息异常，请联系商家"],
  ["TRANSFER_QUOTA_EXCEED", "超过微信转账限额，请改日再试或减少金额"],
  ["TRANSFER_REMARK_", "转账备注未被微信接受，商家已收到提醒"],
  ["NOT_PAID", "商家核对后确认微信没有付款，请重新申请"],
  ["PARAM_ERROR", "微信没有接受这笔转账，商家已收到提醒"],
  ["INVALID_REQUEST", "微信没有接受这笔转账，商家已收到提醒"],
];

export const withdrawalStateText = (state: WithdrawalState): string => STATE[state];
/** An event kind this version does not know shows as 其他. */
export const withdrawalEventTitle = (kind: string): string =>
  kind in EVENT ? EVENT[kind as WithdrawalEventKind] : "其他";

/** What went wrong, for the person who asked; empty where nothing did. */
export function failText(state: WithdrawalState, reason: string): string {
  if (state !== "failed" && state !== "expired") return "";
  return FAIL.find(([word]) => reason.startsWith(word))?.[1] ?? "微信未能完成这笔转账，请联系商家";
}

/** "11月30日 14:05": the shop's day and minute. */
export function shortTime(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日 ${local.slice(11, 16)}`;
}

export interface WhereItIs {
  state: WithdrawalState;
  payoutState: PayoutState | null;
  amountFen: bigint;
  netFen: bigint;
  requestedAt: Date;
  decidedAt: Date | null;
  finishedAt: Date | null;
  confirmUntil: Date | null;
  /** WeChat waits and the shop has what the person confirms with. */
  hasPackage: boolean;
  /** WeChat can no longer be asked: people look it up. */
  troubled: boolean;
}

/** Where the money is and what happens next: one sentence with a date. */
export function nextText(w: WhereItIs): string {
  const asked = shortTime(w.requestedAt);
  const decided = shortTime(w.decidedAt ?? w.requestedAt);
  const ended = shortTime(w.finishedAt ?? w.requestedAt);
  const money = `¥${yuan(w.amountFen)}`;
  if (w.troubled) return `微信暂时查不到这笔打款，商家正在核对资金账单；核对后到账或退回可提现，结果会通知您`;
  switch (w.state) {
    case "reviewing":
      return `${asked} 提交，等商家审核；结果会通知您，审核前可以随时取消`;
    case "checked":
      return `${asked} 提交，初审已通过，等商家复核；结果会通知您`;
    case "sending":
      return `${decided} 审核通过，正在提交微信支付；微信受理后通知您确认收款`;
    case "confirming":
      return confirmingText(w);
    case "cancelling":
      return `正在请微信撤销；撤销成功后 ${money} 退回可提现，如果您已确认收款则照常到账`;
    case "paid":
      return `¥${yuan(w.netFen)} 已于 ${ended} 到您的微信零钱`;
    case "refused":
      return `${ended} 审核未通过，${money} 已退回可提现`;
    case "cancelled":
      return `${ended} 已取消，${money} 已退回可提现`;
    case "failed":
      return `${ended} 微信未能打款，${money} 已退回可提现，处理后可以重新申请`;
    case "expired":
      return `${ended} 超时未确认收款，${money} 已退回可提现，可以重新申请`;
  }
}

function confirmingText(w: WhereItIs): string {
  if (w.payoutState === "transferring") return "您已确认收款，微信正在打款，一般几分钟内到零钱";
  const until = w.confirmUntil ? `${shortTime(w.confirmUntil)} 前有效` : "24 小时内有效";
  if (!w.hasPackage) return `正在向微信取收款凭证，稍后刷新；${until}，一直取不到时可以取消后重新申请`;
  return `微信等您确认收款，${until}，超时自动退回可提现`;
}
