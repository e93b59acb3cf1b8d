import type { SimulationResult, SimulationRow, SimulationSlice } from "@banyan/contract";
import { percent } from "@banyan/domain";
import { Button, Segmented } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { fenText, Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { palette } from "../design/tokens.ts";
import { Chart } from "./chart.tsx";
import { Difference } from "./difference.tsx";
import { planRole } from "./words.ts";

type By = "by_position" | "by_tier" | "by_root" | "by_leaf" | "by_product";
const TABS: { value: By; label: string }[] = [
  { value: "by_position", label: "位置" },
  { value: "by_tier", label: "等级" },
  { value: "by_root", label: "一级分类" },
  { value: "by_leaf", label: "分类" },
  { value: "by_product", label: "商品" },
];
const COLORS = [
  palette.green,
  palette.gold,
  palette.blue,
  "#7BAE9A",
  "#C98A6B",
  "#8FA6C4",
  "#A3B18A",
  "#B7BFC7",
];
/** Slices that have a colour of their own; the others are one. */
const DRAWN = COLORS.length - 1;
const ROWS = 10;
const SHORT = new Intl.NumberFormat("zh-CN", { notation: "compact", maximumFractionDigits: 1 });

/** One bar a plan, made of its slices. */
function optionOf(slices: readonly SimulationSlice[], plans: number): Record<string, unknown> {
  const drawn = slices.slice(0, DRAWN);
  const others = slices.slice(DRAWN);
  const series = drawn.map(({ name, plans: given }) => ({ name, values: given.map(({ fen }) => fen) }));
  if (others.length > 0) {
    const values = Array.from({ length: plans }, (_, index) =>
      others.reduce((sum, slice) => sum + (slice.plans[index]?.fen ?? 0), 0),
    );
    series.push({ name: "其余", values });
  }
  return {
    color: COLORS,
    grid: { left: 4, right: 24, top: 8, bottom: 60, containLabel: true },
    legend: {
      bottom: 0,
      type: "scroll",
      icon: "circle",
      itemWidth: 9,
      itemHeight: 9,
      textStyle: { color: palette.inkSoft },
    },
    tooltip: { trigger: "item", valueFormatter: (fen: number) => `¥${fenText(fen)}` },
    xAxis: {
      type: "value",
      splitNumber: 4,
      axisLabel: { color: palette.secondary, formatter: (value: number) => `¥${SHORT.format(value / 100)}` },
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: Array.from({ length: plans }, (_, index) => planRole(index, plans)),
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisTick: { show: false },
      axisLabel: { color: palette.inkSoft, fontSize: 13 },
    },
    series: series.map(({ name, values }) => ({
      ...{ type: "bar", stack: "cost", name, data: values, barMaxWidth: 44 },
      itemStyle: { borderColor: "#fff", borderWidth: 1 },
    })),
  };
}

function NameCell({ slice, by }: { slice: SimulationSlice; by: By }): ReactElement {
  const product = by === "by_product" && slice.key !== "rest";
  return (
    <td>
      {product ? (
        <Link className="by-link" to={`/products/${slice.key}`}>
          {slice.name}
        </Link>
      ) : (
        slice.name
      )}
      {slice.lines > 0 && (
        <small className="by-cell-sub num">
          {slice.lines} 行 · 销售额 ¥{fenText(slice.net_fen)}
        </small>
      )}
    </td>
  );
}

/** What a plan gives away of the sales there: tens of a per cent are enough. */
function partText(given: number, net: number): string | null {
  return net > 0 ? percent(Math.floor((given * 1000) / net) * 10) : null;
}

function Rows({
  slices,
  by,
  plans,
}: {
  slices: readonly SimulationSlice[];
  by: By;
  plans: number;
}): ReactElement {
  const [all, setAll] = useState(false);
  const shown = all ? slices : slices.slice(0, ROWS);
  return (
    <div className="by-scroll">
      <table className="by-table by-table-top by-sim-slices">
        <thead>
          <tr>
            <th>{TABS.find(({ value }) => value === by)?.label}</th>
            {Array.from({ length: plans }, (_, index) => (
              <th key={String(index)}>{planRole(index, plans)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((slice) => (
            <tr key={slice.key}>
              <NameCell slice={slice} by={by} />
              {slice.plans.map((given, index) => (
                <td key={String(index)} className="num">
                  <Money fen={given.fen} tone={given.fen === 0 ? "muted" : "ink"} />
                  {index === 0 ? (
                    <small className="by-cell-sub">{partText(given.fen, slice.net_fen)}</small>
                  ) : (
                    <Difference
                      now={given.fen}
                      before={slice.plans[0]?.fen ?? 0}
                      unit="fen"
                      goodWhen="down"
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {slices.length > ROWS && (
        <div className="by-more">
          <Button type="text" onClick={() => setAll(!all)}>
            {all ? "收起" : `全部 ${slices.length} 项`}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Where the money goes: by position, tier, category and product, under each plan. */
export function SlicesCard({
  plans,
  result,
}: {
  plans: SimulationRow["plans"];
  result: SimulationResult;
}): ReactElement {
  const [by, setBy] = useState<By>("by_position");
  const given = (slice: SimulationSlice) => slice.plans.some(({ fen }) => fen > 0);
  const drawn = result[by].filter(given);
  // A position that no plan fills says nothing; a category that gives nothing away says that it does not.
  const slices = by === "by_position" || by === "by_tier" ? drawn : result[by];
  return (
    <Card
      title="让利给了哪里"
      note="退款之前"
      flush
      extra={<Segmented<By> options={TABS} value={by} onChange={setBy} />}
    >
      <div className="by-sim-chart">
        <Chart
          option={optionOf(drawn, plans.length)}
          height={plans.length * 64 + 110}
          label={`各方案的让利按${TABS.find(({ value }) => value === by)?.label}分`}
        />
      </div>
      <Rows key={by} slices={slices} by={by} plans={plans.length} />
    </Card>
  );
}
