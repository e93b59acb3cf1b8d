import type { ConsolePromoterRow } from "@banyan/contract";
import { PROMOTER_STATES } from "@banyan/kernel";
import { type ReactElement, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { SeedDialog } from "../tier/seed-dialog.tsx";
import { usePromoterName, useTiers } from "./names.ts";
import { nameOf, PersonCell } from "./person.tsx";
import { PROMOTER_WORD } from "./words.ts";

type Row = ConsolePromoterRow;

/** Whom the seed dialog is about, and how the bulk bar hears that it is over. */
interface Seeding {
  people: Row["customer"][];
  resolve: () => void;
}

function amount(
  key: string,
  title: string,
  fen: (row: Row) => number,
  how: { optional?: boolean; strong?: boolean } = {},
): ListColumn<Row> {
  return {
    key,
    title,
    width: 124,
    align: "right",
    ...(how.optional ? { optional: true } : {}),
    render: (row) => <Money fen={fen(row)} tone={how.strong && fen(row) > 0 ? "ink" : "muted"} />,
    csv: (row) => fenText(fen(row)),
  };
}

function counted(key: string, title: string, count: (row: Row) => number): ListColumn<Row> {
  return {
    key,
    title,
    width: 84,
    align: "right",
    render: (row) => <span className="num">{count(row)}</span>,
    csv: (row) => String(count(row)),
  };
}

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "customer",
    title: "分销员",
    width: 210,
    locked: true,
    render: (row) => (
      <PersonCell person={row.customer} note={<span className="by-tier">{row.tier.name}</span>} />
    ),
    csv: (row) => row.customer.nickname,
  },
  {
    key: "tier",
    title: "等级",
    width: 100,
    optional: true,
    render: (row) => row.tier.name,
    csv: (row) => row.tier.name,
  },
  {
    key: "state",
    title: "状态",
    width: 118,
    render: (row) => (
      <>
        <StateTag tone={PROMOTER_WORD[row.state]?.tone ?? "grey"}>
          {PROMOTER_WORD[row.state]?.text ?? "其他"}
        </StateTag>
        {!row.agreement_current && <small className="by-block">未同意新协议</small>}
      </>
    ),
    csv: (row) => PROMOTER_WORD[row.state]?.text ?? "其他",
  },
  {
    key: "inviter",
    title: "邀请人",
    width: 124,
    render: (row) => <span className="by-clamp">{row.inviter ? nameOf(row.inviter) : "—"}</span>,
    csv: (row) => row.inviter?.nickname ?? "",
  },
  counted("customers", "顾客", (row) => row.customer_count),
  counted("partners", "伙伴", (row) => row.partner_count),
  amount("available", "可提现", (row) => row.balances.available_fen, { strong: true }),
  amount("estimated", "预估", (row) => row.balances.estimated_fen),
  amount("settled", "已结算", (row) => row.balances.settled_fen),
  amount("debt", "欠款", (row) => row.balances.debt_fen, { optional: true, strong: true }),
  amount("held", "冻结", (row) => row.balances.held_fen, { optional: true }),
  amount("withdrawing", "提现中", (row) => row.balances.withdrawing_fen, { optional: true }),
  amount("paid_out", "已提现", (row) => row.balances.paid_out_fen, { optional: true }),
  {
    key: "approved",
    title: "加入时间",
    width: 150,
    render: (row) => <span className="num">{timeText(row.approved_at)}</span>,
    csv: (row) => timeText(row.approved_at),
  },
  {
    key: "id",
    title: "编号",
    width: 170,
    optional: true,
    render: (row) => <span className="by-mono">{row.customer.id}</span>,
    csv: (row) => row.customer.id,
  },
];

export function PromoterListPage(): ReactElement {
  const go = useNavigate();
  const [params] = useSearchParams();
  const tiers = useTiers().data?.tiers;
  const inviter = usePromoterName(params.get("inviter_id"));
  const may = useMay();
  const canSeed = may("promoter.write");
  const [seeding, setSeeding] = useState<Seeding | null>(null);
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "promoter",
      noun: "分销员",
      queryKey: api.console.promoter.list.key(),
      fetchPage: (query, place, signal) =>
        client.console.promoter.list(
          {
            ...place,
            q: query.q,
            state: oneOf(PROMOTER_STATES, query.state),
            tier_id: query.tier_id,
            inviter_id: query.inviter_id,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.customer.id,
      columns: COLUMNS,
      filters: [
        {
          kind: "choice",
          key: "tier_id",
          label: "等级",
          options: (tiers ?? []).map((tier) => ({ value: tier.id, label: tier.name })),
        },
        {
          kind: "choice",
          key: "state",
          label: "状态",
          options: PROMOTER_STATES.map((state) => ({ value: state, label: PROMOTER_WORD[state].text })),
        },
        { kind: "given", key: "inviter_id", label: "邀请人", shown: inviter },
      ],
      searchPlaceholder: "昵称",
      ...(canSeed
        ? {
            bulk: [
              {
                key: "seed",
                label: "设为种子",
                refuses: (rows: readonly Row[]) => (rows.length > 200 ? "一次最多 200 位" : null),
                // The bar waits until the dialog is done with, one way or the other.
                run: (rows: readonly Row[]) =>
                  new Promise<void>((resolve) =>
                    setSeeding({ people: rows.map((row) => row.customer), resolve }),
                  ),
              },
            ],
          }
        : {}),
      open: (row) => void go(`/promoters/${row.customer.id}`),
      emptyText: "还没有分销员，申请通过后会出现在这里",
    }),
    [go, tiers, inviter, canSeed],
  );
  return (
    <>
      <PageHead title="分销员" />
      <ListPage definition={definition} />
      {seeding && (
        <SeedDialog
          people={seeding.people}
          close={() => {
            seeding.resolve();
            setSeeding(null);
          }}
        />
      )}
    </>
  );
}
