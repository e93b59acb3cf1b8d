/** Words that mean the same, as the operator keeps them. */

export const MAX_ALTERNATIVES = 8;

/** @param plain brings a word to the form that is compared @returns the other ways to say it, without itself */
export function alternativesOf(
  word: string,
  groups: readonly (readonly string[])[],
  /** The word as it is spelt in pinyin, for those who type that. */
  spellingOf: (word: string) => string,
): string[] {
  const found = new Set<string>();
  for (const group of groups) {
    for (const known of group) {
      const at = word.indexOf(known);
      const spelt = at < 0 && spellingOf(known) === word;
      if (known === "" || (at < 0 && !spelt)) continue;
      for (const other of group) {
        if (other === known) continue;
        found.add(spelt ? other : word.slice(0, at) + other + word.slice(at + known.length));
      }
    }
  }
  found.delete(word);
  return [...found].slice(0, MAX_ALTERNATIVES);
}
