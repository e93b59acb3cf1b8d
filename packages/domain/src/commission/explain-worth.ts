/** 怎么算的 of what goods would bring one promoter: the steps of an order line of these pieces without coupon, as `worthOf` takes them. */
import type { Fen } from "@banyan/kernel";
import type { PlanRule } from "../plan/plan.ts";
import { amountOn, findRule } from "../plan/prepare.ts";
import { computeLine, type LineInput, type Member } from "./compute.ts";
import { explainShare, type ShareExplanation } from "./explain.ts";
import type { WorthInput } from "./worth.ts";

/** 自购省, figure by figure. */
export interface DiscountExplanation {
  priceFen: Fen;
  quantity: number;
  /** price × quantity */
  amountFen: Fen;
  rule: PlanRule;
  /** Of the rule on the amount, before the cap. */
  grossFen: Fen;
  capBps: number;
  /** L */
  limitFen: Fen;
  /** D = least of gross and L */
  fen: Fen;
  /** What is paid. */
  baseFen: Fen;
}

export interface WorthExplanation {
  /** 分享赚: the promoter at position 1 of a customer's order. */
  share: ShareExplanation | null;
  /** 自购返 */
  rebate: ShareExplanation | null;
  /** 自购省 */
  discount: DiscountExplanation | null;
}

/** Null where nothing comes of it: no rule, an excluded product, another self mode. */
export function explainWorth(input: WorthInput): WorthExplanation {
  const me: Member = { id: "me", tier: input.tier, active: true };
  return {
    share: explained(input, { buyer: { promoter: null }, chain: [me] }, "referral"),
    rebate: explained(input, { buyer: { promoter: me }, chain: [] }, "self"),
    discount: discountOf(input, me),
  };
}

function lineOf({ place, quantity, priceFen }: WorthInput) {
  const netFen = priceFen * BigInt(quantity);
  return { ...place, quantity, netFen, promotion: null, priceFen, couponFen: 0n };
}

function explained(
  input: WorthInput,
  people: Pick<LineInput, "buyer" | "chain">,
  kind: "referral" | "self",
): ShareExplanation | null {
  const snapshot = { plan: input.plan, line: lineOf(input), ...people };
  const { shares, discountFen } = computeLine(snapshot);
  const share = shares.find((one) => one.kind === kind);
  return share === undefined ? null : explainShare({ ...snapshot, selfDiscountFen: discountFen }, share, 0n);
}

function discountOf(input: WorthInput, me: Member): DiscountExplanation | null {
  const { plan, quantity, priceFen } = input;
  const line = lineOf(input);
  const { discountFen, limitFen, baseFen } = computeLine({ plan, line, buyer: { promoter: me }, chain: [] });
  const amount = findRule(plan, line, "self", me.tier);
  if (discountFen === 0n || amount === undefined) return null;
  return {
    ...{ priceFen, quantity, amountFen: line.netFen },
    rule: amount.rule,
    grossFen: amountOn(amount, line.netFen, quantity),
    capBps: plan.plan.cap_bps,
    ...{ limitFen, fen: discountFen, baseFen },
  };
}
