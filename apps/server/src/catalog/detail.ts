/** A product's page: what is the same for everybody, and what each SKU is worth to the promoter who looks. */
import type { ProductDetail } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { type PromoterView, promotingOf, skuWorth } from "../promoter/view.ts";
import { selectProduct } from "./store.ts";

/** One statement. @throws Refusal product_gone */
export async function loadProduct(
  query: Kysely<Tables>,
  productId: bigint,
  view: PromoterView | null,
): Promise<ProductDetail> {
  const row = (await selectProduct(query, productId)) ?? refuse("product_gone");
  const { skus, categories, ...page } = row;
  return {
    ...page,
    on_sale_at: page.on_sale_at?.toISOString() ?? null,
    skus: skus.map((sku) => {
      const place = { sku: sku.id, product: page.id, categories };
      return { ...sku, worth: view && skuWorth(view, place, BigInt(sku.price_fen)) };
    }),
    promoting: promotingOf(view),
  };
}
