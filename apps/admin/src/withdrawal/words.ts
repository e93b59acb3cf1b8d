import type { PayoutState, WithdrawalState } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";

/** Names of the tabs and colours; the words of a row come from the server. */
export const WITHDRAWAL_WORD: Record<WithdrawalState, { text: string; tone: Tone }> = {
  reviewing: { text: "待审核", tone: "amber" },
  checked: { text: "待复核", tone: "amber" },
  sending: { text: "打款中", tone: "blue" },
  confirming: { text: "待确认收款", tone: "blue" },
  cancelling: { text: "撤销中", tone: "blue" },
  paid: { text: "已到账", tone: "green" },
  refused: { text: "已拒绝", tone: "grey" },
  cancelled: { text: "已取消", tone: "grey" },
  failed: { text: "打款失败已退回", tone: "red" },
  expired: { text: "超时已退回", tone: "grey" },
};

/** A payout as WeChat knows it. */
export const PAYOUT_WORD: Record<PayoutState, { text: string; tone: Tone }> = {
  created: { text: "待微信应答", tone: "amber" },
  accepted: { text: "微信已受理", tone: "blue" },
  processing: { text: "微信处理中", tone: "blue" },
  confirming: { text: "等待收款人确认", tone: "blue" },
  transferring: { text: "转账中", tone: "blue" },
  cancelling: { text: "撤销中", tone: "blue" },
  success: { text: "转账成功", tone: "green" },
  fail: { text: "转账失败", tone: "red" },
  cancelled: { text: "已撤销", tone: "grey" },
};

const FAIL_REASON: Record<string, string> = {
  OVERDUE_CLOSE: "收款人超过 24 小时没有确认",
  MCH_CANCEL: "商户撤销",
  ACCOUNT_FROZEN: "收款账户被冻结",
  REAL_NAME_CHECK_FAIL: "收款人未实名",
  NAME_NOT_CORRECT: "收款人姓名不正确",
  OPENID_INVALID: "收款账户不存在",
  TRANSFER_QUOTA_EXCEED: "超过收款人单笔额度",
  DAY_RECEIVED_QUOTA_EXCEED: "超过收款人当日额度",
  BUSINESS_INFO_CHECK_FAIL: "收款账户异常",
  ID_CARD_NOT_CORRECT: "收款人身份证不正确",
  PAYEE_ACCOUNT_ABNORMAL: "收款账户异常",
  PAYER_ACCOUNT_ABNORMAL: "商户账户异常",
};

/** WeChat's reason in Chinese with its own word behind, which the merchant platform shows. */
export function failText(reason: string): string {
  if (reason === "") return "—";
  const known = FAIL_REASON[reason];
  return known ? `${known}（${reason}）` : reason;
}
