import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ComponentType, ReactElement } from "react";
import { createBrowserRouter, Outlet, type RouteObject, ScrollRestoration } from "react-router";
import { RouterProvider } from "react-router/dom";
import { queryClient } from "./api/query.ts";
import { Broken, NotFound } from "./design/broken.tsx";
import { Shell } from "./design/shell.tsx";
import { theme } from "./design/theme.ts";
import { Opening } from "./session/opening.tsx";
import { SessionGate } from "./session/session.tsx";

dayjs.locale("zh-cn");

/** A page in a chunk of its own, fetched when somebody first goes there. */
function page(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }) };
}

function Root(): ReactElement {
  return (
    <>
      <Outlet />
      <ScrollRestoration />
    </>
  );
}

function SignedIn(): ReactElement {
  return (
    <SessionGate>
      <Shell />
    </SessionGate>
  );
}

const router = createBrowserRouter(
  [
    {
      Component: Root,
      ErrorBoundary: Broken,
      HydrateFallback: Opening,
      children: [
        page("/login", async () => (await import("./session/sign-in-page.tsx")).SignInPage),
        page("/join", async () => (await import("./session/join-page.tsx")).JoinPage),
        {
          path: "/",
          Component: SignedIn,
          children: [
            {
              ErrorBoundary: Broken,
              children: [
                {
                  index: true,
                  lazy: async () => ({ Component: (await import("./report/cockpit-page.tsx")).CockpitPage }),
                },
                page("orders", async () => (await import("./order/order-list-page.tsx")).OrderListPage),
                page("orders/:no", async () => (await import("./order/order-page.tsx")).OrderPage),
                page(
                  "aftersales",
                  async () => (await import("./aftersale/aftersale-list-page.tsx")).AftersaleListPage,
                ),
                page(
                  "aftersales/:no",
                  async () => (await import("./aftersale/aftersale-page.tsx")).AftersalePage,
                ),
                page(
                  "customers",
                  async () => (await import("./customer/customer-list-page.tsx")).CustomerListPage,
                ),
                page(
                  "customers/:id",
                  async () => (await import("./customer/customer-page.tsx")).CustomerPage,
                ),
                page(
                  "products",
                  async () => (await import("./catalog/product-list-page.tsx")).ProductListPage,
                ),
                page("products/new", async () => (await import("./catalog/product-page.tsx")).NewProductPage),
                page(
                  "products/sheets",
                  async () => (await import("./sheet/import-list-page.tsx")).ImportListPage,
                ),
                page("products/sheets/:id", async () => (await import("./sheet/import-page.tsx")).ImportPage),
                page("products/:id", async () => (await import("./catalog/product-page.tsx")).ProductPage),
                page("stock", async () => (await import("./stock/stock-list-page.tsx")).StockListPage),
                page("stock/log", async () => (await import("./stock/move-list-page.tsx")).MoveListPage),
                page("stock/holds", async () => (await import("./stock/hold-list-page.tsx")).HoldListPage),
                page("reviews", async () => (await import("./review/review-list-page.tsx")).ReviewListPage),
                page("search", async () => (await import("./search/search-page.tsx")).SearchPage),
                page("categories", async () => (await import("./catalog/category-page.tsx")).CategoryPage),
                page(
                  "promoter-applications",
                  async () => (await import("./promoter/application-list-page.tsx")).ApplicationListPage,
                ),
                page(
                  "promoters",
                  async () => (await import("./promoter/promoter-list-page.tsx")).PromoterListPage,
                ),
                page(
                  "promoters/:id",
                  async () => (await import("./promoter/promoter-page.tsx")).PromoterPage,
                ),
                page(
                  "commissions",
                  async () => (await import("./commission/commission-list-page.tsx")).CommissionListPage,
                ),
                page(
                  "commissions/:promoter/:key",
                  async () => (await import("./commission/commission-page.tsx")).CommissionPage,
                ),
                page("tiers", async () => (await import("./tier/tier-page.tsx")).TierPage),
                page(
                  "tier-changes",
                  async () => (await import("./tier/change-list-page.tsx")).TierChangeListPage,
                ),
                page("plans", async () => (await import("./plan/plan-page.tsx")).PlanPage),
                page("plans/new", async () => (await import("./plan/plan-page.tsx")).PlanPage),
                page("plans/compare", async () => (await import("./plan/compare-page.tsx")).PlanComparePage),
                page(
                  "plans/:version/edit",
                  async () => (await import("./plan/plan-editor-page.tsx")).PlanEditorPage,
                ),
                page(
                  "simulations",
                  async () => (await import("./simulation/simulation-list-page.tsx")).SimulationListPage,
                ),
                page(
                  "simulations/new",
                  async () => (await import("./simulation/new-simulation-page.tsx")).NewSimulationPage,
                ),
                page(
                  "simulations/:id",
                  async () => (await import("./simulation/simulation-page.tsx")).SimulationPage,
                ),
                page(
                  "withdrawals",
                  async () => (await import("./withdrawal/withdrawal-list-page.tsx")).WithdrawalListPage,
                ),
                page(
                  "withdrawals/:no",
                  async () => (await import("./withdrawal/withdrawal-page.tsx")).WithdrawalPage,
                ),
                page(
                  "adjustments",
                  async () => (await import("./adjustment/adjustment-list-page.tsx")).AdjustmentListPage,
                ),
                page("outbox", async () => (await import("./outbox/outbox-page.tsx")).OutboxPage),
                page("ledger", async () => (await import("./ledger/account-list-page.tsx")).AccountListPage),
                page(
                  "ledger/transfers",
                  async () => (await import("./ledger/transfer-list-page.tsx")).TransferListPage,
                ),
                page(
                  "ledger/statements",
                  async () => (await import("./statement/statement-list-page.tsx")).StatementListPage,
                ),
                page(
                  "ledger/statements/:promoter/:month",
                  async () => (await import("./statement/statement-page.tsx")).StatementPage,
                ),
                page(
                  "ledger/checks",
                  async () => (await import("./reconciliation/check-page.tsx")).CheckPage,
                ),
                page(
                  "freight",
                  async () => (await import("./freight/freight-list-page.tsx")).FreightListPage,
                ),
                page(
                  "freight/new",
                  async () => (await import("./freight/freight-editor-page.tsx")).FreightEditorPage,
                ),
                page(
                  "freight/:id",
                  async () => (await import("./freight/freight-editor-page.tsx")).FreightEditorPage,
                ),
                page("coupons", async () => (await import("./coupon/coupon-list-page.tsx")).CouponListPage),
                page(
                  "coupons/new",
                  async () => (await import("./coupon/coupon-form-page.tsx")).CouponFormPage,
                ),
                page("coupons/:id", async () => (await import("./coupon/coupon-page.tsx")).CouponPage),
                page(
                  "coupons/:id/edit",
                  async () => (await import("./coupon/coupon-form-page.tsx")).CouponFormPage,
                ),
                page("pages", async () => (await import("./page/page-list-page.tsx")).PageListPage),
                page(
                  "pages/:id/edit",
                  async () => (await import("./page/page-editor-page.tsx")).PageEditorPage,
                ),
                page("alarms", async () => (await import("./alarm/alarm-page.tsx")).AlarmPage),
                page("staff", async () => (await import("./staff/staff-page.tsx")).StaffPage),
                page("audit", async () => (await import("./audit/audit-page.tsx")).AuditPage),
                page("settings", async () => (await import("./setting/setting-page.tsx")).SettingPage),
                { path: "*", Component: NotFound },
              ],
            },
          ],
        },
      ],
    },
  ],
  { basename: "/admin" },
);

/** Whoever asked for less motion gets none: a list that opens in no time is measured before it stands, and then lies beside the window. */
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const worn = { ...theme, token: { ...theme.token, motion: !still } };

export function App(): ReactElement {
  return (
    <ConfigProvider locale={zhCN} theme={worn} button={{ autoInsertSpace: false }}>
      <AntApp
        message={{ maxCount: 3 }}
        notification={{ placement: "topRight", maxCount: 3 }}
        style={{ height: "100%" }}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
