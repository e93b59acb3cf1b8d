/** A word of the address bar as one of the allowed ones; anything else counts as not given. */
export function oneOf<const Word extends string>(
  allowed: readonly Word[],
  word: string | undefined,
): Word | undefined {
  return allowed.find((candidate) => candidate === word);
}
