import type { ConsolePlanHead } from "@banyan/contract";
import { MOST_COUNTED_ORDERS } from "@banyan/contract/console/plan-body.ts";
import type { Tone } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";

type State = ConsolePlanHead["state"];

export const STATE_TEXT: Record<State, string> = {
  draft: "草稿",
  scheduled: "待启用",
  active: "使用中",
  retired: "已停用",
};
export const STATE_TONE: Record<State, Tone> = {
  draft: "amber",
  scheduled: "blue",
  active: "green",
  retired: "grey",
};

/** When a version did or will do what its state says. */
export function sinceText(plan: ConsolePlanHead): string {
  if (plan.state === "draft") return `${timeText(plan.changed_at)} 修改`;
  if (plan.state === "scheduled") return `${timeText(plan.starts_at)} 启用`;
  const orders = plan.order_count < MOST_COUNTED_ORDERS ? `${plan.order_count} 单` : "10 万单以上";
  return `${timeText(plan.activated_at)} 起 · ${orders}`;
}
