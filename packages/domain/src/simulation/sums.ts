/** Sums that grow line by line. All money in fen. */
import type { Fen, ShareKind } from "@banyan/kernel";

/**
 * Money given away. What refunds take back is summed rather than what they leave: most lines have none, and a million lines are a
 * hundred million additions.
 */
export class Given {
  fen: Fen = 0n;
  lostFen: Fen = 0n;

  get keptFen(): Fen {
    return this.fen - this.lostFen;
  }

  add(fen: Fen, lostFen: Fen): void {
    this.fen += fen;
    if (lostFen !== 0n) this.lostFen += lostFen;
  }
}

/** What a plan gives away, by what it is: 自购省, and shares by kind. */
export type GivenByKind = Record<"discount" | ShareKind, Given>;

export function nothingByKind(): GivenByKind {
  return { discount: new Given(), self: new Given(), referral: new Given(), team: new Given() };
}

/** One position, tier, category or product. */
export interface Slice {
  key: string;
  /** Lines and their net that belong to a category or product; 0 of positions and tiers, where a line belongs to several. */
  lines: number;
  netFen: Fen;
  /** Discount and shares, by plan. */
  plans: Given[];
}

export function emptySlice(key: string, plans: number): Slice {
  return { key, lines: 0, netFen: 0n, plans: Array.from({ length: plans }, () => new Given()) };
}

/** Slices by key, made as they are met. */
export class Slices {
  readonly #byKey = new Map<string, Slice>();
  readonly #plans: number;

  constructor(plans: number) {
    this.#plans = plans;
  }

  at(key: string): Slice {
    let slice = this.#byKey.get(key);
    if (slice === undefined) {
      slice = emptySlice(key, this.#plans);
      this.#byKey.set(key, slice);
    }
    return slice;
  }

  /** The same sums under coarser keys. */
  merged(keyOf: (key: string) => string): Slices {
    const coarse = new Slices(this.#plans);
    for (const slice of this.#byKey.values()) addTo(coarse.at(keyOf(slice.key)), slice);
    return coarse;
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

function addTo(sum: Slice, slice: Slice): void {
  sum.lines += slice.lines;
  sum.netFen += slice.netFen;
  for (const [index, given] of slice.plans.entries()) sum.plans[index]?.add(given.fen, given.lostFen);
}

/** The first `shown` slices, and all others as one of key "rest"; null where there are no others. */
export function topOf(slices: readonly Slice[], shown: number): { top: Slice[]; rest: Slice | null } {
  const top = slices.slice(0, shown);
  const others = slices.slice(shown);
  const [first] = others;
  if (first === undefined) return { top, rest: null };
  const rest = emptySlice("rest", first.plans.length);
  for (const slice of others) addTo(rest, slice);
  return { top, rest };
}
