import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type ReactElement, useEffect, useRef } from "react";
import { fonts, palette } from "../design/tokens.ts";
import type { ChartProps } from "./chart.tsx";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const COMMON = {
  animationDuration: 240,
  animationEasing: "cubicOut" as const,
  textStyle: { fontFamily: fonts.text },
};
const TOOLTIP = {
  backgroundColor: palette.bark,
  borderWidth: 0,
  padding: [9, 13],
  textStyle: { color: "#fff", fontSize: 13, fontFamily: fonts.text },
  axisPointer: { type: "shadow", shadowStyle: { color: "rgba(19, 36, 29, 0.05)" } },
};

/** Drawn as SVG, and drawn anew when its frame changes its size. */
export function ChartDrawing({ option, height, label }: ChartProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  useEffect(() => {
    const node = frame.current;
    if (!node) return;
    const made = init(node, null, { renderer: "svg" });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(node);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const tooltip = { ...TOOLTIP, ...(option["tooltip"] as object | undefined) };
    chart.current?.setOption({ ...COMMON, ...option, tooltip }, { notMerge: true });
  });
  return <div ref={frame} role="img" aria-label={label} style={{ height }} />;
}
