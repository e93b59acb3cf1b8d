import type { ApplicationState, PromoterState } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";

export const PROMOTER_WORD: Record<PromoterState, { text: string; tone: Tone }> = {
  active: { text: "正常", tone: "green" },
  frozen: { text: "已冻结", tone: "red" },
  closed: { text: "已关闭", tone: "grey" },
};

export const APPLICATION_WORD: Record<ApplicationState, { text: string; tone: Tone }> = {
  requested: { text: "待审核", tone: "amber" },
  approved: { text: "已通过", tone: "green" },
  refused: { text: "已拒绝", tone: "grey" },
  cancelled: { text: "已撤回", tone: "grey" },
};

/** Why a binding ended. */
export const BINDING_END: Record<string, string> = {
  expired: "到期",
  by_customer: "顾客解除",
  by_operator: "后台调整",
  replaced: "被新的分享替换",
  became_promoter: "成为分销员",
  promoter_left: "分销员退出",
};
