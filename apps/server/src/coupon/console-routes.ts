import { api } from "../http/context.ts";
import { handOut } from "./hand.ts";
import { changeCoupon, createCoupon, stopCoupon } from "./manage.ts";
import { listClaims, listCodes, listCoupons, loadCoupon } from "./read.ts";

export const couponConsoleRoutes = {
  list: api.console.coupon.list.handler(({ input, context }) =>
    listCoupons(context.services.database.query, input),
  ),
  get: api.console.coupon.get.handler(({ input, context }) =>
    loadCoupon(context.services.database.query, BigInt(input.coupon_id)),
  ),
  create: api.console.coupon.create.handler(({ input, context }) => createCoupon(context, input)),
  update: api.console.coupon.update.handler(({ input: { coupon_id, ...input }, context }) =>
    changeCoupon(context, BigInt(coupon_id), input),
  ),
  stop: api.console.coupon.stop.handler(({ input, context }) =>
    stopCoupon(context, BigInt(input.coupon_id), input.stopped),
  ),
  grant: api.console.coupon.grant.handler(({ input: { coupon_id, ...input }, context }) =>
    handOut(context, BigInt(coupon_id), input),
  ),
  claims: api.console.coupon.claims.handler(({ input, context }) =>
    listClaims(context.services.database.query, input),
  ),
  codes: api.console.coupon.codes.handler(({ input, context }) =>
    listCodes(context.services.database.query, input),
  ),
};
