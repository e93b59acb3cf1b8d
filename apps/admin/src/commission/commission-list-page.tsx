import type { ConsoleCommissionRow } from "@banyan/contract";
import { COMMISSION_STATES, goodsText, specText } from "@banyan/kernel";
import { type ReactElement, useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
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
import { usePromoterName } from "../promoter/names.ts";
import { nameOf } from "../promoter/person.tsx";
import { COMMISSION_TAB, COMMISSION_TONE, positionText } from "./words.ts";

type Row = ConsoleCommissionRow;

const MONEY_COLUMNS: ListColumn<Row>[] = [
  {
    key: "base",
    title: "计佣金额",
    width: 116,
    align: "right",
    render: (row) => <Money fen={row.base_fen} tone="muted" />,
    csv: (row) => fenText(row.base_fen),
  },
  {
    key: "kept",
    title: "佣金",
    width: 124,
    align: "right",
    render: (row) => (
      <>
        <Money fen={row.kept_fen} tone={row.kept_fen > 0 ? "earn" : "muted"} />
        {row.kept_fen !== row.fen && (
          <small className="by-cell-sub num">
            原 <Money fen={row.fen} size={12.5} tone="muted" />
          </small>
        )}
      </>
    ),
    csv: (row) => fenText(row.kept_fen),
  },
  {
    key: "fen",
    title: "退款前佣金",
    width: 120,
    align: "right",
    optional: true,
    render: (row) => <Money fen={row.fen} tone="muted" />,
    csv: (row) => fenText(row.fen),
  },
  {
    key: "gross",
    title: "封顶前佣金",
    width: 120,
    align: "right",
    optional: true,
    render: (row) => <Money fen={row.gross_fen} tone="muted" />,
    csv: (row) => fenText(row.gross_fen),
  },
];

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "promoter",
    title: "分销员",
    width: 136,
    locked: true,
    render: (row) => (
      <div className="by-cell-main">
        <div>
          <b className="by-ellipsis">{nameOf(row.promoter)}</b>
          <small>{positionText(row)}</small>
        </div>
      </div>
    ),
    csv: (row) => row.promoter.nickname,
  },
  {
    key: "goods",
    title: "商品",
    width: 250,
    render: (row) => (
      <div className="by-cell-main">
        <PictureThumb src={row.picture || null} size={42} />
        <div>
          <b className="by-clamp">{row.product_name}</b>
          <small className="num">{specText(row.spec, `${row.quantity} 件`)}</small>
        </div>
      </div>
    ),
    csv: (row) => `${goodsText(row.product_name, row.spec)} ×${row.quantity}`,
  },
  ...MONEY_COLUMNS,
  {
    key: "state",
    title: "状态",
    width: 200,
    render: (row) => <StateTag tone={COMMISSION_TONE[row.state] ?? "grey"}>{row.state_text}</StateTag>,
    csv: (row) => row.state_text,
  },
  {
    key: "order",
    title: "订单号",
    width: 216,
    render: (row) => (
      <>
        <CopyText text={row.order_no} />
        <small className="by-block num">{timeText(row.event_at)}</small>
      </>
    ),
    csv: (row) => row.order_no,
  },
  {
    key: "buyer",
    title: "顾客",
    width: 108,
    render: (row) => <span className="by-clamp">{nameOf(row.buyer)}</span>,
    csv: (row) => row.buyer.nickname,
  },
  {
    key: "position",
    title: "来源",
    width: 110,
    optional: true,
    render: positionText,
    csv: positionText,
  },
  {
    key: "plan",
    title: "方案",
    width: 90,
    optional: true,
    render: (row) => <span className="num">第 {row.plan_version} 版</span>,
    csv: (row) => String(row.plan_version),
  },
  {
    key: "event",
    title: "付款时间",
    width: 150,
    optional: true,
    render: (row) => <span className="num">{timeText(row.event_at)}</span>,
    csv: (row) => timeText(row.event_at),
  },
  {
    key: "due",
    title: "应结算",
    width: 150,
    optional: true,
    render: (row) => <span className="num">{timeText(row.settle_due_at)}</span>,
    csv: (row) => (row.settle_due_at ? timeText(row.settle_due_at) : ""),
  },
  {
    key: "settled",
    title: "结算时间",
    width: 150,
    optional: true,
    render: (row) => <span className="num">{timeText(row.settled_at)}</span>,
    csv: (row) => (row.settled_at ? timeText(row.settled_at) : ""),
  },
];

export function CommissionListPage(): ReactElement {
  const go = useNavigate();
  const [params] = useSearchParams();
  const promoter = usePromoterName(params.get("promoter_id"));
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "commission",
      noun: "佣金",
      queryKey: api.console.commission.list.key(),
      fetchPage: (query, place, signal) =>
        client.console.commission.list(
          {
            ...place,
            state: oneOf(COMMISSION_STATES, query.state),
            promoter_id: query.promoter_id,
            q: query.q,
            from: query.from,
            to: query.to,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => `${row.promoter.id} ${row.key}`,
      columns: COLUMNS,
      filters: [
        { kind: "days", from: "from", to: "to", label: "付款日期" },
        { kind: "given", key: "promoter_id", label: "分销员", shown: promoter },
      ],
      searchPlaceholder: "订单号、分销员昵称",
      tabs: {
        key: "state",
        items: [
          { value: "", label: "全部" },
          ...COMMISSION_STATES.map((state) => ({ value: state, label: COMMISSION_TAB[state] })),
        ],
      },
      open: (row) => void go(`/commissions/${row.promoter.id}/${row.key}`),
      emptyText: "还没有佣金，有人通过分享下单并付款后会出现在这里",
    }),
    [go, promoter],
  );
  return (
    <>
      <PageHead title="佣金" />
      <ListPage definition={definition} />
    </>
  );
}
