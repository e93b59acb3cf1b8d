import type { SimulationRow } from "@banyan/contract";
import type { SimulationState } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";
import { palette } from "../design/tokens.ts";

export const STATE_TEXT: Record<SimulationState, string> = {
  queued: "排队中",
  running: "试算中",
  done: "已完成",
  cancelled: "已取消",
  failed: "没有完成",
};
export const STATE_TONE: Record<SimulationState, Tone> = {
  queued: "amber",
  running: "blue",
  done: "green",
  cancelled: "grey",
  failed: "red",
};

/** The active plan of then, and the candidates, each with its colour on every chart. */
export const PLAN_COLORS = ["#8A97A3", palette.green, palette.gold] as const;

export function isOpen(state: SimulationState): boolean {
  return state === "queued" || state === "running";
}

/** Rounded down. */
export function wholePercent(part: number, whole: number): number {
  return Math.floor((part * 100) / whole);
}

/** Before the orders are counted there is no part. */
export function partDone({ done, total }: Pick<SimulationRow, "done" | "total">): number {
  return total === 0 ? 0 : wholePercent(done, total);
}

/** 「第 3 版 双十一」, or the name alone where the body was not saved. */
export function planTitle({ version, name }: SimulationRow["plans"][number]): string {
  return version === null ? name : `第 ${version} 版 ${name}`;
}

/** 「当前」「候选 1」: what a column is, in a few letters. */
export function planRole(index: number, plans: number): string {
  if (index === 0) return "当前方案";
  return plans > 2 ? `候选 ${index}` : "候选方案";
}

export function periodText({ from, to }: Pick<SimulationRow, "from" | "to">): string {
  return from === to ? from : `${from} 至 ${to}`;
}

/** The next simulation with the same question. */
export function againPath({ from, to, plans }: SimulationRow): string {
  const params = new URLSearchParams({ from, to });
  for (const { version } of plans.slice(1)) if (version !== null) params.append("candidate", String(version));
  return `/simulations/new?${params}`;
}
