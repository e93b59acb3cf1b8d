/** Coupons that may be claimed, as a customer sees them. */
import type { CouponOffer } from "@banyan/contract";
import type { HeldCoupon } from "@banyan/domain";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { cameByShare } from "../share/received.ts";
import { isProven, type Proof } from "./claim.ts";
import { type OfferRow, selectOffer, selectOffers, selectOffersHolding } from "./store.ts";
import { termsOf, validDays, validityOf, validText } from "./terms.ts";

/**
 * Those for everybody. @param customerId null for a visitor and for pages that are cached for everybody: `claimed` is null then
 * @param productId only those that may be used on it
 */
export async function listOffers(
  query: Kysely<Tables>,
  customerId: bigint | null,
  productId: bigint | null = null,
): Promise<CouponOffer[]> {
  const rows = await selectOffers(query, { customerId, way: "public", productId });
  return rows.map((row) => offerOf(row, customerId));
}

/**
 * Those for a friend who came by this share; none for the sharer and for a share that has run out.
 * @param productId only those that may be used on it
 */
export async function listFriendOffers(
  services: Services,
  customerId: bigint | null,
  share: string,
  productId: bigint | null = null,
): Promise<CouponOffer[]> {
  if (!(await cameByShare(services, customerId, share))) return [];
  const rows = await selectOffers(services.database.query, { customerId, way: "friend", productId });
  return rows.map((row) => offerOf(row, customerId));
}

/** An offer with what the domain asks of it: as if it were claimed now. `rule.scope` names the products of the question that it holds. */
export interface ClaimableCoupon {
  offer: CouponOffer;
  /** Claimed with the share by which one came. */
  friend: boolean;
  held: HeldCoupon;
}

/**
 * What this customer may claim now and that holds one of these products, nothing that is exhausted or that they have had their share of.
 * @param share by which they came; null without one
 */
export async function listOffersHolding(
  services: Services,
  customerId: bigint,
  productIds: readonly bigint[],
  share: string | null,
): Promise<ClaimableCoupon[]> {
  const friend = share !== null && (await cameByShare(services, customerId, share));
  const rows = await selectOffersHolding(services.database.query, { customerId, productIds, friend });
  return rows.map((row) => {
    const { from, until } = validityOf(row, row.now);
    return {
      offer: offerOf(row, customerId),
      friend: row.way === "friend",
      held: {
        ...{ id: row.id, couponId: row.id, usableFrom: from, expiresAt: until },
        rule: {
          thresholdFen: row.threshold_fen,
          discountFen: row.discount_fen,
          percentOff: row.percent_off,
          ceilingFen: row.ceiling_fen,
          scope: { kind: "products", ids: row.held_products.map(BigInt), excluded: [] },
          newCustomer: row.new_customer,
          stackable: row.stackable,
        },
      },
    };
  });
}

/** The page of one. @throws Refusal not_found, also without the proof it asks for */
export async function loadOffer(
  services: Services,
  customerId: bigint | null,
  couponId: bigint,
  proof: Proof,
): Promise<CouponOffer> {
  const row = (await selectOffer(services.database.query, customerId, couponId)) ?? refuse("not_found");
  const share = proof.share !== undefined && (await cameByShare(services, customerId, proof.share));
  if (!isProven(row, proof.key, share)) refuse("not_found");
  return offerOf(row, customerId);
}

function offerOf(row: OfferRow, customerId: bigint | null): CouponOffer {
  return {
    id: String(row.id),
    ...termsOf(row),
    ends_at: row.ends_at.toISOString(),
    valid_days: validDays(row, row.now),
    valid_text: validText(row),
    claimed: customerId === null ? null : row.taken >= BigInt(row.per_customer),
    in_hand: customerId === null ? null : row.in_hand,
    exhausted: row.exhausted,
    ended: !row.open,
  };
}
