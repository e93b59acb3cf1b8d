import type { Cockpit, Permission } from "@banyan/contract";
import type { IconName } from "../design/icon.tsx";

export interface TodoItem {
  key: keyof Cockpit["todo"];
  label: string;
  note: string;
  icon: IconName;
  to: string;
  needs: Permission;
  urgent?: boolean;
}

/** Every number of the cockpit that waits for somebody: the list that shows just these, for whom it may be. */
export const TODO_ITEMS: readonly TodoItem[] = [
  {
    key: "to_ship",
    label: "待发货",
    note: "已付款，等您发货",
    icon: "freight",
    to: "/orders?tab=awaiting_shipment",
    needs: "order.read",
  },
  {
    key: "aftersales",
    label: "待处理售后",
    note: "顾客在等答复",
    icon: "aftersale",
    to: "/aftersales?state=requested",
    needs: "order.read",
  },
  {
    key: "applications",
    label: "分销员申请",
    note: "顾客在等审核结果",
    icon: "application",
    to: "/promoter-applications",
    needs: "promoter.read",
  },
  {
    key: "withdrawals",
    label: "待审核提现",
    note: "分销员在等打款，含待复核",
    icon: "withdrawal",
    to: "/withdrawals",
    needs: "withdrawal.read",
  },
  {
    key: "adjustments",
    label: "待审批调整",
    note: "奖励、扣减或核销，等第二位同事",
    icon: "money",
    to: "/adjustments",
    needs: "adjustment.read",
  },
  {
    key: "reviews",
    label: "待审核评价",
    note: "检测没有通过，或先审后发",
    icon: "review",
    to: "/reviews?state=waiting",
    needs: "review.read",
  },
  {
    key: "low_stock",
    label: "库存告急",
    note: "低于提醒数量的规格",
    icon: "stock",
    to: "/stock?stock=low&state=listed",
    needs: "catalog.read",
  },
  {
    key: "refunds_abnormal",
    label: "退款异常",
    note: "微信没有退成，需要处理",
    icon: "warning",
    to: "/alarms",
    needs: "alarm.read",
    urgent: true,
  },
  {
    key: "set_aside",
    label: "搁置任务",
    note: "多次失败，等人排除原因",
    icon: "refresh",
    to: "/outbox",
    needs: "outbox.read",
    urgent: true,
  },
  {
    key: "alarms",
    label: "告警",
    note: "系统发现的问题",
    icon: "alarm",
    to: "/alarms?state=open",
    needs: "alarm.read",
    urgent: true,
  },
];
