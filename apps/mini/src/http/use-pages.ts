import { useCallback, useEffect, useRef, useState } from "react";
import { asRefusal, type Refusal } from "./refusal.ts";

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
interface State<T> {
  items: T[];
  cursor: string | null;
  /** first: nothing to show yet; idle; more: the next page is on its way; end. */
  phase: "first" | "idle" | "more" | "end" | "failed";
  refusal: Refusal | null;
}

export interface Pages<T> extends Omit<State<T>, "cursor"> {
  loadMore: () => void;
  reload: () => Promise<void>;
}

/** A list that grows page by page. A new `key` (null: not yet) starts it anew; reload() keeps what shows until the new is there. */
export function usePages<T>(
  key: string | null,
  load: (cursor: string | undefined) => Promise<Page<T>>,
): Pages<T> {
  const [state, setState] = useState<State<T>>({ items: [], cursor: null, phase: "first", refusal: null });
  const latest = useRef({ load, ask: 0, state });
  latest.current.load = load;
  latest.current.state = state;
  const ask = useCallback(async (cursor: string | undefined) => {
    latest.current.ask += 1;
    const mine = latest.current.ask;
    try {
      const page = await latest.current.load(cursor);
      if (latest.current.ask !== mine) return;
      setState((before) => ({
        items: cursor === undefined ? page.items : [...before.items, ...page.items],
        cursor: page.next_cursor,
        phase: page.next_cursor === null ? "end" : "idle",
        refusal: null,
      }));
    } catch (thrown) {
      if (latest.current.ask === mine)
        setState((before) => ({ ...before, phase: "failed", refusal: asRefusal(thrown) }));
    }
  }, []);
  useEffect(() => {
    setState({ items: [], cursor: null, phase: "first", refusal: null });
    if (key !== null) void ask(undefined);
  }, [key, ask]);
  const loadMore = useCallback(() => {
    const { phase, cursor, items } = latest.current.state;
    if (phase !== "idle" && !(phase === "failed" && items.length > 0)) return;
    setState((before) => ({ ...before, phase: "more" }));
    void ask(cursor ?? undefined);
  }, [ask]);
  const reload = useCallback(() => ask(undefined), [ask]);
  const { cursor: _, ...shown } = state;
  return { ...shown, loadMore, reload };
}
