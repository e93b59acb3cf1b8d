/** Adds one SKU to the cart. */
import { MAX_CART_LINES, MAX_QUANTITY } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { lockCart, putLines } from "./store.ts";

/**
 * Two statements. A retry with the same key adds nothing and answers the same.
 * @throws Refusal product_gone, cart_full, invalid_input at quantity
 */
export async function addToCart(
  services: Services,
  customerId: bigint,
  input: { skuId: bigint; quantity: number; key: string },
): Promise<{ count: number; quantity: number }> {
  return services.database.transact(async (tx) => {
    await lockCart(tx, customerId);
    const [result] = await putLines(tx, customerId, [input], { key: input.key, over: "keep" });
    if (!result?.buyable) refuse("product_gone");
    if (result.put !== null) {
      return { count: result.lines + (result.before === null ? 1 : 0), quantity: result.put };
    }
    if (result.before === null)
      refuse("cart_full", { message: `购物车最多放 ${MAX_CART_LINES} 种商品，请先清理` });
    if (result.before_key !== input.key) {
      refuse("invalid_input", {
        field: "quantity",
        message: `购物车里已有 ${result.before} 件，每种最多 ${MAX_QUANTITY} 件`,
      });
    }
    return { count: result.lines, quantity: result.before };
  });
}
