import { Text } from "@tarojs/components";
import { useEffect, useState } from "react";
import { businessNow } from "../../http/clock.ts";
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

/** Milliseconds as a clock face; never negative. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  const hours = Math.floor(seconds / 3600);
  if (hours === 0) return clock;
  if (hours < 24) return `${hours}:${clock}`;
  return `${Math.floor(hours / 24)} 天 ${two(hours % 24)}:${clock}`;
}
