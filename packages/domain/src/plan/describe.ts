/** A rule as one Chinese sentence. */
import { type BasisPoints, yuan } from "@banyan/kernel";
import type { PlanRule, PlanScope, PlanTarget, Position } from "./plan.ts";

/** The operator's names for what a rule names by id. */
export interface PlanNames {
  target(scope: Exclude<PlanScope, "all">, target: string): string;
  tier(tier: string): string;
}

export const SCOPE_WORDS: Readonly<Record<PlanScope, string>> = {
  all: "全部商品",
  category: "分类",
  product: "商品",
  sku: "规格",
};
export const POSITION_WORDS: Readonly<Record<Position, string>> = {
  self: "自购",
  1: "第 1 位",
  2: "第 2 位",
  3: "第 3 位",
};

/**
 * 「全部商品：第 1 位得计佣金额的 10%」,「商品「正山小种」：第 2 位的经销商每件得 3.00 元，不超过计佣金额」. At self the same
 * sentence holds for 自购省 and 自购返: the amount is taken off at once or given afterwards.
 */
export function describeRule(rule: PlanRule, names: PlanNames): string {
  const { position, tier } = rule;
  const lines = describeTarget(rule, names);
  const who =
    tier === undefined ? POSITION_WORDS[position] : `${POSITION_WORDS[position]}的${names.tier(tier)}`;
  return `${lines}：${who}${ruleAmount(rule)}`;
}

/** 「得计佣金额的 10%」,「每件得 3.00 元，不超过计佣金额」 */
export function ruleAmount({ rate_bps = 0, fixed_fen }: PlanRule): string {
  return fixed_fen === undefined
    ? `得计佣金额的 ${percent(rate_bps)}`
    : `每件得 ${yuan(BigInt(fixed_fen))} 元，不超过计佣金额`;
}

/** 「全部商品」,「商品「正山小种」」 */
export function describeTarget({ scope, target = "" }: PlanTarget, names: PlanNames): string {
  return scope === "all" ? SCOPE_WORDS.all : `${SCOPE_WORDS[scope]}「${names.target(scope, target)}」`;
}

/** A rate as people read it: 1000 bps is 10%, 50 bps is 0.5%. */
export function percent(bps: BasisPoints): string {
  return `${yuan(BigInt(bps)).replace(/\.?0+$/, "")}%`;
}
