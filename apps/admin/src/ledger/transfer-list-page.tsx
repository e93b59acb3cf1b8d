import type { TransferRow } from "@banyan/contract";
import { TRANSFER_KINDS } from "@banyan/kernel";
import { type ReactElement, useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { fenText, Money } from "../design/money.tsx";
import { timeTextFull } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { usePromoterName } from "../promoter/names.ts";
import { nameOf } from "../promoter/person.tsx";
import { LedgerHead } from "./ledger-head.tsx";
import { commissionOfKey, KIND_OPTIONS, pageOfRef } from "./words.ts";
import "./ledger.css";

function Ref({ text }: { text: string }): ReactElement {
  const page = pageOfRef(text);
  if (!page) return <span className="by-mono">{text || "—"}</span>;
  return (
    <Link className="by-link by-mono" to={page}>
      {text}
    </Link>
  );
}

const COLUMNS: ListColumn<TransferRow>[] = [
  {
    key: "event",
    title: "发生时间",
    width: 176,
    locked: true,
    render: (row) => <span className="num">{timeTextFull(row.event_at)}</span>,
    csv: (row) => timeTextFull(row.event_at),
  },
  {
    key: "owner",
    title: "分销员",
    width: 130,
    render: (row) => (
      <Link className="by-link by-clamp" to={`/promoters/${row.owner.id}`}>
        {nameOf(row.owner)}
      </Link>
    ),
    csv: (row) => row.owner.nickname,
  },
  { key: "kind", title: "类型", width: 108, render: (row) => row.kind_text, csv: (row) => row.kind_text },
  {
    key: "way",
    title: "借方 → 贷方",
    width: 220,
    render: (row) => (
      <span className="by-way">
        {row.debit_text}
        <i aria-hidden="true">→</i>
        {row.credit_text}
      </span>
    ),
    csv: (row) => `${row.debit_text} → ${row.credit_text}`,
  },
  {
    key: "amount",
    title: "金额",
    width: 124,
    align: "right",
    render: (row) => <Money fen={row.amount_fen} />,
    csv: (row) => fenText(row.amount_fen),
  },
  {
    key: "ref",
    title: "单号",
    width: 250,
    render: (row) => <Ref text={row.ref} />,
    csv: (row) => row.ref,
  },
  {
    key: "why",
    title: "",
    width: 84,
    render: (row) => {
      const page = commissionOfKey(row.owner.id, row.key);
      return page ? (
        <Link className="by-link" to={page}>
          怎么算的
        </Link>
      ) : null;
    },
    csv: null,
  },
  {
    key: "created",
    title: "入账时间",
    width: 176,
    optional: true,
    render: (row) => <span className="num">{timeTextFull(row.created_at)}</span>,
    csv: (row) => timeTextFull(row.created_at),
  },
  {
    key: "key",
    title: "唯一键",
    width: 320,
    optional: true,
    render: (row) => <span className="by-mono by-clamp">{row.key}</span>,
    csv: (row) => row.key,
  },
];

/** Every transfer as it was posted: never edited, never deleted. */
export function TransferListPage(): ReactElement {
  const [params] = useSearchParams();
  const owner = usePromoterName(params.get("owner_id"));
  const definition = useMemo<ListDefinition<TransferRow>>(
    () => ({
      id: "transfer",
      noun: "流水",
      queryKey: api.console.ledger.transfers.key(),
      fetchPage: (query, place, signal) =>
        client.console.ledger.transfers(
          {
            ...place,
            owner_id: query.owner_id,
            kind: oneOf(TRANSFER_KINDS, query.kind),
            ref: query.ref,
            from: query.from,
            to: query.to,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => `${row.owner.id} ${row.id}`,
      columns: COLUMNS,
      filters: [
        { kind: "choice", key: "kind", label: "类型", options: KIND_OPTIONS },
        { kind: "days", from: "from", to: "to", label: "发生日期" },
        { kind: "text", key: "ref", label: "订单号或提现单号" },
        { kind: "given", key: "owner_id", label: "分销员", shown: owner },
      ],
      emptyText: "还没有流水",
    }),
    [owner],
  );
  return (
    <>
      <LedgerHead place="/ledger/transfers" />
      <ListPage definition={definition} />
    </>
  );
}
