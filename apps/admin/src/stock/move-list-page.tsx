import { STOCK_LOG_REASONS, type StockMove } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useMemo } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { timeTextFull } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { SkuCell } from "./sku-cell.tsx";
import { StockHead } from "./stock-head.tsx";
import { kindText, REASON_WORD } from "./words.ts";

const signed = (delta: number) => (delta > 0 ? `+${delta}` : String(delta));

const COLUMNS: ListColumn<StockMove>[] = [
  {
    key: "at",
    title: "时间",
    width: 176,
    locked: true,
    render: (row) => <span className="num">{timeTextFull(row.created_at)}</span>,
    csv: (row) => timeTextFull(row.created_at),
  },
  {
    key: "sku",
    title: "规格",
    width: 280,
    render: (row) => <SkuCell row={row} />,
    csv: (row) => `${row.product} ${kindText(row.spec)}`,
  },
  {
    key: "code",
    title: "编码",
    width: 140,
    optional: true,
    render: (row) => row.code || "—",
    csv: (row) => row.code,
  },
  {
    key: "delta",
    title: "变动",
    width: 90,
    align: "right",
    render: (row) => (
      <b className={`num by-log-delta ${row.delta > 0 ? "is-more" : "is-less"}`}>{signed(row.delta)}</b>
    ),
    csv: (row) => signed(row.delta),
  },
  {
    key: "after",
    title: "变动后",
    width: 90,
    align: "right",
    render: (row) => <span className="num">{row.on_hand_after}</span>,
    csv: (row) => String(row.on_hand_after),
  },
  {
    key: "reason",
    title: "原因",
    width: 110,
    render: (row) => row.reason_text,
    csv: (row) => row.reason_text,
  },
  {
    key: "ref",
    title: "订单",
    width: 216,
    render: (row) =>
      row.order_no ? (
        <Link className="by-link by-mono" to={`/orders/${row.order_no}`}>
          {row.order_no}
        </Link>
      ) : (
        "—"
      ),
    csv: (row) => row.order_no ?? "",
  },
  {
    key: "staff",
    title: "员工",
    width: 110,
    render: (row) => row.staff ?? "—",
    csv: (row) => row.staff ?? "",
  },
  { key: "note", title: "备注", width: 180, render: (row) => row.note || "—", csv: (row) => row.note },
];

/** Every movement of stock, newest first. Rows are only ever added. */
export function MoveListPage(): ReactElement {
  const may = useMay();
  const staff = useQuery(
    api.console.staff.list.queryOptions({ enabled: may("staff.manage"), staleTime: 60_000 }),
  );
  const definition = useMemo<ListDefinition<StockMove>>(
    () => ({
      id: "stock-log",
      noun: "库存流水",
      queryKey: api.console.stock.moves.key(),
      fetchPage: (query, place, signal) =>
        client.console.stock.moves(
          {
            ...place,
            reason: oneOf(STOCK_LOG_REASONS, query.reason),
            from: query.from,
            to: query.to,
            staff_id: query.staff_id,
            sku_id: query.sku_id,
            order_no: query.q,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => `${row.sku_id}-${row.id}`,
      columns: COLUMNS,
      filters: [
        { kind: "days", from: "from", to: "to", label: "日期" },
        {
          kind: "choice",
          key: "reason",
          label: "原因",
          options: STOCK_LOG_REASONS.map((value) => ({ value, label: REASON_WORD[value] })),
        },
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
        { kind: "given", key: "sku_id", label: "规格编号" },
      ],
      searchPlaceholder: "完整订单号",
      emptyText: "没有这样的库存变动",
    }),
    [staff.data],
  );
  return (
    <>
      <StockHead place="/stock/log" />
      <ListPage definition={definition} />
    </>
  );
}
