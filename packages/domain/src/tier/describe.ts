/** Rules of tiers as Chinese sentences. */
import { type TierMeasure, yuan } from "@banyan/kernel";
import { type KeepRule, type TierCondition, thresholdsOf } from "./rule.ts";

/** How the two kinds of sales are called: the console says 团队, a promoter reads of their own customers and partners. */
export interface TierWords {
  own: string;
  team: string;
}
export const TIER_WORDS: TierWords = { own: "自有顾客", team: "团队" };

/** 「近 30 天自有顾客结算销售额满 ¥5,000 且 20 单」 */
export function describeCondition(condition: TierCondition, words: TierWords = TIER_WORDS): string {
  const needs = thresholdsOf(condition);
  const and = condition.match === "all" ? "且" : "或";
  const part = (name: string, sales: TierMeasure, orders: TierMeasure): string[] => {
    const money = needs.get(sales);
    const count = needs.get(orders);
    if (money === undefined) return count === undefined ? [] : [`${name}结算满 ${count} 单`];
    const said = `${name}结算销售额满 ¥${wholeYuan(money)}`;
    return [count === undefined ? said : `${said} ${and} ${count} 单`];
  };
  const parts = [
    ...part(words.own, "own_sales", "own_orders"),
    ...part(words.team, "team_sales", "team_orders"),
  ];
  return `近 ${condition.days} 天${parts.join(`，${and}`)}`;
}

/** 「每月 1 日检查：近 30 天自有顾客结算满 5 单，未达到降一级」. @param fallback name of the tier; null: one down */
export function describeKeep(rule: KeepRule, fallback: string | null, words: TierWords = TIER_WORDS): string {
  const when = rule.cycle === "month" ? "每月 1 日检查" : `每 ${rule.days} 天检查一次`;
  const then = fallback === null ? "降一级" : `转为${fallback}`;
  return `${when}：${describeCondition(rule, words)}，未达到${then}`;
}

/** "5,000" for 500000n, "5,000.50" for 500050n. */
export function wholeYuan(fen: bigint): string {
  const [whole = "", part = ""] = yuan(fen).split(".");
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",");
  return part === "00" ? grouped : `${grouped}.${part}`;
}
