import type { CommissionRow } from "@banyan/contract";

type State = CommissionRow["state"];
type Tone = "wait" | "good" | "hold" | "over";

/** How a state looks: still on its way, there, stopped, gone. */
export const TONE: Readonly<Record<State, Tone>> = {
  estimated: "wait",
  settled: "good",
  held: "hold",
  clawed_back: "over",
};

export const TABS = [
  { key: "all", text: "全部" },
  { key: "estimated", text: "预估" },
  { key: "held", text: "冻结" },
  { key: "settled", text: "已结算" },
  { key: "clawed_back", text: "已追回" },
] as const;
export type Tab = (typeof TABS)[number]["key"];

export const NOTHING: Readonly<Record<Tab, string>> = {
  all: "还没有佣金",
  estimated: "没有预估中的佣金",
  held: "没有冻结的佣金",
  settled: "还没有结算的佣金",
  clawed_back: "没有被追回的佣金",
};

/** How this person comes to it, in two or three words. `partner` is how the shop calls partners. */
export function positionText(
  { position, kind }: Pick<CommissionRow, "position" | "kind">,
  partner: string,
): string {
  if (kind === "self") return "自购返";
  if (kind === "team") return `${partner}奖`;
  return position === "1" ? "我的推荐" : `${partner}成交`;
}
