/** Coupons that may be claimed, as a customer sees them. */
import type { CouponOffer } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { cameByShare } from "../share/received.ts";
import { isProven, type Proof } from "./claim.ts";
import { type OfferRow, selectOffer, selectOffers } from "./store.ts";
import { termsOf, validDays, validText } from "./terms.ts";

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

/** Those for a friend who came by this share; none for the sharer and for a share that has run out. */
export async function listFriendOffers(
  services: Services,
  customerId: bigint | null,
  share: string,
): Promise<CouponOffer[]> {
  if (!(await cameByShare(services, customerId, share))) return [];
  const rows = await selectOffers(services.database.query, { customerId, way: "friend", productId: null });
  return rows.map((row) => offerOf(row, customerId));
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
    exhausted: row.exhausted,
    ended: !row.open,
  };
}
