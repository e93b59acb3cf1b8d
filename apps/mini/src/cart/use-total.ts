import { useEffect, useRef, useState } from "react";
import { call } from "@/http/call.ts";
import type { Out } from "@/http/types.ts";
import type { ShownLine } from "./use-cart.ts";

export type CartTotal = Out<"cart.total">;

/** A run of ticks is asked about once, when it rests. */
const REST_MS = 80;

/**
 * What the ticked lines come to, by the server's word: nothing is added up here. The last answer stays while a newer one is asked for.
 * @param who whose prices: changes when somebody signs in
 */
export function useTotal(
  ticked: readonly ShownLine[],
  who: string,
): { total: CartTotal | null; waiting: boolean } {
  const [state, setState] = useState<{ asked: string; total: CartTotal } | null>(null);
  const lines = ticked.map(({ sku_id, quantity }) => ({ sku_id, quantity }));
  const asked = [who, ...ticked.map((line) => `${line.sku_id}x${line.quantity}@${line.price_fen}`)].join(",");
  const latest = useRef({ lines, asked });
  latest.current = { lines, asked };
  const empty = lines.length === 0;
  useEffect(() => {
    if (empty) return;
    const timer = setTimeout(() => {
      call("cart.total", { lines: latest.current.lines })
        .then((total) => latest.current.asked === asked && setState({ asked, total }))
        // Offline: the page says so; the sum stays dim until there is an answer.
        .catch(() => undefined);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [asked, empty]);
  if (empty) return { total: NOTHING, waiting: false };
  return { total: state?.total ?? null, waiting: state?.asked !== asked };
}

const NOTHING: CartTotal = { pieces: 0, goods_fen: 0, self_discount_fen: 0, total_fen: 0 };
