import type { Cart, CartLine } from "@banyan/contract";
import { useEffect, useRef, useState } from "react";
import { setCartCount } from "@/design/bars/cart-count.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { asRefusal, type Refusal } from "@/http/refusal.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useLoad } from "@/http/use-load.ts";
import { selection } from "./selection.ts";

/** A run of taps on + is sent once, when it rests. */
const REST_MS = 280;

/** waiting: its quantity is on its way, and the figures of its worth are still those of the one before. */
export type ShownLine = CartLine & { waiting: boolean };

export interface CartState {
  /** null until loaded. Quantities are what the person sees, sent or not. */
  lines: ShownLine[] | null;
  count: number;
  refusal: Refusal | null;
  reload: () => Promise<void>;
  setQuantity: (skuId: string, quantity: number) => void;
  change: (skuId: string, toSkuId: string, quantity: number) => Promise<void>;
  remove: (lines: readonly CartLine[]) => Promise<void>;
}

/** The cart of whoever is signed in. */
export function useCart(signedIn: boolean): CartState {
  const { data, refusal, reload, replace } = useLoad<Cart>(signedIn ? "cart" : null, () =>
    call("cart.get", {}),
  );
  const [wanted, setWanted] = useState<Record<string, number>>({});
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    if (data !== null) setCartCount(data.count);
    else if (!signedIn) setCartCount(0);
  }, [data, signedIn]);
  const settle = (skuId: string, quantity: number) =>
    setWanted((all) => (all[skuId] === quantity ? without(all, skuId) : all));
  const write = async (act: () => Promise<Cart>): Promise<boolean> => {
    try {
      replace(await act());
      return true;
    } catch (thrown) {
      toast(asRefusal(thrown).message, { mood: "bad" });
      await reload();
      return false;
    }
  };
  const setQuantity = (skuId: string, quantity: number) => {
    setWanted((all) => ({ ...all, [skuId]: quantity }));
    clearTimeout(timers.current.get(skuId));
    const send = () =>
      write(() => call("cart.set", { sku_id: skuId, quantity })).then(() => settle(skuId, quantity));
    timers.current.set(skuId, setTimeout(send, REST_MS));
  };
  const change = async (skuId: string, toSkuId: string, quantity: number) => {
    const done = await write(() => call("cart.change", { sku_id: skuId, to_sku_id: toSkuId, quantity }));
    if (done && selection.has(skuId)) selection.set([toSkuId], true);
  };
  const remove = async (gone: readonly CartLine[]) => {
    const done = await write(() => call("cart.remove", { sku_ids: gone.map(({ sku_id }) => sku_id) }));
    if (!done) return;
    const undo = { text: "撤销", onTap: () => void putBack(gone, reload) };
    toast(gone.length === 1 ? "已移出购物车" : `已移出 ${gone.length} 种商品`, { action: undo });
  };
  const lines =
    data?.lines.map((line) => {
      const quantity = wanted[line.sku_id] ?? line.quantity;
      return { ...line, quantity, waiting: quantity !== line.quantity };
    }) ?? null;
  return { lines, count: data?.count ?? 0, refusal, reload, setQuantity, change, remove };
}

function without(all: Record<string, number>, skuId: string): Record<string, number> {
  const { [skuId]: _, ...rest } = all;
  return rest;
}

/** Puts back what was just removed, with the quantities it had. */
async function putBack(gone: readonly CartLine[], reload: () => Promise<void>): Promise<void> {
  try {
    for (const { sku_id, quantity } of gone) {
      await call("cart.add", { sku_id, quantity, request_key: newRequestKey() });
    }
  } catch (thrown) {
    toast(asRefusal(thrown).message, { mood: "bad" });
  }
  await reload();
}
