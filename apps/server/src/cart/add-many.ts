/** Puts the goods of an earlier order back into the cart (再次购买). */
import { MAX_CART_LINES, MAX_QUANTITY } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { lockCart, putLines } from "./store.ts";

/**
 * All of them or none; two statements. A line that would grow past the most a line may hold stays as it is.
 * @throws Refusal cart_full when not all new lines have room
 */
export async function addManyToCart(
  services: Services,
  customerId: bigint,
  wants: readonly { skuId: bigint; quantity: number }[],
): Promise<void> {
  await services.database.transact(async (tx) => {
    await lockCart(tx, customerId);
    const results = await putLines(tx, customerId, mergeBySku(wants), { key: null, over: "keep" });
    if (results.some((result) => result.buyable && result.put === null && result.before === null)) {
      refuse("cart_full", { message: `购物车最多放 ${MAX_CART_LINES} 种商品，请先清理` });
    }
  });
}

/** ON CONFLICT cannot touch a row twice, so each SKU comes once. */
function mergeBySku(
  wants: readonly { skuId: bigint; quantity: number }[],
): { skuId: bigint; quantity: number }[] {
  const bySku = new Map<bigint, number>();
  for (const { skuId, quantity } of wants) {
    bySku.set(skuId, Math.min((bySku.get(skuId) ?? 0) + quantity, MAX_QUANTITY));
  }
  return [...bySku].map(([skuId, quantity]) => ({ skuId, quantity }));
}
