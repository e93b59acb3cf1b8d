/** Every route of the contract and the handler that answers it. */
import { addressRoutes } from "./address/routes.ts";
import { adjustmentConsoleRoutes } from "./adjustment/console-routes.ts";
import { adjustmentRoutes } from "./adjustment/routes.ts";
import { aftersaleConsoleRoutes } from "./aftersale/console-routes.ts";
import { aftersaleRoutes } from "./aftersale/routes.ts";
import { alarmConsoleRoutes } from "./alarm/console-routes.ts";
import { auditConsoleRoutes } from "./audit/console-routes.ts";
import { cartRoutes } from "./cart/routes.ts";
import { catalogConsoleRoutes } from "./catalog/console-routes.ts";
import { catalogRoutes } from "./catalog/routes.ts";
import { commissionConsoleRoutes } from "./commission/console-routes.ts";
import { commissionRoutes } from "./commission/routes.ts";
import { couponConsoleRoutes } from "./coupon/console-routes.ts";
import { couponRoutes } from "./coupon/routes.ts";
import { customerConsoleRoutes } from "./customer/console-routes.ts";
import { customerRoutes } from "./customer/routes.ts";
import { favouriteRoutes } from "./favourite/routes.ts";
import { footprintRoutes } from "./footprint/routes.ts";
import { freightConsoleRoutes } from "./freight/console-routes.ts";
import { api } from "./http/context.ts";
import { ledgerConsoleRoutes } from "./ledger/console-routes.ts";
import { mediaConsoleRoutes, mediaRoutes } from "./media/routes.ts";
import { noticeRoutes } from "./notice/routes.ts";
import { orderConsoleRoutes } from "./order/console-routes.ts";
import { orderRoutes } from "./order/routes.ts";
import { outboxConsoleRoutes } from "./outbox/console-routes.ts";
import { pageConsoleRoutes } from "./page/console-routes.ts";
import { pageRoutes } from "./page/routes.ts";
import { paymentRoutes } from "./payment/routes.ts";
import { planConsoleRoutes } from "./plan/console-routes.ts";
import { promoterConsoleRoutes } from "./promoter/console-routes.ts";
import { promoterRoutes } from "./promoter/routes.ts";
import { quoteRoutes } from "./quote/routes.ts";
import { reconciliationConsoleRoutes } from "./reconciliation/console-routes.ts";
import { referralConsoleRoutes } from "./referral/console-routes.ts";
import { referralRoutes } from "./referral/routes.ts";
import { reportConsoleRoutes } from "./report/console-routes.ts";
import { reviewConsoleRoutes } from "./review/console-routes.ts";
import { reviewRoutes } from "./review/routes.ts";
import { searchConsoleRoutes } from "./search/console-routes.ts";
import { searchRoutes } from "./search/routes.ts";
import { sessionRoutes } from "./session/routes.ts";
import { settingConsoleRoutes } from "./setting/console-routes.ts";
import { shopRoutes } from "./setting/routes.ts";
import { shareRoutes } from "./share/routes.ts";
import { sheetConsoleRoutes } from "./sheet/console-routes.ts";
import { simulationConsoleRoutes } from "./simulation/console-routes.ts";
import { staffConsoleRoutes } from "./staff/console-routes.ts";
import { statementConsoleRoutes } from "./statement/console-routes.ts";
import { statementRoutes } from "./statement/routes.ts";
import { stockConsoleRoutes } from "./stock/console-routes.ts";
import { tierConsoleRoutes } from "./tier/console-routes.ts";
import { tierRoutes } from "./tier/routes.ts";
import { withdrawalConsoleRoutes } from "./withdrawal/console-routes.ts";
import { withdrawalRoutes } from "./withdrawal/routes.ts";

export const router = api.router({
  session: sessionRoutes,
  customer: customerRoutes,
  favourite: favouriteRoutes,
  footprint: footprintRoutes,
  shop: shopRoutes,
  page: pageRoutes,
  catalog: catalogRoutes,
  search: searchRoutes,
  coupon: couponRoutes,
  cart: cartRoutes,
  address: addressRoutes,
  quote: quoteRoutes,
  order: orderRoutes,
  payment: paymentRoutes,
  aftersale: aftersaleRoutes,
  review: reviewRoutes,
  notice: noticeRoutes,
  media: mediaRoutes,
  promoter: promoterRoutes,
  share: shareRoutes,
  referral: referralRoutes,
  commission: commissionRoutes,
  tier: tierRoutes,
  withdrawal: withdrawalRoutes,
  statement: statementRoutes,
  adjustment: adjustmentRoutes,
  console: {
    staff: staffConsoleRoutes,
    report: reportConsoleRoutes,
    catalog: catalogConsoleRoutes,
    sheet: sheetConsoleRoutes,
    search: searchConsoleRoutes,
    stock: stockConsoleRoutes,
    order: orderConsoleRoutes,
    aftersale: aftersaleConsoleRoutes,
    review: reviewConsoleRoutes,
    customer: customerConsoleRoutes,
    coupon: couponConsoleRoutes,
    freight: freightConsoleRoutes,
    setting: settingConsoleRoutes,
    alarm: alarmConsoleRoutes,
    audit: auditConsoleRoutes,
    media: mediaConsoleRoutes,
    withdrawal: withdrawalConsoleRoutes,
    promoter: promoterConsoleRoutes,
    referral: referralConsoleRoutes,
    commission: commissionConsoleRoutes,
    tier: tierConsoleRoutes,
    plan: planConsoleRoutes,
    simulation: simulationConsoleRoutes,
    ledger: ledgerConsoleRoutes,
    reconciliation: reconciliationConsoleRoutes,
    statement: statementConsoleRoutes,
    adjustment: adjustmentConsoleRoutes,
    outbox: outboxConsoleRoutes,
    page: pageConsoleRoutes,
  },
});
