import type { Scheduler } from "./callback/scheduler.ts";
import type { Clock } from "./clock.ts";
import type { PlatformKeys } from "./credentials.ts";
import type { Database } from "./database.ts";
import type { Faults } from "./fault.ts";

/** Everything a handler may touch. */
export interface Platform {
  readonly database: Database;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly keys: PlatformKeys;
  readonly scheduler: Scheduler;
  /** Divides the waits of the callback schedule, of refunds and of transfers. */
  readonly timeScale: number;
  readonly log: (line: string) => void;
}
