import type { StaffRole } from "@banyan/kernel";
import type { ReactElement } from "react";
import { Card } from "../design/page.tsx";
import { ROLE_TEXT } from "../session/session.tsx";
import "./staff.css";

/** What each role is for, one sentence. */
export const ROLE_NOTE: Record<StaffRole, string> = {
  owner: "全部权限，包括员工、设置、支付参数和佣金方案",
  operator: "商品、库存、优惠券、发货、退款与售后，审核分销员，冻结佣金；不能审核提现",
  finance: "看经营数据和订单，处理退款与售后，审核提现，看账本，查操作日志",
  service: "看商品、订单、顾客和分销员，写备注，不能动钱",
};

export function RoleTable(): ReactElement {
  return (
    <Card title="角色" note="没有写明的权限一律没有">
      <ul className="by-role-notes">
        {Object.entries(ROLE_NOTE).map(([role, note]) => (
          <li key={role}>
            <b>{ROLE_TEXT[role as StaffRole]}</b>
            {note}
          </li>
        ))}
      </ul>
    </Card>
  );
}
