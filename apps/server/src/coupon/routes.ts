import { toWire } from "@banyan/kernel";
import { api, customerOf } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { claimCoupon } from "./claim.ts";
import { listOffers } from "./offers.ts";
import { selectGrants } from "./store.ts";

export const couponRoutes = {
  offers: api.coupon.offers.handler(async ({ context }) => ({
    coupons: await listOffers(context.services.database.query, context.customer?.id ?? null),
  })),
  claim: api.coupon.claim.handler(({ input, context }) =>
    claimCoupon(context.services, customerOf(context).id, BigInt(input.coupon_id)),
  ),
  mine: api.coupon.mine.handler(async ({ input, context }) => {
    const [claimedUs, id] = decodeCursor(input.cursor, 2) ?? [];
    const rows = await selectGrants(context.services.database.query, customerOf(context).id, {
      state: input.state,
      after: claimedUs === undefined || id === undefined ? null : { claimedUs, id },
      limit: input.limit,
    });
    return pageOf(
      rows,
      input.limit,
      (row) => [row.claimed_us, row.id],
      (row) => ({
        id: String(row.id),
        coupon_id: String(row.coupon_id),
        name: row.name,
        threshold_fen: toWire(row.threshold_fen),
        discount_fen: toWire(row.discount_fen),
        state: row.state,
        expires_at: row.expires_at.toISOString(),
      }),
    );
  }),
};
