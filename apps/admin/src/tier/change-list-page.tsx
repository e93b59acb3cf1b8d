import type { ConsoleTierChange } from "@banyan/contract";
import { type ReactElement, useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { usePromoterName } from "../promoter/names.ts";
import { PersonCell } from "../promoter/person.tsx";
import { CAUSE_WORD } from "./words.ts";

type Row = ConsoleTierChange;

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "customer",
    title: "分销员",
    width: 180,
    locked: true,
    render: (row) => <PersonCell person={row.customer} />,
    csv: (row) => row.customer.nickname,
  },
  {
    key: "change",
    title: "变动",
    width: 170,
    render: (row) => (row.from_name === row.to_name ? row.to_name : `${row.from_name} → ${row.to_name}`),
    csv: (row) => `${row.from_name} → ${row.to_name}`,
  },
  {
    key: "cause",
    title: "类型",
    width: 110,
    render: (row) => <StateTag tone={CAUSE_WORD[row.cause].tone}>{CAUSE_WORD[row.cause].text}</StateTag>,
    csv: (row) => CAUSE_WORD[row.cause].text,
  },
  {
    key: "text",
    title: "依据",
    width: 310,
    render: (row) => (
      <span className="num">
        {row.text}
        {row.note && <small className="by-block">{row.note}</small>}
      </span>
    ),
    csv: (row) => [row.text, row.note].filter(Boolean).join("；"),
  },
  {
    key: "until",
    title: "保留到",
    width: 140,
    render: (row) => <span className="num">{row.until ? timeText(row.until) : "—"}</span>,
    csv: (row) => (row.until ? timeText(row.until) : ""),
  },
  {
    key: "staff",
    title: "操作人",
    width: 80,
    render: (row) => row.staff_name ?? "规则",
    csv: (row) => row.staff_name ?? "规则",
  },
  {
    key: "at",
    title: "时间",
    width: 140,
    render: (row) => <span className="num">{timeText(row.at)}</span>,
    csv: (row) => timeText(row.at),
  },
];

/** Every change of a tier, newest first, with the numbers it was decided by. */
export function TierChangeListPage(): ReactElement {
  const go = useNavigate();
  const [params] = useSearchParams();
  const name = usePromoterName(params.get("customer_id"));
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "tier-change",
      noun: "变动",
      queryKey: api.console.tier.changes.key(),
      fetchPage: (query, place, signal) =>
        client.console.tier.changes(
          { ...place, customer_id: query.customer_id },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => `${row.customer.id} ${row.id}`,
      columns: COLUMNS,
      filters: [{ kind: "given", key: "customer_id", label: "分销员", shown: name }],
      open: (row) => void go(`/promoters/${row.customer.id}`),
      emptyText: "还没有等级变动",
    }),
    [go, name],
  );
  return (
    <>
      <PageHead title="等级变动" back={{ to: "/tiers", label: "等级" }} />
      <ListPage definition={definition} />
    </>
  );
}
