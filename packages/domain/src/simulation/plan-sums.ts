/** What one plan comes to over all past lines. */
import { type Fen, floorShare } from "@banyan/kernel";
import type { LineResult } from "../commission/compute.ts";
import { keepFen } from "../commission/keep.ts";
import { amountOn, findRule, type PreparedPlan } from "../plan/prepare.ts";
import type { PastLine } from "./past-line.ts";
import { type GivenByKind, give, nothing, nothingByKind } from "./sums.ts";

/** Lines by what they give away of their net: [0] nothing, [k] at least (k − 1) × 2 % and less than k × 2 %, the last 98 % to all. */
export const HISTOGRAM_BINS = 51;
const BIN_PARTS = BigInt(HISTOGRAM_BINS - 1);

/** The line of which a plan eats the largest part of the margin. */
export interface Eaten {
  past: PastLine;
  costFen: Fen;
  /** net − cost of goods; at 0 and below no part can be told, and the largest loss is the worst. */
  marginFen: Fen;
}

/** One line under one plan. */
export interface LineCost {
  /** Discount and shares. */
  fen: Fen;
  keptFen: Fen;
}

export class PlanSums {
  readonly prepared: PreparedPlan;
  baseFen: Fen = 0n;
  readonly byKind: GivenByKind = nothingByKind();
  /** Lines that the cap cut, and by how much: shares and 自购省. */
  readonly cut = { lines: 0, fen: 0n };
  /** On lines whose cost of goods is known. */
  readonly costed = nothing();
  /** Lines that give away more than they earn, and how much more. */
  readonly overMargin = { lines: 0, fen: 0n };
  readonly histogram: number[] = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  worst: Eaten | null = null;

  constructor(prepared: PreparedPlan) {
    this.prepared = prepared;
  }

  /** Adds what is the plan's own; `cost` is the line's. */
  add(past: PastLine, result: LineResult, cost: LineCost): void {
    this.baseFen += result.baseFen;
    this.#countCut(past, result);
    this.#countBin(past.line.netFen, cost.fen);
    if (past.goodsFen !== null) this.#countMargin(past, past.line.netFen - past.goodsFen, cost);
  }

  #countCut({ line, buyer }: PastLine, { discountFen, limitFen, shares }: LineResult): void {
    let cut = 0n;
    for (const { grossFen, fen } of shares) cut += grossFen - fen;
    // D stands at the limit only when it was cut to it, or by chance.
    if (discountFen > 0n && discountFen === limitFen && buyer.promoter !== null) {
      const rule = findRule(this.prepared, line, "self", buyer.promoter.tier);
      if (rule !== undefined) cut += amountOn(rule, line.netFen, line.quantity) - discountFen;
    }
    if (cut === 0n) return;
    this.cut.lines += 1;
    this.cut.fen += cut;
  }

  #countBin(netFen: Fen, costFen: Fen): void {
    const bin = costFen === 0n ? 0 : 1 + Number(floorShare(costFen, BIN_PARTS, netFen));
    const index = Math.min(bin, HISTOGRAM_BINS - 1);
    this.histogram[index] = (this.histogram[index] ?? 0) + 1;
  }

  #countMargin(past: PastLine, marginFen: Fen, cost: LineCost): void {
    give(this.costed, cost.fen, cost.keptFen);
    if (cost.fen === 0n) return;
    if (cost.fen > marginFen) {
      this.overMargin.lines += 1;
      this.overMargin.fen += cost.fen - marginFen;
    }
    if (this.worst === null || eatsMore(cost.fen, marginFen, this.worst))
      this.worst = { past, costFen: cost.fen, marginFen };
  }
}

function eatsMore(costFen: Fen, marginFen: Fen, than: Eaten): boolean {
  if (marginFen <= 0n) return than.marginFen > 0n || costFen - marginFen > than.costFen - than.marginFen;
  return than.marginFen > 0n && costFen * than.marginFen > than.costFen * marginFen;
}

/** R' = floor(B' × R / B): what the same refunds would have given back of another plan's base; 0 where B is 0. */
export function refundedUnder({ refundedFen, baseFen: realFen }: PastLine, baseFen: Fen): Fen {
  return refundedFen === 0n || realFen === 0n ? 0n : floorShare(baseFen, refundedFen, realFen);
}

/** keep(R); where nothing was refunded all stays, a 自购省 that left no base included. */
export function kept(fen: Fen, baseFen: Fen, refundedFen: Fen): Fen {
  return refundedFen === 0n ? fen : keepFen(fen, baseFen, refundedFen);
}
