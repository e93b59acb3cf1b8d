/** The commission engine (佣金引擎): who gets what of one order line. The steps are numbered in docs/COMMISSION.md. */
import { type Fen, floorShare, type ShareKind } from "@banyan/kernel";
import type { Position, Promotion, PromotionSetting } from "../plan/plan.ts";
import { amountOn, findRule, isExcluded, type LinePlace, type PreparedPlan } from "../plan/prepare.ts";

/** A promoter as of submit. Active: not frozen, not closed, agreement current. */
export interface Member {
  id: string;
  tier: string;
  active: boolean;
}

export interface Buyer {
  /** null: the buyer is only a customer. */
  promoter: Member | null;
}

export interface CommissionLine extends LinePlace {
  /** ≥ 1 */
  quantity: number;
  /** What the buyer would pay for this line after every discount and coupon, before 自购省, without freight. */
  netFen: Fen;
  promotion: Promotion | null;
}

export interface LineInput {
  plan: PreparedPlan;
  line: CommissionLine;
  buyer: Buyer;
  /** Nearest first; for a buyer who is a promoter it begins with the inviter. */
  chain: readonly Member[];
}

/** One share of a line. Its business key, everywhere, is order line + position + kind. */
export interface Share {
  position: Position;
  kind: ShareKind;
  promoter: string;
  tier: string;
  /** Id of the rule; null for a team bonus. */
  rule: string | null;
  /** Before the cap, above 0. */
  grossFen: Fen;
  /** After the cap: 0 ≤ fen ≤ gross. */
  fen: Fen;
}

export interface LineResult {
  /** D: 自购省. */
  discountFen: Fen;
  /** B = net − D: 计佣金额, what the buyer pays for the line. */
  baseFen: Fen;
  /** L: all that this line may give away; D + Σ fen ≤ L. */
  limitFen: Fen;
  /** By position; self or referral before team. */
  shares: Share[];
}

/** Computes one line. Pure and total: valid input always has an answer. */
export function computeLine(input: LineInput): LineResult {
  const { plan, line, buyer } = input;
  const limitFen = floorShare(line.netFen, plan.capBps, 10_000n);
  const discountFen = discountWithin(limitFen, plan, line, buyer);
  const baseFen = line.netFen - discountFen;
  const shares: Share[] = [];
  if (givesAway(plan, line)) {
    for (let index = 0; index < plan.plan.depth; index += 1) claim(shares, input, index, baseFen);
    cutToCap(shares, limitFen - discountFen);
  }
  return { discountFen, baseFen, limitFen, shares };
}

/** D of one line: what a quote takes off for the buyer. The same steps as in `computeLine`, without the shares. */
export function selfDiscount({ plan, line, buyer }: Omit<LineInput, "chain">): Fen {
  return discountWithin(floorShare(line.netFen, plan.capBps, 10_000n), plan, line, buyer);
}

/** Whether the buyer stands at `self` and everybody else one further up, active or not. */
function standsAtSelf(plan: PreparedPlan, buyer: Buyer): boolean {
  return plan.plan.self_purchase !== "none" && buyer.promoter !== null;
}

/** Who stands at the first, second and third place; the first is `self` or 1. */
export function memberAt({ plan, buyer, chain }: LineInput, index: number): Member | undefined {
  if (!standsAtSelf(plan, buyer)) return chain[index];
  return index === 0 ? (buyer.promoter ?? undefined) : chain[index - 1];
}

/**
 * The highest bonus rate among those who stand before a place, active or not: the difference above it is what the
 * place may still gain (极差).
 */
export function seenBps(input: LineInput, index: number): bigint {
  let seen = 0n;
  for (let before = 0; before < index; before += 1) {
    const rate = bonusOf(input.plan, memberAt(input, before));
    if (rate > seen) seen = rate;
  }
  return seen;
}

/** The team bonus rate of a member's tier; 0 without one. */
export function bonusOf({ bonusBps }: PreparedPlan, member: Member | undefined): bigint {
  return member === undefined ? 0n : (bonusBps.get(member.tier) ?? 0n);
}

function settingOf(plan: PreparedPlan, line: CommissionLine): PromotionSetting {
  return line.promotion === null ? "share_and_self" : plan.plan.promotions[line.promotion];
}

function givesAway(plan: PreparedPlan, line: CommissionLine): boolean {
  return settingOf(plan, line) !== "none" && !isExcluded(plan, line);
}

/** Step 2, and step 1 for lines that give nothing away. */
function discountWithin(limitFen: Fen, plan: PreparedPlan, line: CommissionLine, buyer: Buyer): Fen {
  if (plan.plan.self_purchase !== "discount" || buyer.promoter?.active !== true) return 0n;
  if (settingOf(plan, line) !== "share_and_self" || isExcluded(plan, line)) return 0n;
  const rule = findRule(plan, line, "self", buyer.promoter.tier);
  if (rule === undefined) return 0n;
  const fen = amountOn(rule, line.netFen, line.quantity);
  return fen < limitFen ? fen : limitFen;
}

/** Steps 3 to 6 for one place: what its member may claim before the cap. */
function claim(shares: Share[], input: LineInput, index: number, baseFen: Fen): void {
  const { plan, line } = input;
  const member = memberAt(input, index);
  if (member?.active !== true) return;
  const atSelf = index === 0 && standsAtSelf(plan, input.buyer);
  const position = atSelf ? "self" : ((index + 1) as 1 | 2 | 3);
  const { id: promoter, tier } = member;
  const mayEarn =
    !atSelf || (plan.plan.self_purchase === "rebate" && settingOf(plan, line) === "share_and_self");
  const rule = mayEarn ? findRule(plan, line, position, tier) : undefined;
  if (rule !== undefined) {
    const fen = amountOn(rule, baseFen, line.quantity);
    const kind = atSelf ? "self" : "referral";
    if (fen > 0n) shares.push({ position, kind, promoter, tier, rule: rule.rule.id, grossFen: fen, fen });
  }
  if (index === 0 || plan.bonusBps.size === 0) return;
  const gainBps = bonusOf(plan, member) - seenBps(input, index);
  const fen = gainBps > 0n ? floorShare(baseFen, gainBps, 10_000n) : 0n;
  if (fen > 0n) shares.push({ position, kind: "team", promoter, tier, rule: null, grossFen: fen, fen });
}

/** Step 7: cuts from the far end, all team bonuses before the first referral. */
function cutToCap(shares: readonly Share[], roomFen: Fen): void {
  let over = -roomFen;
  for (const share of shares) over += share.grossFen;
  for (let pass = 0; pass < 2; pass += 1) {
    for (let index = shares.length - 1; index >= 0 && over > 0n; index -= 1) {
      const share = shares[index];
      if (share === undefined || (share.kind === "team") !== (pass === 0)) continue;
      const left = share.fen > over ? share.fen - over : 0n;
      over -= share.fen - left;
      share.fen = left;
    }
  }
}
