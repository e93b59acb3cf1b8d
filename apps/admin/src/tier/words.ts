import type { TierRights, TierStep } from "@banyan/contract";
import { wholeYuan } from "@banyan/domain";
import type { TierCause } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";

export const CAUSE_WORD: Record<TierCause, { text: string; tone: Tone }> = {
  upgrade: { text: "升级", tone: "green" },
  not_kept: { text: "未保级", tone: "amber" },
  manual: { text: "手动调整", tone: "blue" },
  seed: { text: "设为种子", tone: "blue" },
  seed_ended: { text: "种子期满", tone: "grey" },
  retired: { text: "等级停用", tone: "grey" },
};

export const MEASURE_TEXT: Record<TierStep["measure"], string> = {
  own_sales: "自有结算销售额",
  own_orders: "自有结算订单",
  team_sales: "团队结算销售额",
  team_orders: "团队结算订单",
};

/** "¥5,000" or "20 单". */
export function amountText(measure: TierStep["measure"], amount: number): string {
  return measure.endsWith("sales") ? `¥${wholeYuan(BigInt(amount))}` : `${amount} 单`;
}

/** What the tier allows, in a few words each. */
export function rightsWords(rights: TierRights): { text: string; on: boolean }[] {
  const limit = (what: string, fen: number | null) =>
    fen === null ? [] : [{ text: `${what} ¥${wholeYuan(BigInt(fen))}`, on: true }];
  return [
    { text: "邀请卡", on: rights.invite },
    { text: "海报模板", on: rights.templates },
    { text: "素材", on: rights.materials },
    ...limit("单笔提现", rights.withdraw_max_fen),
    ...limit("单日提现", rights.withdraw_day_fen),
  ];
}
