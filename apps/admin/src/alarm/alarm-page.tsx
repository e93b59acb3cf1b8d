import { ALARM_STATES, type Alarm } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
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

/** The alarm that a link from another page names. */
function useAsked(id: string | null): Alarm | null {
  const input = { alarm_id: id ?? "", limit: 1 };
  const found = useQuery({ ...api.console.alarm.list.queryOptions({ input }), enabled: id !== null });
  return id === null ? null : (found.data?.items[0] ?? null);
}

/** Troubles that the system found and nobody may overlook. */
export function AlarmPage(): ReactElement {
  const [open, setOpen] = useState<Alarm | null>(null);
  const [params] = useSearchParams();
  const asked = useAsked(params.get("alarm_id"));
  useEffect(() => setOpen(asked), [asked]);
  const definition = useMemo<ListDefinition<Alarm>>(
    () => ({
      id: "alarm",
      noun: "告警",
      queryKey: api.console.alarm.key(),
      fetchPage: (query, place, signal) =>
        client.console.alarm.list(
          { ...place, state: oneOf(ALARM_STATES, query.state), alarm_id: query.alarm_id },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [{ kind: "given", key: "alarm_id", label: "告警", shown: asked?.title }],
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
    [asked?.title],
  );
  return (
    <>
      <PageHead title="告警" />
      <ListPage definition={definition} />
      {open && <AlarmDrawer key={open.id} alarm={open} close={() => setOpen(null)} />}
    </>
  );
}
