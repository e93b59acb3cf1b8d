/** What each promoter would get under each plan, commissions and own 自购省, as refunds leave it. All money in fen. */
import type { Fen } from "@banyan/kernel";

/** A promoter who would get another sum than under the active plan. */
export interface Changed {
  promoter: string;
  activeFen: Fen;
  fen: Fen;
}

export interface Side {
  count: number;
  /** How much more (winners) or less (losers) they get together, above 0. */
  fen: Fen;
  /** Largest change first. */
  top: Changed[];
}

export interface Against {
  winners: Side;
  losers: Side;
  same: number;
}

/** Of promoters who get anything: how many, and what the n-th of them from below gets. Empty without any. */
export interface Spread {
  count: number;
  fen: Fen;
  quantiles: { percent: number; fen: Fen }[];
}

const TOP = 20;
const PERCENTS = [10, 25, 50, 75, 90, 99, 100];

export class PromoterSums {
  readonly #byId = new Map<string, Fen[]>();
  readonly #plans: number;

  constructor(plans: number) {
    this.#plans = plans;
  }

  add(promoter: string, plan: number, keptFen: Fen): void {
    let sums = this.#byId.get(promoter);
    if (sums === undefined) {
      sums = Array.from({ length: this.#plans }, () => 0n);
      this.#byId.set(promoter, sums);
    }
    sums[plan] = (sums[plan] ?? 0n) + keptFen;
  }

  /** A candidate against plan 0. Who gets nothing under either is not counted. */
  against(plan: number): Against {
    const winners: Changed[] = [];
    const losers: Changed[] = [];
    let same = 0;
    for (const [promoter, sums] of this.#byId) {
      const [activeFen, fen] = [sums[0] ?? 0n, sums[plan] ?? 0n];
      if (fen > activeFen) winners.push({ promoter, activeFen, fen });
      else if (fen < activeFen) losers.push({ promoter, activeFen, fen });
      else if (fen > 0n) same += 1;
    }
    return { winners: sideOf(winners), losers: sideOf(losers), same };
  }

  /** Nearest rank: no amount is shown that nobody gets. */
  spread(plan: number): Spread {
    const amounts = [...this.#byId.values()].map((sums) => sums[plan] ?? 0n).filter((fen) => fen > 0n);
    amounts.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return {
      count: amounts.length,
      fen: amounts.reduce((sum, fen) => sum + fen, 0n),
      quantiles: PERCENTS.flatMap((percent) => {
        const fen = amounts[rankOf(percent, amounts.length)];
        return fen === undefined ? [] : [{ percent, fen }];
      }),
    };
  }
}

/** Whose place, from 0, is that of the n-th per cent of so many. */
function rankOf(percent: number, count: number): number {
  return Math.ceil((count * percent) / 100) - 1;
}

function changeOf({ activeFen, fen }: Changed): Fen {
  return fen > activeFen ? fen - activeFen : activeFen - fen;
}

function sideOf(changed: Changed[]): Side {
  changed.sort((a, b) => {
    const [x, y] = [changeOf(a), changeOf(b)];
    if (x !== y) return x > y ? -1 : 1;
    return a.promoter < b.promoter ? -1 : 1;
  });
  return {
    count: changed.length,
    fen: changed.reduce((sum, one) => sum + changeOf(one), 0n),
    top: changed.slice(0, TOP),
  };
}
