import type { SearchedWord } from "@banyan/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { type ReactElement, useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { Card } from "../design/page.tsx";
import { dayText } from "../design/time.ts";
import { palette } from "../design/tokens.ts";
import { Trend } from "../design/trend.tsx";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";

const DAY_MS = 86_400_000;
const SPANS = [
  { value: "1", label: "今天" },
  { value: "7", label: "近 7 天" },
  { value: "30", label: "近 30 天" },
] as const;
type Span = (typeof SPANS)[number]["value"];

/** So many business days before today. */
const dayAgo = (days: number) => dayText(new Date(businessNow() - days * DAY_MS).toISOString());
const wordOf = (row: SearchedWord) => (row.word === "" ? "其余的词" : row.word);

const COLUMNS: ListColumn<SearchedWord>[] = [
  {
    key: "word",
    title: "词",
    width: 300,
    locked: true,
    render: (row) => <span className={row.word === "" ? "by-out" : ""}>{wordOf(row)}</span>,
    csv: wordOf,
  },
  {
    key: "searches",
    title: "搜索次数",
    width: 120,
    align: "right",
    render: (row) => <span className="num">{row.searches}</span>,
    csv: (row) => String(row.searches),
  },
  {
    key: "nothing",
    title: "没有结果",
    width: 120,
    align: "right",
    render: ({ nothing }) => <span className="num">{nothing === 0 ? "—" : `${nothing} 次`}</span>,
    csv: (row) => String(row.nothing),
  },
  {
    key: "found",
    title: "最近一次找到",
    width: 140,
    align: "right",
    render: ({ word, found }) => (
      <span className={word !== "" && found === 0 ? "num by-search-none" : "num"}>
        {word === "" ? "—" : `${found} 件`}
      </span>
    ),
    csv: (row) => (row.word === "" ? "" : String(row.found)),
  },
  {
    key: "last_day",
    title: "最近搜索",
    width: 130,
    render: (row) => <span className="num">{row.last_day}</span>,
    csv: (row) => row.last_day,
  },
  {
    key: "actions",
    title: "",
    width: 190,
    align: "right",
    render: ({ word, found }) =>
      word === "" ? null : (
        <span className="by-search-acts">
          {found === 0 && (
            <Link className="by-link" to={`/search?tab=synonyms&word=${encodeURIComponent(word)}`}>
              设同义词
            </Link>
          )}
          <Link className="by-link" to={`/products?q=${encodeURIComponent(word)}`}>
            查商品
          </Link>
        </span>
      ),
    csv: null,
  },
];

const NOTHING = "nothing";

/** Without days of its own the list shows those of the curve. */
const definitionOf = (from: string, to: string): ListDefinition<SearchedWord> => ({
  id: "searched-words",
  noun: "搜索词",
  queryKey: [...api.console.search.words.key(), from, to],
  fetchPage: async (query, place, signal) => {
    const { words, next_cursor } = await client.console.search.words(
      {
        ...place,
        from: query.from ?? (query.to !== undefined && query.to < from ? query.to : from),
        to: query.to ?? to,
        nothing: query.words === NOTHING,
        q: query.q,
      },
      { ...(signal ? { signal } : {}) },
    );
    return { items: words, next_cursor };
  },
  rowKey: (row) => row.word || "其余的词",
  columns: COLUMNS,
  filters: [{ kind: "days", from: "from", to: "to", label: "日期" }],
  searchPlaceholder: "搜过的词",
  tabs: {
    key: "words",
    items: [
      { value: "", label: "全部" },
      { value: NOTHING, label: "最近没有结果的" },
    ],
  },
  emptyText: "这几天还没有人搜索",
});

/** By day: how often anything was searched, which words, and which of them found nothing. */
export function SearchedWords(): ReactElement {
  const [params, setParams] = useSearchParams();
  const span: Span = SPANS.find(({ value }) => value === params.get("span"))?.value ?? "7";
  const [from, to] = [dayAgo(Number(span) - 1), dayAgo(0)];
  const definition = useMemo(() => definitionOf(from, to), [from, to]);
  const trend = useQuery(
    api.console.search.words.queryOptions({
      input: { from, to, nothing: false, limit: 1 },
      placeholderData: keepPreviousData,
    }),
  );
  const counts = new Map(trend.data?.days.map(({ day, searches }) => [day, searches]));
  const points = Array.from({ length: Number(span) }, (_, at) => {
    const date = dayAgo(Number(span) - 1 - at);
    return { date, value: counts.get(date) ?? 0 };
  });
  /** Another question begins at its first page. */
  const put = (change: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const key of ["cursor", "from", "to"]) next.delete(key);
    for (const [key, value] of Object.entries(change)) next.set(key, value);
    setParams(next);
  };
  return (
    <div className="by-search-report">
      <Card
        title="搜索次数"
        note="同一个人短时间内反复搜同一个词只算一次；点某一天，下面只列那天的词"
        extra={
          <Segmented<Span> options={[...SPANS]} value={span} onChange={(value) => put({ span: value })} />
        }
      >
        <Trend
          points={points}
          label="搜索次数"
          color={palette.green}
          height={200}
          valueText={(value) => `${value} 次`}
          axisText={String}
          pick={(day) => put({ from: day, to: day })}
        />
      </Card>
      <ListPage definition={definition} />
    </div>
  );
}
