import type { StockHold } from "@banyan/contract";
import { type ReactElement, useMemo } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { SkuCell } from "./sku-cell.tsx";
import { StockHead } from "./stock-head.tsx";
import { HOLD_TONE, kindText } from "./words.ts";

/** What happens to the units next. */
function nextText(row: StockHold): string {
  if (row.state === "unpaid") return row.until ? `${timeText(row.until)} 未付款则归还` : "等待付款";
  if (row.state === "closing") return "微信确认关闭后归还";
  if (row.state === "paid") return "马上记为售出";
  return "下单中，一分钟内没有成单则归还";
}

const COLUMNS: ListColumn<StockHold>[] = [
  {
    key: "order",
    title: "订单",
    width: 216,
    locked: true,
    render: (row) =>
      row.state === "ordering" ? (
        <span className="by-mono">{row.order_no}</span>
      ) : (
        <Link className="by-link by-mono" to={`/orders/${row.order_no}`}>
          {row.order_no}
        </Link>
      ),
    csv: (row) => row.order_no,
  },
  {
    key: "sku",
    title: "规格",
    width: 300,
    render: (row) => <SkuCell row={row} />,
    csv: (row) => `${row.product} ${kindText(row.spec)}`,
  },
  {
    key: "quantity",
    title: "占用",
    width: 84,
    align: "right",
    render: (row) => <b className="num">{row.quantity}</b>,
    csv: (row) => String(row.quantity),
  },
  {
    key: "state",
    title: "状态",
    width: 100,
    render: (row) => <StateTag tone={HOLD_TONE[row.state]}>{row.state_text}</StateTag>,
    csv: (row) => row.state_text,
  },
  {
    key: "since",
    title: "占用于",
    width: 154,
    render: (row) => <span className="num">{timeText(row.since)}</span>,
    csv: (row) => timeText(row.since),
  },
  {
    key: "until",
    title: "接下来",
    width: 240,
    render: (row) => nextText(row),
    csv: nextText,
  },
];

/** What is held now: by which order, and until when. */
export function HoldListPage(): ReactElement {
  const definition = useMemo<ListDefinition<StockHold>>(
    () => ({
      id: "stock-hold",
      noun: "占用",
      queryKey: api.console.stock.holds.key(),
      fetchPage: (query, place, signal) =>
        client.console.stock.holds(
          { ...place, sku_id: query.sku_id, order_no: query.q },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => `${row.order_no}-${row.sku_id}`,
      columns: COLUMNS,
      filters: [{ kind: "given", key: "sku_id", label: "规格编号" }],
      searchPlaceholder: "完整订单号",
      emptyText: "现在没有订单占用库存",
      refreshMs: 15_000,
    }),
    [],
  );
  return (
    <>
      <StockHead place="/stock/holds" />
      <ListPage definition={definition} />
    </>
  );
}
