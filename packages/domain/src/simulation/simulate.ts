/**
 * The plan simulator (方案试算): what past order lines would have given away under each plan, on each line's own snapshot. Pure sums,
 * line by line, so that a million of them pass through without being kept. What each figure means stands in docs/OPERATION.md.
 */
import type { Fen } from "@banyan/kernel";
import { computeLine } from "../commission/compute.ts";
import type { PreparedPlan } from "../plan/prepare.ts";
import type { PastLine } from "./past-line.ts";
import { lost, PlanSums, refundedUnder } from "./plan-sums.ts";
import { PromoterSums } from "./promoters.ts";
import { type Given, type GivenByKind, nothingByKind, type Slice, Slices } from "./sums.ts";

/** Key of lines whose product stands in no category. */
export const NO_CATEGORY = "none";

/** Sales that are the same under every plan. */
export interface Sales {
  lines: number;
  netFen: Fen;
  /** What refunds take of it: net − net × (B − R) / B of each line. */
  netLostFen: Fen;
}

export class Simulation {
  readonly plans: readonly PlanSums[];
  orders = 0;
  readonly sales: Sales = { lines: 0, netFen: 0n, netLostFen: 0n };
  /** Of lines whose cost of goods is known; only they have a margin. */
  readonly costed: Sales & { goodsFen: Fen; goodsLostFen: Fen } = {
    ...{ lines: 0, netFen: 0n, netLostFen: 0n },
    ...{ goodsFen: 0n, goodsLostFen: 0n },
  };
  /** What was really given away. */
  readonly granted: GivenByKind = nothingByKind();
  readonly promoters: PromoterSums;
  readonly byTier: Slices;
  readonly byProduct: Slices;
  /** By leaf and root as they were at submit. */
  readonly #byCategory: Slices;
  #lastOrder = "";

  /** @param plans the active plan first, then the candidates */
  constructor(plans: readonly PreparedPlan[]) {
    this.plans = plans.map((plan) => new PlanSums(plan));
    this.byTier = new Slices(plans.length);
    this.byProduct = new Slices(plans.length);
    this.#byCategory = new Slices(plans.length);
    this.promoters = new PromoterSums(plans.length);
  }

  byLeaf(): Slices {
    return this.#byCategory.merged((key) => key.split(" ")[0] ?? NO_CATEGORY);
  }

  byRoot(): Slices {
    return this.#byCategory.merged((key) => key.split(" ")[1] ?? NO_CATEGORY);
  }

  /** self, 1, 2, 3; 自购省 stands at self. */
  byPosition(): Slice[] {
    const each = this.plans.map((plan) => plan.byPosition());
    return (["self", 1, 2, 3] as const).map((position) => ({
      ...{ key: String(position), lines: 0, netFen: 0n },
      plans: each.map((given) => given[position]),
    }));
  }

  /** Adds one line. Lines of one order come one after the other. */
  add(past: PastLine): void {
    if (past.orderNo !== this.#lastOrder) this.orders += 1;
    this.#lastOrder = past.orderNo;
    this.#addSales(past);
    this.#addGranted(past);
    const { product, categories } = past.line;
    const category = `${categories[0] ?? NO_CATEGORY} ${categories.at(-1) ?? NO_CATEGORY}`;
    const places = [this.#byCategory.at(category), this.byProduct.at(product)];
    for (const place of places) {
      place.lines += 1;
      place.netFen += past.line.netFen;
    }
    for (let index = 0; index < this.plans.length; index += 1) this.#addPlan(index, past, places);
  }

  #addSales({ line, baseFen, refundedFen, goodsFen }: PastLine): void {
    const netLostFen = lost(line.netFen, baseFen, refundedFen);
    addSale(this.sales, line.netFen, netLostFen);
    if (goodsFen === null) return;
    addSale(this.costed, line.netFen, netLostFen);
    this.costed.goodsFen += goodsFen;
    if (refundedFen !== 0n) this.costed.goodsLostFen += lost(goodsFen, baseFen, refundedFen);
  }

  #addGranted({ granted, baseFen, refundedFen }: PastLine): void {
    const { discountFen, shares } = granted;
    if (discountFen !== 0n) this.granted.discount.add(discountFen, lost(discountFen, baseFen, refundedFen));
    for (const { kind, fen } of shares) this.granted[kind].add(fen, lost(fen, baseFen, refundedFen));
  }

  #addPlan(index: number, past: PastLine, places: readonly Slice[]): void {
    const sums = this.plans[index];
    if (sums === undefined) return;
    const { line, buyer, chain } = past;
    const result = computeLine({ plan: sums.prepared, line, buyer, chain });
    const { baseFen, discountFen, shares } = result;
    const refundedFen = refundedUnder(past, baseFen);
    let [costFen, lostFen] = [0n, 0n];
    const give = (given: Given, promoter: string, tier: string, fen: Fen) => {
      const gone = lost(fen, baseFen, refundedFen);
      given.add(fen, gone);
      this.byTier.at(tier).plans[index]?.add(fen, gone);
      this.promoters.add(promoter, index, gone === 0n ? fen : fen - gone);
      costFen += fen;
      if (gone !== 0n) lostFen += gone;
    };
    if (discountFen !== 0n && buyer.promoter !== null)
      give(sums.discount, buyer.promoter.id, buyer.promoter.tier, discountFen);
    for (const { position, kind, promoter, tier, fen } of shares)
      if (fen !== 0n) give(sums.shareOf(position, kind), promoter, tier, fen);
    if (costFen !== 0n) for (const place of places) place.plans[index]?.add(costFen, lostFen);
    sums.add(past, result, costFen, lostFen);
  }
}

function addSale(to: Sales, netFen: Fen, netLostFen: Fen): void {
  to.lines += 1;
  to.netFen += netFen;
  if (netLostFen !== 0n) to.netLostFen += netLostFen;
}
