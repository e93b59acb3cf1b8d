import { api } from "../http/context.ts";
import { createCoupon, listCoupons, stopCoupon } from "./manage.ts";

export const couponConsoleRoutes = {
  list: api.console.coupon.list.handler(async ({ context }) => ({
    coupons: await listCoupons(context.services.database.query),
  })),
  create: api.console.coupon.create.handler(({ input, context }) => createCoupon(context, input)),
  stop: api.console.coupon.stop.handler(({ input, context }) =>
    stopCoupon(context, BigInt(input.coupon_id), input.stopped),
  ),
};
