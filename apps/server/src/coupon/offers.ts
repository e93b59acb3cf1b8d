/** Coupons that may be claimed now. */
import type { CouponOffer } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { selectOffers } from "./store.ts";

/** @param customerId null for a visitor and for pages that are cached for everybody: `claimed` is null then */
export async function listOffers(query: Kysely<Tables>, customerId: bigint | null): Promise<CouponOffer[]> {
  const rows = await selectOffers(query, customerId);
  return rows.map((row) => ({
    id: String(row.id),
    name: row.name,
    threshold_fen: toWire(row.threshold_fen),
    discount_fen: toWire(row.discount_fen),
    ends_at: row.ends_at.toISOString(),
    valid_days: row.valid_days,
    claimed: customerId === null ? null : row.taken >= BigInt(row.per_customer),
    exhausted: row.exhausted,
  }));
}
