/** A cart of before signing in becomes part of the account's; what was removed comes back. */
import { type Cart, MAX_CART_LINES } from "@banyan/contract";
import type { Services } from "../services.ts";
import { loadCart } from "./cart.ts";
import { deleteOldMerges, insertMerge, lockCart, type PutResult, putLines } from "./store.ts";

export interface Merged {
  cart: Cart;
  merged: boolean;
  left_out: { sku_id: string; message: string }[];
}

/**
 * Once for a key, whoever signs in: a second try, a second tab and another account change nothing. Quantities add up to the most that a
 * line may hold; what cannot be bought, or has no room, is named.
 */
export async function mergeCart(
  services: Services,
  customerId: bigint,
  input: { lines: readonly { skuId: bigint; quantity: number }[]; key: string },
): Promise<Merged> {
  const results = await services.database.transact(async (tx) => {
    await lockCart(tx, customerId);
    if (!(await insertMerge(tx, input.key, customerId))) return null;
    return putLines(tx, customerId, input.lines, { key: input.key, over: "fill" });
  });
  const cart = await loadCart(services, customerId);
  return { cart, merged: results !== null, left_out: (results ?? []).flatMap(leftOut) };
}

/** Keys of carts that were merged long ago: nobody sends them again. */
export const sweepMerges = (services: Services): Promise<void> => deleteOldMerges(services.database.query);

/** Puts removed lines back where they stood, such as cannot be bought too. */
export async function restoreLines(
  services: Services,
  customerId: bigint,
  input: { lines: readonly { skuId: bigint; quantity: number; addedAt: Date }[]; key: string },
): Promise<Cart> {
  await services.database.transact(async (tx) => {
    await lockCart(tx, customerId);
    await putLines(tx, customerId, input.lines, { key: input.key, over: "fill", gone: true });
  });
  return loadCart(services, customerId);
}

function leftOut(result: PutResult): Merged["left_out"] {
  if (result.put !== null) return [];
  const message = result.buyable ? `购物车最多放 ${MAX_CART_LINES} 种商品` : "商品已下架";
  return [{ sku_id: String(result.sku_id), message }];
}
