/** The customer's own page: who they are, what waits for them. */

import type { CustomerProfile } from "@banyan/contract";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { requirePictures } from "../media/media.ts";
import type { Services } from "../services.ts";
import { insertConsent, selectProfile, upsertProfile } from "./store.ts";

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
      aftersale: row.aftersale,
    },
    coupon_count: row.coupon_count,
    unread_notices: row.unread_notices,
    cart_count: row.cart_count,
    promoter_state: row.promoter_state,
  };
}

/** @throws Refusal invalid_input at avatar */
export async function changeProfile(
  services: Services,
  customerId: bigint,
  input: { nickname: string; avatar: string | null },
): Promise<CustomerProfile> {
  await requirePictures(services, [{ url: input.avatar, field: "avatar" }]);
  await upsertProfile(services.database.query, customerId, input);
  return loadProfile(services, customerId);
}

/**
 * Records that the person agreed to a version of the privacy text; a repeat changes nothing.
 * @throws Refusal invalid_input at version: nobody can agree to a text that is not out yet
 */
export async function agreeToPrivacy(services: Services, customerId: bigint, version: number): Promise<void> {
  const { privacy_version } = await services.settings.get("shop");
  if (version > privacy_version) refuse("invalid_input", { field: "version", message: "隐私政策版本不正确" });
  await services.database.transact((tx) => recordConsent(tx, customerId, version));
}

/** For sign-in, which has checked the version: keeps the fact that the person agreed. */
export async function recordConsent(tx: Tx, customerId: bigint, version: number): Promise<void> {
  await insertConsent(tx, customerId, version);
}
