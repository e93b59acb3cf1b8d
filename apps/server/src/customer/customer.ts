/** The customer's own page: who they are, what waits for them. */

import type { CustomerProfile } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import { leavePictures } from "../media/left.ts";
import { requirePictures } from "../media/media.ts";
import type { Services } from "../services.ts";
import { selectProfile, upsertProfile } from "./store.ts";

/** One statement. */
export async function loadProfile(services: Services, customerId: bigint): Promise<CustomerProfile> {
  const row = (await selectProfile(services.database.query, customerId)) ?? refuse("not_found");
  return {
    id: String(customerId),
    nickname: row.nickname,
    avatar: row.avatar,
    privacy_version: row.privacy_version,
    order_counts: {
      awaiting_payment: row.awaiting_payment,
      awaiting_shipment: row.awaiting_shipment,
      awaiting_receipt: row.awaiting_receipt,
      review: row.review,
      aftersale: row.aftersale,
    },
    coupon_count: row.coupon_count,
    unread_notices: row.unread_notices,
    cart_count: row.cart_count,
    promoter_state: row.promoter_state,
    phone: row.phone,
    favourite_count: row.favourite_count,
    footprint_count: row.footprint_count,
    footprints_on: row.footprints_on,
  };
}

/** @throws Refusal invalid_input at avatar */
export async function changeProfile(
  services: Services,
  customerId: bigint,
  input: { nickname: string; avatar: string | null },
): Promise<CustomerProfile> {
  await requirePictures(services, [{ url: input.avatar, field: "avatar" }]);
  const { query } = services.database;
  const before = await upsertProfile(query, customerId, input);
  if (before !== input.avatar) await leavePictures(query, [before]);
  return loadProfile(services, customerId);
}
