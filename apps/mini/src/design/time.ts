/** The shop's day is Asia/Shanghai (+08:00, no daylight saving), whatever the phone says. */
const SHANGHAI_MS = 8 * 3_600_000;

function parts(iso: string): { date: string; time: string } {
  const shifted = new Date(Date.parse(iso) + SHANGHAI_MS).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}

/** "2026-11-24 10:30". */
export function dateTime(iso: string): string {
  const { date, time } = parts(iso);
  return `${date} ${time}`;
}

/** "2026-11-24". */
export function dateOnly(iso: string): string {
  return parts(iso).date;
}

/** "11 月 24 日 10:30", for sentences about the near future. */
export function shortDateTime(iso: string): string {
  const { date, time } = parts(iso);
  return `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8, 10))} 日 ${time}`;
}
