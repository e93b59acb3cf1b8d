/** A plan made ready for many lines: its rules indexed once, so that finding one is a few look-ups however many there are. */
import { type Fen, floorShare } from "@banyan/kernel";
import type { Plan, PlanRule, PlanScope, Position } from "./plan.ts";

/** Where a line stands in the catalogue. `categories` goes from the leaf to the root. */
export interface LinePlace {
  sku: string;
  product: string;
  categories: readonly string[];
}

/** A rule with its amount as bigint. */
interface Amount {
  rule: PlanRule;
  rateBps: bigint;
  fixedFen: bigint | null;
}

/** The rules of one scope and target at one position. */
interface Slot {
  anyTier: Amount | undefined;
  byTier: Map<string, Amount>;
}

interface PositionIndex {
  sku: Map<string, Slot>;
  product: Map<string, Slot>;
  category: Map<string, Slot>;
  all: Slot;
}

interface Excluded {
  all: boolean;
  sku: Set<string>;
  product: Set<string>;
  category: Set<string>;
}

/** Made by `preparePlan`, valid as long as the plan does not change; callers keep it by plan version. */
export interface PreparedPlan {
  plan: Plan;
  capBps: bigint;
  at: Record<Position, PositionIndex>;
  excluded: Excluded;
  /** Team bonus by tier; empty without one. */
  bonusBps: ReadonlyMap<string, bigint>;
}

/** Indexes a plan. Where two rules tie, which no saved plan has, the first stands. */
export function preparePlan(plan: Plan): PreparedPlan {
  const at = { self: emptyIndex(), 1: emptyIndex(), 2: emptyIndex(), 3: emptyIndex() };
  for (const rule of plan.rules) {
    const slot = slotOf(at[rule.position], rule.scope, rule.target ?? "");
    const amount = {
      rule,
      rateBps: BigInt(rule.rate_bps ?? 0),
      fixedFen: rule.fixed_fen === undefined ? null : BigInt(rule.fixed_fen),
    };
    if (rule.tier === undefined) slot.anyTier ??= amount;
    else if (!slot.byTier.has(rule.tier)) slot.byTier.set(rule.tier, amount);
  }
  const rates = Object.entries(plan.team_bonus?.rates ?? {});
  return {
    plan,
    capBps: BigInt(plan.cap_bps),
    at,
    excluded: excludedBy(plan),
    bonusBps: new Map(rates.map(([tier, bps]) => [tier, BigInt(bps)])),
  };
}

/** Whether the plan leaves the line out (不参与分佣). */
export function isExcluded({ excluded }: PreparedPlan, place: LinePlace): boolean {
  return (
    excluded.all ||
    excluded.sku.has(place.sku) ||
    excluded.product.has(place.product) ||
    (excluded.category.size > 0 && place.categories.some((category) => excluded.category.has(category)))
  );
}

/**
 * The rule of a member: the narrowest scope wins (sku, product, nearest category, all); within it the rule that names
 * the tier beats the one that does not.
 */
export function findRule(
  plan: PreparedPlan,
  place: LinePlace,
  position: Position,
  tier: string,
): Amount | undefined {
  const index = plan.at[position];
  const narrow = pick(index.sku.get(place.sku), tier) ?? pick(index.product.get(place.product), tier);
  if (narrow !== undefined) return narrow;
  if (index.category.size > 0) {
    for (const category of place.categories) {
      const found = pick(index.category.get(category), tier);
      if (found !== undefined) return found;
    }
  }
  return pick(index.all, tier);
}

/** What a rule gives on x fen: floor(x × rate / 10000), or fixed × quantity, never more than x. */
export function amountOn(amount: Amount, xFen: Fen, quantity: number): Fen {
  if (amount.fixedFen === null) return floorShare(xFen, amount.rateBps, 10_000n);
  const fen = amount.fixedFen * BigInt(quantity);
  return fen < xFen ? fen : xFen;
}

function pick(slot: Slot | undefined, tier: string): Amount | undefined {
  return slot && (slot.byTier.get(tier) ?? slot.anyTier);
}

function emptySlot(): Slot {
  return { anyTier: undefined, byTier: new Map() };
}

function emptyIndex(): PositionIndex {
  return { sku: new Map(), product: new Map(), category: new Map(), all: emptySlot() };
}

function slotOf(index: PositionIndex, scope: PlanScope, target: string): Slot {
  if (scope === "all") return index.all;
  const known = index[scope].get(target);
  if (known !== undefined) return known;
  const slot = emptySlot();
  index[scope].set(target, slot);
  return slot;
}

function excludedBy(plan: Plan): Excluded {
  const excluded: Excluded = { all: false, sku: new Set(), product: new Set(), category: new Set() };
  for (const { scope, target } of plan.exclude) {
    if (scope === "all") excluded.all = true;
    else if (target !== undefined) excluded[scope].add(target);
  }
  return excluded;
}
