/** A seeded source of choices (mulberry32), so that every demo shop has the same history. */
export interface Dice {
  /** 0 ≤ n < limit */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  /** True in `percent` of 100. */
  chance(percent: number): boolean;
  /** An item by its weight. */
  weighted<T extends { weight: number }>(items: readonly T[]): T;
  /** Characters of [0-9A-Z], for numbers. */
  letters(length: number): string;
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
  return {
    below,
    pick,
    chance: (percent) => below(100) < percent,
    weighted: (items) => {
      let rest = below(items.reduce((sum, item) => sum + item.weight, 0));
      for (const item of items) {
        rest -= item.weight;
        if (rest < 0) return item;
      }
      return pick(items);
    },
    letters: (length) => Array.from({ length }, () => pick([...ALPHABET])).join(""),
  };
}
