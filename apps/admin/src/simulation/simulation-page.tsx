import type { ConsoleSimulation, SimulationRow } from "@banyan/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import type { ReactElement } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { DetailSkeleton, Empty, ErrorState } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { ExportResult } from "./export-result.tsx";
import { PeopleCard } from "./people-card.tsx";
import { PlansCard } from "./plans-card.tsx";
import { SlicesCard } from "./slices-card.tsx";
import { SpreadCard } from "./spread-card.tsx";
import { SummaryCard } from "./summary-card.tsx";
import { againPath, isOpen, partDone, periodText, planTitle, STATE_TEXT, STATE_TONE } from "./words.ts";
import { WorstCard } from "./worst-card.tsx";
import "./simulation.css";

const FOLLOW_MS = 500;
const COUNT = new Intl.NumberFormat("en-US");

/** How far it is, with a way out. */
function Progressing({ row }: { row: SimulationRow }): ReactElement {
  const queries = useQueryClient();
  const cancel = useWrite({
    call: () => client.console.simulation.cancel({ id: row.id }),
    stale: [api.console.simulation.key()],
    success: "已取消试算",
    done: () => void queries.invalidateQueries({ queryKey: api.console.simulation.get.key() }),
  });
  const waiting = row.state === "queued";
  return (
    <Card>
      <div className="by-sim-progress" role="status">
        <h2>{waiting ? "正在排队" : "正在试算"}</h2>
        <Progress percent={partDone(row)} status="active" showInfo={!waiting} />
        <p className="num">
          {waiting &&
            (row.ahead > 0 ? `前面还有 ${row.ahead} 个试算，一次只算一个，轮到时自动开始` : "马上开始")}
          {!waiting &&
            (row.total === 0
              ? "正在数这段时间的订单"
              : `已算 ${COUNT.format(row.done)} / ${COUNT.format(row.total)} 单，可以离开这一页，算完仍在这里`)}
        </p>
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          取消试算
        </Button>
      </div>
    </Card>
  );
}

function Again({ row, primary = false }: { row: SimulationRow; primary?: boolean }): ReactElement {
  const go = useNavigate();
  return (
    <Button
      type={primary ? "primary" : "default"}
      icon={<Icon name="refresh" size={16} />}
      onClick={() => void go(againPath(row))}
    >
      再试一次
    </Button>
  );
}

function Ended({ row }: { row: SimulationRow }): ReactElement {
  const text = row.state === "cancelled" ? "这次试算已取消，没有结果" : row.error || STATE_TEXT.failed;
  return (
    <Card>
      <Empty text={text} action={<Again row={row} primary />} />
    </Card>
  );
}

function Result({ data }: { data: ConsoleSimulation }): ReactElement {
  const { simulation: row, result } = data;
  if (isOpen(row.state)) return <Progressing row={row} />;
  if (!result) return <Ended row={row} />;
  if (result.orders === 0)
    return (
      <Card>
        <Empty text="这段时间没有付过款的订单，换一段时间试试" action={<Again row={row} primary />} />
      </Card>
    );
  return (
    <div className="by-stack">
      <SummaryCard plans={row.plans} result={result} />
      <SlicesCard plans={row.plans} result={result} />
      <PeopleCard plans={row.plans} result={result} />
      <SpreadCard plans={row.plans} result={result} />
      <WorstCard plans={row.plans} result={result} />
      <PlansCard plans={row.plans} bodies={data.bodies} />
    </div>
  );
}

/** The version that was tried, one click from the result: there it is changed on or put to work. */
function PlanLink({ plan }: { plan: SimulationRow["plans"][number] }): ReactElement {
  if (plan.version === null) return <>{planTitle(plan)}</>;
  return (
    <Link className="by-link" to={`/plans?version=${plan.version}`}>
      {planTitle(plan)}
    </Link>
  );
}

/** One simulation: how far it is, or what it came to. */
export function SimulationPage(): ReactElement {
  const { id = "" } = useParams();
  const simulation = useQuery(
    api.console.simulation.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (state.data && isOpen(state.data.simulation.state) ? FOLLOW_MS : false),
      refetchOnWindowFocus: ({ state }) => state.data !== undefined && isOpen(state.data.simulation.state),
    }),
  );
  const row = simulation.data?.simulation;
  return (
    <>
      <PageHead
        title={
          <>
            {row ? `试算 ${periodText(row)}` : "试算"}
            {row && <StateTag tone={STATE_TONE[row.state]}>{STATE_TEXT[row.state]}</StateTag>}
          </>
        }
        back={{ to: "/simulations", label: "方案试算" }}
        extra={
          simulation.data?.result && (
            <>
              <Again row={simulation.data.simulation} />
              <ExportResult simulation={simulation.data.simulation} result={simulation.data.result} />
            </>
          )
        }
      >
        {row && (
          <span className="num">
            {row.plans.map((plan, index) => (
              <span key={planTitle(plan)}>
                {index > 0 && " · "}
                <PlanLink plan={plan} />
              </span>
            ))}
            ，{row.staff_name}，{timeText(row.created_at)}
          </span>
        )}
      </PageHead>
      {simulation.isPending && <DetailSkeleton />}
      {simulation.isError && !simulation.data && (
        <Card>
          <ErrorState error={simulation.error} retry={() => void simulation.refetch()} />
        </Card>
      )}
      {simulation.data && <Result data={simulation.data} />}
    </>
  );
}
