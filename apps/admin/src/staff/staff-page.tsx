import type { Staff } from "@banyan/contract";
import { STAFF_ROLES, type StaffRole } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Select, Switch } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { ROLE_TEXT, useSelf } from "../session/session.tsx";
import { Identity } from "./identity.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { RoleTable } from "./role-table.tsx";

const ROLE_OPTIONS = STAFF_ROLES.map((value) => ({ value, label: ROLE_TEXT[value] }));

function StaffRow({ staff }: { staff: Staff }): ReactElement {
  const { modal } = App.useApp();
  const self = useSelf();
  const update = useWrite({
    call: (change: { role?: StaffRole; disabled?: boolean }) =>
      client.console.staff.update({
        staff_id: staff.id,
        role: staff.role,
        disabled: staff.disabled,
        ...change,
      }),
    stale: [api.console.staff.list.key()],
    success: "已保存",
  });
  const ask = (title: string, content: string, change: { role?: StaffRole; disabled?: boolean }) =>
    modal.confirm({ title, content, okText: "确定", cancelText: "取消", onOk: () => update.mutate(change) });
  const isSelf = staff.id === self.id;
  return (
    <tr>
      <td>
        <div className="by-cell-main">
          <span className="by-avatar">{staff.name.slice(0, 1)}</span>
          <b>
            {staff.name}
            {isSelf && <span className="by-secondary">（您）</span>}
          </b>
        </div>
      </td>
      <td>
        <Select
          style={{ width: 112 }}
          value={staff.role}
          options={ROLE_OPTIONS}
          disabled={update.isPending}
          aria-label={`${staff.name} 的角色`}
          onChange={(role: StaffRole) =>
            ask(`把 ${staff.name} 改为${ROLE_TEXT[role]}`, "权限立即改变。", { role })
          }
        />
      </td>
      <td>
        {staff.totp_ready ? (
          <StateTag tone="green">已绑定</StateTag>
        ) : (
          <StateTag tone="amber">未绑定</StateTag>
        )}
      </td>
      <td>
        <Identity staff={staff} />
      </td>
      <td className="num">{timeText(staff.last_sign_in_at)}</td>
      <td className="num">{timeText(staff.created_at)}</td>
      <td>
        <Switch
          checked={!staff.disabled}
          loading={update.isPending}
          disabled={isSelf}
          checkedChildren="启用"
          unCheckedChildren="停用"
          aria-label={`${staff.name} 启用`}
          onChange={(enabled) =>
            enabled
              ? update.mutate({ disabled: false })
              : ask(`停用 ${staff.name}`, "停用后立即退出登录，不能再进入后台。历史操作保留。", {
                  disabled: true,
                })
          }
        />
      </td>
    </tr>
  );
}

export function StaffPage(): ReactElement {
  const staff = useQuery(api.console.staff.list.queryOptions());
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHead
        title="员工"
        extra={
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setInviting(true)}>
            邀请员工
          </Button>
        }
      >
        每个人用自己的账号，每次改动都记入操作日志。自己的提现不能自己审核：也做推广的员工，请关联本人的微信身份
      </PageHead>
      <div className="by-stack">
        <Card flush>
          {staff.isPending && <RowsSkeleton rows={4} />}
          {staff.isError && <ErrorState error={staff.error} retry={() => void staff.refetch()} />}
          {staff.data && (
            <div className="by-scroll">
              <table className="by-table by-table-top">
                <thead>
                  <tr>
                    <th>员工</th>
                    <th>角色</th>
                    <th>动态码</th>
                    <th>微信身份</th>
                    <th>最近登录</th>
                    <th>加入时间</th>
                    <th>状态</th>
                  </tr>
                </thead>
                <tbody>
                  {staff.data.staff.map((member) => (
                    <StaffRow key={member.id} staff={member} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
        <RoleTable />
      </div>
      {inviting && <InviteDialog close={() => setInviting(false)} />}
    </>
  );
}
