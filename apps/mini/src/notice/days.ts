import type { Notice } from "@banyan/contract";
import { dateOnly } from "../design/time.ts";
import { businessNow } from "../http/clock.ts";

export interface Day {
  date: string;
  /** 今天, 昨天, "11 月 20 日", or with the year where it is another. */
  title: string;
  notices: Notice[];
}

/** Newest first, as the server sends them, cut where the day changes. */
export function byDay(notices: readonly Notice[]): Day[] {
  const days: Day[] = [];
  for (const notice of notices) {
    const date = dateOnly(notice.created_at);
    const last = days.at(-1);
    if (last?.date === date) last.notices.push(notice);
    else days.push({ date, title: dayTitle(date), notices: [notice] });
  }
  return days;
}

const DAY_MS = 86_400_000;

export function dayTitle(date: string): string {
  const now = businessNow();
  const today = dateOnly(new Date(now).toISOString());
  if (date === today) return "今天";
  if (date === dateOnly(new Date(now - DAY_MS).toISOString())) return "昨天";
  const words = `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8, 10))} 日`;
  return date.slice(0, 4) === today.slice(0, 4) ? words : `${date.slice(0, 4)} 年 ${words}`;
}
