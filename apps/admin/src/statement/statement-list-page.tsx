import type { ConsoleStatementRow } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { fenText, Money, type MoneyTone } from "../design/money.tsx";
import { LedgerHead } from "../ledger/ledger-head.tsx";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { PersonCell } from "../promoter/person.tsx";
import { TotalsCard } from "./totals-card.tsx";
import { monthOptions, thisMonth } from "./words.ts";
import "../ledger/ledger.css";

type Row = ConsoleStatementRow;

function amount(
  key: string,
  title: string,
  fenOf: (row: Row) => number,
  { tone = "ink", optional = false }: { tone?: MoneyTone; optional?: boolean } = {},
): ListColumn<Row> {
  return {
    key,
    title,
    width: 122,
    align: "right",
    optional,
    render: (row) => <Money fen={fenOf(row)} tone={fenOf(row) === 0 ? "muted" : tone} />,
    csv: (row) => fenText(fenOf(row)),
  };
}

const MORE = { optional: true };
const COLUMNS: ListColumn<Row>[] = [
  {
    key: "owner",
    title: "分销员",
    width: 200,
    locked: true,
    render: (row) => <PersonCell person={row.owner} />,
    csv: (row) => row.owner.nickname,
  },
  amount("opening", "期初", (row) => row.opening_worth_fen),
  amount("earned", "佣金入账", ({ sums }) => sums.earned_fen, { tone: "earn" }),
  amount("given", "奖励与调整", ({ sums }) => sums.rewarded_fen + sums.adjusted_fen + sums.written_off_fen),
  amount("clawed", "退款追回", ({ sums }) => sums.clawed_back_fen, { tone: "price" }),
  amount("paid", "提现到账", ({ sums }) => sums.paid_out_fen),
  amount("fee", "手续费", ({ sums }) => sums.fee_fen),
  amount("closing", "期末", (row) => row.closing_worth_fen),
  amount("settled", "结算", ({ sums }) => sums.settled_fen, MORE),
  amount("estimated", "期末预估", ({ closing }) => closing.estimated_fen, MORE),
  amount("held", "期末冻结", ({ closing }) => closing.held_fen, MORE),
  amount("available", "期末可提现", ({ closing }) => closing.available_fen, MORE),
  amount("withdrawing", "期末提现中", ({ closing }) => closing.withdrawing_fen, MORE),
  amount("debt", "期末欠款", ({ closing }) => closing.debt_fen, { tone: "price", optional: true }),
  {
    key: "id",
    title: "编号",
    width: 150,
    optional: true,
    render: (row) => <span className="by-mono">{row.owner.id}</span>,
    csv: (row) => row.owner.id,
  },
];

/** A month of every promoter, with the row that equals the books above it. */
export function StatementListPage(): ReactElement {
  const go = useNavigate();
  const [params] = useSearchParams();
  const month = params.get("month") ?? thisMonth();
  const totals = useQuery(api.console.statement.totals.queryOptions({ input: { month } }));
  const { first_month: first = month, this_month: last = month } = totals.data ?? {};
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "statement",
      noun: "对账单",
      queryKey: [...api.console.statement.list.key(), month],
      fetchPage: (query, place, signal) =>
        client.console.statement.list({ ...place, month, q: query.q }, { ...(signal ? { signal } : {}) }),
      rowKey: (row) => row.owner.id,
      columns: COLUMNS,
      filters: [{ kind: "choice", key: "month", label: "月份", options: monthOptions(first, last) }],
      searchPlaceholder: "昵称",
      open: (row) => void go(`/ledger/statements/${row.owner.id}/${month}`),
      emptyText: "还没有分销员",
    }),
    [go, month, first, last],
  );
  return (
    <>
      <LedgerHead place="/ledger/statements" />
      <div className="by-stack">
        <TotalsCard month={month} />
        <ListPage definition={definition} />
      </div>
    </>
  );
}
