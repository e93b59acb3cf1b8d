/** A share that this phone was opened with, until it has been told to the server by a person. */
export interface Kept {
  code: string;
  /** ms since the epoch, by this phone. */
  at: number;
}

const KEEP_MS = 30 * 86_400_000;
/** One person hardly follows more before signing in, and each is a call. */
const MOST = 3;

/**
 * The list with one more: oldest visit first, so that telling them in this order means the same under every policy
 * (first touch or last touch). A code that stands in it already keeps its place; old ones go.
 */
export function keepCode(kept: readonly Kept[], code: string, now: number): Kept[] {
  const fresh = freshOf(kept, now);
  if (fresh.some((one) => one.code === code)) return fresh;
  return [...fresh, { code, at: now }].slice(-MOST);
}

/** Those that are worth telling still. */
export function freshOf(kept: readonly Kept[], now: number): Kept[] {
  return kept.filter(({ at }) => now - at < KEEP_MS && at <= now + KEEP_MS);
}
