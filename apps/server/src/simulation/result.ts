/** What a simulation came to, as it is stored and sent: safe integers of fen, ids without names. */
import type { SimulatedPlan, SimulationResult, SimulationSlice } from "@banyan/contract";
import {
  type Against,
  Given,
  type GivenByKind,
  type PlanSums,
  type Side,
  type Simulation,
  type Slice,
  topOf,
} from "@banyan/domain";
import { type Fen, floorShare, toWire } from "@banyan/kernel";

export interface StoredHeadline {
  orders: number;
  lines: number;
  net_fen: number;
  plans: { total_fen: number; cost_bps: number }[];
}

/** Names of slices and nicknames are empty: they are read when it is shown, so that an erased person is gone here too. */
export type StoredResult = SimulationResult & { headline: StoredHeadline };

const PRODUCTS_SHOWN = 50;

/** @throws RangeError where a sum does not fit a safe integer */
export function storedResult(simulation: Simulation, worst: SimulationResult["worst"]): StoredResult {
  const { sales, costed } = simulation;
  const plans = simulation.plans.map((_, index) => planOf(simulation, index));
  const products = topOf(simulation.byProduct.sorted(), PRODUCTS_SHOWN);
  const base = {
    orders: simulation.orders,
    lines: sales.lines,
    net_fen: toWire(sales.netFen),
  };
  return {
    ...base,
    headline: {
      ...base,
      plans: plans.map(({ total, cost_bps }) => ({ total_fen: total.fen, cost_bps })),
    },
    net_kept_fen: toWire(sales.netFen - sales.netLostFen),
    costed: {
      lines: costed.lines,
      net_fen: toWire(costed.netFen),
      net_kept_fen: toWire(costed.netFen - costed.netLostFen),
      goods_fen: toWire(costed.goodsFen),
      goods_kept_fen: toWire(costed.goodsFen - costed.goodsLostFen),
    },
    granted: kindsOf(simulation.granted, simulation),
    plans,
    by_position: simulation.byPosition().map(sliceOf),
    by_tier: simulation.byTier.sorted().map(sliceOf),
    by_root: simulation.byRoot().sorted().map(sliceOf),
    by_leaf: simulation.byLeaf().sorted().map(sliceOf),
    by_product: [...products.top, ...(products.rest ? [products.rest] : [])].map(sliceOf),
    worst,
  };
}

function givenOf({ fen, keptFen }: Given) {
  return { fen: toWire(fen), kept_fen: toWire(keptFen) };
}

function sliceOf({ key, lines, netFen, plans }: Slice): SimulationSlice {
  return { key, name: "", lines, net_fen: toWire(netFen), plans: plans.map(givenOf) };
}

function kindsOf(byKind: GivenByKind, { sales }: Simulation) {
  const { discount, self, referral, team } = byKind;
  const total = new Given();
  for (const kind of [discount, self, referral, team]) total.add(kind.fen, kind.lostFen);
  return {
    discount: givenOf(discount),
    self: givenOf(self),
    referral: givenOf(referral),
    team: givenOf(team),
    total: givenOf(total),
    cost_bps: partOf(total.fen, sales.netFen),
    cost_kept_bps: partOf(total.keptFen, sales.netFen - sales.netLostFen),
  };
}

/** Basis points, rounded down; 0 of nothing. */
function partOf(fen: Fen, ofFen: Fen): number {
  return ofFen === 0n ? 0 : Number(floorShare(fen, 10_000n, ofFen));
}

function planOf(simulation: Simulation, index: number): SimulatedPlan {
  const sums = simulation.plans[index] as PlanSums;
  const { costed, promoters } = simulation;
  const spread = promoters.spread(index);
  return {
    ...kindsOf(sums.byKind(), simulation),
    base_fen: toWire(sums.baseFen),
    cut: { lines: sums.cut.lines, fen: toWire(sums.cut.fen) },
    margin_fen: toWire(costed.netFen - costed.goodsFen - sums.costed.fen),
    margin_kept_fen: toWire(
      costed.netFen - costed.netLostFen - (costed.goodsFen - costed.goodsLostFen) - sums.costed.keptFen,
    ),
    over_margin: { lines: sums.overMargin.lines, fen: toWire(sums.overMargin.fen) },
    histogram: sums.histogram,
    spread: {
      count: spread.count,
      fen: toWire(spread.fen),
      quantiles: spread.quantiles.map(({ percent, fen }) => ({ percent, fen: toWire(fen) })),
    },
    against: index === 0 ? null : againstOf(promoters.against(index)),
  };
}

function againstOf({ winners, losers, same }: Against) {
  return { winners: sideOf(winners), losers: sideOf(losers), same };
}

function sideOf({ count, fen, top }: Side) {
  return {
    count,
    fen: toWire(fen),
    top: top.map((one) => ({
      promoter: { id: one.promoter, nickname: "" },
      active_fen: toWire(one.activeFen),
      fen: toWire(one.fen),
    })),
  };
}
