/** A rule as one Chinese sentence. */
import { type BasisPoints, yuan } from "@banyan/kernel";
import type { PlanRule, PlanScope, Position } from "./plan.ts";

/** The operator's names for what a rule names by id. */
export interface PlanNames {
  target(scope: Exclude<PlanScope, "all">, target: string): string;
  tier(tier: string): string;
}

const SCOPES: Readonly<Record<Exclude<PlanScope, "all">, string>> = {
  category: "分类",
  product: "商品",
  sku: "规格",
};
const POSITIONS: Readonly<Record<Position, string>> = {
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
  const { scope, target = "", position, tier, fixed_fen } = rule;
  const lines = scope === "all" ? "全部商品" : `${SCOPES[scope]}「${names.target(scope, target)}」`;
  const who = tier === undefined ? POSITIONS[position] : `${POSITIONS[position]}的${names.tier(tier)}`;
  const gets =
    fixed_fen === undefined
      ? `得计佣金额的 ${percent(rule.rate_bps ?? 0)}`
      : `每件得 ${yuan(BigInt(fixed_fen))} 元，不超过计佣金额`;
  return `${lines}：${who}${gets}`;
}

/** A rate as people read it: 1000 bps is 10%, 50 bps is 0.5%. */
export function percent(bps: BasisPoints): string {
  return `${yuan(BigInt(bps)).replace(/\.?0+$/, "")}%`;
}
