import { type FailedTask, OUTBOX_CONSUMERS } from "@banyan/contract";
import { type ReactElement, useMemo } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { Note } from "../design/note.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import "./outbox.css";

const CONSUMER_WORD = {
  stock: "库存",
  notice: "通知",
  statistics: "统计",
  coupon: "优惠券",
  posting: "佣金记账",
} as const;

const COLUMNS: ListColumn<FailedTask>[] = [
  {
    key: "task",
    title: "任务",
    width: 150,
    locked: true,
    render: (row) => (
      <>
        <b>{row.topic_text}</b>
        <small className="by-block">{row.consumer_text}</small>
      </>
    ),
    csv: (row) => `${row.topic_text} ${row.consumer_text}`,
  },
  {
    key: "order",
    title: "关于",
    width: 220,
    render: (row) =>
      row.order_no ? (
        <Link className="by-link by-mono" to={`/orders/${row.order_no}`}>
          {row.order_no}
        </Link>
      ) : (
        <CopyText text={row.ref} />
      ),
    csv: (row) => row.order_no ?? row.ref,
  },
  {
    key: "reason",
    title: "原因",
    width: 320,
    render: (row) => (
      <>
        {row.reason_text}
        <small className="by-block by-clamp by-mono" title={row.reason}>
          {row.reason}
        </small>
      </>
    ),
    csv: (row) => `${row.reason_text}：${row.reason}`,
  },
  {
    key: "behind",
    title: "后面等着",
    width: 100,
    align: "right",
    render: (row) =>
      row.behind > 0 ? (
        <StateTag tone="amber">{`${row.behind} 项`}</StateTag>
      ) : (
        <span className="num">—</span>
      ),
    csv: (row) => String(row.behind),
  },
  {
    key: "tries",
    title: "试过",
    width: 80,
    align: "right",
    render: (row) => <span className="num">{row.tries} 次</span>,
    csv: (row) => String(row.tries),
  },
  {
    key: "since",
    title: "搁置于",
    width: 154,
    render: (row) => <span className="num">{timeText(row.failed_at)}</span>,
    csv: (row) => timeText(row.failed_at),
  },
  {
    key: "alarm",
    title: "告警",
    width: 70,
    render: (row) =>
      row.alarm_id ? (
        <Link className="by-link" to={`/alarms?alarm_id=${row.alarm_id}`}>
          查看
        </Link>
      ) : (
        "—"
      ),
    csv: null,
  },
];

/** Tasks behind the scenes that failed ten times: why, who waits behind them, and another try. */
export function OutboxPage(): ReactElement {
  const may = useMay();
  const mayRetry = may("outbox.retry");
  const definition = useMemo<ListDefinition<FailedTask>>(
    () => ({
      id: "outbox",
      noun: "任务",
      queryKey: api.console.outbox.list.key(),
      fetchPage: (query, place, signal) =>
        client.console.outbox.list(
          { ...place, consumer: oneOf(OUTBOX_CONSUMERS, query.consumer), q: query.q },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => `${row.owner_id}-${row.id}`,
      columns: COLUMNS,
      filters: [
        {
          kind: "choice",
          key: "consumer",
          label: "任务",
          options: OUTBOX_CONSUMERS.map((value) => ({ value, label: CONSUMER_WORD[value] })),
        },
      ],
      searchPlaceholder: "订单号",
      ...(mayRetry
        ? {
            bulk: [
              {
                key: "retry",
                label: "重试",
                confirm: (rows: readonly FailedTask[]) =>
                  `重新执行这 ${rows.length} 项任务；同一订单后面等着的随后继续。原因没有排除的会再次搁置。`,
                run: (rows: readonly FailedTask[]) =>
                  client.console.outbox.retry({
                    tasks: rows.map(({ owner_id, id }) => ({ owner_id, id })),
                  }),
              },
            ],
          }
        : {}),
      emptyText: "没有搁置的任务，一切正常",
      refreshMs: 15_000,
    }),
    [mayRetry],
  );
  return (
    <>
      <PageHead title="搁置任务" />
      <div className="by-outbox-note">
        <Note tone="grey" icon="note">
          后台任务失败十次后搁置，同一订单后面的任务一起等着，别的订单不受影响。先排除原因，再勾选重试；重试成功后告警自动解决。
        </Note>
      </div>
      <ListPage definition={definition} />
    </>
  );
}
