/** Chinese of adjustments for promoter and operator alike. */
import { ADJUSTMENT_TEXT } from "@banyan/contract";
import { type AdjustmentKind, type AdjustmentState, yuan } from "@banyan/kernel";

const STATE: Record<AdjustmentState, string> = {
  requested: "待审批",
  approved: "已通过",
  refused: "未通过",
  cancelled: "已撤回",
};
export const adjustmentStateText = (state: AdjustmentState): string => STATE[state];
export const adjustmentKindText = (kind: AdjustmentKind): string => ADJUSTMENT_TEXT[kind];

/** What it did, in one sentence. @param repaidFen how much of what came in paid off debt */
export function saidOf(p: { kind: AdjustmentKind; amountFen: bigint; repaidFen: bigint }): string {
  const money = `¥${yuan(p.amountFen)}`;
  if (p.kind === "minus") return `商家扣减 ${money}，已从可提现扣除`;
  if (p.kind === "write_off") return `商家核销了您的欠款 ${money}`;
  const gave = p.kind === "reward" ? `商家奖励 ${money}` : `商家补发 ${money}`;
  if (p.repaidFen === 0n) return `${gave}，已到可提现`;
  const left = p.amountFen - p.repaidFen;
  return left === 0n
    ? `${gave}，已抵扣欠款`
    : `${gave}，其中 ¥${yuan(p.repaidFen)} 抵扣欠款，¥${yuan(left)} 已到可提现`;
}
