/** 分享赚 and 自购省 (or 自购返) of one unit at today's price, by the same engine that orders are computed with. */
import type { ProductEarning } from "@banyan/contract";
import { computeLine, isActivePromoter, type LineInput, type PreparedPlan } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import type { Services } from "../services.ts";
import { type PricedSku, selectEarner, selectPricedSkus } from "./earnings-store.ts";

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
  const me = { id: String(ownerId), tier: String(earner.tier_id), active: true };
  const [{ prepared }, skus] = await Promise.all([
    services.plans.current(),
    selectPricedSkus(query, productIds),
  ]);
  const byProduct = Map.groupBy(skus, (sku) => sku.product_id);
  return [...new Set(productIds)].flatMap((id) => {
    const rows = byProduct.get(id) ?? [];
    return rows.length === 0 ? [] : [earningOf(id, rows, me, prepared)];
  });
}

function earningOf(
  productId: bigint,
  skus: readonly PricedSku[],
  me: LineInput["chain"][number],
  plan: PreparedPlan,
): ProductEarning {
  const each = skus.map((sku) => earnOne(sku, me, plan));
  return {
    product_id: String(productId),
    share_fen: Math.max(...each.map((sku) => sku.share_fen)),
    self_fen: Math.max(...each.map((sku) => sku.self_fen)),
    self_kind: plan.plan.self_purchase,
    skus: each,
  };
}

/** Whoever stands further up is cut before position 1 and self are, so nobody else needs to stand here. */
function earnOne(sku: PricedSku, me: LineInput["chain"][number], plan: PreparedPlan) {
  const line = {
    sku: String(sku.sku_id),
    product: String(sku.product_id),
    categories: sku.path.map(String),
    quantity: 1,
    netFen: sku.price_fen,
    promotion: null,
  };
  const friend = computeLine({ plan, line, buyer: { promoter: null }, chain: [me] });
  const own = computeLine({ plan, line, buyer: { promoter: me }, chain: [] });
  const self = own.shares.find((share) => share.kind === "self");
  return {
    sku_id: String(sku.sku_id),
    share_fen: toWire(friend.shares.find((share) => share.position === 1)?.fen ?? 0n),
    self_fen: toWire(own.discountFen + (self?.fen ?? 0n)),
  };
}
