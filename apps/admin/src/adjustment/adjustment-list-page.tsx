import type { ConsoleAdjustmentRow } from "@banyan/contract";
import { ADJUSTMENT_KINDS, ADJUSTMENT_STATES } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { usePromoterName } from "../promoter/names.ts";
import { PersonCell } from "../promoter/person.tsx";
import { useMay } from "../session/session.tsx";
import { AdjustmentDrawer } from "./adjustment-drawer.tsx";
import { RequestDialog } from "./request-dialog.tsx";
import { SheetDialog } from "./sheet-dialog.tsx";
import { ADJUSTMENT_WORD, isMoved, KIND_OPTIONS, takes } from "./words.ts";

type Row = ConsoleAdjustmentRow;

/** What comes in and what goes out, by sign. */
const signedFen = (row: Row) => (takes(row.kind) ? -row.amount_fen : row.amount_fen);

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "promoter",
    title: "分销员",
    width: 190,
    locked: true,
    render: (row) => <PersonCell person={row.promoter} note={row.kind_text} />,
    csv: (row) => row.promoter.nickname,
  },
  {
    key: "amount",
    title: "金额",
    width: 130,
    align: "right",
    render: (row) => (
      <Money fen={signedFen(row)} signed={isMoved(row.kind)} tone={takes(row.kind) ? "price" : "earn"} />
    ),
    csv: (row) => fenText(signedFen(row)),
  },
  {
    key: "state",
    title: "状态",
    width: 110,
    render: (row) => <StateTag tone={ADJUSTMENT_WORD[row.state]?.tone ?? "grey"}>{row.state_text}</StateTag>,
    csv: (row) => row.state_text,
  },
  {
    key: "reason",
    title: "原因",
    width: 230,
    render: (row) => (
      <>
        <span className="by-clamp">{row.reason}</span>
        {row.batch && (
          <small className="by-block num">
            批量 #{row.batch.id} · 共 {row.batch.rows} 笔 ¥{fenText(row.batch.total_fen)}
          </small>
        )}
      </>
    ),
    csv: (row) => row.reason,
  },
  {
    key: "people",
    title: "申请 / 审批",
    width: 140,
    render: (row) => (
      <>
        {row.requested_by}
        <small className="by-block">{row.decided_by ?? (row.state === "requested" ? "等待审批" : "—")}</small>
      </>
    ),
    csv: (row) => [row.requested_by, row.decided_by].filter(Boolean).join(" / "),
  },
  {
    key: "no",
    title: "调整单号",
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
    key: "kind",
    title: "类型",
    width: 100,
    optional: true,
    render: (row) => row.kind_text,
    csv: (row) => row.kind_text,
  },
  {
    key: "ref",
    title: "关联单号",
    width: 210,
    optional: true,
    render: (row) => (row.ref ? <CopyText text={row.ref} /> : "—"),
    csv: (row) => row.ref,
  },
  {
    key: "decided",
    title: "审批时间",
    width: 150,
    optional: true,
    render: (row) => <span className="num">{timeText(row.decided_at)}</span>,
    csv: (row) => (row.decided_at ? timeText(row.decided_at) : ""),
  },
];

/** The desk of money by decision of the shop: what waits for a second person comes first. */
export function AdjustmentListPage(): ReactElement {
  const may = useMay();
  const [params] = useSearchParams();
  const promoter = usePromoterName(params.get("promoter_id"));
  const [open, setOpen] = useState<string | null>(null);
  const [making, setMaking] = useState<"one" | "sheet" | null>(null);
  const counts = useQuery(api.console.adjustment.counts.queryOptions({ refetchInterval: 60_000 }));
  const waiting = counts.data?.requested;
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "adjustment",
      noun: "调整单",
      queryKey: api.console.adjustment.list.key(),
      fetchPage: (query, place, signal) =>
        client.console.adjustment.list(
          {
            ...place,
            state: query.state === "all" ? undefined : (oneOf(ADJUSTMENT_STATES, query.state) ?? "requested"),
            kind: oneOf(ADJUSTMENT_KINDS, query.kind),
            promoter_id: query.promoter_id,
            batch_id: query.batch_id,
            q: query.q,
            from: query.from,
            to: query.to,
          },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.no,
      columns: COLUMNS,
      filters: [
        { kind: "choice", key: "kind", label: "类型", options: KIND_OPTIONS },
        { kind: "days", from: "from", to: "to", label: "申请日期" },
        { kind: "given", key: "promoter_id", label: "分销员", shown: promoter },
        { kind: "given", key: "batch_id", label: "批量" },
      ],
      searchPlaceholder: "调整单号、昵称",
      tabs: {
        key: "state",
        items: [
          { value: "", label: "待审批", count: waiting },
          ...ADJUSTMENT_STATES.filter((state) => state !== "requested").map((state) => ({
            value: state,
            label: ADJUSTMENT_WORD[state].text,
          })),
          { value: "all", label: "全部" },
        ],
      },
      open: (row) => setOpen(row.no),
      emptyText: "没有等待审批的调整",
      refreshMs: 30_000,
    }),
    [promoter, waiting],
  );
  return (
    <>
      <PageHead
        title="奖励与调整"
        extra={
          may("adjustment.request") && (
            <>
              <Button onClick={() => setMaking("sheet")}>批量奖励</Button>
              <Button type="primary" onClick={() => setMaking("one")}>
                申请调整
              </Button>
            </>
          )
        }
      >
        {counts.data && (
          <span className="num">
            今天已通过 <Money fen={counts.data.today_fen} />
            ，每日总额 <Money fen={counts.data.day_fen} />
          </span>
        )}
      </PageHead>
      <ListPage definition={definition} />
      {open && <AdjustmentDrawer key={open} no={open} close={() => setOpen(null)} />}
      {making === "one" && <RequestDialog close={() => setMaking(null)} />}
      {making === "sheet" && <SheetDialog close={() => setMaking(null)} />}
    </>
  );
}
