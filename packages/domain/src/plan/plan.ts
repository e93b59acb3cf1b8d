/**
 * A commission plan (佣金方案) as it is everywhere: this JSON stands in the database, crosses the API and is read by the
 * command line. Rates are basis points, `fixed_fen` is a safe integer of fen. The rules stand in docs/COMMISSION.md.
 */
import type { BasisPoints } from "@banyan/kernel";

/** 分佣位置. The buyer may stand at `self`, which takes the place of 1. */
export type Position = "self" | 1 | 2 | 3;
export type PlanScope = "all" | "category" | "product" | "sku";
/** 自购: nothing, 自购返 (a share afterwards), 自购省 (cheaper at once). */
export type SelfPurchase = "none" | "rebate" | "discount";
export type Promotion = "flash_sale" | "group_buy";
/** What a promotion leaves of commission: nothing, shares of others, or 自购 as well. */
export type PromotionSetting = "none" | "share" | "share_and_self";

/** Lines that a rule or an exclusion speaks of. `all` needs no target, and one that stands there means nothing. */
export interface PlanTarget {
  scope: PlanScope;
  target?: string | undefined;
}

/** A valid rule has exactly one of `rate_bps` (0..10000) and `fixed_fen` (≥ 0, for each unit). */
export interface PlanRule extends PlanTarget {
  id: string;
  position: Position;
  /** Absent: every tier. */
  tier?: string | undefined;
  rate_bps?: BasisPoints | undefined;
  fixed_fen?: number | undefined;
}

export interface Plan {
  /** How many positions may earn on one order line. */
  depth: 1 | 2 | 3;
  self_purchase: SelfPurchase;
  /** The most that one line may give away, 自购省 included. */
  cap_bps: BasisPoints;
  rules: readonly PlanRule[];
  /** 不参与分佣: lines in these scopes give nothing away. */
  exclude: readonly PlanTarget[];
  promotions: Readonly<Record<Promotion, PromotionSetting>>;
  /** 团队管理奖, paid by difference (极差): rates by tier. */
  team_bonus: { rates: Readonly<Record<string, BasisPoints>> } | null;
}

/** What a new shop and a blank draft begin with: one position, no bonus, nothing for own purchases, no rate. */
export const BLANK_PLAN: Plan = {
  depth: 1,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
};

/**
 * What has to happen before a plan may be put to work: `legal_notice` is shown at depth 2; depth 3 or any team bonus
 * needs the recorded acknowledgement of an `owner`.
 */
export function acknowledgementNeeded(
  plan: Pick<Plan, "depth" | "team_bonus">,
): "none" | "legal_notice" | "owner" {
  if (plan.depth === 3 || plan.team_bonus !== null) return "owner";
  return plan.depth === 2 ? "legal_notice" : "none";
}

/**
 * Pairs of rules of which neither beats the other: same scope and target, same position, same tier. Each pair is
 * [index of the first such rule, index of a later one].
 */
export function tiedRules(rules: readonly PlanRule[]): [number, number][] {
  const ties: [number, number][] = [];
  const first = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    const key = ruleKey(rule);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else ties.push([earlier, index]);
  }
  return ties;
}

/** What a rule speaks of: scope, target, position and tier. Two rules of one key tie. */
export function ruleKey({
  scope,
  target,
  position,
  tier,
}: Pick<PlanRule, "scope" | "target" | "position" | "tier">): string {
  return JSON.stringify([scope, scope === "all" ? null : (target ?? null), position, tier ?? null]);
}
