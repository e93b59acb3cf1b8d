import type { AuditRow } from "@banyan/contract";
import type { StaffRole } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { Facts, PageHead } from "../design/page.tsx";
import { timeTextFull } from "../design/time.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { ROLE_TEXT, useMay } from "../session/session.tsx";
import { diff } from "./diff.ts";
import { pageOfTarget } from "./target.ts";
import "./audit.css";

function roleText(role: string): string {
  return ROLE_TEXT[role as StaffRole] ?? "其他";
}

const COLUMNS: ListColumn<AuditRow>[] = [
  {
    key: "at",
    title: "时间",
    width: 176,
    locked: true,
    render: (row) => <span className="num">{timeTextFull(row.at)}</span>,
    csv: (row) => timeTextFull(row.at),
  },
  {
    key: "staff",
    title: "员工",
    width: 160,
    render: (row) => (
      <>
        {row.staff} <span className="by-secondary">{roleText(row.role)}</span>
      </>
    ),
    csv: (row) => row.staff,
  },
  {
    key: "action",
    title: "操作",
    width: 180,
    render: (row) => row.action_text,
    csv: (row) => row.action_text,
  },
  {
    key: "target",
    title: "对象",
    width: 260,
    render: (row) => <span className="by-mono by-ellipsis">{row.target}</span>,
    csv: (row) => row.target,
  },
  {
    key: "ip",
    title: "来源 IP",
    width: 140,
    render: (row) => <span className="by-mono">{row.ip}</span>,
    csv: (row) => row.ip,
  },
];

function DiffTable({ row }: { row: AuditRow }): ReactElement {
  const rows = diff(row.before, row.after);
  if (rows.length === 0) return <p className="by-secondary">这次操作没有改动内容</p>;
  return (
    <table className="by-table by-diff">
      <thead>
        <tr>
          <th>内容</th>
          <th>之前</th>
          <th>之后</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((line) => (
          <tr key={line.path} className={line.changed ? "is-changed" : ""}>
            <td className="by-mono">{line.path}</td>
            <td>{line.before}</td>
            <td>{line.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AuditDrawer({ row, close }: { row: AuditRow; close: () => void }): ReactElement {
  const page = pageOfTarget(row.target);
  return (
    <Drawer open title={row.action_text} size={620} onClose={close}>
      <Facts
        rows={[
          [
            "时间",
            <span key="at" className="num">
              {timeTextFull(row.at)}
            </span>,
          ],
          ["员工", `${row.staff}（${roleText(row.role)}）`],
          [
            "对象",
            page ? (
              <Link key="target" className="by-link by-mono" to={page}>
                {row.target}
              </Link>
            ) : (
              <span key="target" className="by-mono">
                {row.target}
              </span>
            ),
          ],
          [
            "来源 IP",
            <span key="ip" className="by-mono">
              {row.ip}
            </span>,
          ],
        ]}
      />
      <h3 className="by-section-title by-diff-title">改动</h3>
      <DiffTable row={row} />
    </Drawer>
  );
}

/** Who changed what and when. Rows are only ever added. */
export function AuditPage(): ReactElement {
  const may = useMay();
  const [open, setOpen] = useState<AuditRow | null>(null);
  const staff = useQuery(
    api.console.staff.list.queryOptions({ enabled: may("staff.manage"), staleTime: 60_000 }),
  );
  const definition = useMemo<ListDefinition<AuditRow>>(
    () => ({
      id: "audit",
      noun: "操作日志",
      queryKey: api.console.audit.key(),
      fetchPage: (query, place, signal) =>
        client.console.audit.list(
          { ...place, staff_id: query.staff_id, action: query.action, target: query.target },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [
        ...(staff.data
          ? [
              {
                kind: "choice" as const,
                key: "staff_id",
                label: "员工",
                options: staff.data.staff.map((member) => ({ value: member.id, label: member.name })),
              },
            ]
          : []),
        { kind: "text", key: "target", label: "对象，如 order:D26…" },
        { kind: "text", key: "action", label: "操作代码，如 order.ship" },
      ],
      open: setOpen,
      emptyText: "还没有操作记录",
    }),
    [staff.data],
  );
  return (
    <>
      <PageHead title="操作日志">只增不改，每位员工每天的记录首尾相扣，可以查验</PageHead>
      <ListPage definition={definition} />
      {open && <AuditDrawer row={open} close={() => setOpen(null)} />}
    </>
  );
}
