import { useCallback, useEffect, useRef, useState } from "react";
import { toast } from "../design/toast/toast.ts";
import { asRefusal, type Refusal } from "./refusal.ts";

export interface Action {
  /** The name of what is under way; null while nothing is. */
  busy: string | null;
  /**
   * Does one thing at a time: a second tap while the first is under way does nothing. A refusal that `handle` does not
   * take (by answering true) is said in a toast.
   */
  run: (name: string, work: () => Promise<void>, handle?: (refusal: Refusal) => boolean) => void;
}

/** Writes that a tap starts. */
export function useAction(): Action {
  const [busy, setBusy] = useState<string | null>(null);
  const running = useRef(false);
  const settle = useCallback(() => {
    running.current = false;
    setBusy(null);
  }, []);
  useEffect(() => (process.env.TARO_ENV === "h5" ? onReturn(settle) : undefined), [settle]);
  const run = useCallback<Action["run"]>(
    (name, work, handle) => {
      if (running.current) return;
      running.current = true;
      setBusy(name);
      work()
        .catch((thrown: unknown) => {
          const refusal = asRefusal(thrown);
          if (handle?.(refusal) !== true) toast(refusal.message, { mood: "bad" });
        })
        .finally(settle);
    },
    [settle],
  );
  return { busy, run };
}

/** A browser brings a page back as it was left, with its work still waiting for an answer that never comes. */
function onReturn(settle: () => void): () => void {
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) settle();
  };
  window.addEventListener("pageshow", shown);
  return () => window.removeEventListener("pageshow", shown);
}
