import type { ConsoleCustomerRow } from "@banyan/contract";
import { type ReactElement, useMemo } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { Face } from "./face.tsx";

/** Whoever has closed their account is a number and nothing more. */
const nameOf = (row: ConsoleCustomerRow) =>
  row.closed_at === null ? row.nickname || "微信用户" : `顾客 ${row.id}`;

const COLUMNS: ListColumn<ConsoleCustomerRow>[] = [
  {
    key: "nickname",
    title: "顾客",
    width: 240,
    locked: true,
    render: (row) => (
      <div className="by-cell-main">
        <Face customer={row} size={38} />
        <b className="by-ellipsis">{nameOf(row)}</b>
        {row.closed_at !== null && <StateTag tone="grey">已注销</StateTag>}
      </div>
    ),
    csv: (row) => row.nickname,
  },
  {
    key: "orders",
    title: "订单",
    width: 90,
    align: "right",
    render: (row) => <span className="num">{row.order_count}</span>,
    csv: (row) => String(row.order_count),
  },
  {
    key: "paid",
    title: "累计支付",
    width: 140,
    align: "right",
    render: (row) => <Money fen={row.paid_fen} />,
    csv: (row) => fenText(row.paid_fen),
  },
  {
    key: "refunded",
    title: "累计退款",
    width: 140,
    align: "right",
    render: (row) => (row.refunded_fen > 0 ? <Money fen={row.refunded_fen} tone="muted" /> : "—"),
    csv: (row) => fenText(row.refunded_fen),
  },
  {
    key: "last",
    title: "最近下单",
    width: 160,
    render: (row) => <span className="num">{timeText(row.last_order_at)}</span>,
    csv: (row) => (row.last_order_at ? timeText(row.last_order_at) : ""),
  },
  {
    key: "created",
    title: "首次来店",
    width: 160,
    render: (row) => <span className="num">{timeText(row.created_at)}</span>,
    csv: (row) => timeText(row.created_at),
  },
  {
    key: "closed",
    title: "注销时间",
    width: 160,
    optional: true,
    render: (row) => <span className="num">{row.closed_at ? timeText(row.closed_at) : "—"}</span>,
    csv: (row) => (row.closed_at ? timeText(row.closed_at) : ""),
  },
  {
    key: "id",
    title: "编号",
    width: 170,
    optional: true,
    render: (row) => <span className="by-mono">{row.id}</span>,
    csv: (row) => row.id,
  },
];

export function CustomerListPage(): ReactElement {
  const go = useNavigate();
  const definition = useMemo<ListDefinition<ConsoleCustomerRow>>(
    () => ({
      id: "customer",
      noun: "顾客",
      queryKey: api.console.customer.key(),
      fetchPage: (query, place, signal) =>
        client.console.customer.list(
          { ...place, q: query["q"], state: query["state"] as "open" | "closed" | undefined },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [
        {
          kind: "choice",
          key: "state",
          label: "状态",
          options: [
            { value: "open", label: "正常" },
            { value: "closed", label: "已注销" },
          ],
        },
      ],
      searchPlaceholder: "昵称",
      open: (row) => void go(`/customers/${row.id}`),
      emptyText: "还没有顾客，有人打开小程序并登录后会出现在这里",
    }),
    [go],
  );
  return (
    <>
      <PageHead title="顾客" />
      <ListPage definition={definition} />
    </>
  );
}
