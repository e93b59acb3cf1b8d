import type { SimulationRow } from "@banyan/contract";
import { percent } from "@banyan/domain";
import { Button, Progress } from "antd";
import { type ReactElement, useMemo } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { Icon } from "../design/icon.tsx";
import { fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { partDone, periodText, planTitle, STATE_TEXT, STATE_TONE } from "./words.ts";
import "./simulation.css";

const REFRESH_MS = 2_000;

function stateText(row: SimulationRow): string {
  return row.state === "queued" && row.ahead > 0 ? `前面 ${row.ahead} 个` : STATE_TEXT[row.state];
}

/** What each plan would have given away, one under the other, with its part of the sales. */
function Costs({ row }: { row: SimulationRow }): ReactElement {
  if (!row.headline) return <span className="by-secondary">—</span>;
  return (
    <ul className="by-sim-costs">
      {row.headline.plans.map(({ total_fen, cost_bps }, index) => (
        <li key={String(index)}>
          <Money fen={total_fen} tone={index === 0 ? "muted" : "ink"} />
          <small className="num">{percent(cost_bps)}</small>
        </li>
      ))}
    </ul>
  );
}

const COLUMNS: ListColumn<SimulationRow>[] = [
  {
    key: "period",
    title: "付款日期",
    width: 210,
    locked: true,
    render: (row) => (
      <div>
        <b className="num by-sim-period">{periodText(row)}</b>
        <small className="by-cell-sub num">
          {row.headline ? `${row.headline.orders} 单 · ${row.headline.lines} 行` : " "}
        </small>
      </div>
    ),
    csv: periodText,
  },
  {
    key: "plans",
    title: "方案",
    width: 270,
    render: (row) => (
      <ul className="by-sim-plans">
        {row.plans.map((plan, index) => (
          <li key={String(index)} className="by-ellipsis">
            {index === 0 ? <span className="by-secondary">当前 {planTitle(plan)}</span> : planTitle(plan)}
          </li>
        ))}
      </ul>
    ),
    csv: (row) => row.plans.map(planTitle).join("；"),
  },
  {
    key: "cost",
    title: "让利合计",
    width: 190,
    align: "right",
    render: (row) => <Costs row={row} />,
    csv: (row) => row.headline?.plans.map(({ total_fen }) => fenText(total_fen)).join("；") ?? "",
  },
  {
    key: "state",
    title: "状态",
    width: 150,
    render: (row) =>
      row.state === "running" ? (
        <Progress percent={partDone(row)} size="small" />
      ) : (
        <StateTag tone={STATE_TONE[row.state]}>{stateText(row)}</StateTag>
      ),
    csv: stateText,
  },
  {
    key: "staff",
    title: "发起",
    width: 170,
    render: (row) => (
      <div>
        {row.staff_name}
        <small className="by-cell-sub num">{timeText(row.created_at)}</small>
      </div>
    ),
    csv: (row) => `${row.staff_name} ${timeText(row.created_at)}`,
  },
];

/** Every simulation, newest first; what waits or runs is followed. */
export function SimulationListPage(): ReactElement {
  const go = useNavigate();
  const start = useMemo(
    () => (
      <Button
        type="primary"
        icon={<Icon name="plus" size={16} />}
        onClick={() => void go("/simulations/new")}
      >
        新的试算
      </Button>
    ),
    [go],
  );
  const definition = useMemo<ListDefinition<SimulationRow>>(
    () => ({
      id: "simulation",
      noun: "试算",
      queryKey: api.console.simulation.list.key(),
      fetchPage: (_, place, signal) =>
        client.console.simulation.list(place, { ...(signal ? { signal } : {}) }),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [],
      open: (row) => void go(`/simulations/${row.id}`),
      emptyText: "还没有试算过。换方案之前，先看看它用在过去的订单上会怎样",
      emptyAction: start,
      refreshMs: REFRESH_MS,
    }),
    [go, start],
  );
  return (
    <>
      <PageHead title="方案试算" extra={start}>
        把候选方案用在过去的真实订单上，看成本、毛利、谁多得谁少得；只读不改，不影响任何佣金
      </PageHead>
      <ListPage definition={definition} />
    </>
  );
}
