import { ownerOf } from "@banyan/kernel";
import { cardsOf } from "../catalog/cards.ts";
import { api, customerOf } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import { viewOf } from "../promoter/view.ts";
import { claimCoupon } from "./claim.ts";
import { selectGrants, selectGrantsOf } from "./grant-store.ts";
import { listFriendOffers, listOffers, loadOffer } from "./offers.ts";
import { redeemCode } from "./redeem.ts";
import { selectProducts } from "./store.ts";
import { grantOf } from "./terms.ts";

const idOrNull = (id: string | undefined) => (id === undefined ? null : BigInt(id));

export const couponRoutes = {
  offers: api.coupon.offers.handler(async ({ input, context }) => ({
    coupons: await listOffers(
      context.services.database.query,
      context.customer?.id ?? null,
      idOrNull(input.product_id),
    ),
  })),
  friend: api.coupon.friend.handler(async ({ input, context }) => ({
    coupons: await listFriendOffers(
      context.services,
      context.customer?.id ?? null,
      input.share,
      idOrNull(input.product_id),
    ),
  })),
  get: api.coupon.get.handler(({ input: { coupon_id, ...proof }, context }) =>
    loadOffer(context.services, context.customer?.id ?? null, BigInt(coupon_id), proof),
  ),
  products: api.coupon.products.handler(async ({ input, context }) => {
    const { query } = context.services.database;
    const [weight, id] = decodeCursor(input.cursor, 2) ?? [];
    const rows = await selectProducts(query, BigInt(input.coupon_id), {
      after: weight === undefined || id === undefined ? null : { weight, id },
      limit: input.limit,
    });
    const { items, next_cursor } = pageOf(
      rows,
      input.limit,
      (row) => [row.weight, row.id],
      (row) => String(row.id),
    );
    const cards = await cardsOf(query, items.map(BigInt), await viewOf(context));
    return { items: items.flatMap((item) => cards.get(BigInt(item)) ?? []), next_cursor };
  }),
  claim: api.coupon.claim.handler(({ input: { coupon_id, ...proof }, context }) =>
    claimCoupon(context.services, customerOf(context).id, BigInt(coupon_id), proof),
  ),
  redeem: api.coupon.redeem.handler(({ input, context }) =>
    redeemCode(context.services, customerOf(context).id, input.code),
  ),
  mine: api.coupon.mine.handler(async ({ input, context }) => {
    const [claimedUs, id] = decodeCursor(input.cursor, 2) ?? [];
    const rows = await selectGrants(context.services.database.query, customerOf(context).id, {
      state: input.state,
      after: claimedUs === undefined || id === undefined ? null : { claimedUs, id },
      limit: input.limit,
    });
    return pageOf(rows, input.limit, (row) => [row.claimed_us, row.id], grantOf);
  }),
  gifts: api.coupon.gifts.handler(async ({ input, context }) => {
    const { query } = context.services.database;
    const { id } = customerOf(context);
    if (ownerOf("order", input.no) !== id) refuse("not_found");
    const rows = await selectGrantsOf(query, id, `gift:${input.no}:`);
    return { coupons: rows.map(grantOf) };
  }),
};
