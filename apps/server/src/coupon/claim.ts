/** Takes one coupon for one customer. */
import type { CouponGrant } from "@banyan/contract";
import { DAY_MS, later, toWire } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { bumpVersion } from "../setting/store.ts";
import { countClaim, insertGrant, selectClaimFacts } from "./store.ts";

/**
 * Three statements; the shared counter is touched last, so its row is locked for one round trip only.
 * @throws Refusal not_found, coupon_ended, coupon_claimed, coupon_exhausted; too_many_requests for a second tap at the same moment
 */
export async function claimCoupon(
  services: Services,
  customerId: bigint,
  couponId: bigint,
): Promise<CouponGrant> {
  const claimed = await services.database.transact(async (tx) => {
    const facts = (await selectClaimFacts(tx, customerId, couponId)) ?? refuse("not_found");
    if (!facts.open) refuse("coupon_ended");
    if (facts.turns >= facts.per_customer) refuse("coupon_claimed");
    const turn = facts.turns + 1;
    const expiresAt = later(facts.now, facts.valid_days * DAY_MS);
    const id = await insertGrant(tx, { customerId, couponId, turn, claimedAt: facts.now, expiresAt });
    if (id === null) refuse(turn >= facts.per_customer ? "coupon_claimed" : "too_many_requests");
    const counted = (await countClaim(tx, couponId)) ?? refuse("coupon_exhausted");
    if (counted.emptied) await bumpVersion(tx, "coupon");
    return { id, facts, expiresAt };
  });
  return {
    id: String(claimed.id),
    coupon_id: String(couponId),
    name: claimed.facts.name,
    threshold_fen: toWire(claimed.facts.threshold_fen),
    discount_fen: toWire(claimed.facts.discount_fen),
    state: "usable",
    expires_at: claimed.expiresAt.toISOString(),
  };
}
