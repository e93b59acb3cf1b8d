import type { SearchedWord } from "@banyan/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented, Table } from "antd";
import { type ReactElement, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Card } from "../design/page.tsx";
import { dayText } from "../design/time.ts";
import { palette } from "../design/tokens.ts";
import { Trend } from "../design/trend.tsx";

const DAY_MS = 86_400_000;
const SPANS = [
  { value: "1", label: "今天" },
  { value: "7", label: "近 7 天" },
  { value: "30", label: "近 30 天" },
] as const;
type Span = (typeof SPANS)[number]["value"];

const dayAt = (ms: number) => dayText(new Date(ms).toISOString());

/** By day: how often anything was searched, which words, and which of them found nothing. */
export function SearchedWords(): ReactElement {
  const [params, setParams] = useSearchParams();
  const span: Span = SPANS.find(({ value }) => value === params.get("span"))?.value ?? "7";
  const picked = params.get("day");
  const [nothing, setNothing] = useState(false);
  const to = dayAt(businessNow());
  const from = dayAt(businessNow() - (Number(span) - 1) * DAY_MS);
  const trend = useQuery(
    api.console.search.words.queryOptions({
      input: { from, to, nothing: false, limit: 1 },
      placeholderData: keepPreviousData,
    }),
  );
  const words = useQuery(
    api.console.search.words.queryOptions({
      input: { from: picked ?? from, to: picked ?? to, nothing, limit: 200 },
      placeholderData: keepPreviousData,
    }),
  );
  const counts = new Map(trend.data?.days.map(({ day, searches }) => [day, searches]));
  const points = Array.from({ length: Number(span) }, (_, at) => {
    const date = dayAt(businessNow() - (Number(span) - 1 - at) * DAY_MS);
    return { date, value: counts.get(date) ?? 0 };
  });
  const put = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(change)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    setParams(next);
  };
  return (
    <div className="by-search-report">
      <Card
        title="搜索次数"
        note={picked === null ? "同一个人短时间内反复搜同一个词只算一次" : `只看 ${picked}`}
        extra={
          <>
            {picked !== null && <Button onClick={() => put({ day: null })}>看全部日子</Button>}
            <Segmented<Span>
              options={[...SPANS]}
              value={span}
              onChange={(value) => put({ span: value, day: null })}
            />
          </>
        }
      >
        <Trend
          points={points}
          label="搜索次数"
          color={palette.green}
          height={200}
          valueText={(value) => `${value} 次`}
          axisText={String}
          pick={(day) => put({ day })}
        />
      </Card>
      <Card
        flush
        title="搜索词"
        extra={
          <Checkbox checked={nothing} onChange={(event) => setNothing(event.target.checked)}>
            只看没有结果的
          </Checkbox>
        }
      >
        {words.isPending && <RowsSkeleton rows={8} />}
        {words.isError && <ErrorState error={words.error} retry={() => void words.refetch()} />}
        {words.data && <Words words={words.data.words} nothing={nothing} />}
      </Card>
    </div>
  );
}

function Words({ words, nothing }: { words: SearchedWord[]; nothing: boolean }): ReactElement {
  if (words.length === 0) return <Empty text={nothing ? "这几天搜过的词都有结果" : "这几天还没有人搜索"} />;
  return (
    <Table<SearchedWord>
      rowKey="word"
      dataSource={words}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: "词",
          dataIndex: "word",
          render: (word: string) => (word === "" ? <span className="by-out">其余的词</span> : word),
        },
        { title: "搜索次数", dataIndex: "searches", align: "right", className: "num", width: 120 },
        {
          title: "没有结果",
          dataIndex: "nothing",
          align: "right",
          className: "num",
          width: 120,
          render: (count: number) => (count === 0 ? "—" : `${count} 次`),
        },
        {
          title: "最近一次找到",
          dataIndex: "found",
          align: "right",
          className: "num",
          width: 140,
          render: (found: number, { word }) =>
            word === "" ? "—" : found === 0 ? <span className="by-search-none">0 件</span> : `${found} 件`,
        },
        { title: "最近搜索", dataIndex: "last_day", width: 130, className: "num" },
        {
          title: "",
          key: "act",
          width: 190,
          align: "right",
          render: (_, { word, found }) =>
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
        },
      ]}
    />
  );
}
