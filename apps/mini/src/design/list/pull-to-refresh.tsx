import { type CommonEvent, View } from "@tarojs/components";
import Taro, { usePullDownRefresh } from "@tarojs/taro";
import { type ReactNode, useRef, useState } from "react";
import { join } from "../join.ts";
import { Dots } from "./list-end.tsx";
import "./list.scss";

const TRIGGER = 56;
const MOST = 88;

/**
 * Pulled down at the top, it asks again. In the mini program WeChat does the pulling (enablePullDownRefresh in the
 * page's config); on H5 the room above the content grows. Nothing is transformed, so fixed bars stay where they are.
 */
export function PullToRefresh({
  onRefresh,
  children,
}: {
  onRefresh: () => Promise<void>;
  children: ReactNode;
}) {
  const [height, setHeight] = useState(0);
  const [settling, setSettling] = useState(true);
  const start = useRef<number | null>(null);
  const busy = useRef(false);
  usePullDownRefresh(() => {
    void onRefresh().finally(() => Taro.stopPullDownRefresh());
  });
  if (process.env.TARO_ENV !== "h5") return <View>{children}</View>;
  const move = (event: CommonEvent) => {
    const y = touchedAt(event);
    if (start.current === null || y === null || busy.current) return;
    setSettling(false);
    setHeight(Math.max(0, Math.min(MOST, (y - start.current) * 0.45)));
  };
  const end = async () => {
    setSettling(true);
    const pulled = start.current !== null && height >= TRIGGER;
    start.current = null;
    if (busy.current || !pulled) return setHeight(0);
    busy.current = true;
    setHeight(TRIGGER);
    await onRefresh();
    busy.current = false;
    setHeight(0);
  };
  return (
    <View
      onTouchStart={(event) => {
        start.current = isAtTop(event) ? touchedAt(event) : null;
      }}
      onTouchMove={move}
      onTouchEnd={() => void end()}
    >
      <View className={join("b-pull", settling && "is-settling")} style={{ height: `${height}px` }}>
        {height > 12 && <Dots />}
      </View>
      {children}
    </View>
  );
}

/** Whether the page that holds the touched place is scrolled to its top. */
function isAtTop(event: CommonEvent): boolean {
  const target = event.currentTarget as unknown as Element;
  return (target.closest(".taro_page")?.scrollTop ?? 0) <= 0;
}

/** Where the finger is, from the top; Taro types every touch as a plain event. */
function touchedAt(event: CommonEvent): number | null {
  const { touches } = event as unknown as { touches: { clientY: number }[] };
  return touches[0]?.clientY ?? null;
}
