/** What two plans say differently: rules by what they speak of, not by their place in the list or their id. */
import { describeTarget, type PlanNames, percent, ruleAmount } from "./describe.ts";
import type { Plan, PlanRule, PromotionSetting, SelfPurchase } from "./plan.ts";
import { ruleKey } from "./plan.ts";

export interface PlanDifference {
  /** Depth, 自购, cap, promotions, exclusions, team bonus: only what differs. */
  frame: { label: string; before: string; after: string }[];
  added: PlanRule[];
  removed: PlanRule[];
  /** The same scope, target, position and tier with another amount. */
  changed: { before: PlanRule; after: PlanRule }[];
}

export const SELF_PURCHASE_WORDS: Readonly<Record<SelfPurchase, string>> = {
  none: "自购不计佣",
  rebate: "自购返",
  discount: "自购省",
};
export const PROMOTION_WORDS: Readonly<Record<PromotionSetting, string>> = {
  none: "不计佣",
  share: "计佣，自购除外",
  share_and_self: "照常计佣",
};
const NONE = "—";

/** @param names of what either plan names by id */
export function comparePlans(before: Plan, after: Plan, names: PlanNames): PlanDifference {
  const old = new Map(before.rules.map((rule) => [ruleKey(rule), rule]));
  const now = new Map(after.rules.map((rule) => [ruleKey(rule), rule]));
  const changed: PlanDifference["changed"] = [];
  for (const [key, rule] of now) {
    const was = old.get(key);
    if (was && ruleAmount(was) !== ruleAmount(rule)) changed.push({ before: was, after: rule });
  }
  return {
    frame: frameOf(before, after, names),
    added: [...now].flatMap(([key, rule]) => (old.has(key) ? [] : [rule])),
    removed: [...old].flatMap(([key, rule]) => (now.has(key) ? [] : [rule])),
    changed,
  };
}

function frameOf(before: Plan, after: Plan, names: PlanNames): PlanDifference["frame"] {
  const old = frameRows(before, names);
  const now = frameRows(after, names);
  const labels = new Set([...old.keys(), ...now.keys()]);
  return [...labels].flatMap((label) => {
    const row = { label, before: old.get(label) ?? NONE, after: now.get(label) ?? NONE };
    return row.before === row.after ? [] : [row];
  });
}

function frameRows(plan: Plan, names: PlanNames): Map<string, string> {
  const rows = new Map([
    ["分佣层数", `${plan.depth} 层`],
    ["自购", SELF_PURCHASE_WORDS[plan.self_purchase]],
    ["单行上限", percent(plan.cap_bps)],
    ["秒杀商品", PROMOTION_WORDS[plan.promotions.flash_sale]],
    ["拼团商品", PROMOTION_WORDS[plan.promotions.group_buy]],
  ]);
  for (const target of plan.exclude) rows.set(`${describeTarget(target, names)}`, "不参与分佣");
  for (const [tier, bps] of Object.entries(plan.team_bonus?.rates ?? {}))
    rows.set(`团队奖 · ${names.tier(tier)}`, percent(bps));
  return rows;
}
