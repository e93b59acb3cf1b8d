/** The one typed contract from server to screens: routes, bodies, refusals and their Chinese. */
import { address } from "./address.ts";
import { adjustment } from "./adjustment.ts";
import { aftersale } from "./aftersale.ts";
import { cart } from "./cart.ts";
import { catalog } from "./catalog.ts";
import { commission } from "./commission.ts";
import { consoleContract } from "./console/index.ts";
import { coupon } from "./coupon.ts";
import { customer } from "./customer.ts";
import { favouriteRoutes } from "./favourite.ts";
import { footprintRoutes } from "./footprint.ts";
import { media } from "./media.ts";
import { notice } from "./notice.ts";
import { order } from "./order.ts";
import { pageRoutes } from "./page.ts";
import { payment } from "./payment.ts";
import { promoter } from "./promoter.ts";
import { quote } from "./quote.ts";
import { referral } from "./referral.ts";
import { reviewRoutes } from "./review.ts";
import { searchRoutes } from "./search.ts";
import { session } from "./session.ts";
import { share } from "./share.ts";
import { shop } from "./shop.ts";
import { statementRoutes } from "./statement.ts";
import { tier } from "./tier.ts";
import { withdrawal } from "./withdrawal.ts";

export const contract = {
  session,
  customer,
  favourite: favouriteRoutes,
  footprint: footprintRoutes,
  shop,
  page: pageRoutes,
  catalog,
  search: searchRoutes,
  coupon,
  cart,
  address,
  quote,
  order,
  payment,
  aftersale,
  review: reviewRoutes,
  notice,
  media,
  promoter,
  share,
  referral,
  commission,
  tier,
  withdrawal,
  adjustment,
  statement: statementRoutes,
  console: consoleContract,
};
export type Contract = typeof contract;

export * from "./address.ts";
export * from "./adjustment.ts";
export * from "./aftersale.ts";
export * from "./cart.ts";
export * from "./catalog.ts";
export * from "./commission.ts";
export * from "./console/adjustment.ts";
export * from "./console/catalog.ts";
export * from "./console/commission.ts";
export * from "./console/coupon.ts";
export * from "./console/customer.ts";
export * from "./console/freight.ts";
export * from "./console/ledger.ts";
export * from "./console/order.ts";
export * from "./console/outbox.ts";
export * from "./console/page.ts";
export * from "./console/plan.ts";
export * from "./console/plan-body.ts";
export * from "./console/promoter.ts";
export * from "./console/report.ts";
export * from "./console/review.ts";
export * from "./console/search.ts";
export * from "./console/setting.ts";
export * from "./console/sheet.ts";
export * from "./console/simulation.ts";
export * from "./console/staff.ts";
export * from "./console/statement.ts";
export * from "./console/stock.ts";
export * from "./console/tier.ts";
export * from "./console/withdrawal.ts";
export * from "./coupon.ts";
export * from "./customer.ts";
export * from "./favourite.ts";
export * from "./footprint.ts";
export * from "./media.ts";
export * from "./notice.ts";
export * from "./order.ts";
export * from "./page.ts";
export * from "./page-block.ts";
export * from "./page-problems.ts";
export * from "./payment.ts";
export * from "./promoter.ts";
export * from "./quote.ts";
export * from "./referral.ts";
export * from "./refusals.ts";
export * from "./review.ts";
export * from "./search.ts";
export * from "./session.ts";
export * from "./shape.ts";
export * from "./share.ts";
export * from "./shop.ts";
export * from "./statement.ts";
export * from "./tier.ts";
export * from "./withdrawal.ts";
