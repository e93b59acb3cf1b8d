import type { SimulatedPlan, SimulationResult, SimulationRow } from "@banyan/contract";
import { Button, Segmented } from "antd";
import { type ReactElement, useState } from "react";
import { fenText, Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { palette } from "../design/tokens.ts";
import { nameOf, PersonChip } from "../promoter/person.tsx";
import { Chart } from "./chart.tsx";
import { Difference, signedFen } from "./difference.tsx";
import { planRole } from "./words.ts";

type Against = NonNullable<SimulatedPlan["against"]>;
type Changed = Against["winners"]["top"][number];
const DRAWN = 8;
const ROWS = 5;
const COUNT = new Intl.NumberFormat("en-US");
const SHORT = new Intl.NumberFormat("zh-CN", { notation: "compact", maximumFractionDigits: 1 });

/** Winners to the right, losers to the left, the largest changes of both. */
function optionOf({ winners, losers }: Against): Record<string, unknown> {
  const drawn = [...winners.top.slice(0, DRAWN), ...losers.top.slice(0, DRAWN).reverse()];
  const changes = drawn.map(({ active_fen, fen }) => fen - active_fen);
  return {
    grid: { left: 4, right: 24, top: 4, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", valueFormatter: (fen: number) => `${signedFen(fen)} 元` },
    xAxis: {
      type: "value",
      splitNumber: 4,
      axisLabel: { color: palette.secondary, formatter: (value: number) => `¥${SHORT.format(value / 100)}` },
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: drawn.map(({ promoter }) => nameOf(promoter)),
      axisLine: { lineStyle: { color: palette.lineStrong }, onZero: false },
      axisTick: { show: false },
      axisLabel: { color: palette.inkSoft, width: 110, overflow: "truncate" },
    },
    series: [
      {
        ...{ type: "bar", name: "变化", barMaxWidth: 18 },
        data: changes.map((value) => ({
          value,
          itemStyle: { color: value > 0 ? palette.green : palette.vermilion, borderRadius: 3 },
        })),
      },
    ],
  };
}

function Side({
  title,
  side,
  tone,
}: {
  title: string;
  side: Against["winners"];
  tone: string;
}): ReactElement {
  const [all, setAll] = useState(false);
  const shown: readonly Changed[] = all ? side.top : side.top.slice(0, ROWS);
  return (
    <section className={`by-sim-side ${tone}`}>
      <h3>
        {title}
        <b className="num">{COUNT.format(side.count)} 人</b>
        {side.count > 0 && <span className="num">共 ¥{fenText(side.fen)}</span>}
      </h3>
      {side.count === 0 && <p className="by-secondary">没有人</p>}
      <ul>
        {shown.map(({ promoter, active_fen, fen }) => (
          <li key={promoter.id}>
            <PersonChip person={promoter} />
            <span className="num">
              <Money fen={active_fen} tone="muted" /> → <Money fen={fen} />
              <Difference now={fen} before={active_fen} unit="fen" goodWhen="up" />
            </span>
          </li>
        ))}
      </ul>
      {side.top.length > ROWS && (
        <Button type="text" size="small" onClick={() => setAll(!all)}>
          {all ? "收起" : `变化最大的 ${side.top.length} 人`}
        </Button>
      )}
    </section>
  );
}

/** Which promoters would get more and which less than under the active plan. */
export function PeopleCard({
  plans,
  result,
}: {
  plans: SimulationRow["plans"];
  result: SimulationResult;
}): ReactElement | null {
  const [chosen, setChosen] = useState(1);
  const against = result.plans[chosen]?.against;
  if (!against) return null;
  const choices = plans
    .slice(1)
    .map((_, index) => ({ value: index + 1, label: planRole(index + 1, plans.length) }));
  const drawn = Math.min(against.winners.top.length, DRAWN) + Math.min(against.losers.top.length, DRAWN);
  return (
    <Card
      title="谁多得，谁少得"
      note={`佣金与自购省，扣除退款之后，与当前方案相比；${COUNT.format(against.same)} 人不变`}
      extra={
        choices.length > 1 && <Segmented<number> options={choices} value={chosen} onChange={setChosen} />
      }
    >
      {drawn > 0 && <Chart option={optionOf(against)} height={drawn * 26 + 40} label="变化最大的分销员" />}
      <div className="by-sim-sides" key={chosen}>
        <Side title="多得" side={against.winners} tone="is-more" />
        <Side title="少得" side={against.losers} tone="is-less" />
      </div>
    </Card>
  );
}
