/** A job that repeats: one run at a time, a pause between runs, and a stop that waits for the run under way. */
import type { Logger } from "../http/log.ts";

export interface Loop {
  /** Runs once now, or joins the run under way; tests and the demo use it instead of waiting. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param pauseMs between two runs; after a run that says "more" the next follows at once
 * @param work returns true when there may be more to do
 */
export function startLoop(name: string, pauseMs: number, log: Logger, work: () => Promise<boolean>): Loop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  const once = async (): Promise<void> => {
    try {
      while (!stopped && (await work()));
    } catch (error) {
      if (!stopped) log.error(`job ${name}`, error);
    }
  };
  const tick = (): Promise<void> => {
    running ??= once().finally(() => {
      running = null;
      if (!stopped) schedule();
    });
    return running;
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void tick(), pauseMs);
  };
  schedule();
  return {
    tick,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
