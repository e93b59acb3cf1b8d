/** How well a product answers a word: the name before the category before the subtitle before the rest, the whole before its beginning before a part. */

/** Higher is better. Two apart, so that a synonym or first letters stand just below what they stand for. */
export const FIT = {
  code: 35,
  exact: 33,
  /** Three or more first letters, with which the name begins: nobody types them by chance. */
  spelt: 32,
  prefix: 27,
  part: 25,
  /** All of it in the name, in several places. */
  scattered: 23,
  /** The category it stands in is called so: what it is, not where it comes from. */
  category: 21,
  subtitle: 19,
  /** Tag, origin, spec, the category above, the beginning of a code. */
  other: 17,
  anywhere: 15,
  typo: 6,
  typoElsewhere: 5,
} as const;

/** A category above the one it stands in is called so: behind what is called so itself. */
const BELOW = 1;
/** A name that says it and a category that does: coffee, before the honey of coffee flowers. */
const NAME_AND_CATEGORY = 4;

/**
 * How well a product fits whose category holds the word too.
 * @param how whole, above: its category, or one above it, is called so and nothing else: all that stands in it was meant; part: more than so
 */
export function fitInCategory(fit: number, how: "whole" | "above" | "part"): number {
  if (fit >= FIT.exact - 1 || fit <= FIT.typo) return fit;
  if (fit >= FIT.part - 1) return Math.min(FIT.spelt - 1, fit + NAME_AND_CATEGORY);
  // First letters and beginnings stay one below.
  const less = fit % 2 === 0 ? 1 : 0;
  const whole = how === "above" ? FIT.prefix - BELOW : FIT.prefix;
  return Math.max(fit, (how === "part" ? FIT.category : whole) - less);
}

/** What is sold out stands below what is not, where it fits a little better; never below what is only nearly meant. */
const SOLD_OUT = 13;
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
