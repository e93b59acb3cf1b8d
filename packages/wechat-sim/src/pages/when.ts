import { rfc3339 } from "../clock.ts";

/** `11月24日 10:05` in Beijing time. */
export function when(ms: number): string {
  const [, month, day, time] = /^\d{4}-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(rfc3339(ms)) ?? [];
  return `${Number(month)}月${Number(day)}日 ${time}`;
}
