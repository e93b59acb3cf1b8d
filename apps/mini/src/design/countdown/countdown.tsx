import { Text } from "@tarojs/components";
import { useEffect, useState } from "react";
import { businessNow } from "../../http/clock.ts";
import { countdownText } from "./countdown-text.ts";
import "./countdown.scss";

export interface CountdownProps {
  /** ISO instant. */
  until: string;
  /** Called once when it is over. */
  onEnd?: () => void;
}

/** "29:05", "1:29:05" or "2 天 03:10:09", by the shop's clock and not the phone's. */
export function Countdown({ until, onEnd }: CountdownProps) {
  const [left, setLeft] = useState(() => Date.parse(until) - businessNow());
  useEffect(() => {
    const tick = () => setLeft(Date.parse(until) - businessNow());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until]);
  const over = left <= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new onEnd each render must not end it twice
  useEffect(() => {
    if (over) onEnd?.();
  }, [over]);
  return <Text className="b-countdown">{countdownText(left)}</Text>;
}
