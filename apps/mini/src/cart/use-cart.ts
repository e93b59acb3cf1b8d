import type { Cart, CartLine } from "@banyan/contract";
import { useRef, useState } from "react";
import { askedCartCount, setCartCount } from "@/design/bars/cart-count.ts";
import { toast } from "@/design/toast/toast.ts";
import { asRefusal, type Refusal } from "@/http/refusal.ts";
import { useLoad } from "@/http/use-load.ts";
import { deviceKeeper, serverKeeper } from "./keeper.ts";
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
  /** Resolves when every quantity that is seen has been sent. */
  flush: () => Promise<void>;
  change: (skuId: string, toSkuId: string, quantity: number) => Promise<void>;
  remove: (lines: readonly CartLine[]) => Promise<void>;
}

interface Resting {
  timer: ReturnType<typeof setTimeout>;
  send: () => Promise<void>;
}

/** The cart of whoever is here: the account's, or, before signing in, this device's. */
export function useCart(signedIn: boolean): CartState {
  const keeper = signedIn ? serverKeeper : deviceKeeper;
  const { data, refusal, reload, replace } = useLoad<Cart>(signedIn ? "account" : "device", async () => {
    const put = askedCartCount();
    const cart = await keeper.load();
    put(cart.count);
    return cart;
  });
  const [wanted, setWanted] = useState<Record<string, number>>({});
  const resting = useRef(new Map<string, Resting>());
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  const settle = (skuId: string, quantity: number) =>
    setWanted((all) => (all[skuId] === quantity ? without(all, skuId) : all));
  const writeNow = async (act: () => Promise<Cart>): Promise<boolean> => {
    try {
      const cart = await act();
      setCartCount(cart.count);
      replace(cart);
      return true;
    } catch (thrown) {
      toast(asRefusal(thrown).message, { mood: "bad" });
      await reload();
      return false;
    }
  };
  // One after the other: each answers with the whole cart, and of two at once the older answer might come last.
  const write = (act: () => Promise<Cart>): Promise<boolean> => {
    const done = writing.current.then(() => writeNow(act));
    writing.current = done;
    return done;
  };
  const setQuantity = (skuId: string, quantity: number) => {
    setWanted((all) => ({ ...all, [skuId]: quantity }));
    clearTimeout(resting.current.get(skuId)?.timer);
    const send = async () => {
      clearTimeout(resting.current.get(skuId)?.timer);
      resting.current.delete(skuId);
      await write(() => keeper.set(skuId, quantity));
      settle(skuId, quantity);
    };
    resting.current.set(skuId, { timer: setTimeout(() => void send(), REST_MS), send });
  };
  const flush = async () => {
    for (const { send } of [...resting.current.values()]) await send();
    await writing.current;
  };
  const change = async (skuId: string, toSkuId: string, quantity: number) => {
    const done = await write(() => keeper.change(skuId, toSkuId, quantity));
    if (done && selection.has(skuId)) selection.set([toSkuId], true);
  };
  const remove = async (gone: readonly CartLine[]) => {
    let undo: () => Promise<Cart>;
    const done = await write(async () => {
      const removed = await keeper.remove(gone);
      undo = removed.undo;
      return removed.cart;
    });
    if (!done) return;
    const action = { text: "撤销", onTap: () => void write(() => undo()) };
    toast(gone.length === 1 ? "已移出购物车" : `已移出 ${gone.length} 种商品`, { action });
  };
  const lines =
    data?.lines.map((line) => {
      const quantity = wanted[line.sku_id] ?? line.quantity;
      return { ...line, quantity, waiting: quantity !== line.quantity };
    }) ?? null;
  return { lines, count: data?.count ?? 0, refusal, reload, setQuantity, flush, change, remove };
}

function without(all: Record<string, number>, skuId: string): Record<string, number> {
  const { [skuId]: _, ...rest } = all;
  return rest;
}
