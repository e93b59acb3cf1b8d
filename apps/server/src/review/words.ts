/** Chinese of a review's states and of what the check of its words said. */
import type { REVIEW_CHECKS } from "@banyan/contract";
import type { ReviewState } from "@banyan/kernel";

export type ReviewCheck = (typeof REVIEW_CHECKS)[number];

const STATE: Record<ReviewState, string> = { waiting: "待审核", shown: "已展示", hidden: "已隐藏" };
/** WeChat's labels (docs/WECHAT.md 5.4). */
const LABEL: Readonly<Record<number, string>> = {
  10001: "广告",
  20001: "时政",
  20002: "色情",
  20003: "辱骂",
  20006: "违法犯罪",
  20008: "欺诈",
  20012: "低俗",
  20013: "版权",
  21000: "其他",
};

export function reviewStateText(state: ReviewState): string {
  return STATE[state];
}

/** Why a person has to look; null where the words are in order, or there are none. */
export function checkText(check: ReviewCheck, label: number | null): string | null {
  const what = label === null ? "" : (LABEL[label] ?? "");
  switch (check) {
    case "asked":
      return "微信正在检测";
    case "words":
      return "含有屏蔽词";
    case "review":
      return `微信建议人工审核${what && `：${what}`}`;
    case "risky":
      return `微信认为有风险${what && `：${what}`}`;
    case "failed":
      return "微信未能检测，请人工审核";
    default:
      return null;
  }
}
