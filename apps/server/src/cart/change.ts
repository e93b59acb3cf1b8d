/** Puts another SKU of the same product in a line's place. */
import { type Cart, MAX_QUANTITY } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { loadCart } from "./cart.ts";
import { lockCart, replaceLine, selectChangeFacts, setQuantity } from "./store.ts";

/** @throws Refusal not_found, product_gone, invalid_input at to_sku_id or quantity */
export async function changeLine(
  services: Services,
  customerId: bigint,
  input: { skuId: bigint; toSkuId: bigint; quantity: number },
): Promise<Cart> {
  await services.database.transact(async (tx) => {
    await lockCart(tx, customerId);
    const facts = await selectChangeFacts(tx, customerId, input.skuId, input.toSkuId);
    if (!facts.in_cart) refuse("not_found");
    if (!facts.same_product)
      refuse("invalid_input", { field: "to_sku_id", message: "只能换成同一商品的规格" });
    if (!facts.buyable) refuse("product_gone", { field: "to_sku_id", message: "该规格已停售" });
    if (input.skuId === input.toSkuId) {
      await setQuantity(tx, customerId, input.skuId, input.quantity);
      return;
    }
    if (facts.there + input.quantity > MAX_QUANTITY) {
      refuse("invalid_input", { field: "quantity", message: `合并后超过每种最多 ${MAX_QUANTITY} 件` });
    }
    await replaceLine(tx, { customerId, ...input });
  });
  return loadCart(services, customerId);
}
