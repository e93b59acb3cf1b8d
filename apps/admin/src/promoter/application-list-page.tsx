import type { ConsoleApplication } from "@banyan/contract";
import { APPLICATION_STATES, type ApplicationState } from "@banyan/kernel";
import { type ReactElement, useMemo, useState } from "react";
import { api, client } from "../api/client.ts";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { ApplicationDrawer } from "./application-drawer.tsx";
import { nameOf, PersonCell } from "./person.tsx";
import { APPLICATION_WORD } from "./words.ts";

const REFRESH_MS = 60_000;

function introducer(row: ConsoleApplication): string {
  if (row.inviter) return `${nameOf(row.inviter)}（邀请卡）`;
  return row.bound_to ? `${nameOf(row.bound_to)}（客户关系）` : "—";
}

const COLUMNS: ListColumn<ConsoleApplication>[] = [
  {
    key: "customer",
    title: "申请人",
    width: 210,
    locked: true,
    render: (row) => <PersonCell person={row.customer} />,
    csv: (row) => row.customer.nickname,
  },
  {
    key: "orders",
    title: "订单",
    width: 84,
    align: "right",
    render: (row) => <span className="num">{row.order_count}</span>,
    csv: (row) => String(row.order_count),
  },
  {
    key: "paid",
    title: "累计支付",
    width: 130,
    align: "right",
    render: (row) => <Money fen={row.paid_fen} />,
    csv: (row) => fenText(row.paid_fen),
  },
  {
    key: "introducer",
    title: "邀请人",
    width: 170,
    render: (row) => <span className="by-clamp">{introducer(row)}</span>,
    csv: introducer,
  },
  {
    key: "reason",
    title: "申请说明",
    width: 220,
    render: (row) => <span className="by-clamp by-secondary">{row.reason || "—"}</span>,
    csv: (row) => row.reason,
  },
  {
    key: "state",
    title: "状态",
    width: 110,
    render: (row) => (
      <StateTag tone={APPLICATION_WORD[row.state]?.tone ?? "grey"}>
        {APPLICATION_WORD[row.state]?.text ?? "其他"}
      </StateTag>
    ),
    csv: (row) => APPLICATION_WORD[row.state]?.text ?? "其他",
  },
  {
    key: "created",
    title: "申请时间",
    width: 150,
    render: (row) => <span className="num">{timeText(row.created_at)}</span>,
    csv: (row) => timeText(row.created_at),
  },
  {
    key: "decided_by",
    title: "审核人",
    width: 100,
    optional: true,
    render: (row) => row.decided_by ?? "—",
    csv: (row) => row.decided_by ?? "",
  },
  {
    key: "decided",
    title: "审核时间",
    width: 150,
    optional: true,
    render: (row) => <span className="num">{timeText(row.decided_at)}</span>,
    csv: (row) => (row.decided_at ? timeText(row.decided_at) : ""),
  },
];

/** What the tab asks for: without one, those who wait. */
function stateOf(tab: string | undefined): ApplicationState | undefined {
  return tab === "all" ? undefined : (oneOf(APPLICATION_STATES, tab) ?? "requested");
}

/** The desk of applications: who waits for an answer comes first; a row opens beside the list. */
export function ApplicationListPage(): ReactElement {
  const [opened, setOpened] = useState<ConsoleApplication | null>(null);
  const definition = useMemo<ListDefinition<ConsoleApplication>>(
    () => ({
      id: "application",
      noun: "申请",
      queryKey: api.console.promoter.applications.key(),
      fetchPage: (query, place, signal) =>
        client.console.promoter.applications(
          { ...place, state: stateOf(query.state), q: query.q },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [],
      searchPlaceholder: "昵称",
      tabs: {
        key: "state",
        items: [
          ...APPLICATION_STATES.map((state) => ({
            value: state === "requested" ? "" : state,
            label: APPLICATION_WORD[state].text,
          })),
          { value: "all", label: "全部" },
        ],
      },
      open: setOpened,
      emptyText: "没有待审核的申请",
      refreshMs: REFRESH_MS,
    }),
    [],
  );
  return (
    <>
      <PageHead title="分销员申请" />
      <ListPage definition={definition} />
      {opened && (
        <ApplicationDrawer
          key={opened.id}
          application={opened}
          changed={setOpened}
          close={() => setOpened(null)}
        />
      )}
    </>
  );
}
