import { PRODUCT_STATES, type SkuStock } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { PRODUCT_WORD } from "../catalog/words.ts";
import { Icon } from "../design/icon.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { AdjustDialog } from "./adjust-dialog.tsx";
import { CountChosen } from "./count-chosen.tsx";
import { CountSheet } from "./count-sheet.tsx";
import { SkuCell } from "./sku-cell.tsx";
import { StockHead } from "./stock-head.tsx";
import { kindText } from "./words.ts";

const TABS = ["low", "out", "held"] as const;
const SHELF_STATES = ["listed", "unlisted"] as const;

const number = (
  key: "on_hand" | "held" | "available" | "sold",
  title: string,
  render: (row: SkuStock) => ReactElement = (row) => <span className="num">{row[key]}</span>,
): ListColumn<SkuStock> => ({
  key,
  title,
  width: 104,
  align: "right",
  render,
  csv: (row) => String(row[key]),
});

function columnsOf(
  low: number | undefined,
  adjust: ((row: SkuStock) => void) | null,
): ListColumn<SkuStock>[] {
  return [
    {
      key: "sku",
      title: "规格",
      width: 320,
      locked: true,
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
    number("available", "可售", (row) =>
      row.available === 0 ? (
        <StateTag tone="red">售罄</StateTag>
      ) : low !== undefined && row.available <= low ? (
        <StateTag tone="amber">{String(row.available)}</StateTag>
      ) : (
        <b className="num">{row.available}</b>
      ),
    ),
    number("held", "占用", (row) =>
      row.held === 0 ? (
        <span className="num by-secondary">0</span>
      ) : (
        <Link className="by-link num" to={`/stock/holds?sku_id=${row.sku_id}`}>
          {row.held}
        </Link>
      ),
    ),
    number("on_hand", "现有"),
    number("sold", "已售"),
    {
      key: "state",
      title: "商品",
      width: 92,
      render: (row) => (
        <StateTag tone={row.state === "listed" ? "green" : "grey"}>{PRODUCT_WORD[row.state].text}</StateTag>
      ),
      csv: (row) => PRODUCT_WORD[row.state].text,
    },
    {
      key: "actions",
      title: "",
      width: 132,
      render: (row) => (
        <span className="by-stock-actions">
          {adjust && (
            <Button type="link" size="small" onClick={() => adjust(row)}>
              调整
            </Button>
          )}
          <Link className="by-link" to={`/stock/log?sku_id=${row.sku_id}`}>
            流水
          </Link>
        </span>
      ),
      csv: null,
    },
  ];
}

/** Every SKU with what is there, held, available and sold; the scarcest first. */
export function StockListPage(): ReactElement {
  const may = useMay();
  const mayWrite = may("stock.write");
  const [adjusting, setAdjusting] = useState<SkuStock | null>(null);
  const [sheet, setSheet] = useState(false);
  const summary = useQuery(api.console.stock.summary.queryOptions());
  const low = summary.data?.low_stock;
  const counts = summary.data;
  const definition = useMemo<ListDefinition<SkuStock>>(
    () => ({
      id: "stock",
      noun: "库存",
      queryKey: api.console.stock.key(),
      fetchPage: (query, place, signal) =>
        client.console.stock.list(
          {
            ...place,
            q: query.q,
            stock: oneOf(TABS, query.stock),
            state: oneOf(SHELF_STATES, query.state),
            product_id: query.product_id,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.sku_id,
      columns: columnsOf(low, mayWrite ? setAdjusting : null),
      filters: [
        {
          kind: "choice",
          key: "state",
          label: "商品状态",
          options: PRODUCT_STATES.flatMap((value) =>
            value === "recycled" ? [] : [{ value, label: PRODUCT_WORD[value].text }],
          ),
        },
        { kind: "given", key: "product_id", label: "商品编号" },
      ],
      searchPlaceholder: "商品名称、规格编码或规格编号",
      tabs: {
        key: "stock",
        items: [
          { value: "", label: "全部" },
          { value: "low", label: low === undefined ? "告急" : `告急（≤ ${low} 件）`, count: counts?.low },
          { value: "out", label: "售罄", count: counts?.out },
          { value: "held", label: "有占用" },
        ],
      },
      ...(mayWrite ? { bulk: [{ key: "count", label: "盘点", Dialog: CountChosen }] } : {}),
      emptyText: "没有这样的规格",
    }),
    [low, counts?.low, counts?.out, mayWrite],
  );
  return (
    <>
      <StockHead
        place="/stock"
        extra={
          <>
            {may("setting.read") && (
              <Link to="/settings">
                <Button icon={<Icon name="setting" size={16} />}>
                  {low === undefined ? "告急数量" : `告急数量 ${low} 件`}
                </Button>
              </Link>
            )}
            {mayWrite && (
              <Button type="primary" icon={<Icon name="stock" size={16} />} onClick={() => setSheet(true)}>
                按表盘点
              </Button>
            )}
          </>
        }
      />
      <ListPage definition={definition} />
      {adjusting && (
        <AdjustDialog
          target={{ ...adjusting, title: `${adjusting.product} ${kindText(adjusting.spec)}` }}
          close={() => setAdjusting(null)}
        />
      )}
      {sheet && <CountSheet close={() => setSheet(false)} />}
    </>
  );
}
