import { useCallback, useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { ListQuery } from "./definition.ts";

export const PAGE_SIZES = [20, 50, 100] as const;
const DEFAULT_SIZE = 20;

export interface ListPlace {
  query: ListQuery;
  cursor: string | undefined;
  limit: number;
  /** How many pages lie before this one, as far as this browser walked. */
  pageIndex: number;
  canGoBack: boolean;
  /** Changes parts of the question; an empty value removes its key. Returns to the first page. */
  ask: (changes: Record<string, string>) => void;
  replaceAll: (search: string) => void;
  resize: (limit: number) => void;
  next: (cursor: string) => void;
  previous: () => void;
}

function trailOf(state: unknown): string[] {
  if (typeof state !== "object" || state === null || !("trail" in state) || !Array.isArray(state.trail))
    return [];
  return state.trail.filter((cursor) => typeof cursor === "string");
}

/**
 * Where a list stands. The question and the cursor live in the address, so a link shows the same rows; the way back through
 * earlier pages (keyset lists know only "after") lives in the history entry.
 */
export function useListPlace(keys: readonly string[]): ListPlace {
  const [params, setParams] = useSearchParams();
  const { state, pathname } = useLocation();
  const go = useNavigate();
  const keyText = keys.join(" ");
  const query = useMemo(() => {
    const wanted = keyText.split(" ");
    return Object.fromEntries(
      wanted.flatMap((key) => (params.get(key) ? [[key, params.get(key) ?? ""]] : [])),
    );
  }, [params, keyText]);
  const cursor = params.get("cursor") ?? undefined;
  const size = Number(params.get("limit"));
  const limit = PAGE_SIZES.find((allowed) => allowed === size) ?? DEFAULT_SIZE;
  const trail = trailOf(state);

  const change = useCallback(
    (edit: (next: URLSearchParams) => void, newTrail: string[], replace: boolean) => {
      const next = new URLSearchParams(params);
      edit(next);
      setParams(next, { replace, state: { trail: newTrail } });
    },
    [params, setParams],
  );
  return {
    query,
    cursor,
    limit,
    pageIndex: trail.length,
    canGoBack: cursor !== undefined,
    ask: (changes) =>
      change(
        (next) => {
          next.delete("cursor");
          for (const [key, value] of Object.entries(changes))
            value === "" ? next.delete(key) : next.set(key, value);
        },
        [],
        true,
      ),
    replaceAll: (search) => void go({ pathname, search }),
    resize: (chosen) =>
      change(
        (next) => {
          next.delete("cursor");
          chosen === DEFAULT_SIZE ? next.delete("limit") : next.set("limit", String(chosen));
        },
        [],
        true,
      ),
    next: (after) => change((next) => next.set("cursor", after), [...trail, cursor ?? ""], false),
    previous: () =>
      change(
        (next) => {
          const before = trail.at(-1);
          before ? next.set("cursor", before) : next.delete("cursor");
        },
        trail.slice(0, -1),
        false,
      ),
  };
}
