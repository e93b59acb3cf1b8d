import { consoleCatalog, consoleStock } from "./catalog.ts";
import { consoleCommissionRoutes, consolePlanRoutes } from "./commission.ts";
import { consoleCustomerRoutes } from "./customer.ts";
import { consoleLedgerRoutes, consoleReconciliationRoutes } from "./ledger.ts";
import { consoleMediaRoutes } from "./media.ts";
import { consoleAftersaleRoutes, consoleOrderRoutes } from "./order.ts";
import { consolePromoterRoutes, consoleReferralRoutes } from "./promoter.ts";
import { report } from "./report.ts";
import { alarmRoutes, auditRoutes, consoleCouponRoutes, settingRoutes } from "./setting.ts";
import { staff } from "./staff.ts";
import { consoleWithdrawalRoutes } from "./withdrawal.ts";

/** The operator's side of the API. */
export const consoleContract = {
  staff,
  report,
  catalog: consoleCatalog,
  stock: consoleStock,
  order: consoleOrderRoutes,
  aftersale: consoleAftersaleRoutes,
  customer: consoleCustomerRoutes,
  coupon: consoleCouponRoutes,
  setting: settingRoutes,
  alarm: alarmRoutes,
  audit: auditRoutes,
  media: consoleMediaRoutes,
  promoter: consolePromoterRoutes,
  referral: consoleReferralRoutes,
  commission: consoleCommissionRoutes,
  plan: consolePlanRoutes,
  withdrawal: consoleWithdrawalRoutes,
  ledger: consoleLedgerRoutes,
  reconciliation: consoleReconciliationRoutes,
};
