import type { AccountRow } from "@banyan/contract";
import { type ReactElement, useMemo } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { fenText, Money } from "../design/money.tsx";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { PersonCell } from "../promoter/person.tsx";
import { LedgerHead } from "./ledger-head.tsx";
import { TotalsCards } from "./totals-cards.tsx";
import "./ledger.css";

const SORTS = ["owner", "available", "estimated", "debt"] as const;

function amount(key: keyof Omit<AccountRow, "owner">, title: string): ListColumn<AccountRow> {
  return {
    key,
    title,
    width: 136,
    align: "right",
    render: (row) => (
      <Money fen={row[key]} tone={row[key] === 0 ? "muted" : key === "debt_fen" ? "price" : "ink"} />
    ),
    csv: (row) => fenText(row[key]),
  };
}

const COLUMNS: ListColumn<AccountRow>[] = [
  {
    key: "owner",
    title: "分销员",
    width: 220,
    locked: true,
    render: (row) => <PersonCell person={row.owner} />,
    csv: (row) => row.owner.nickname,
  },
  amount("available_fen", "可提现"),
  amount("estimated_fen", "预估"),
  amount("held_fen", "冻结"),
  amount("withdrawing_fen", "提现中"),
  amount("debt_fen", "欠款"),
  {
    key: "id",
    title: "编号",
    width: 170,
    optional: true,
    render: (row) => <span className="by-mono">{row.owner.id}</span>,
    csv: (row) => row.owner.id,
  },
];

/** The books: totals, and every promoter's accounts; a row leads to the transfers that made it. */
export function AccountListPage(): ReactElement {
  const go = useNavigate();
  const definition = useMemo<ListDefinition<AccountRow>>(
    () => ({
      id: "account",
      noun: "账户",
      queryKey: api.console.ledger.accounts.key(),
      fetchPage: (query, place, signal) =>
        client.console.ledger.accounts(
          { ...place, q: query.q, sort: oneOf(SORTS, query.sort) },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.owner.id,
      columns: COLUMNS,
      filters: [
        {
          kind: "choice",
          key: "sort",
          label: "排序",
          options: [
            { value: "available", label: "可提现从高到低" },
            { value: "estimated", label: "预估从高到低" },
            { value: "debt", label: "欠款从高到低" },
          ],
        },
      ],
      searchPlaceholder: "昵称",
      open: (row) => void go(`/ledger/transfers?owner_id=${row.owner.id}`),
      emptyText: "还没有账户，第一笔佣金入账后会出现在这里",
    }),
    [go],
  );
  return (
    <>
      <LedgerHead place="/ledger" />
      <div className="by-stack">
        <TotalsCards />
        <ListPage definition={definition} />
      </div>
    </>
  );
}
