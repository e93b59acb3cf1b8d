/** 怎么算的: the figures of docs/COMMISSION.md in their order, each with its formula, from the line's snapshot. */
import type { CommissionExplanation } from "@banyan/contract";
import {
  type CapCut,
  describeRule,
  explainShare,
  type Position,
  percent,
  type ShareExplanation,
  type ShareSource,
} from "@banyan/domain";
import { type Fen, goodsText, toWire, yuan } from "@banyan/kernel";
import type { CurrentPlan } from "../plan/current.ts";
import type { CommissionDetailFacts } from "./read-store.ts";

type Step = CommissionExplanation["steps"][number];
export const yen = (fen: Fen) => `¥${yuan(fen)}`;

export interface Explained {
  rule_text: string | null;
  figures: CommissionExplanation["figures"];
  steps: Step[];
  recomputed_fen: number;
  cuts: CapCut[];
}

/** Recomputes the share from what the line keeps, and says every figure. A share that does not come out again shows as 0, never as itself. */
export function explain(facts: CommissionDetailFacts, plan: CurrentPlan): Explained {
  const found = recompute(facts, plan);
  if (!found) return { rule_text: null, figures: null, steps: [], recomputed_fen: 0, cuts: [] };
  return {
    rule_text: ruleText(found, namesOf(facts)),
    figures: figuresOf(found),
    steps: stepsOf(found),
    recomputed_fen: toWire(found.keptFen),
    cuts: found.cuts,
  };
}

function recompute(facts: CommissionDetailFacts, plan: CurrentPlan): ShareExplanation | null {
  const position: Position = facts.position === "self" ? "self" : (Number(facts.position) as 1 | 2 | 3);
  return explainShare(
    {
      plan: plan.prepared,
      line: {
        sku: String(facts.sku_id),
        product: String(facts.product_id),
        categories: facts.category_path.map(String),
        quantity: facts.quantity,
        netFen: facts.net_fen,
        promotion: facts.promotion,
        priceFen: facts.price_fen,
        couponFen: facts.discount_fen,
      },
      buyer: { promoter: facts.buyer_promoter },
      chain: facts.chain,
      selfDiscountFen: facts.self_discount_fen,
    },
    {
      position,
      kind: facts.kind,
      promoter: String(facts.owner_id),
      tier: facts.tier,
      rule: facts.rule,
      grossFen: facts.gross_fen,
      fen: facts.fen,
    },
    facts.refunded_fen,
  );
}

/** Every figure of a share in its order. */
export function stepsOf(found: ShareExplanation): Step[] {
  return [...priceSteps(found), ...shareSteps(found), ...capSteps(found), ...refundSteps(found)];
}

type Names = Parameters<typeof describeRule>[1];
/** Whose names a rule's ids are: those of the line that is explained. */
export type NamedLine = Pick<CommissionDetailFacts, "categories" | "tiers" | "name" | "spec">;

/** The rule, or the difference of a team bonus, as a sentence. */
export function ruleText({ source, tier }: ShareExplanation, names: Names): string {
  if (source.from === "rule") return describeRule(source.rule, names);
  const own = `团队管理奖：${names.tier(tier)}得计佣金额的 ${percent(source.ownBps)}`;
  if (source.seenBps === 0) return own;
  const gain = percent(source.ownBps - source.seenBps);
  return `${own}，减去前面位置的等级已有的 ${percent(source.seenBps)}，得差额 ${gain}`;
}

function figuresOf(e: ShareExplanation): CommissionExplanation["figures"] {
  const rule = e.source.from === "rule" ? e.source.rule : null;
  return {
    price_fen: toWire(e.priceFen),
    quantity: e.quantity,
    amount_fen: toWire(e.amountFen),
    coupon_fen: toWire(e.couponFen),
    net_fen: toWire(e.netFen),
    self_discount_fen: toWire(e.selfDiscountFen),
    base_fen: toWire(e.baseFen),
    rate_bps: rule?.rate_bps ?? null,
    fixed_fen: rule?.fixed_fen ?? null,
    team: e.source.from === "team_bonus" ? { own_bps: e.source.ownBps, seen_bps: e.source.seenBps } : null,
    gross_fen: toWire(e.grossFen),
    cap_bps: e.capBps,
    limit_fen: toWire(e.limitFen),
    room_fen: toWire(e.roomFen),
    claimed_fen: toWire(e.claimedFen),
    cut_fen: toWire(e.cutFen),
    fen: toWire(e.fen),
    refunded_fen: toWire(e.refundedFen),
    kept_fen: toWire(e.keptFen),
  };
}

export function namesOf(facts: NamedLine): Names {
  return {
    target: (scope, target) => {
      if (scope === "category") return facts.categories[target] ?? target;
      return scope === "product" ? facts.name : goodsText(facts.name, facts.spec);
    },
    tier: (tier) => facts.tiers[tier] ?? tier,
  };
}

export const step = (kind: string, title: string, formula: string, fen: Fen): Step => ({
  kind,
  title,
  formula,
  amount_fen: toWire(fen),
});

function priceSteps(e: ShareExplanation): Step[] {
  const steps = [step("price", "商品金额", `${yen(e.priceFen)} × ${e.quantity} 件`, e.amountFen)];
  if (e.couponFen > 0n)
    steps.push(step("coupon", "减去优惠券分摊", "按金额分到各件商品，最大余数法", -e.couponFen));
  if (e.couponFen > 0n && e.selfDiscountFen > 0n)
    steps.push(step("net", "用券后金额", `${yen(e.amountFen)} − ${yen(e.couponFen)}`, e.netFen));
  if (e.selfDiscountFen > 0n)
    steps.push(step("self_discount", "减去自购省", "下单时已直接减免", -e.selfDiscountFen));
  steps.push(step("base", "计佣金额", "顾客为这件商品实际支付，不含运费", e.baseFen));
  return steps;
}

function shareSteps(e: ShareExplanation): Step[] {
  return [
    {
      kind: e.source.from,
      title: e.source.from === "rule" ? "按规则计算" : "按团队管理奖级差计算",
      formula: sourceFormula(e, e.source),
      amount_fen: toWire(e.grossFen),
    },
  ];
}

function sourceFormula(e: ShareExplanation, source: ShareSource): string {
  if (source.from === "team_bonus") {
    const gain = source.ownBps - source.seenBps;
    return `${yen(e.baseFen)} × (${percent(source.ownBps)} − ${percent(source.seenBps)}) = ${yen(e.baseFen)} × ${percent(gain)}，不足一分舍去`;
  }
  const { rate_bps, fixed_fen } = source.rule;
  if (fixed_fen !== undefined) return `${yen(BigInt(fixed_fen))} × ${e.quantity} 件，不超过计佣金额`;
  return `${yen(e.baseFen)} × ${percent(rate_bps ?? 0)}，不足一分舍去`;
}

function capSteps(e: ShareExplanation): Step[] {
  const room =
    e.selfDiscountFen > 0n
      ? `${yen(e.netFen)} × ${percent(e.capBps)} − 自购省 ${yen(e.selfDiscountFen)}`
      : `${yen(e.netFen)} × ${percent(e.capBps)}`;
  const steps = [step("limit", "这件商品最多让出", room, e.roomFen)];
  if (e.cutFen > 0n) {
    const why = `各方合计 ${yen(e.claimedFen)}，超过上限；先裁团队管理奖，再从远到近裁减`;
    steps.push(step("cap", "上限裁减", why, -e.cutFen));
  }
  steps.push(
    step("fen", "佣金", e.cutFen > 0n ? `${yen(e.grossFen)} − ${yen(e.cutFen)}` : "没有超过上限", e.fen),
  );
  return steps;
}

function refundSteps(e: ShareExplanation): Step[] {
  if (e.refundedFen === 0n) return [];
  const left = e.baseFen - e.refundedFen;
  return [
    step("refunded", "顾客已退款", `计佣金额还剩 ${yen(left)}`, -e.refundedFen),
    step("kept", "退款后保留", `${yen(e.fen)} × ${yen(left)} ÷ ${yen(e.baseFen)}，不足一分舍去`, e.keptFen),
  ];
}
