import type { ConsoleProductRow } from "@banyan/contract";
import type { ReactElement } from "react";
import { businessNow } from "../api/clock.ts";
import { fenText, Money } from "../design/money.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { timeText } from "../design/time.ts";
import type { ListColumn } from "../list/definition.ts";
import { daysLeft, StateTags } from "./state-tags.tsx";
import { PRODUCT_WORD } from "./words.ts";

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

function stateText({ state, list_at, unlist_at }: ConsoleProductRow): string {
  const now = list_at ? `${timeText(list_at)} 上架` : PRODUCT_WORD[state].text;
  return unlist_at ? `${now}，${timeText(unlist_at)} 下架` : now;
}

const NAME: ListColumn<ConsoleProductRow> = {
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
};
const CATEGORY: ListColumn<ConsoleProductRow> = {
  key: "category",
  title: "分类",
  width: 130,
  render: (row) => row.category,
  csv: (row) => row.category,
};

export const COLUMNS: ListColumn<ConsoleProductRow>[] = [
  NAME,
  {
    key: "code",
    title: "商品编码",
    width: 130,
    optional: true,
    render: (row) => row.code || "—",
    csv: (row) => row.code,
  },
  CATEGORY,
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
    width: 150,
    render: (row) => <StateTags product={row} />,
    csv: stateText,
  },
  {
    key: "updated",
    title: "更新时间",
    width: 150,
    render: (row) => <span className="num">{timeText(row.updated_at)}</span>,
    csv: (row) => timeText(row.updated_at),
  },
];

/** The recycle bin: who moved it there, when, and how long it can still come back. */
export const BIN_COLUMNS: ListColumn<ConsoleProductRow>[] = [
  NAME,
  CATEGORY,
  {
    key: "recycled_by",
    title: "谁删的",
    width: 120,
    render: (row) => row.recycled?.by ?? "—",
    csv: (row) => row.recycled?.by ?? "",
  },
  {
    key: "recycled_at",
    title: "删除时间",
    width: 150,
    render: (row) => <span className="num">{timeText(row.recycled?.at)}</span>,
    csv: (row) => (row.recycled ? timeText(row.recycled.at) : ""),
  },
  {
    key: "days_left",
    title: "还能恢复",
    width: 110,
    align: "right",
    render: (row) => {
      if (!row.recycled) return "—";
      const days = daysLeft(row.recycled.until, businessNow());
      return (
        <span className={`num ${days <= 3 ? "by-out" : ""}`}>{days <= 1 ? "不到 1 天" : `${days} 天`}</span>
      );
    },
    csv: (row) => (row.recycled ? timeText(row.recycled.until) : ""),
  },
  {
    key: "sold",
    title: "已售",
    width: 96,
    align: "right",
    render: (row) => <span className="num">{row.sold}</span>,
    csv: (row) => String(row.sold),
  },
];
