import { type ConsoleProductRow, PRODUCT_STATES } from "@banyan/contract";
import { Button } from "antd";
import { type ReactElement, useMemo } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { Icon } from "../design/icon.tsx";
import { PageHead } from "../design/page.tsx";
import { oneOf } from "../list/choice.ts";
import type { BulkAction, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { ExportProducts } from "../sheet/export-button.tsx";
import { BulkCategory, BulkSchedule } from "./bulk-dialogs.tsx";
import { useCategoryFilter } from "./categories.ts";
import { BIN_COLUMNS, COLUMNS } from "./product-columns.tsx";
import { PRODUCT_WORD, type ProductState } from "./words.ts";

const STOCK_FILTERS = ["low", "out"] as const;
const SCHEDULE_FILTERS = ["on", "off"] as const;

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
  { key: "schedule", label: "定时", Dialog: BulkSchedule },
  { key: "category", label: "改分类", Dialog: BulkCategory },
  {
    key: "recycled",
    label: "移到回收站",
    danger: true,
    confirm: (rows) => `${rows.length} 个商品将从小程序消失，30 天内可以从回收站恢复。已有订单不受影响。`,
    run: move("recycled"),
  },
];
const BIN_BULK: BulkAction<ConsoleProductRow>[] = [
  { key: "restore", label: "恢复（先不上架）", run: move("unlisted") },
];

export function ProductListPage(): ReactElement {
  const go = useNavigate();
  const may = useMay();
  const [params] = useSearchParams();
  const inBin = params.get("state") === "recycled";
  const categories = useCategoryFilter();
  const canWrite = may("catalog.write");
  const categoryKey = categories.map((category) => category.value).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids stand for the options, which are made anew on each render
  const definition = useMemo<ListDefinition<ConsoleProductRow>>(
    () => ({
      id: inBin ? "product-bin" : "product",
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
            scheduled: oneOf(SCHEDULE_FILTERS, query.scheduled),
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: inBin ? BIN_COLUMNS : COLUMNS,
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
        {
          kind: "choice",
          key: "scheduled",
          label: "定时",
          options: [
            { value: "on", label: "等待上架" },
            { value: "off", label: "等待下架" },
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
      ...(canWrite ? { bulk: inBin ? BIN_BULK : BULK } : {}),
      open: (row) => void go(`/products/${row.id}`),
      emptyText: inBin ? "回收站是空的" : "还没有商品，从第一件开始吧",
    }),
    [go, canWrite, categoryKey, inBin],
  );
  return (
    <>
      <PageHead
        title="商品"
        extra={
          <>
            <ExportProducts />
            <Link to="/products/sheets">
              <Button icon={<Icon name="upload" size={16} />}>批量导入</Button>
            </Link>
            {canWrite && (
              <Link to="/products/new">
                <Button type="primary" icon={<Icon name="plus" size={16} />}>
                  新建商品
                </Button>
              </Link>
            )}
          </>
        }
      />
      <ListPage key={definition.id} definition={definition} />
    </>
  );
}
