import type { Platform } from "../platform.ts";
import { nextRefundAt, settleDueRefunds } from "../refund/settle.ts";
import { nextTransferAt, settleDueTransfers } from "../transfer/settle.ts";
import { deliver, isDeliverable } from "./delivery.ts";
import { type Callback, dueCallbacks, nextCallbackAt, releaseHeld, settleTry } from "./store.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first and each further failed try (docs/WECHAT.md 2.6): 15 repeats, a little over 24 h. */
export const RETRY_WAITS_MS: readonly number[] = [
  15 * SECOND,
  15 * SECOND,
  30 * SECOND,
  3 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  3 * HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
];

/** Tries in flight at once: enough to race a receiver, few enough for a small machine. */
const MAX_FLYING = 32;
/** A timer never sleeps longer, so that nothing depends on Node's 24 day limit. */
const MAX_SLEEP_MS = HOUR;

/** Delivers callbacks and settles refunds and transfers when their time comes. */
export interface Scheduler {
  /** Looks at the store soon; call after writing something that may be due. */
  wake(): void;
  /** Does everything due now and resolves when nothing is due or on its way. */
  pump(): Promise<void>;
  /** Ends the timer and waits for what is on its way. */
  stop(): Promise<void>;
}

function nextTryAt(platform: Platform, tries: number): number | null {
  const wait = RETRY_WAITS_MS[tries];
  return wait === undefined ? null : platform.clock.now() + Math.ceil(wait / platform.timeScale);
}

async function attempt(platform: Platform, callback: Callback, stop: AbortSignal): Promise<void> {
  const { database } = platform;
  if (!isDeliverable(callback.url)) {
    platform.log(`callback ${callback.id} is not sent: ${callback.url} is not a loopback address`);
    settleTry(database, callback.id, { state: "refused", next_try_at: null });
    return;
  }
  const taken = await deliver(platform, callback, stop);
  // Cut off by our own shutdown: the try never happened, the next start repeats it.
  if (stop.aborted) return;
  if (taken) {
    settleTry(database, callback.id, { state: "delivered", next_try_at: null });
    releaseHeld(database, platform.clock.now());
    return;
  }
  const next = nextTryAt(platform, callback.tries);
  settleTry(database, callback.id, { state: next === null ? "exhausted" : "pending", next_try_at: next });
}

/** Creates the scheduler; `platform` is a thunk because the two know each other. */
export function createScheduler(platform: () => Platform): Scheduler {
  const flying = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();

  const arm = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    if (stopping.signal.aborted) return;
    const { database, clock } = platform();
    const next = Math.min(
      nextCallbackAt(database) ?? Infinity,
      nextRefundAt(database) ?? Infinity,
      nextTransferAt(database) ?? Infinity,
    );
    const wait = Math.min(Math.max(next - clock.now(), 0), MAX_SLEEP_MS);
    // What is due but already flying is looked at again when it lands; do not spin meanwhile.
    if (next !== Infinity) timer = setTimeout(tick, flying.size > 0 ? Math.max(wait, 50) : wait);
  };

  const launch = (callback: Callback): void => {
    const flight = attempt(platform(), callback, stopping.signal).finally(() => {
      flying.delete(callback.id);
      tick();
    });
    flying.set(callback.id, flight);
  };

  const tick = (): void => {
    if (stopping.signal.aborted) return;
    const { database, clock } = platform();
    settleDueRefunds(platform());
    settleDueTransfers(platform());
    for (const callback of dueCallbacks(database, clock.now(), MAX_FLYING * 2)) {
      if (flying.size >= MAX_FLYING) break;
      if (!flying.has(callback.id)) launch(callback);
    }
    arm();
  };

  const pump = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      tick();
      if (flying.size > 0) {
        await Promise.all(flying.values());
        continue;
      }
      const { database, clock } = platform();
      if (releaseHeld(database, clock.now()) === 0) return;
    }
  };

  return {
    wake: () => {
      if (timer !== undefined) clearTimeout(timer);
      if (!stopping.signal.aborted) timer = setTimeout(tick, 0);
    },
    pump,
    stop: async () => {
      stopping.abort();
      if (timer !== undefined) clearTimeout(timer);
      await Promise.all(flying.values());
    },
  };
}
