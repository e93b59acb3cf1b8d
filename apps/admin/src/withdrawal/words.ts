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
  refused: { text: "未通过", tone: "grey" },
  cancelled: { text: "已取消", tone: "grey" },
  failed: { text: "打款失败", tone: "red" },
  expired: { text: "超时未确认", tone: "grey" },
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
