import { Skeleton } from "antd";
import { lazy, type ReactElement, Suspense } from "react";

export interface ChartProps {
  /** ECharts' own option, without what every chart of the console has in common. */
  option: Record<string, unknown>;
  height: number;
  /** What it shows, for those who do not see it. */
  label: string;
}

const Drawing = lazy(async () => ({ default: (await import("./chart-drawing.tsx")).ChartDrawing }));

/** Bars. The chart library comes in its own chunk; until then the space is kept. */
export function Chart(props: ChartProps): ReactElement {
  return (
    <Suspense fallback={<Skeleton.Node active style={{ width: "100%", height: props.height }} />}>
      <Drawing {...props} />
    </Suspense>
  );
}
