import { consoleCatalog, consoleStock } from "./catalog.ts";
import { consoleCustomerRoutes } from "./customer.ts";
import { consoleMediaRoutes } from "./media.ts";
import { consoleAftersaleRoutes, consoleOrderRoutes } from "./order.ts";
import { report } from "./report.ts";
import { alarmRoutes, auditRoutes, consoleCouponRoutes, settingRoutes } from "./setting.ts";
import { staff } from "./staff.ts";

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
};
