import { useEffect, useState } from "react";

/** What fills a screen at once. */
export const FIRST = 6;
/** Not two: what a card adds to a frame is a quarter of what a slow phone may take for it. */
const STEP = 1;
const PAUSE_MS = 16;

/**
 * How many of `total` rows stand now: the first screen at once, the rest one by one, since twenty cards in one go hold up a slow phone
 * for a tenth of a second. A list that grows goes on from where it stood.
 * @param first how many at once; fewer where the list begins below the screen
 */
export function useGradually(total: number, first: number): number {
  const [count, setCount] = useState(first);
  useEffect(() => {
    // A list that has become shorter begins anew below its end.
    if (count > Math.max(first, total)) return setCount(Math.max(first, total));
    if (count >= total) return;
    const timer = setTimeout(() => setCount(Math.min(total, count + STEP)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [count, total, first]);
  return Math.min(count, total);
}
