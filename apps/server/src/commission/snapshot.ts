/** Everything a commission needs, fixed on the order line at submit: docs/COMMISSION.md, Snapshot. */
import { type CommissionLine, computeLine, type Member, type Share, selfDiscount } from "@banyan/domain";
import type { CurrentPlan } from "../plan/current.ts";
import type { ComputedLine } from "../quote/compute.ts";
import type { PromotingFacts, SkuFacts } from "../quote/facts-store.ts";

/** Who may earn on an order, and under which plan. */
export interface Promoting {
  plan: CurrentPlan;
  /** null: the buyer is only a customer. */
  buyer: Member | null;
  /** Nearest first, at most three. */
  chain: Member[];
  /** The promoter of the buyer's valid relation: 由 … 推荐. null for promoters, who have none. */
  referrer: { id: bigint; name: string } | null;
  shareCode: string | null;
}

/** @param agreementVersion what a promoter must have agreed to in order to earn */
export function promotingOf(facts: PromotingFacts, plan: CurrentPlan, agreementVersion: number): Promoting {
  const member = (raw: PromotingFacts["chain"][number]): Member => ({
    id: raw.id,
    tier: raw.tier,
    active: raw.state === "active" && raw.agreement >= agreementVersion,
  });
  return {
    plan,
    buyer: facts.buyer && member(facts.buyer),
    chain: facts.chain.map(member),
    referrer: facts.referrer && { id: BigInt(facts.referrer.id), name: facts.referrer.name },
    shareCode: facts.share_code,
  };
}

/** D of one line: 自购省, in fen. */
export function selfDiscountOf(
  promoting: Promoting,
  sku: SkuFacts,
  quantity: number,
  netFen: bigint,
): bigint {
  return selfDiscount({
    plan: promoting.plan.prepared,
    line: lineOf(sku, quantity, netFen),
    buyer: { promoter: promoting.buyer },
  });
}

function lineOf(sku: SkuFacts, quantity: number, netFen: bigint): CommissionLine {
  return {
    sku: String(sku.skuId),
    product: String(sku.productId),
    categories: sku.categoryPath.map(String),
    quantity,
    netFen,
    promotion: null,
  };
}

/** 自购返 of one line: what comes back to the buyer as commission, in fen. Cut last of all, so that it needs no chain. */
export function selfRebateOf(promoting: Promoting, { sku, quantity, price }: ComputedLine): bigint {
  if (promoting.buyer === null) return 0n;
  const { shares } = computeLine({
    plan: promoting.plan.prepared,
    line: lineOf(sku, quantity, price.netFen),
    buyer: { promoter: promoting.buyer },
    chain: [],
  });
  return shares.find(({ kind }) => kind === "self")?.fen ?? 0n;
}

/** As it is stored: amounts as text, since JSON numbers end at 2^53. */
export interface StoredShare {
  position: Share["position"];
  kind: Share["kind"];
  promoter: string;
  tier: string;
  rule: string | null;
  gross_fen: string;
  fen: string;
}

/** The shares of one line, as posting copies them. The buyer never stands in the chain: nobody is bound to or invited by themselves. */
export function sharesOf(promoting: Promoting, { sku, quantity, price }: ComputedLine): StoredShare[] {
  const { shares } = computeLine({
    plan: promoting.plan.prepared,
    line: lineOf(sku, quantity, price.netFen),
    buyer: { promoter: promoting.buyer },
    chain: promoting.chain,
  });
  return shares.map(({ grossFen, fen, ...share }) => ({
    ...share,
    gross_fen: String(grossFen),
    fen: String(fen),
  }));
}
