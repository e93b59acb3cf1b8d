/** The worker's part: seeds end on time, and rules are held against everybody every hour and as soon as a business day begins. */
import { businessDate, HOUR_MS } from "@banyan/kernel";
import type { Services } from "../services.ts";
import { evaluate } from "./evaluate.ts";
import { endSeeds } from "./evaluate-store.ts";
import { anySeedOver } from "./sweep-store.ts";

/** @returns the work of one round; it remembers when rules were last looked at, so each worker process makes one of its own */
export function tierSweep(services: Services): () => Promise<boolean> {
  let last: Date | null = null;
  return async () => {
    const { now, over } = await anySeedOver(services.database.query);
    // The demo's clock may be moved by days, and a process may have slept.
    const due =
      last === null || now.getTime() - last.getTime() >= HOUR_MS || businessDate(now) !== businessDate(last);
    if (due) {
      await services.database.transact(evaluate);
      last = now;
    } else if (over) await services.database.transact(endSeeds);
    return false;
  };
}
