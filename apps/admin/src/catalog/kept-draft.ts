/** What was typed and not saved stays in this browser: a closed tab, a crash or a conflict loses nothing. */
import { useEffect, useRef, useState } from "react";
import type { Draft } from "./draft.ts";

/** One shape a version: a draft kept by an older console is not read. */
const PREFIX = "by-product-draft-3:";
const DAYS = 7;

interface Kept {
  draft: Draft;
  /** Version of the product that it was begun from; 0 for a new one. */
  version: number;
  at: number;
}

function read(name: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") as Kept | null;
    return kept && performance.timeOrigin + performance.now() - kept.at < DAYS * 86_400_000 ? kept : null;
  } catch {
    return null;
  }
}

function write(name: string, draft: Draft, version: number): void {
  const at = performance.timeOrigin + performance.now();
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ draft, version, at } satisfies Kept));
  } catch {
    // A full or forbidden store only means that nothing is kept.
  }
}

export interface KeptDraft {
  /** Something was kept from before and nobody has said yet what to do with it. */
  found: Kept | null;
  /** Keeps what stands in the form at once: another tab may have saved, and with that forgotten it. */
  keep: () => void;
  /** Forgets what was kept, after saving or when somebody does not want it. */
  forget: () => void;
}

/** @param name the product's id, or "new" */
export function useKeptDraft(name: string, version: number, draft: Draft, dirty: boolean): KeptDraft {
  const [found, setFound] = useState(() => read(name));
  const timer = useRef<number>(undefined);
  const pending = useRef<() => void>(undefined);
  useEffect(() => {
    if (!dirty) return;
    window.clearTimeout(timer.current);
    const keep = () => {
      window.clearTimeout(timer.current);
      pending.current = undefined;
      write(name, draft, version);
    };
    pending.current = keep;
    timer.current = window.setTimeout(keep, 400);
  }, [name, version, draft, dirty]);
  // Whoever leaves right after the last letter loses nothing either.
  useEffect(() => {
    const keep = () => pending.current?.();
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, []);
  const forget = () => {
    window.clearTimeout(timer.current);
    pending.current = undefined;
    try {
      localStorage.removeItem(PREFIX + name);
    } catch {
      // As above.
    }
    setFound(null);
  };
  return { found: dirty ? null : found, keep: () => write(name, draft, version), forget };
}
