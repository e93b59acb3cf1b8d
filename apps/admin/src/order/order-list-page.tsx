import { CONSOLE_ORDER_TABS, type ConsoleOrderRow } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { PageHead } from "../design/page.tsx";
import { oneOf } from "../list/choice.ts";
import type { ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { orderColumns } from "./columns.tsx";
import { ShipDialog } from "./ship-dialog.tsx";
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
      columns: orderColumns(canShip ? (row) => setShipping(row.no) : null),
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
