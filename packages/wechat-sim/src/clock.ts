import type { Database } from "./database.ts";

/**
 * Two times. Signatures live on real time (WeChat refuses a skew of five minutes); business deadlines live on
 * real time plus an offset that only ever grows and survives a restart.
 */
export interface Clock {
  /** Business time, ms since the epoch. */
  now(): number;
  /** Real time, whole seconds: what goes into signatures. */
  seconds(): number;
  /** Moves business time forward by `ms`; returns the new business time. */
  advance(ms: number): number;
}

/** Opens the clock of a store. */
export function openClock(database: Database): Clock {
  const saved = database.row<{ value: string }>("select value from setting where name = 'clock_offset'");
  let offset = Number(saved?.value ?? "0");
  return {
    now: () => Date.now() + offset,
    seconds: () => Math.floor(Date.now() / 1000),
    advance: (ms) => {
      if (!Number.isSafeInteger(ms) || ms < 0)
        throw new RangeError("advanceClock takes whole milliseconds, 0 or more");
      offset += ms;
      database.run(
        "insert into setting values ('clock_offset', ?) on conflict (name) do update set value = excluded.value",
        String(offset),
      );
      return Date.now() + offset;
    },
  };
}

/** RFC 3339 with the fixed +08:00 of Pay v3 (docs/WECHAT.md 2.1). */
export function rfc3339(ms: number): string {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** `yyyyMMddHHmmss` in Beijing time, the way WeChat's own numbers begin. */
export function compactTime(ms: number): string {
  return rfc3339(ms).slice(0, 19).replace(/\D/g, "");
}
