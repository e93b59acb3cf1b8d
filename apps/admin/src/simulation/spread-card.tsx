import type { SimulatedPlan, SimulationResult, SimulationRow } from "@banyan/contract";
import type { ReactElement } from "react";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { palette } from "../design/tokens.ts";
import { Chart } from "./chart.tsx";
import { PLAN_COLORS, planRole } from "./words.ts";

const BIN_PERCENT = 2;
const COUNT = new Intl.NumberFormat("en-US");
const QUANTILE_TEXT: Record<number, string> = {
  10: "十分之一的人不超过",
  25: "四分之一的人不超过",
  50: "一半的人不超过",
  75: "四分之三的人不超过",
  90: "九成的人不超过",
  99: "百分之九十九的人不超过",
  100: "最多的一人",
};

function binText(bin: number): string {
  return bin === 0 ? "0" : `${(bin - 1) * BIN_PERCENT}–${bin * BIN_PERCENT}%`;
}

/** Up to the last bin in which any plan has a line. */
export function shownBins(histograms: readonly (readonly number[])[]): number {
  return Math.max(1, ...histograms.map((bins) => bins.findLastIndex((lines) => lines > 0) + 1));
}

function optionOf(plans: readonly SimulatedPlan[]): Record<string, unknown> {
  const shown = shownBins(plans.map(({ histogram }) => histogram));
  return {
    color: PLAN_COLORS,
    grid: { left: 4, right: 8, top: 12, bottom: 36, containLabel: true },
    legend: { bottom: 0, icon: "circle", itemWidth: 9, itemHeight: 9, textStyle: { color: palette.inkSoft } },
    tooltip: { trigger: "axis", valueFormatter: (lines: number) => `${COUNT.format(lines)} 行` },
    xAxis: {
      type: "category",
      data: Array.from({ length: shown }, (_, bin) => binText(bin)),
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisTick: { show: false },
      axisLabel: { color: palette.secondary, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      minInterval: 1,
      axisLabel: { color: palette.secondary },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: plans.map(({ histogram }, index) => ({
      ...{ type: "bar", name: planRole(index, plans.length), barMaxWidth: 22, barGap: "8%" },
      data: histogram.slice(0, shown),
      itemStyle: { borderRadius: [3, 3, 0, 0] },
    })),
  };
}

function Quantiles({ plans }: { plans: readonly SimulatedPlan[] }): ReactElement {
  const percents = [
    ...new Set(plans.flatMap(({ spread }) => spread.quantiles.map(({ percent }) => percent))),
  ];
  return (
    <table className="by-table by-sim-quantiles">
      <thead>
        <tr>
          <th>每位分销员得到</th>
          {plans.map((_, index) => (
            <th key={String(index)}>{planRole(index, plans.length)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>有收益的人数</td>
          {plans.map(({ spread }, index) => (
            <td key={String(index)} className="num">
              {COUNT.format(spread.count)}
            </td>
          ))}
        </tr>
        {percents.map((percent) => (
          <tr key={percent}>
            <td>{QUANTILE_TEXT[percent] ?? `${percent}%`}</td>
            {plans.map(({ spread }, index) => {
              const found = spread.quantiles.find((one) => one.percent === percent);
              return <td key={String(index)}>{found ? <Money fen={found.fen} /> : "—"}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How much of each line is given away, and how what is given spreads over the promoters. */
export function SpreadCard({
  result,
}: {
  plans: SimulationRow["plans"];
  result: SimulationResult;
}): ReactElement {
  return (
    <Card title="分布" note="左：每一行让出销售额的几成；右：每位分销员得到多少，扣除退款之后">
      <div className="by-sim-spread">
        <Chart option={optionOf(result.plans)} height={300} label="订单行按让利占比的分布" />
        <Quantiles plans={result.plans} />
      </div>
    </Card>
  );
}
