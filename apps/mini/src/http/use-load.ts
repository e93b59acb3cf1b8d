import { useCallback, useEffect, useRef, useState } from "react";
import { asRefusal, type Refusal } from "./refusal.ts";

export interface Loaded<T> {
  /** The newest answer; kept while a newer one is asked for, or fails. */
  data: T | null;
  /** Why the last try failed; null while it has not. */
  refusal: Refusal | null;
  loading: boolean;
  /** Asks again; resolves when the answer, or the refusal, stands. */
  reload: () => Promise<void>;
  /** Puts an answer in place that another call gave (cart.set answers with the cart); not where the key has changed since. */
  replace: (data: T) => void;
}

/** Asks once per `key` (null: not yet), and again by reload(). An answer that comes after the key has changed is dropped. */
export function useLoad<T>(key: string | null, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{
    key: string | null;
    data: T | null;
    refusal: Refusal | null;
    loading: boolean;
  }>({
    key,
    data: null,
    refusal: null,
    loading: key !== null,
  });
  const latest = useRef({ key, load, ask: 0 });
  latest.current.key = key;
  latest.current.load = load;
  const reload = useCallback(async () => {
    const asked = latest.current.key;
    if (asked === null) return;
    latest.current.ask += 1;
    const ask = latest.current.ask;
    const fits = () => latest.current.ask === ask && latest.current.key === asked;
    setState((before) => ({
      ...before,
      key: asked,
      data: before.key === asked ? before.data : null,
      loading: true,
    }));
    try {
      const data = await latest.current.load();
      if (fits()) setState({ key: asked, data, refusal: null, loading: false });
    } catch (thrown) {
      if (fits()) setState((before) => ({ ...before, refusal: asRefusal(thrown), loading: false }));
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what asks
  useEffect(() => {
    void reload();
  }, [key, reload]);
  const replace = useCallback(
    (data: T) => {
      if (latest.current.key !== key) return;
      latest.current.ask += 1;
      setState({ key, data, refusal: null, loading: false });
    },
    [key],
  );
  const fresh = state.key === key;
  return {
    data: fresh ? state.data : null,
    refusal: fresh ? state.refusal : null,
    loading: state.loading,
    reload,
    replace,
  };
}
