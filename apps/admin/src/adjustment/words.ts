import { ADJUSTMENT_TEXT } from "@banyan/contract";
import { ADJUSTMENT_KINDS, type AdjustmentKind, type AdjustmentState } from "@banyan/kernel";
import type { MoneyChange } from "../design/changes.tsx";
import type { Tone } from "../design/state-tag.tsx";

/** Names of the tabs and colours; the words of a row come from the server. */
export const ADJUSTMENT_WORD: Record<AdjustmentState, { text: string; tone: Tone }> = {
  requested: { text: "待审批", tone: "amber" },
  approved: { text: "已通过", tone: "green" },
  refused: { text: "未通过", tone: "grey" },
  cancelled: { text: "已撤回", tone: "grey" },
};

export const KIND_OPTIONS = ADJUSTMENT_KINDS.map((kind) => ({ value: kind, label: ADJUSTMENT_TEXT[kind] }));

/** What each kind does, in one sentence. */
export const KIND_NOTE: Record<AdjustmentKind, string> = {
  reward: "奖励进入可提现；有欠款时先抵扣欠款。只能给正常状态的分销员。",
  plus: "补发进入可提现；有欠款时先抵扣欠款。用于更正少算的钱。",
  minus: "从可提现里扣，最多扣到 0，不会变成欠款。用于更正多算的钱。",
  write_off: "免去欠款，最多到欠款为止；可提现不变。",
};

/** Whether it takes money from the promoter. */
export const takes = (kind: AdjustmentKind): boolean => kind === "minus";
/** Whether what could be withdrawn changes: forgiven debt has no sign. */
export const isMoved = (kind: AdjustmentKind): boolean => kind !== "write_off";

interface Moved {
  available_fen: number;
  debt_fen: number;
}

/** Every figure that it changes. */
export function movedChanges(before: Moved, after: Moved): MoneyChange[] {
  return [
    { label: "可提现", beforeFen: before.available_fen, afterFen: after.available_fen },
    ...(before.debt_fen > 0 || after.debt_fen > 0
      ? [{ label: "欠款", beforeFen: before.debt_fen, afterFen: after.debt_fen }]
      : []),
  ];
}
