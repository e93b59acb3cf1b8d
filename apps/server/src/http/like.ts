/** "%words%" for ILIKE, with the person's own wildcards taken literally. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`;
}

const MAX_WORDS = 5;

/** "50% 茶" → ["%50\\%%", "%茶%"]: every word of what a person types, none of it a wildcard. */
export function likePatterns(q: string): string[] {
  const words = q.split(/\s+/u).filter((word) => word !== "");
  return words.slice(0, MAX_WORDS).map(likePattern);
}
