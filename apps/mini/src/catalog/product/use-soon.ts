import { useEffect, useState } from "react";

/** Where no browser says when it has nothing else to do, ms. */
const LATER_MS = 400;
/** A phone that is never idle does it then all the same, ms. */
const AT_MOST_MS = 1500;

/** False until the first goods stand and the phone has time for what comes below them. */
export function useSoon(): boolean {
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    const start = () => setSoon(true);
    if (process.env.TARO_ENV === "h5" && "requestIdleCallback" in window) {
      const asked = requestIdleCallback(start, { timeout: AT_MOST_MS });
      return () => cancelIdleCallback(asked);
    }
    const timer = setTimeout(start, LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  return soon;
}
