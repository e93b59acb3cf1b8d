/** A random shop made real: its rules as settings, its shelf as products, its buyers and their coupons. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@banyan/kernel";
import type { Shop as Plan } from "@banyan/testkit";
import { type Buyer, type Clerk, newKey } from "../support/people.ts";
import { putOne } from "../support/setup.ts";
import type { Shop } from "../support/shop.ts";

export interface World {
  plan: Plan;
  /** Index in the plan → real id. */
  skus: string[];
  buyers: Buyer[];
  grants: string[];
  clerk: Clerk;
}

/** @param clerk who ships and decides */
export async function buildWorld(shop: Shop, plan: Plan, clerk: Clerk): Promise<World> {
  const { rules } = plan;
  await putOne(shop, "freight", {
    base_fen: Number(rules.baseFen),
    free_over_fen: rules.freeOverFen === null ? null : Number(rules.freeOverFen),
    remote: rules.remote.map(({ province, feeFen }) => ({ province, fee_fen: Number(feeFen) })),
    unserved: [...rules.unserved],
  });
  await putOne(shop, "order", {
    unpaid_minutes: rules.unpaidMs / MINUTE_MS,
    receive_days: rules.receiveMs / DAY_MS,
    aftersale_days: rules.aftersaleMs / DAY_MS,
    low_stock: 0,
  });
  const products = await Promise.all(
    plan.shelf.map((sku) =>
      shop.product({ price: Number(sku.priceFen), stock: sku.onHand, fulfilment: sku.fulfilment }),
    ),
  );
  const buyers = await shop.crowd(plan.buyers);
  const grants: string[] = [];
  for (const coupon of plan.coupons) {
    const buyer = buyers[coupon.buyer];
    if (!buyer) throw new RangeError("a coupon of nobody");
    grants.push(await giveCoupon(shop, buyer, coupon));
  }
  return { plan, skus: products.map((product) => product.sku), buyers, grants, clerk };
}

/** A coupon made, claimed, and its end set to the hour: the form knows whole days only. */
async function giveCoupon(
  shop: Shop,
  buyer: Buyer,
  coupon: { thresholdFen: bigint; discountFen: bigint; expiresAfterMs: number },
): Promise<string> {
  const [clock] = await shop.sql<{ now: Date }>("SELECT business_now() AS now");
  const now = clock?.now.getTime() ?? 0;
  const made = await shop.owner.api.console.coupon.create({
    request_key: newKey(),
    name: "试跑券",
    threshold_fen: Number(coupon.thresholdFen),
    discount_fen: Number(coupon.discountFen),
    total: 1,
    per_customer: 1,
    valid_days: 1,
    starts_at: new Date(now - HOUR_MS).toISOString(),
    ends_at: new Date(now + DAY_MS).toISOString(),
  });
  const grant = await buyer.api.coupon.claim({ coupon_id: made.id });
  await shop.sql("UPDATE coupon_grant SET expires_at = $2 WHERE id = $1", [
    grant.id,
    new Date(now + coupon.expiresAfterMs),
  ]);
  return grant.id;
}
