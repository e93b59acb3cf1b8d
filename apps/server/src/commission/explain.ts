/** 怎么算的: the figures of docs/COMMISSION.md in their order, each with its formula, from the line's snapshot. */
import type { CommissionExplanation } from "@banyan/contract";
import {
  describeRule,
  explainShare,
  type Position,
  percent,
  type ShareExplanation,
  type ShareSource,
} from "@banyan/domain";
import { type Fen, toWire, yuan } from "@banyan/kernel";
import type { CurrentPlan } from "../plan/current.ts";
import type { CommissionDetailFacts } from "./read-store.ts";

type Step = CommissionExplanation["steps"][number];
const yen = (fen: Fen) => `¥${yuan(fen)}`;

export interface Explained {
  rule_text: string | null;
  steps: Step[];
  recomputed_fen: number;
}

/** Recomputes the share from what the line keeps, and says every figure. A share that does not come out again shows as 0, never as itself. */
export function explain(facts: CommissionDetailFacts, plan: CurrentPlan): Explained {
  const position: Position = facts.position === "self" ? "self" : (Number(facts.position) as 1 | 2 | 3);
  const found = explainShare(
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
  if (!found) return { rule_text: null, steps: [], recomputed_fen: 0 };
  return {
    rule_text: found.source.from === "rule" ? describeRule(found.source.rule, namesOf(facts)) : null,
    steps: [...priceSteps(found), ...shareSteps(found), ...capSteps(found), ...refundSteps(found)],
    recomputed_fen: toWire(found.keptFen),
  };
}

function namesOf(facts: CommissionDetailFacts): Parameters<typeof describeRule>[1] {
  return {
    target: (scope, target) => {
      if (scope === "category") return facts.categories[target] ?? target;
      return scope === "product" ? facts.name : [facts.name, ...facts.spec].join(" ");
    },
    tier: (tier) => facts.tiers[tier] ?? tier,
  };
}

const step = (kind: string, title: string, formula: string, fen: Fen): Step => ({
  kind,
  title,
  formula,
  amount_fen: toWire(fen),
});

function priceSteps(e: ShareExplanation): Step[] {
  const steps = [step("price", "商品金额", `${yen(e.priceFen)} × ${e.quantity} 件`, e.amountFen)];
  if (e.couponFen > 0n)
    steps.push(step("coupon", "减去优惠券分摊", "按金额分到各件商品，最大余数法", -e.couponFen));
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
    const why = `这件商品各方佣金合计 ${yen(e.claimedFen)}，超过上限，从远到近裁减`;
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
