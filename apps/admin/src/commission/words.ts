import type { CommissionState, PositionWord, ShareKind } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";

export const COMMISSION_TONE: Record<CommissionState, Tone> = {
  estimated: "blue",
  held: "amber",
  settled: "green",
  clawed_back: "grey",
};

/** Names of the tabs; what a row shows comes from the server, with its date. */
export const COMMISSION_TAB: Record<CommissionState, string> = {
  estimated: "预估",
  held: "冻结",
  settled: "已结算",
  clawed_back: "已追回",
};

const POSITION: Record<PositionWord, string> = {
  self: "自购",
  "1": "第 1 位",
  "2": "第 2 位",
  "3": "第 3 位",
};

/** Where somebody stands on the order line, and for which kind of share. */
export function positionText({ position, kind }: { position: PositionWord; kind: ShareKind }): string {
  if (kind === "self") return "自购返";
  const place = POSITION[position] ?? "其他";
  return kind === "team" ? `${place} · 团队奖` : place;
}
