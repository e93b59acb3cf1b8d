/** The shop's day is Asia/Shanghai, which has had no daylight saving since 1991: a fixed +08:00. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Business date ("2026-11-24") of an instant. */
export function businessDate(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a business date begins. */
export function startOfBusinessDay(date: string): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS);
}

/** at + ms. */
export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** "2026-11-24 10:30": how an instant is written in Chinese text, in business time. */
export function businessTime(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace("T", " ");
}
