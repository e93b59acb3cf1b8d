/**
 * Polls page_version every 500 ms, so that a change made in any process drops the caches of all. What was kept may be given out only
 * while the last look is younger than a second: a look that hangs must not let old pages live.
 */
import type { Database } from "../db/database.ts";
import type { Logger } from "../http/log.ts";
import { type PageTopic, readVersions } from "./store.ts";

const POLL_MS = 500;
const MAX_STALE_MS = 1_000;

export interface Versions {
  onChange(topic: PageTopic, drop: () => void): void;
  /** Looks now; tests and the writer's own process use it instead of waiting. */
  refresh(): Promise<void>;
  /** Whether every change that is a second old has been seen. */
  fresh(): boolean;
  /** Business time to within one poll, for what people look at; decisions read the database's. */
  businessNowMs(): number;
  stop(): void;
}

export function createVersions(database: Database, log: Logger): Versions {
  const known = new Map<PageTopic, bigint>();
  const listeners = new Map<PageTopic, (() => void)[]>();
  let offsetMs = 0;
  // When the last look that came back began.
  let lookedAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const refresh = async () => {
    const began = performance.now();
    for (const { topic, version, offset_ms } of await readVersions(database.query)) {
      offsetMs = Number(offset_ms);
      const before = known.get(topic);
      known.set(topic, version);
      if (before !== version) for (const drop of listeners.get(topic) ?? []) drop();
    }
    lookedAt = Math.max(lookedAt, began);
  };
  const loop = async () => {
    try {
      await refresh();
    } catch (error) {
      // A cache that cannot be checked must not be trusted.
      for (const drops of listeners.values()) for (const drop of drops) drop();
      if (!stopped) log.error("version poll", error);
    }
    if (!stopped) timer = setTimeout(() => void loop(), POLL_MS).unref();
  };
  timer = setTimeout(() => void loop(), 0).unref();
  return {
    onChange(topic, drop) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), drop]);
    },
    refresh,
    fresh: () => performance.now() - lookedAt < MAX_STALE_MS,
    businessNowMs: () => Date.now() + offsetMs,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
