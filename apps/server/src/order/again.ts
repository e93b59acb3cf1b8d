/** Buy again: what can still be bought goes into the cart, the rest is named. */
import { ownerOf } from "@banyan/kernel";
import { addManyToCart } from "../cart/add-many.ts";
import { refuse } from "../http/refusal.ts";
import { loadQuoteFacts } from "../quote/facts-store.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { readLines } from "./store.ts";

/** @throws Refusal not_found, cart_full */
export async function buyAgain(
  services: Services,
  customer: CustomerActor,
  no: string,
): Promise<{ added: number; missing: string[] }> {
  if (ownerOf("order", no) !== customer.id) refuse("not_found");
  const { query } = services.database;
  const lines = await readLines(query, customer.id, no);
  if (lines.length === 0) refuse("not_found");
  const facts = await loadQuoteFacts(
    query,
    customer.id,
    lines.map((line) => line.sku_id),
    null,
  );
  const buyable = lines.filter((line) => {
    const sku = facts.skus.get(line.sku_id);
    return sku?.listed && sku.available > 0;
  });
  const missing = lines.filter((line) => !buyable.includes(line)).map((line) => line.name);
  if (buyable.length > 0) {
    await addManyToCart(
      services,
      customer.id,
      buyable.map((line) => ({ skuId: line.sku_id, quantity: line.quantity })),
    );
  }
  return { added: buyable.length, missing };
}
