import type { Cockpit, Permission } from "@banyan/contract";
import type { IconName } from "./icon.tsx";

export interface NavItem {
  to: string;
  label: string;
  icon: IconName;
  needs: Permission;
  /** Which to-do number stands beside it. */
  badge?: keyof Cockpit["todo"];
}

/** The navigation, grouped by what people come to do. An item shows only to those who may use it. */
export const NAVIGATION: readonly { title: string; items: readonly NavItem[] }[] = [
  { title: "", items: [{ to: "/", label: "驾驶舱", icon: "cockpit", needs: "report.read" }] },
  {
    title: "交易",
    items: [
      { to: "/orders", label: "订单", icon: "order", needs: "order.read", badge: "to_ship" },
      { to: "/aftersales", label: "售后", icon: "aftersale", needs: "order.read", badge: "aftersales" },
      { to: "/customers", label: "顾客", icon: "customer", needs: "customer.read" },
    ],
  },
  {
    title: "货与券",
    items: [
      { to: "/products", label: "商品", icon: "goods", needs: "catalog.read" },
      { to: "/stock", label: "库存", icon: "stock", needs: "catalog.read", badge: "low_stock" },
      { to: "/reviews", label: "评价", icon: "review", needs: "review.read", badge: "reviews" },
      { to: "/categories", label: "分类", icon: "shelf", needs: "catalog.read" },
      { to: "/search", label: "搜索", icon: "search", needs: "catalog.read" },
      { to: "/pages", label: "页面", icon: "shop", needs: "page.read" },
      { to: "/freight", label: "运费模板", icon: "freight", needs: "catalog.read" },
      { to: "/coupons", label: "优惠券", icon: "coupon", needs: "catalog.read" },
    ],
  },
  {
    title: "推广",
    items: [
      {
        to: "/promoter-applications",
        label: "申请",
        icon: "application",
        needs: "promoter.read",
        badge: "applications",
      },
      { to: "/promoters", label: "分销员", icon: "promoter", needs: "promoter.read" },
      { to: "/commissions", label: "佣金", icon: "commission", needs: "commission.read" },
      { to: "/tiers", label: "等级", icon: "star", needs: "promoter.read" },
      { to: "/plans", label: "方案", icon: "plan", needs: "plan.read" },
      { to: "/simulations", label: "试算", icon: "columns", needs: "plan.read" },
    ],
  },
  {
    title: "财务",
    items: [
      {
        to: "/withdrawals",
        label: "提现",
        icon: "withdrawal",
        needs: "withdrawal.read",
        badge: "withdrawals",
      },
      {
        to: "/adjustments",
        label: "奖励与调整",
        icon: "money",
        needs: "adjustment.read",
        badge: "adjustments",
      },
      { to: "/ledger", label: "账本", icon: "ledger", needs: "ledger.read" },
    ],
  },
  {
    title: "店务",
    items: [
      { to: "/alarms", label: "告警", icon: "alarm", needs: "alarm.read", badge: "alarms" },
      { to: "/outbox", label: "搁置任务", icon: "refresh", needs: "outbox.read", badge: "set_aside" },
      { to: "/staff", label: "员工", icon: "staff", needs: "staff.manage" },
      { to: "/audit", label: "操作日志", icon: "audit", needs: "audit.read" },
      { to: "/settings", label: "设置", icon: "setting", needs: "setting.read" },
    ],
  },
];
