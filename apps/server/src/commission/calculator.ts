/** The line that a commission stands on, as `npm run -s commission` reads it. */
import type { ConsoleCommissionDetail } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { CurrentPlan } from "../plan/current.ts";
import type { CommissionDetailFacts } from "./read-store.ts";

type CalculatorLine = ConsoleCommissionDetail["calculator"];

/** What submit fixed, with the refunds so far: the same input gives the same share on every machine. */
export function calculatorLine(facts: CommissionDetailFacts, plan: CurrentPlan): CalculatorLine {
  return {
    plan: plan.plan as CalculatorLine["plan"],
    line: {
      sku: String(facts.sku_id),
      product: String(facts.product_id),
      categories: facts.category_path.map(String),
      quantity: facts.quantity,
      net_fen: toWire(facts.net_fen),
      promotion: facts.promotion,
    },
    buyer: { promoter: facts.buyer_promoter },
    chain: facts.chain,
    refunded_fen: [toWire(facts.refunded_fen)],
  };
}
