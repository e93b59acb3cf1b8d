/** The lines of which a plan eats most of the margin, and how each plan comes to what it gives away there. */
import type { SimulationWorstLine } from "@banyan/contract";
import {
  bonusOf,
  computeLine,
  type Eaten,
  type LineInput,
  memberAt,
  type PastLine,
  type PreparedPlan,
  percent,
  type Share,
  type Simulation,
  seenBps,
} from "@banyan/domain";
import { type Fen, toWire, yuan } from "@banyan/kernel";
import type { Database } from "../db/database.ts";
import { nameLines } from "./line-facts-store.ts";
import type { SimulatedPlanFacts } from "./store.ts";

const yen = (fen: Fen) => `¥${yuan(fen)}`;

/** At most one line a plan; one statement. */
export async function worstLines(
  query: Database["query"],
  simulation: Simulation,
  plans: readonly SimulatedPlanFacts[],
): Promise<SimulationWorstLine[]> {
  const found = new Map<string, { eaten: Eaten; worstOf: number[] }>();
  for (const [index, { worst }] of simulation.plans.entries()) {
    if (worst === null) continue;
    const key = `${worst.past.orderNo}:${worst.past.lineNo}`;
    const known = found.get(key);
    if (known) known.worstOf.push(index);
    else found.set(key, { eaten: worst, worstOf: [index] });
  }
  const all = [...found.values()];
  const names = await nameLines(
    query,
    all.map(({ eaten }) => eaten.past),
  );
  return all.map(({ eaten: { past, marginFen }, worstOf }) => {
    const named = names.find((one) => one.order_no === past.orderNo && one.line_no === past.lineNo);
    return {
      order_no: past.orderNo,
      line_no: past.lineNo,
      product_name: named?.name ?? "",
      spec: named?.spec ?? [],
      quantity: past.line.quantity,
      net_fen: toWire(past.line.netFen),
      goods_fen: toWire(past.goodsFen ?? 0n),
      margin_fen: toWire(marginFen),
      worst_of: worstOf,
      plans: simulation.plans.map(({ prepared }, index) =>
        underPlan(past, prepared, plans[index]?.sentences ?? []),
      ),
    };
  });
}

type UnderPlan = SimulationWorstLine["plans"][number];

function underPlan(past: PastLine, plan: PreparedPlan, sentences: readonly string[]): UnderPlan {
  const input = { plan, line: past.line, buyer: past.buyer, chain: past.chain };
  const { limitFen, discountFen, baseFen, shares } = computeLine(input);
  return {
    limit_fen: toWire(limitFen),
    discount_fen: toWire(discountFen),
    base_fen: toWire(baseFen),
    total_fen: toWire(shares.reduce((sum, share) => sum + share.fen, discountFen)),
    shares: shares.map((share) => ({
      position: share.position === "self" ? "self" : (`${share.position}` as "1" | "2" | "3"),
      kind: share.kind,
      promoter: { id: share.promoter, nickname: "" },
      // The id: names are read when it is shown.
      tier_name: share.tier,
      ...sourceOf(input, share, baseFen, sentences),
      gross_fen: toWire(share.grossFen),
      fen: toWire(share.fen),
    })),
  };
}

function sourceOf(
  input: LineInput,
  share: Share,
  baseFen: Fen,
  sentences: readonly string[],
): { rule_text: string; formula: string } {
  const { rules } = input.plan.plan;
  const at = rules.findIndex(({ id }) => id === share.rule);
  const rule = rules[at];
  const equals = `= ${yen(share.grossFen)}`;
  if (rule === undefined) {
    const index = share.position === "self" ? 0 : share.position - 1;
    const own = Number(bonusOf(input.plan, memberAt(input, index)));
    const seen = Number(seenBps(input, index));
    return {
      rule_text: `团队管理奖：${percent(own)}，前面的位置已得 ${percent(seen)}`,
      formula: `${yen(baseFen)} × (${percent(own)} − ${percent(seen)}) ${equals}`,
    };
  }
  const formula =
    rule.fixed_fen === undefined
      ? `${yen(baseFen)} × ${percent(rule.rate_bps ?? 0)} ${equals}`
      : `${yen(BigInt(rule.fixed_fen))} × ${input.line.quantity} 件 ${equals}`;
  return { rule_text: sentences[at] ?? "", formula };
}
