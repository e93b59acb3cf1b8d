/** What one plan comes to over all past lines. */
import { type Fen, floorShare, type ShareKind } from "@banyan/kernel";
import type { LineResult } from "../commission/compute.ts";
import { keepFen } from "../commission/keep.ts";
import type { Position } from "../plan/plan.ts";
import { amountOn, findRule, type PreparedPlan } from "../plan/prepare.ts";
import type { PastLine } from "./past-line.ts";
import { Given, type GivenByKind, nothingByKind } from "./sums.ts";

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

export class PlanSums {
  readonly prepared: PreparedPlan;
  baseFen: Fen = 0n;
  readonly discount = new Given();
  /** Lines that the cap cut, and by how much: shares and 自购省. */
  readonly cut = { lines: 0, fen: 0n };
  /** Discount and shares of lines whose cost of goods is known. */
  readonly costed = new Given();
  /** Lines that give away more than they earn, and how much more. */
  readonly overMargin = { lines: 0, fen: 0n };
  readonly histogram: number[] = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  worst: Eaten | null = null;
  /** At "self" the buyer's own share, elsewhere referral shares. */
  readonly #plain = { self: new Given(), 1: new Given(), 2: new Given(), 3: new Given() };
  readonly #team = { self: new Given(), 1: new Given(), 2: new Given(), 3: new Given() };

  constructor(prepared: PreparedPlan) {
    this.prepared = prepared;
  }

  /** Where shares of a position and kind are summed. */
  shareOf(position: Position, kind: ShareKind): Given {
    return (kind === "team" ? this.#team : this.#plain)[position];
  }

  byKind(): GivenByKind {
    const sums = nothingByKind();
    for (const position of POSITIONS) {
      addAll(sums[position === "self" ? "self" : "referral"], this.#plain[position]);
      addAll(sums.team, this.#team[position]);
    }
    return { ...sums, discount: this.discount };
  }

  byPosition(): Record<Position, Given> {
    const sums = { self: new Given(), 1: new Given(), 2: new Given(), 3: new Given() };
    for (const position of POSITIONS) {
      addAll(sums[position], this.#plain[position]);
      addAll(sums[position], this.#team[position]);
    }
    addAll(sums.self, this.discount);
    return sums;
  }

  /** Adds a line but for who gets it. @param costFen discount and shares @param lostFen what refunds take back of it */
  add(past: PastLine, result: LineResult, costFen: Fen, lostFen: Fen): void {
    this.baseFen += result.baseFen;
    this.#countCut(past, result);
    const bin =
      costFen === 0n
        ? 0
        : Math.min(1 + Number(floorShare(costFen, BIN_PARTS, past.line.netFen)), HISTOGRAM_BINS - 1);
    this.histogram[bin] = (this.histogram[bin] ?? 0) + 1;
    if (past.goodsFen === null || costFen === 0n) return;
    this.costed.add(costFen, lostFen);
    this.#countMargin(past, past.line.netFen - past.goodsFen, costFen);
  }

  #countCut({ line, buyer }: PastLine, { discountFen, limitFen, shares }: LineResult): void {
    let cut = 0n;
    for (const { grossFen, fen } of shares) if (fen !== grossFen) cut += grossFen - fen;
    // D stands at the limit only when it was cut to it, or by chance.
    if (discountFen !== 0n && discountFen === limitFen && buyer.promoter !== null) {
      const rule = findRule(this.prepared, line, "self", buyer.promoter.tier);
      if (rule !== undefined) cut += amountOn(rule, line.netFen, line.quantity) - discountFen;
    }
    if (cut === 0n) return;
    this.cut.lines += 1;
    this.cut.fen += cut;
  }

  #countMargin(past: PastLine, marginFen: Fen, costFen: Fen): void {
    if (costFen > marginFen) {
      this.overMargin.lines += 1;
      this.overMargin.fen += costFen - marginFen;
    }
    if (this.worst === null || eatsMore(costFen, marginFen, this.worst))
      this.worst = { past, costFen, marginFen };
  }
}

const POSITIONS = ["self", 1, 2, 3] as const;

function addAll(to: Given, from: Given): void {
  to.add(from.fen, from.lostFen);
}

function eatsMore(costFen: Fen, marginFen: Fen, than: Eaten): boolean {
  if (marginFen <= 0n) return than.marginFen > 0n || costFen - marginFen > than.costFen - than.marginFen;
  return than.marginFen > 0n && costFen * than.marginFen > than.costFen * marginFen;
}

/** R' = floor(B' × R / B): what the same refunds would have given back of another plan's base; 0 where B is 0. */
export function refundedUnder({ refundedFen, baseFen: realFen }: PastLine, baseFen: Fen): Fen {
  if (refundedFen === 0n || realFen === 0n) return 0n;
  return baseFen === realFen ? refundedFen : floorShare(baseFen, refundedFen, realFen);
}

/** fen − keep(R); where nothing was refunded nothing is lost, of a 自购省 that left no base neither. */
export function lost(fen: Fen, baseFen: Fen, refundedFen: Fen): Fen {
  return refundedFen === 0n ? 0n : fen - keepFen(fen, baseFen, refundedFen);
}
