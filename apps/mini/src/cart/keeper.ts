/** Who keeps the cart: the server for whoever is signed in, else this device. Every change answers with the whole cart. */
import type { Cart, CartLine } from "@banyan/contract";
import { call } from "@/http/call.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { readToken } from "@/session/token.ts";
import { changeTo, type DeviceCart, putBack, set, without } from "./device-cart.ts";
import { joinKeptCart, keepCart, keptCart } from "./kept-cart.ts";

export interface Keeper {
  load: () => Promise<Cart>;
  set: (skuId: string, quantity: number) => Promise<Cart>;
  change: (skuId: string, toSkuId: string, quantity: number) => Promise<Cart>;
  /** @returns also how to put back what went, where it stood */
  remove: (lines: readonly CartLine[]) => Promise<{ cart: Cart; undo: () => Promise<Cart> }>;
}

export const serverKeeper: Keeper = {
  load: async () => {
    const token = readToken();
    if (token !== null) await joinKeptCart(token);
    return call("cart.get", {});
  },
  set: (skuId, quantity) => call("cart.set", { sku_id: skuId, quantity }),
  change: (skuId, toSkuId, quantity) => call("cart.change", { sku_id: skuId, to_sku_id: toSkuId, quantity }),
  remove: async (gone) => {
    const cart = await call("cart.remove", { sku_ids: gone.map(({ sku_id }) => sku_id) });
    const lines = gone.map(({ sku_id, quantity, added_at }) => ({ sku_id, quantity, added_at }));
    const request_key = newRequestKey();
    return { cart, undo: () => call("cart.restore", { lines, request_key }) };
  },
};

export const deviceKeeper: Keeper = {
  load: () => shown(keptCart()),
  set: (skuId, quantity) => kept(set(keptCart(), skuId, quantity)),
  change: (skuId, toSkuId, quantity) => kept(changeTo(keptCart(), skuId, toSkuId, quantity)),
  remove: async (gone) => {
    const before = keptCart();
    const skuIds = gone.map(({ sku_id }) => sku_id);
    const cart = await kept(without(before, skuIds));
    return { cart, undo: () => kept(putBack(keptCart(), before, skuIds)) };
  },
};

function kept(cart: DeviceCart): Promise<Cart> {
  keepCart(cart);
  return shown(cart);
}

async function shown({ lines }: DeviceCart): Promise<Cart> {
  return lines.length === 0 ? { lines: [], count: 0 } : call("cart.preview", { lines });
}
