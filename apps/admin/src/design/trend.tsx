import { Skeleton } from "antd";
import { lazy, type ReactElement, Suspense } from "react";

export interface TrendPoint {
  date: string;
  value: number;
}

export interface TrendProps {
  points: readonly TrendPoint[];
  /** How a value reads in the tooltip. */
  valueText: (value: number) => string;
  /** How a value reads on the axis, where room is short. */
  axisText: (value: number) => string;
  label: string;
  color: string;
  height?: number;
  pick?: (date: string) => void;
}

const Chart = lazy(async () => ({ default: (await import("./trend-chart.tsx")).TrendChart }));

/** A line over days. The chart library comes in its own chunk; until then the space is kept. */
export function Trend(props: TrendProps): ReactElement {
  const height = props.height ?? 280;
  return (
    <Suspense fallback={<Skeleton.Node active style={{ width: "100%", height }} />}>
      <Chart {...props} height={height} />
    </Suspense>
  );
}
