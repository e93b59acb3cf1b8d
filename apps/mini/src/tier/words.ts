import type { PromoterTier, TierGoal, TierRights, TierStep } from "@banyan/contract";
import { shortYuan } from "../design/price/yuan.ts";

/** "5,000" for 500000 fen: targets are read at a glance. */
export function grouped(fen: number): string {
  const [int = "", cents] = shortYuan(fen).split(".");
  const whole = int.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return cents === undefined ? whole : `${whole}.${cents}`;
}

/** "¥5,000" or "20 单". */
export function amountOf(measure: TierStep["measure"], amount: number): string {
  return measure.endsWith("sales") ? `¥${grouped(amount)}` : `${amount} 单`;
}

/** @param partner how the shop calls partners */
export function measureOf(measure: TierStep["measure"], partner: string): string {
  const whose = measure.startsWith("own") ? "我的顾客" : `我和${partner}的顾客`;
  return `${whose}结算${measure.endsWith("sales") ? "成交" : "订单"}`;
}

/** Whole percent, 0 to 100; never 100 before it is reached. */
export function percentOf({ have, need, met }: TierStep): number {
  return met ? 100 : Math.min(99, Math.floor((have * 100) / need));
}

/** "还差 ¥3,800", "已达到". */
export function missingOf(step: TierStep): string {
  return step.met ? "已达到" : `还差 ${amountOf(step.measure, step.need - step.have)}`;
}

/** "11 月 1 日 至 11 月 30 日" of a goal's days. */
export function spanOf({ from, to }: Pick<TierGoal, "from" | "to">): string {
  return `${dayOf(from)} 至 ${dayOf(to)}`;
}

/** "12 月 1 日" of "2026-12-01". */
export function dayOf(day: string): string {
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`;
}

/** One line for the centre's card: what comes next. */
export function nextLine({ next, keep, mode }: PromoterTier): string {
  if (mode === "seed") return "种子分销员";
  if (next !== null) {
    const left = next.goal.steps.filter((step) => !step.met);
    const nearest = left[0];
    return nearest === undefined ? `即将升为${next.tier.name}` : `升${next.tier.name}${missingOf(nearest)}`;
  }
  return keep === null ? "已是最高等级" : `${dayOf(keep.test_on)}检查保级`;
}

/** What a tier allows, each with whether this one does. */
export function rightsOf(rights: TierRights, partner: string): { text: string; note: string; on: boolean }[] {
  const most = (what: string, fen: number | null) => (fen === null ? [] : [`${what}最多 ¥${grouped(fen)}`]);
  const limits = [...most("每笔", rights.withdraw_max_fen), ...most("每天", rights.withdraw_day_fen)];
  return [
    { text: "邀请卡", note: `邀请新${partner}`, on: rights.invite },
    { text: "海报模板", note: "上线后可用", on: rights.templates },
    { text: "素材", note: "上线后可用", on: rights.materials },
    { text: "提现", note: limits.length > 0 ? limits.join("，") : "按店铺规则", on: true },
  ];
}

/** "邀请卡、素材" of one tier among others. */
export function allowedOf(rights: TierRights, partner: string): string {
  return rightsOf(rights, partner)
    .filter(({ on }) => on)
    .map(({ text }) => text)
    .join("、");
}
