import { type ConsoleProductRow, PRODUCT_STATES } from "@banyan/contract";
import { Button } from "antd";
import { type ReactElement, useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { Icon } from "../design/icon.tsx";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { BulkAction, ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { useCategoryFilter } from "./categories.ts";
import { PRODUCT_WORD, type ProductState } from "./words.ts";

const STOCK_FILTERS = ["low", "out"] as const;

function Price({ row }: { row: ConsoleProductRow }): ReactElement {
  if (row.price_min_fen === row.price_max_fen) return <Money fen={row.price_min_fen} />;
  return (
    <>
      <Money fen={row.price_min_fen} />
      <small className="by-cell-sub">
        至 <Money fen={row.price_max_fen} size={12.5} tone="muted" />
      </small>
    </>
  );
}

const COLUMNS: ListColumn<ConsoleProductRow>[] = [
  {
    key: "name",
    title: "商品",
    width: 320,
    locked: true,
    render: (row) => (
      <div className="by-cell-main">
        <PictureThumb src={row.picture || null} size={48} />
        <div>
          <b className="by-clamp">{row.name}</b>
          <small className="num">{row.sku_count} 个规格</small>
        </div>
      </div>
    ),
    csv: (row) => row.name,
  },
  { key: "category", title: "分类", width: 130, render: (row) => row.category, csv: (row) => row.category },
  {
    key: "price",
    title: "售价",
    width: 120,
    align: "right",
    render: (row) => <Price row={row} />,
    csv: (row) =>
      row.price_min_fen === row.price_max_fen
        ? fenText(row.price_min_fen)
        : `${fenText(row.price_min_fen)}~${fenText(row.price_max_fen)}`,
  },
  {
    key: "available",
    title: "可售",
    width: 96,
    align: "right",
    render: (row) => <span className={`num ${row.available <= 0 ? "by-out" : ""}`}>{row.available}</span>,
    csv: (row) => String(row.available),
  },
  {
    key: "on_hand",
    title: "现有库存",
    width: 100,
    align: "right",
    optional: true,
    render: (row) => <span className="num">{row.on_hand}</span>,
    csv: (row) => String(row.on_hand),
  },
  {
    key: "sold",
    title: "已售",
    width: 96,
    align: "right",
    render: (row) => <span className="num">{row.sold}</span>,
    csv: (row) => String(row.sold),
  },
  {
    key: "state",
    title: "状态",
    width: 108,
    render: (row) => <StateTag tone={PRODUCT_WORD[row.state].tone}>{PRODUCT_WORD[row.state].text}</StateTag>,
    csv: (row) => PRODUCT_WORD[row.state].text,
  },
  {
    key: "updated",
    title: "更新时间",
    width: 150,
    render: (row) => <span className="num">{timeText(row.updated_at)}</span>,
    csv: (row) => timeText(row.updated_at),
  },
];

function move(state: ProductState) {
  return (rows: readonly ConsoleProductRow[]) =>
    client.console.catalog.setState({ product_ids: rows.map((row) => row.id), state });
}

function refusesFor(state: ProductState, sentence: string) {
  return (rows: readonly ConsoleProductRow[]) => (rows.every((row) => row.state === state) ? sentence : null);
}

const BULK: BulkAction<ConsoleProductRow>[] = [
  { key: "listed", label: "上架", run: move("listed"), refuses: refusesFor("listed", "所选商品都在售") },
  {
    key: "unlisted",
    label: "下架",
    run: move("unlisted"),
    refuses: refusesFor("unlisted", "所选商品都已下架"),
  },
  {
    key: "recycled",
    label: "移到回收站",
    danger: true,
    confirm: (rows) => `${rows.length} 个商品将从小程序消失，之后可以从回收站恢复。`,
    run: move("recycled"),
    refuses: refusesFor("recycled", "所选商品都在回收站"),
  },
];

export function ProductListPage(): ReactElement {
  const go = useNavigate();
  const may = useMay();
  const categories = useCategoryFilter();
  const canWrite = may("catalog.write");
  const categoryKey = categories.map((category) => category.value).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids stand for the options, which are made anew on each render
  const definition = useMemo<ListDefinition<ConsoleProductRow>>(
    () => ({
      id: "product",
      noun: "商品",
      queryKey: api.console.catalog.key(),
      fetchPage: (query, place, signal) =>
        client.console.catalog.list(
          {
            ...place,
            q: query.q,
            state: oneOf(PRODUCT_STATES, query.state),
            category: query.category,
            stock: oneOf(STOCK_FILTERS, query.stock),
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [
        { kind: "choice", key: "category", label: "分类", options: categories, search: true },
        {
          kind: "choice",
          key: "stock",
          label: "库存",
          options: [
            { value: "low", label: "库存告急" },
            { value: "out", label: "已售罄" },
          ],
        },
      ],
      searchPlaceholder: "商品名称或规格编码",
      tabs: {
        key: "state",
        items: [
          { value: "", label: "全部" },
          ...PRODUCT_STATES.map((state) => ({ value: state, label: PRODUCT_WORD[state].text })),
        ],
      },
      ...(canWrite ? { bulk: BULK } : {}),
      open: (row) => void go(`/products/${row.id}`),
      emptyText: "还没有商品，从第一件开始吧",
    }),
    [go, canWrite, categoryKey],
  );
  return (
    <>
      <PageHead
        title="商品"
        extra={
          canWrite && (
            <Link to="/products/new">
              <Button type="primary" icon={<Icon name="plus" size={16} />}>
                新建商品
              </Button>
            </Link>
          )
        }
      />
      <ListPage definition={definition} />
    </>
  );
}
