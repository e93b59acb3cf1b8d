/** Figures of a sample. */

/** The middle value, or the mean of the two in the middle. @throws RangeError for an empty sample */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new RangeError("median of nothing");
  return (low + high) / 2;
}

/** The smallest value that `part` (0 < part ≤ 1) of the sample does not exceed. @throws RangeError for an empty sample */
export function quantile(values: readonly number[], part: number): number {
  const found = values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1];
  if (found === undefined) throw new RangeError("quantile of nothing");
  return found;
}

/** Rounded for printing and for JSON. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Random numbers 0 ≤ x < 1 that come again with the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
