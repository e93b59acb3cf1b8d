import type { ConsoleWithdrawalRow } from "@banyan/contract";
import { WITHDRAWAL_STATES } from "@banyan/kernel";
import { type ReactElement, useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition, ListTabs } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { usePromoterName } from "../promoter/names.ts";
import { PersonCell } from "../promoter/person.tsx";
import { useWithdrawalCounts, type WithdrawalCounts, waitingOf } from "./counts.ts";
import { WITHDRAWAL_WORD } from "./words.ts";

type Row = ConsoleWithdrawalRow;
const REFRESH_MS = 30_000;
const ASKED = [...WITHDRAWAL_STATES, "waiting", "open"] as const;

function reviewText(row: Row): string {
  if (row.automatic) return "免审";
  return row.two_people ? "双人审核" : "单人审核";
}

/** The first look and the last word, by name; one who had both is named once. */
function decidersOf({ checked_by, decided_by }: Row): string {
  return [...new Set([checked_by, decided_by])].filter(Boolean).join("、");
}

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "promoter",
    title: "分销员",
    width: 178,
    locked: true,
    render: (row) => <PersonCell person={row.promoter} note={reviewText(row)} />,
    csv: (row) => row.promoter.nickname,
  },
  {
    key: "amount",
    title: "提现金额",
    width: 128,
    align: "right",
    render: (row) => <Money fen={row.amount_fen} />,
    csv: (row) => fenText(row.amount_fen),
  },
  {
    key: "fee",
    title: "手续费",
    width: 100,
    align: "right",
    render: (row) => (row.fee_fen > 0 ? <Money fen={row.fee_fen} tone="muted" /> : "—"),
    csv: (row) => fenText(row.fee_fen),
  },
  {
    key: "net",
    title: "到账金额",
    width: 128,
    align: "right",
    render: (row) => <Money fen={row.net_fen} />,
    csv: (row) => fenText(row.net_fen),
  },
  {
    key: "state",
    title: "状态",
    width: 140,
    render: (row) => (
      <>
        <StateTag tone={WITHDRAWAL_WORD[row.state]?.tone ?? "grey"}>{row.state_text}</StateTag>
        {row.fail_text && (
          <small className="by-block" title={row.fail_text}>
            <span className="by-clamp">{row.fail_text}</span>
          </small>
        )}
      </>
    ),
    csv: (row) => row.state_text,
  },
  {
    key: "no",
    title: "提现单号",
    width: 220,
    render: (row) => (
      <>
        <CopyText text={row.no} />
        <small className="by-block num">{timeText(row.requested_at)}</small>
      </>
    ),
    csv: (row) => row.no,
  },
  {
    key: "people",
    title: "审核人",
    width: 112,
    render: (row) => decidersOf(row) || "—",
    csv: decidersOf,
  },
  {
    key: "finished",
    title: "完成时间",
    width: 150,
    render: (row) => <span className="num">{timeText(row.finished_at)}</span>,
    csv: (row) => (row.finished_at ? timeText(row.finished_at) : ""),
  },
  {
    key: "review",
    title: "审核方式",
    width: 100,
    optional: true,
    render: reviewText,
    csv: reviewText,
  },
  {
    key: "requested",
    title: "申请时间",
    width: 150,
    optional: true,
    render: (row) => <span className="num">{timeText(row.requested_at)}</span>,
    csv: (row) => timeText(row.requested_at),
  },
  {
    key: "fail",
    title: "失败原因",
    width: 180,
    optional: true,
    render: (row) => <span className="by-clamp by-secondary">{row.fail_text || "—"}</span>,
    csv: (row) => row.fail_text,
  },
];

/** What waits for a person comes first; final states carry no number, nothing is to be done there. */
function tabsOf(counts: WithdrawalCounts | undefined): ListTabs {
  const counted = new Set(["reviewing", "checked", "sending", "confirming", "cancelling"]);
  return {
    key: "state",
    items: [
      { value: "", label: "待处理", count: counts && waitingOf(counts) },
      ...WITHDRAWAL_STATES.map((state) => ({
        value: state,
        label: WITHDRAWAL_WORD[state].text,
        count: counts && counted.has(state) ? (counts.counts[state] ?? 0) : undefined,
      })),
      { value: "open", label: "全部未完成" },
      { value: "all", label: "全部" },
    ],
  };
}

/** The desk of withdrawals: who waits for review comes first. */
export function WithdrawalListPage(): ReactElement {
  const go = useNavigate();
  const [params] = useSearchParams();
  const promoter = usePromoterName(params.get("promoter_id"));
  const counts = useWithdrawalCounts();
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "withdrawal",
      noun: "提现",
      queryKey: api.console.withdrawal.list.key(),
      fetchPage: (query, place, signal) =>
        client.console.withdrawal.list(
          {
            ...place,
            state: query.state === "all" ? undefined : (oneOf(ASKED, query.state) ?? "waiting"),
            promoter_id: query.promoter_id,
            q: query.q,
            from: query.from,
            to: query.to,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.no,
      columns: COLUMNS,
      filters: [
        { kind: "days", from: "from", to: "to", label: "申请日期" },
        { kind: "given", key: "promoter_id", label: "分销员", shown: promoter },
      ],
      searchPlaceholder: "提现单号、昵称",
      tabs: tabsOf(counts),
      open: (row) => void go(`/withdrawals/${row.no}`),
      emptyText: "没有待审核的提现",
      refreshMs: REFRESH_MS,
    }),
    [go, promoter, counts],
  );
  return (
    <>
      <PageHead title="提现">
        {counts && (
          <span className="num">
            {counts.reviewing_fen > 0 ? (
              <>
                等待审核共 <Money fen={counts.reviewing_fen} />
              </>
            ) : (
              "没有等待审核的金额"
            )}
          </span>
        )}
      </PageHead>
      <ListPage definition={definition} />
    </>
  );
}
