/** A shop with promoters, and what may happen in it beside orders, as plain data. People are the shop's buyers, by index. */
import type { BookPlan } from "./commission.ts";
import type { PromotingRules } from "./promoting-shapes.ts";
import type { Shop } from "./shapes.ts";
import type { Step } from "./step.ts";

/** Every SKU is a product of its own; both are called by the SKU's index, and all stand in one category. */
export const MARKET_CATEGORY = "山货";
export const MARKET_TIERS = ["推广员", "经销商", "代理商"] as const;

export interface RelationRules {
  policy: "first_touch" | "last_touch" | "protected";
  validMs: number;
  protectMs: number;
}

export interface MarketPlan {
  shop: Shop;
  plan: BookPlan;
  relation: RelationRules;
  withdrawal: Omit<PromotingRules, "aftersaleMs">;
}

/** `share` and `withdrawal` pick one of those there are (PromotingDesk.shareOf, withdrawalOf). */
export type PromotingStep =
  /** Becomes a promoter at once, by somebody's invite card or by none. */
  | { kind: "join"; person: number; by: number | null }
  /** Opens a promoter's share. */
  | { kind: "touch"; person: number; by: number }
  | { kind: "unbind" | "freeze" | "unfreeze" | "agree"; person: number }
  | { kind: "tier"; person: number; tier: string }
  | { kind: "newAgreement" }
  | { kind: "hold" | "release"; share: number }
  /** `person` picks too (PromotingDesk.askOf). Above 1000 permille of what is available asks for too much. */
  | { kind: "requestWithdrawal"; person: number; permille: number }
  /** Approved, and WeChat has it: it waits for the person. */
  | { kind: "approveWithdrawal" | "refuseWithdrawal" | "cancelWithdrawal"; withdrawal: number }
  /** WeChat's last word: the person confirmed, or it cannot be paid. */
  | { kind: "payoutEnds"; withdrawal: number; as: "paid" | "failed"; times: number };

export type MarketStep = Step | PromotingStep;

const PROMOTING = {
  join: true,
  touch: true,
  unbind: true,
  freeze: true,
  unfreeze: true,
  agree: true,
  tier: true,
  newAgreement: true,
  hold: true,
  release: true,
  requestWithdrawal: true,
  approveWithdrawal: true,
  refuseWithdrawal: true,
  cancelWithdrawal: true,
  payoutEnds: true,
} satisfies Record<PromotingStep["kind"], true>;

export function isPromotingStep(step: MarketStep): step is PromotingStep {
  return step.kind in PROMOTING;
}
