import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type ReactElement, useEffect, useRef } from "react";
import { fonts, palette } from "./tokens.ts";
import type { TrendProps } from "./trend.tsx";

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

function optionsOf({ points, valueText, axisText, label, color }: TrendProps): Record<string, unknown> {
  const few = points.length <= 10;
  return {
    animationDuration: 240,
    animationEasing: "cubicOut",
    textStyle: { fontFamily: fonts.text },
    grid: { left: 4, right: 14, top: 16, bottom: 2, containLabel: true },
    tooltip: {
      trigger: "axis",
      backgroundColor: palette.bark,
      borderWidth: 0,
      padding: [9, 13],
      textStyle: { color: "#fff", fontSize: 13, fontFamily: fonts.text },
      axisPointer: { lineStyle: { color: palette.lineStrong, type: "solid" } },
      formatter: (items: { dataIndex: number }[]) => {
        const point = points[items[0]?.dataIndex ?? -1];
        return point ? `${point.date}<br/>${label} <b>${valueText(point.value)}</b>` : "";
      },
    },
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: points.map((point) => point.date.slice(5)),
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisTick: { show: false },
      axisLabel: { color: palette.secondary, fontSize: 12, margin: 12, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      minInterval: 1,
      axisLabel: { color: palette.secondary, fontSize: 12, formatter: axisText },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      {
        type: "line",
        name: label,
        data: points.map((point) => point.value),
        smooth: 0.28,
        smoothMonotone: "x",
        showSymbol: few,
        symbol: "circle",
        symbolSize: 7,
        lineStyle: { width: 2.2, color },
        itemStyle: { color, borderColor: "#fff", borderWidth: 2 },
        areaStyle: {
          color: {
            type: "linear",
            x: 0,
            y: 0,
            x2: 0,
            y2: 1,
            colorStops: [
              { offset: 0, color: `${color}2E` },
              { offset: 1, color: `${color}00` },
            ],
          },
        },
      },
    ],
  };
}

/** Drawn as SVG: sharp at every zoom and light for a few dozen points. Clicking a day picks it. */
export function TrendChart(props: TrendProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const node = frame.current;
    if (!node) return;
    const made = init(node, null, { renderer: "svg" });
    chart.current = made;
    made.getZr().on("click", (event: { offsetX: number; offsetY: number }) => {
      const index = made.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY])[0];
      const point = latest.current.points[index ?? -1];
      if (point) latest.current.pick?.(point.date);
    });
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(node);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(optionsOf(props));
  });
  return (
    <div
      ref={frame}
      role="img"
      aria-label={`${props.label}趋势`}
      style={{ height: props.height, cursor: props.pick ? "pointer" : "default" }}
    />
  );
}
