import { CONSOLE_ORDER_TABS, type ConsoleOrderRow } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { ShipDialog } from "./ship-dialog.tsx";
import { ORDER_TONE } from "./words.ts";
import "./order.css";

const TAB_LABELS: Record<(typeof CONSOLE_ORDER_TABS)[number], string> = {
  all: "全部",
  awaiting_payment: "待付款",
  awaiting_shipment: "待发货",
  awaiting_receipt: "待收货",
  completed: "已完成",
  closed: "已关闭",
  refunded: "已退款",
};

function Goods({ row }: { row: ConsoleOrderRow }): ReactElement {
  const first = row.lines[0];
  const pieces = row.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <div className="by-cell-main">
      <PictureThumb src={first?.picture ?? null} size={46} />
      <div>
        <b className="by-clamp">{first?.name ?? "—"}</b>
        <small className="num">
          {row.lines.length > 1
            ? `等 ${row.lines.length} 种，`
            : first?.spec.join(" ")
              ? `${first.spec.join(" ")}，`
              : ""}
          共 {pieces} 件
        </small>
      </div>
    </div>
  );
}

function columnsOf(ship: ((row: ConsoleOrderRow) => void) | null): ListColumn<ConsoleOrderRow>[] {
  return [
    {
      key: "goods",
      title: "商品",
      width: 300,
      locked: true,
      render: (row) => <Goods row={row} />,
      csv: (row) =>
        row.lines.map((line) => `${line.name} ${line.spec.join(" ")} ×${line.quantity}`).join("；"),
    },
    {
      key: "no",
      title: "订单号",
      width: 234,
      render: (row) => <CopyText text={row.no} />,
      csv: (row) => row.no,
    },
    {
      key: "buyer",
      title: "顾客",
      width: 112,
      render: (row) => <span className="by-clamp">{row.buyer.nickname}</span>,
      csv: (row) => row.buyer.nickname,
    },
    {
      key: "payable",
      title: "实付",
      width: 124,
      align: "right",
      render: (row) => (
        <>
          <Money fen={row.payable_fen} />
          {row.refunded_fen > 0 && (
            <small className="by-cell-sub num">
              已退 <Money fen={row.refunded_fen} size={12.5} tone="muted" />
            </small>
          )}
        </>
      ),
      csv: (row) => fenText(row.payable_fen),
    },
    {
      key: "refunded",
      title: "已退款",
      width: 110,
      align: "right",
      optional: true,
      render: (row) => <Money fen={row.refunded_fen} tone="muted" />,
      csv: (row) => fenText(row.refunded_fen),
    },
    {
      key: "state",
      title: "状态",
      width: 128,
      render: (row) => (
        <div className="by-order-states">
          <StateTag tone={ORDER_TONE[row.state] ?? "grey"}>{row.state_text}</StateTag>
          {row.aftersale_open && <StateTag tone="amber">售后中</StateTag>}
        </div>
      ),
      csv: (row) => row.state_text,
    },
    {
      key: "recipient",
      title: "收件人",
      width: 128,
      render: (row) => <span className="by-clamp">{row.recipient_masked || "—"}</span>,
      csv: (row) => row.recipient_masked,
    },
    {
      key: "created",
      title: "下单时间",
      width: 148,
      render: (row) => <span className="num">{timeText(row.created_at)}</span>,
      csv: (row) => timeText(row.created_at),
    },
    {
      key: "paid",
      title: "支付时间",
      width: 148,
      optional: true,
      render: (row) => <span className="num">{timeText(row.paid_at)}</span>,
      csv: (row) => (row.paid_at ? timeText(row.paid_at) : ""),
    },
    {
      key: "remark",
      title: "顾客留言",
      width: 180,
      optional: true,
      render: (row) => <span className="by-clamp by-secondary">{row.remark || "—"}</span>,
      csv: (row) => row.remark,
    },
    {
      key: "actions",
      title: "",
      width: 78,
      align: "right",
      fixed: "right",
      render: (row) =>
        ship && row.state === "awaiting_shipment" ? (
          <button type="button" className="by-link" onClick={() => ship(row)}>
            发货
          </button>
        ) : null,
      csv: null,
    },
  ];
}

export function OrderListPage(): ReactElement {
  const go = useNavigate();
  const may = useMay();
  const [shipping, setShipping] = useState<string | null>(null);
  const counts = useQuery(api.console.order.counts.queryOptions({ refetchInterval: 60_000 }));
  const canShip = may("order.ship");
  const definition = useMemo<ListDefinition<ConsoleOrderRow>>(
    () => ({
      id: "order",
      noun: "订单",
      queryKey: api.console.order.key(),
      fetchPage: (query, place, signal) =>
        client.console.order.list(
          {
            ...place,
            tab: oneOf(CONSOLE_ORDER_TABS, query.tab),
            q: query.q,
            from: query.from,
            to: query.to,
            buyer_id: query.buyer_id,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.no,
      columns: columnsOf(canShip ? (row) => setShipping(row.no) : null),
      filters: [
        { kind: "days", from: "from", to: "to", label: "下单日期" },
        { kind: "given", key: "buyer_id", label: "顾客" },
      ],
      searchPlaceholder: "订单号、商品、昵称",
      tabs: {
        key: "tab",
        items: CONSOLE_ORDER_TABS.map((tab) => ({
          value: tab === "all" ? "" : tab,
          label: TAB_LABELS[tab],
          count: counts.data?.counts[tab],
        })),
      },
      open: (row) => void go(`/orders/${row.no}`),
      emptyText: "还没有订单，顾客下单后会出现在这里",
    }),
    [go, canShip, counts.data],
  );
  return (
    <>
      <PageHead title="订单" />
      <ListPage definition={definition} />
      {shipping && <ShipDialog no={shipping} close={() => setShipping(null)} />}
    </>
  );
}
