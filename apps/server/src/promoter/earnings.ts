/** 分享赚 and 自购省 (or 自购返) of products that a client asks for by number, for clients that do not take them from the page. */
import type { ProductEarning } from "@banyan/contract";
import { isActivePromoter } from "@banyan/domain";
import type { Services } from "../services.ts";
import { type PricedSku, selectEarner, selectPricedSkus } from "./earnings-store.ts";
import { type PromoterView, skuWorth } from "./view.ts";

/**
 * Two statements, plan and settings being cached. In the order asked; products that cannot be bought are left out.
 * @returns nothing for whoever is no active promoter, or when the operator switched it off
 */
export async function loadEarnings(
  services: Services,
  ownerId: bigint,
  productIds: readonly bigint[],
): Promise<ProductEarning[]> {
  const { query } = services.database;
  const setting = await services.settings.get("promoter");
  if (!setting.show_earning) return [];
  const earner = await selectEarner(query, ownerId);
  const facts = earner && { state: earner.state, agreementVersion: earner.agreement_version };
  if (earner === null || !isActivePromoter(facts, setting.agreement_version)) return [];
  const [{ prepared }, skus] = await Promise.all([
    services.plans.current(),
    selectPricedSkus(query, productIds),
  ]);
  const view = { tier: String(earner.tier_id), plan: prepared, showShare: true };
  const byProduct = Map.groupBy(skus, (sku) => sku.product_id);
  return [...new Set(productIds)].flatMap((id) => {
    const rows = byProduct.get(id) ?? [];
    return rows.length === 0 ? [] : [earningOf(id, rows, view)];
  });
}

function earningOf(productId: bigint, skus: readonly PricedSku[], view: PromoterView): ProductEarning {
  const each = skus.map((sku) => {
    const place = {
      sku: String(sku.sku_id),
      product: String(sku.product_id),
      categories: sku.path.map(String),
    };
    const { share_fen, self_fen } = skuWorth(view, place, sku.price_fen);
    return { sku_id: place.sku, share_fen, self_fen };
  });
  return {
    product_id: String(productId),
    share_fen: Math.max(...each.map((sku) => sku.share_fen)),
    self_fen: Math.max(...each.map((sku) => sku.self_fen)),
    self_kind: view.plan.plan.self_purchase,
    skus: each,
  };
}
