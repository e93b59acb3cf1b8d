/**
 * The plan simulator (方案试算): what past order lines would have given away under each plan, on each line's own snapshot. Pure sums,
 * line by line, so that a million of them pass through without being kept. What each figure means stands in docs/COMMISSION.md.
 */
import type { Fen } from "@banyan/kernel";
import { computeLine } from "../commission/compute.ts";
import type { PreparedPlan } from "../plan/prepare.ts";
import type { PastLine } from "./past-line.ts";
import { kept, PlanSums, refundedUnder } from "./plan-sums.ts";
import { PromoterSums } from "./promoters.ts";
import { type GivenByKind, give, nothingByKind, type Slice, Slices } from "./sums.ts";

/** Positions of slices, in their order. */
export const SLICE_POSITIONS = ["self", "1", "2", "3"] as const;
/** Key of lines whose product stands in no category. */
export const NO_CATEGORY = "none";

/** Sales that are the same under every plan. */
export interface Sales {
  lines: number;
  netFen: Fen;
  /** What refunds leave of it: net × (B − R) / B of each line. */
  netKeptFen: Fen;
}

export class Simulation {
  readonly plans: readonly PlanSums[];
  orders = 0;
  readonly sales: Sales = { lines: 0, netFen: 0n, netKeptFen: 0n };
  /** Of lines whose cost of goods is known; only they have a margin. */
  readonly costed: Sales & { goodsFen: Fen; goodsKeptFen: Fen } = {
    ...{ lines: 0, netFen: 0n, netKeptFen: 0n },
    ...{ goodsFen: 0n, goodsKeptFen: 0n },
  };
  /** What was really given away. */
  readonly granted: GivenByKind = nothingByKind();
  readonly promoters: PromoterSums;
  readonly byTier: Slices;
  readonly byRoot: Slices;
  readonly byLeaf: Slices;
  readonly byProduct: Slices;
  readonly #byPosition: Slices;
  #lastOrder = "";

  /** @param plans the active plan first, then the candidates */
  constructor(plans: readonly PreparedPlan[]) {
    this.plans = plans.map((plan) => new PlanSums(plan));
    const slices = () => new Slices(plans.length);
    [this.byTier, this.byRoot, this.byLeaf, this.byProduct] = [slices(), slices(), slices(), slices()];
    this.#byPosition = slices();
    this.promoters = new PromoterSums(plans.length);
    for (const position of SLICE_POSITIONS) this.#byPosition.at(position);
  }

  /** self, 1, 2, 3; 自购省 stands at self. */
  get byPosition(): Slice[] {
    return SLICE_POSITIONS.map((position) => this.#byPosition.at(position));
  }

  /** Adds one line. Lines of one order come one after the other. */
  add(past: PastLine): void {
    if (past.orderNo !== this.#lastOrder) this.orders += 1;
    this.#lastOrder = past.orderNo;
    this.#addSales(past);
    this.#addGranted(past);
    const { product, categories } = past.line;
    const places = [
      this.byRoot.at(categories.at(-1) ?? NO_CATEGORY),
      this.byLeaf.at(categories[0] ?? NO_CATEGORY),
      this.byProduct.at(product),
    ];
    for (const place of places) {
      place.lines += 1;
      place.netFen += past.line.netFen;
    }
    for (let index = 0; index < this.plans.length; index += 1) this.#addPlan(index, past, places);
  }

  #addSales({ line, baseFen, refundedFen, goodsFen }: PastLine): void {
    const netKeptFen = kept(line.netFen, baseFen, refundedFen);
    const sums = goodsFen === null ? [this.sales] : [this.sales, this.costed];
    for (const sum of sums) {
      sum.lines += 1;
      sum.netFen += line.netFen;
      sum.netKeptFen += netKeptFen;
    }
    if (goodsFen === null) return;
    this.costed.goodsFen += goodsFen;
    this.costed.goodsKeptFen += kept(goodsFen, baseFen, refundedFen);
  }

  #addGranted({ granted, baseFen, refundedFen }: PastLine): void {
    const { discountFen, shares } = granted;
    if (discountFen > 0n) give(this.granted.discount, discountFen, kept(discountFen, baseFen, refundedFen));
    for (const { kind, fen } of shares) give(this.granted[kind], fen, kept(fen, baseFen, refundedFen));
  }

  #addPlan(index: number, past: PastLine, places: readonly Slice[]): void {
    const sums = this.plans[index];
    if (sums === undefined) return;
    const { line, buyer, chain } = past;
    const result = computeLine({ plan: sums.prepared, line, buyer, chain });
    const { baseFen, discountFen, shares } = result;
    const refundedFen = refundedUnder(past, baseFen);
    const cost = { fen: discountFen, keptFen: kept(discountFen, baseFen, refundedFen) };
    if (discountFen > 0n && buyer.promoter !== null) {
      give(sums.byKind.discount, discountFen, cost.keptFen);
      this.#addTo(index, "self", buyer.promoter, cost.fen, cost.keptFen);
    }
    for (const { position, kind, promoter, tier, fen } of shares) {
      if (fen === 0n) continue;
      const keptFen = kept(fen, baseFen, refundedFen);
      cost.fen += fen;
      cost.keptFen += keptFen;
      give(sums.byKind[kind], fen, keptFen);
      this.#addTo(index, position === "self" ? "self" : `${position}`, { id: promoter, tier }, fen, keptFen);
    }
    if (cost.fen > 0n) for (const place of places) giveTo(place, index, cost.fen, cost.keptFen);
    sums.add(past, result, cost);
  }

  #addTo(index: number, position: string, to: { id: string; tier: string }, fen: Fen, keptFen: Fen): void {
    giveTo(this.#byPosition.at(position), index, fen, keptFen);
    giveTo(this.byTier.at(to.tier), index, fen, keptFen);
    this.promoters.add(to.id, index, keptFen);
  }
}

function giveTo(slice: Slice, plan: number, fen: Fen, keptFen: Fen): void {
  const given = slice.plans[plan];
  if (given !== undefined) give(given, fen, keptFen);
}
