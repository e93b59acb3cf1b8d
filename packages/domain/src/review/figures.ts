/** Shown reviews by stars. */
export interface RatingCount {
  rating: number;
  shown: number;
}

/** Share of 4 and 5 stars in whole percent, rounded down so that 100 % means everybody; null without reviews. */
export function goodPercent(counts: readonly RatingCount[]): number | null {
  const all = counts.reduce((sum, { shown }) => sum + shown, 0);
  if (all === 0) return null;
  const good = counts.reduce((sum, { rating, shown }) => (rating >= 4 ? sum + shown : sum), 0);
  return Math.floor((good * 100) / all);
}

const NOBODY = "匿名用户";

/** How the author of a review is called by others. A nickname of one letter would be told by its first and last. */
export function authorName(nickname: string, anonymous: boolean): string {
  const letters = [...nickname];
  if (letters.length === 0) return NOBODY;
  if (!anonymous) return nickname;
  return letters.length < 2 ? NOBODY : `${letters[0]}**${letters.at(-1)}`;
}

/** The first of the words that the text has in it; case, width of letters and spaces do not count. null: none. */
export function wordIn(text: string, words: readonly string[]): string | null {
  const said = bare(text);
  return words.find((word) => bare(word) !== "" && said.includes(bare(word))) ?? null;
}

/** Letters and digits only, in one form: what stands between them is the oldest way around such a list. */
function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
