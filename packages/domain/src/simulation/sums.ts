/** Sums that grow line by line. All money in fen. */
import type { Fen, ShareKind } from "@banyan/kernel";

/** Money given away: as computed, and what refunds leave of it. */
export interface Given {
  fen: Fen;
  keptFen: Fen;
}

export function nothing(): Given {
  return { fen: 0n, keptFen: 0n };
}

export function give(to: Given, fen: Fen, keptFen: Fen): void {
  if (fen === 0n) return;
  to.fen += fen;
  to.keptFen += keptFen;
}

/** What one plan gives away, by what it is: 自购省, and shares by kind. */
export type GivenByKind = Record<"discount" | ShareKind, Given>;

export function nothingByKind(): GivenByKind {
  return { discount: nothing(), self: nothing(), referral: nothing(), team: nothing() };
}

/** One position, tier, category or product. */
export interface Slice {
  key: string;
  /** Lines and their net that belong here; of positions and tiers, that give something away here under any plan: 0. */
  lines: number;
  netFen: Fen;
  /** Discount and shares, by plan. */
  plans: Given[];
}

/** Slices by key, made as they are met. */
export class Slices {
  readonly #byKey = new Map<string, Slice>();
  readonly #plans: number;

  constructor(plans: number) {
    this.#plans = plans;
  }

  at(key: string): Slice {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const made = { key, lines: 0, netFen: 0n, plans: Array.from({ length: this.#plans }, nothing) };
    this.#byKey.set(key, made);
    return made;
  }

  /** The dearest first: by the most that any plan gives away there, then by key. */
  sorted(): Slice[] {
    return [...this.#byKey.values()].sort((a, b) => {
      const [most, other] = [mostOf(a), mostOf(b)];
      if (most !== other) return most > other ? -1 : 1;
      return a.key < b.key ? -1 : 1;
    });
  }
}

function mostOf({ plans }: Slice): Fen {
  let most = 0n;
  for (const { fen } of plans) if (fen > most) most = fen;
  return most;
}

/** The first `shown` slices, and all others as one of key "rest"; null where there are no others. */
export function topOf(slices: readonly Slice[], shown: number): { top: Slice[]; rest: Slice | null } {
  const others = slices.slice(shown);
  const [first] = others;
  if (first === undefined) return { top: [...slices], rest: null };
  const rest: Slice = { key: "rest", lines: 0, netFen: 0n, plans: first.plans.map(nothing) };
  for (const slice of others) {
    rest.lines += slice.lines;
    rest.netFen += slice.netFen;
    for (const [index, given] of slice.plans.entries()) {
      const to = rest.plans[index];
      if (to !== undefined) give(to, given.fen, given.keptFen);
    }
  }
  return { top: slices.slice(0, shown), rest };
}
