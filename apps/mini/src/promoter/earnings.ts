import type { ProductEarning } from "@banyan/contract";
import { useEffect } from "react";
import { createSlot, useSlot } from "../design/slot.ts";
import { send } from "../http/send.ts";
import { readToken } from "../session/token.ts";
import { createBatch } from "./batch.ts";
import { useStanding } from "./standing.ts";

interface Known {
  token: string;
  byProduct: ReadonlyMap<string, ProductEarning>;
}
const earningsSlot = createSlot<Known>();

/** One page of cards is drawn within this many ms. */
const BEAT_MS = 40;
const MOST = 100;
/** A plan or a price may change meanwhile; what is on screen is asked for again after this. */
const GOOD_FOR_MS = 5 * 60_000;
let round: { token: string | null; since: number } = { token: null, since: 0 };

const batch = createBatch({ beatMs: BEAT_MS, most: MOST, ask: (ids) => void ask(ids) });

async function ask(ids: readonly string[]): Promise<void> {
  const token = readToken();
  if (token === null) return;
  try {
    const answer = await send("promoter.earnings", { product_ids: ids.join(",") }, { token });
    const { products } = answer as { products: ProductEarning[] };
    const before = earningsSlot.value();
    const kept = before !== null && before.token === token ? before.byProduct : new Map();
    earningsSlot.put({
      token,
      byProduct: new Map([...kept, ...products.map((one) => [one.product_id, one] as const)]),
    });
  } catch {
    // A card without the figure is no worse; the next page asks again.
    batch.forget();
  }
}

/**
 * What a product would bring this person, for active promoters only: a customer neither sees it nor asks for it. Cards
 * of one page go in one call. Null until known, and where there is nothing to say.
 */
export function useEarning(productId: string): ProductEarning | null {
  const active = useStanding() === "active";
  const known = useSlot(earningsSlot);
  useEffect(() => {
    if (!active) return;
    const token = readToken();
    if (round.token !== token || Date.now() - round.since > GOOD_FOR_MS) {
      round = { token, since: Date.now() };
      batch.forget();
    }
    batch.want(productId);
  }, [active, productId]);
  if (!active || known === null || known.token !== readToken()) return null;
  return known.byProduct.get(productId) ?? null;
}
