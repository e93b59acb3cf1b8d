/** How well a product answers a word: the name before the subtitle before the rest, the whole before its beginning before a part, typos last. */

/** Higher is better. Two apart, so that a synonym or first letters stand just below what they stand for. */
export const FIT = {
  code: 29,
  exact: 27,
  prefix: 25,
  part: 23,
  /** All of it in the name, in several places. */
  scattered: 21,
  subtitle: 19,
  /** Category, tag, origin, spec, the beginning of a code. */
  other: 17,
  anywhere: 15,
  typo: 6,
  typoElsewhere: 5,
} as const;

/** What is sold out stands below what is not, where it fits a little better; never below what is only nearly meant. */
const SOLD_OUT = 7;
const MOST_SALES = 2 ** 31 - 1;

/** @param fit mean over the words @returns whole, above 0 */
export function rankOf(fit: number, soldOut: boolean): number {
  if (!soldOut || fit >= FIT.exact) return fit;
  return fit <= FIT.typo ? Math.max(1, fit - 4) : Math.max(FIT.typo + 1, fit - SOLD_OUT);
}

/** 综合 as one whole number, descending: first how well it fits, then sales. */
export function relevanceKey(rank: number, sales: number): number {
  return rank * 2 ** 31 + Math.min(Math.max(0, sales), MOST_SALES);
}
