/** Goods with what they are worth to the promoter who looks at them: 自购省 or 自购返, and 分享赚. */
import type { CardWorth, ProductDetail, SkuWorth } from "@banyan/contract";
import { type LinePlace, type PreparedPlan, worthOf } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import type { Context } from "../http/context.ts";
import { vouchFor } from "../http/fast-lane.ts";

/** What figures are computed with: the same for every active promoter of a tier. */
export interface PromoterView {
  tier: string;
  plan: PreparedPlan;
  /** Whether the operator shows 分享赚 on cards and pages. */
  showShare: boolean;
}

export interface PlacedSku {
  id: string;
  price_fen: string | number;
}

/**
 * The view of who asks; null for whoever is no active promoter. Vouches that the answer carries this tier's figures and no
 * other's, so that it may be kept for the next one who asks.
 */
export async function viewOf({ services, customer, response }: Context): Promise<PromoterView | null> {
  const tier = customer && (await services.standings.tierOf(customer.id));
  vouchFor(response, tier);
  if (tier === null) return null;
  const [{ prepared }, { show_earning }] = await Promise.all([
    services.plans.current(),
    services.settings.get("promoter"),
  ]);
  return { tier, plan: prepared, showShare: show_earning };
}

/** Worth of one piece. */
export function skuWorth(view: PromoterView, place: LinePlace, priceFen: bigint): SkuWorth {
  const worth = worthOf({ plan: view.plan, place, priceFen, quantity: 1, tier: view.tier });
  return {
    own_price_fen: toWire(worth.ownFen),
    self_fen: toWire(worth.selfFen),
    share_fen: toWire(worth.shareFen),
  };
}

/** @param categories leaf first; @param skus those on sale, at least one */
export function cardWorth(
  view: PromoterView,
  product: { id: string; categories: readonly string[]; skus: readonly PlacedSku[] },
): CardWorth | null {
  const each = product.skus.map(({ id, price_fen }) => {
    const place = { sku: id, product: product.id, categories: product.categories };
    return { full: Number(price_fen), ...skuWorth(view, place, BigInt(price_fen)) };
  });
  const [first, ...others] = each;
  if (first === undefined) return null;
  // Of two that cost this promoter the same, the one that costs the others less: no saving is made larger than it is.
  const cheapest = others.reduce((best, one) => {
    const gain = one.own_price_fen - best.own_price_fen;
    return gain < 0 || (gain === 0 && one.full < best.full) ? one : best;
  }, first);
  return {
    self_kind: view.plan.plan.self_purchase,
    own_price_fen: cheapest.own_price_fen,
    full_price_fen: cheapest.full,
    own_price_from: each.some(({ own_price_fen }) => own_price_fen !== cheapest.own_price_fen),
    self: rangeOf(each.map(({ self_fen }) => self_fen)),
    share: view.showShare ? rangeOf(each.map(({ share_fen }) => share_fen)) : null,
  };
}

/** How a product's page reads its figures. */
export function promotingOf(view: PromoterView | null): ProductDetail["promoting"] {
  return view && { self_kind: view.plan.plan.self_purchase, show_share: view.showShare };
}

function rangeOf(fens: readonly number[]): CardWorth["self"] {
  return { least_fen: Math.min(...fens), most_fen: Math.max(...fens) };
}
