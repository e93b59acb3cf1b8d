import { consoleAdjustmentRoutes } from "./adjustment.ts";
import { consoleCatalog } from "./catalog.ts";
import { consoleCommissionRoutes } from "./commission.ts";
import { consoleCouponRoutes } from "./coupon.ts";
import { consoleCustomerRoutes } from "./customer.ts";
import { consoleFreightRoutes } from "./freight.ts";
import { consoleLedgerRoutes, consoleReconciliationRoutes } from "./ledger.ts";
import { consoleMediaRoutes } from "./media.ts";
import { consoleAftersaleRoutes, consoleOrderRoutes } from "./order.ts";
import { consoleOutboxRoutes } from "./outbox.ts";
import { consolePageRoutes } from "./page.ts";
import { consolePlanRoutes } from "./plan.ts";
import { consolePromoterRoutes, consoleReferralRoutes } from "./promoter.ts";
import { report } from "./report.ts";
import { consoleReviewRoutes } from "./review.ts";
import { consoleSearchRoutes } from "./search.ts";
import { alarmRoutes, auditRoutes, settingRoutes } from "./setting.ts";
import { consoleSheetRoutes } from "./sheet.ts";
import { consoleSimulationRoutes } from "./simulation.ts";
import { staff } from "./staff.ts";
import { consoleStatementRoutes } from "./statement.ts";
import { consoleStock } from "./stock.ts";
import { consoleTierRoutes } from "./tier.ts";
import { consoleWithdrawalRoutes } from "./withdrawal.ts";

/** The operator's side of the API. */
export const consoleContract = {
  staff,
  report,
  catalog: consoleCatalog,
  sheet: consoleSheetRoutes,
  search: consoleSearchRoutes,
  stock: consoleStock,
  order: consoleOrderRoutes,
  aftersale: consoleAftersaleRoutes,
  review: consoleReviewRoutes,
  customer: consoleCustomerRoutes,
  coupon: consoleCouponRoutes,
  freight: consoleFreightRoutes,
  setting: settingRoutes,
  alarm: alarmRoutes,
  audit: auditRoutes,
  media: consoleMediaRoutes,
  promoter: consolePromoterRoutes,
  referral: consoleReferralRoutes,
  commission: consoleCommissionRoutes,
  tier: consoleTierRoutes,
  page: consolePageRoutes,
  plan: consolePlanRoutes,
  simulation: consoleSimulationRoutes,
  withdrawal: consoleWithdrawalRoutes,
  ledger: consoleLedgerRoutes,
  reconciliation: consoleReconciliationRoutes,
  statement: consoleStatementRoutes,
  adjustment: consoleAdjustmentRoutes,
  outbox: consoleOutboxRoutes,
};
