import { type ConsoleReview, MAX_SHOWN_AT_ONCE, REVIEW_FILTERS, REVIEW_TABS } from "@banyan/contract";
import { goodsText, specText } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { BulkAction, ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { ReviewDrawer } from "./review-drawer.tsx";
import { Stars } from "./stars.tsx";
import { doubtOf, standing, waits } from "./words.ts";
import "./review.css";

type Row = ConsoleReview;
const THUMBS = 4;

function Words({ row }: { row: Row }): ReactElement {
  const pictures = [...row.pictures, ...(row.appended?.pictures ?? [])];
  return (
    <div className="by-review-words">
      <Stars rating={row.rating} />
      <p className={row.text ? "" : "is-silent"}>{row.text || "没有写文字"}</p>
      {row.appended && <p className="is-silent">追评：{row.appended.text}</p>}
      {pictures.length > 0 && (
        <span className="by-review-thumbs">
          {pictures.slice(0, THUMBS).map((src) => (
            <PictureThumb key={src} src={src} size={36} />
          ))}
          {pictures.length > THUMBS && <small className="num">共 {pictures.length} 张</small>}
        </span>
      )}
    </div>
  );
}

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "words",
    title: "评价",
    width: 354,
    locked: true,
    render: (row) => <Words row={row} />,
    csv: (row) => row.text,
  },
  {
    key: "rating",
    title: "星级",
    width: 70,
    optional: true,
    render: (row) => <span className="num">{row.rating}</span>,
    csv: (row) => String(row.rating),
  },
  {
    key: "product",
    title: "商品",
    width: 232,
    render: (row) => (
      <div className="by-cell-main">
        <PictureThumb src={row.product.picture} size={46} />
        <div>
          <b className="by-clamp">{row.product.name}</b>
          <small>{specText(row.spec)}</small>
        </div>
      </div>
    ),
    csv: (row) => goodsText(row.product.name, row.spec),
  },
  {
    key: "customer",
    title: "顾客",
    width: 118,
    render: (row) => (
      <>
        {row.customer.nickname || "—"}
        {row.anonymous && <small className="by-block">匿名展示</small>}
      </>
    ),
    csv: (row) => row.customer.nickname,
  },
  {
    key: "state",
    title: "状态",
    width: 168,
    render: (row) => {
      const { text, tone } = standing(row);
      const why = doubtOf(row) ?? row.hidden_reason;
      return (
        <>
          <StateTag tone={tone}>{text}</StateTag>
          {why && <small className="by-review-doubt">{why}</small>}
        </>
      );
    },
    csv: (row) => standing(row).text,
  },
  {
    key: "reply",
    title: "回复",
    width: 86,
    render: (row) => (row.reply ? "已回复" : <span className="by-review-none">未回复</span>),
    csv: (row) => row.reply?.text ?? "",
  },
  {
    key: "created",
    title: "时间",
    width: 144,
    render: (row) => <span className="num">{timeText(row.created_at)}</span>,
    csv: (row) => timeText(row.created_at),
  },
  {
    key: "appended",
    title: "追评",
    width: 200,
    optional: true,
    render: (row) => row.appended?.text ?? "—",
    csv: (row) => row.appended?.text ?? "",
  },
  {
    key: "order_no",
    title: "订单号",
    width: 234,
    optional: true,
    render: (row) => <CopyText text={row.order_no} />,
    csv: (row) => row.order_no,
  },
];

const FILTER_WORD: Record<(typeof REVIEW_FILTERS)[number], string> = {
  all: "全部",
  pictures: "有图",
  good: "好评",
  middle: "中评",
  bad: "差评",
  appended: "有追评",
};
const TAB_WORD: Record<(typeof REVIEW_TABS)[number], string> = {
  all: "全部",
  waiting: "待审核",
  shown: "已展示",
  hidden: "已隐藏",
};
const REPLIED = [
  { value: "no", label: "未回复" },
  { value: "yes", label: "已回复" },
];

/** Shows what waits, many at once: those that somebody has looked at. */
function useShowMany(): BulkAction<Row> {
  const { message } = App.useApp();
  const { keyFor, renew } = useRequestKey();
  return useMemo(
    () => ({
      key: "show",
      label: "通过并展示",
      refuses: (rows: readonly Row[]) =>
        rows.length > MAX_SHOWN_AT_ONCE
          ? `一次最多 ${MAX_SHOWN_AT_ONCE} 条`
          : rows.every(waits)
            ? null
            : "只能批量通过待审核的评价",
      run: async (rows: readonly Row[]) => {
        const reviews = rows.map(({ id, revision }) => ({ review_id: id, revision }));
        const { shown, changed } = await client.console.review.showMany({
          request_key: keyFor(reviews),
          reviews,
        });
        renew();
        if (changed > 0) message.warning(`已展示 ${shown} 条；${changed} 条刚刚有变化，请再看一眼`);
        else message.success(`已展示 ${shown} 条`);
      },
    }),
    [keyFor, renew, message],
  );
}

/** The desk of reviews: what waits for a person, what is shown, what is not answered. */
export function ReviewListPage(): ReactElement {
  const may = useMay()("review.write");
  const [params] = useSearchParams();
  const [open, setOpen] = useState<string | null>(params.get("review"));
  const counts = useQuery(api.console.review.counts.queryOptions({ refetchInterval: 60_000 }));
  const waiting = counts.data?.waiting;
  const show = useShowMany();
  const given = params.get("product_id");
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "review",
      noun: "评价",
      queryKey: api.console.review.key(),
      fetchPage: (query, place, signal) =>
        client.console.review.list(
          {
            ...place,
            state: oneOf(REVIEW_TABS, query.state) ?? "all",
            filter: oneOf(REVIEW_FILTERS, query.filter) ?? "all",
            replied: oneOf(["yes", "no"] as const, query.replied),
            product_id: query.product_id,
            q: query.q,
            from: query.from,
            to: query.to,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [
        {
          kind: "choice",
          key: "filter",
          label: "评价",
          options: REVIEW_FILTERS.filter((filter) => filter !== "all").map((value) => ({
            value,
            label: FILTER_WORD[value],
          })),
        },
        { kind: "choice", key: "replied", label: "回复", options: REPLIED },
        { kind: "days", from: "from", to: "to", label: "评价日期" },
        { kind: "given", key: "product_id", label: "商品", shown: given ? `#${given}` : undefined },
      ],
      searchPlaceholder: "评价内容、商品、订单号、昵称",
      tabs: {
        key: "state",
        items: REVIEW_TABS.map((state) => ({
          value: state === "all" ? "" : state,
          label: TAB_WORD[state],
          count: state === "waiting" ? waiting : undefined,
        })),
      },
      open: (row) => setOpen(row.id),
      ...(may ? { bulk: [show] } : {}),
      emptyText: "没有评价",
      refreshMs: 60_000,
    }),
    [given, may, show, waiting],
  );
  return (
    <>
      <PageHead title="评价" />
      <ListPage definition={definition} />
      {open && <ReviewDrawer key={open} id={open} close={() => setOpen(null)} />}
    </>
  );
}
