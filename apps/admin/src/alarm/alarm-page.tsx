import { ALARM_STATES, type Alarm } from "@banyan/contract";
import { type ReactElement, useMemo, useState } from "react";
import { api, client } from "../api/client.ts";
import { PageHead } from "../design/page.tsx";
import { StateTag, type Tone } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { AlarmDrawer } from "./alarm-drawer.tsx";

export const ALARM_WORD: Record<Alarm["state"], { text: string; tone: Tone }> = {
  open: { text: "待处理", tone: "red" },
  acknowledged: { text: "处理中", tone: "amber" },
  resolved: { text: "已解决", tone: "green" },
};

const COLUMNS: ListColumn<Alarm>[] = [
  {
    key: "title",
    title: "告警",
    width: 380,
    locked: true,
    render: (row) => (
      <div>
        <b className="by-clamp by-alarm-title">{row.title}</b>
        <small className="by-secondary by-mono">{row.ref}</small>
      </div>
    ),
    csv: (row) => row.title,
  },
  {
    key: "state",
    title: "状态",
    width: 110,
    render: (row) => <StateTag tone={ALARM_WORD[row.state].tone}>{ALARM_WORD[row.state].text}</StateTag>,
    csv: (row) => ALARM_WORD[row.state].text,
  },
  {
    key: "count",
    title: "次数",
    width: 80,
    align: "right",
    render: (row) => <span className="num">{row.count}</span>,
    csv: (row) => String(row.count),
  },
  {
    key: "owner",
    title: "负责人",
    width: 110,
    render: (row) => row.owner ?? "—",
    csv: (row) => row.owner ?? "",
  },
  {
    key: "last",
    title: "最近发生",
    width: 154,
    render: (row) => <span className="num">{timeText(row.last_at)}</span>,
    csv: (row) => timeText(row.last_at),
  },
  {
    key: "first",
    title: "首次发生",
    width: 154,
    optional: true,
    render: (row) => <span className="num">{timeText(row.first_at)}</span>,
    csv: (row) => timeText(row.first_at),
  },
];

/** Troubles that the system found and nobody may overlook. */
export function AlarmPage(): ReactElement {
  const [open, setOpen] = useState<Alarm | null>(null);
  const definition = useMemo<ListDefinition<Alarm>>(
    () => ({
      id: "alarm",
      noun: "告警",
      queryKey: api.console.alarm.key(),
      fetchPage: (query, place, signal) =>
        client.console.alarm.list(
          { ...place, state: oneOf(ALARM_STATES, query.state) },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [],
      tabs: {
        key: "state",
        items: [
          { value: "", label: "全部" },
          ...ALARM_STATES.map((state) => ({ value: state, label: ALARM_WORD[state].text })),
        ],
      },
      open: setOpen,
      emptyText: "一切正常，没有告警",
      refreshMs: 30_000,
    }),
    [],
  );
  return (
    <>
      <PageHead title="告警" />
      <ListPage definition={definition} />
      {open && <AlarmDrawer key={open.id} alarm={open} close={() => setOpen(null)} />}
    </>
  );
}
