import { useEffect, useState } from "react";
import type { Refusal } from "@/http/refusal.ts";

/** After so many tries a person decides. */
const MOST_TRIES = 10;

/**
 * A shop that has just started says when its search will be ready: it is asked again then, by itself.
 * @returns whether it is being waited for
 */
export function useWarming(refusal: Refusal | null, reload: () => Promise<void>): boolean {
  const [tries, setTries] = useState(0);
  const warming = refusal?.code === "search_warming" && tries < MOST_TRIES;
  useEffect(() => {
    if (refusal === null) setTries(0);
    if (!warming) return;
    const { retry_after_s = 1 } = (refusal.data ?? {}) as { retry_after_s?: number };
    const timer = setTimeout(() => {
      setTries((before) => before + 1);
      void reload();
    }, retry_after_s * 1_000);
    return () => clearTimeout(timer);
  }, [refusal, warming, reload]);
  return warming;
}
