import type { ConsoleAftersale } from "@banyan/contract";
import { AFTERSALE_STATES, type AftersaleState } from "@banyan/kernel";
import type { ReactElement } from "react";
import { useMemo } from "react";
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
import { AFTERSALE_TONE } from "../order/words.ts";
import { useTodo } from "../report/todo.ts";

type Row = Omit<ConsoleAftersale, "timeline">;

const TABS: Record<AftersaleState, string> = {
  requested: "待处理",
  refunding: "退款中",
  refunded: "已退款",
  rejected: "已拒绝",
  cancelled: "已撤销",
};

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "goods",
    title: "商品",
    width: 268,
    locked: true,
    render: (row) => (
      <div className="by-cell-main">
        <PictureThumb src={row.lines[0]?.picture ?? null} size={46} />
        <div>
          <b className="by-clamp">{row.lines[0]?.name ?? "—"}</b>
          <small className="num">
            {row.lines.length > 1 ? `等 ${row.lines.length} 种，` : ""}退{" "}
            {row.lines.reduce((sum, line) => sum + line.quantity, 0)} 件
          </small>
        </div>
      </div>
    ),
    csv: (row) => row.lines.map((line) => `${line.name} ×${line.quantity}`).join("；"),
  },
  { key: "reason", title: "原因", width: 130, render: (row) => row.reason, csv: (row) => row.reason },
  {
    key: "buyer",
    title: "顾客",
    width: 112,
    render: (row) => row.buyer.nickname,
    csv: (row) => row.buyer.nickname,
  },
  {
    key: "amount",
    title: "退款金额",
    width: 120,
    align: "right",
    render: (row) => <Money fen={row.amount_fen + row.freight_fen} />,
    csv: (row) => fenText(row.amount_fen + row.freight_fen),
  },
  {
    key: "state",
    title: "状态",
    width: 118,
    render: (row) => <StateTag tone={AFTERSALE_TONE[row.state] ?? "grey"}>{row.state_text}</StateTag>,
    csv: (row) => row.state_text,
  },
  {
    key: "order_state",
    title: "订单状态",
    width: 110,
    render: (row) => row.order_state_text,
    csv: (row) => row.order_state_text,
  },
  {
    key: "no",
    title: "售后单号",
    width: 216,
    render: (row) => (
      <>
        <CopyText text={row.no} />
        <small className="by-block num">{timeText(row.created_at)}</small>
      </>
    ),
    csv: (row) => row.no,
  },
  {
    key: "order_no",
    title: "订单号",
    width: 234,
    optional: true,
    render: (row) => <CopyText text={row.order_no} />,
    csv: (row) => row.order_no,
  },
  {
    key: "created",
    title: "申请时间",
    width: 148,
    optional: true,
    render: (row) => <span className="num">{timeText(row.created_at)}</span>,
    csv: (row) => timeText(row.created_at),
  },
  {
    key: "decided",
    title: "处理人",
    width: 96,
    optional: true,
    render: (row) => row.decided_by ?? "—",
    csv: (row) => row.decided_by ?? "",
  },
];

/** The after-sale desk: who waits for an answer comes first. */
export function AftersaleListPage(): ReactElement {
  const go = useNavigate();
  const waiting = useTodo()?.aftersales;
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "aftersale",
      noun: "售后",
      queryKey: api.console.aftersale.key(),
      fetchPage: (query, place, signal) =>
        client.console.aftersale.list(
          { ...place, state: oneOf(AFTERSALE_STATES, query.state), q: query.q },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.no,
      columns: COLUMNS,
      filters: [],
      searchPlaceholder: "售后单号、订单号、昵称",
      tabs: {
        key: "state",
        items: [
          { value: "", label: "全部" },
          ...AFTERSALE_STATES.map((state) => ({
            value: state,
            label: TABS[state],
            count: state === "requested" ? waiting : undefined,
          })),
        ],
      },
      open: (row) => void go(`/aftersales/${row.no}`),
      emptyText: "没有售后申请",
    }),
    [go, waiting],
  );
  return (
    <>
      <PageHead title="售后" />
      <ListPage definition={definition} />
    </>
  );
}
