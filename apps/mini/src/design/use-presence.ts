import { useEffect, useState } from "react";
import { MOTION } from "./tokens.ts";

/**
 * Keeps something on screen while it leaves. `mounted` says whether to render, `shown` whether it stands in place: it
 * turns true one frame after mounting, so that the way in is seen too.
 */
export function usePresence(open: boolean): { mounted: boolean; shown: boolean } {
  const [mounted, setMounted] = useState(open);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (open) {
      setMounted(true);
      const timer = setTimeout(() => setShown(true), 20);
      return () => clearTimeout(timer);
    }
    setShown(false);
    const timer = setTimeout(() => setMounted(false), MOTION.slow);
    return () => clearTimeout(timer);
  }, [open]);
  return { mounted: mounted || open, shown: open && shown };
}
