/** Keeps a process running: starts it again when it dies, and gives up when that does not help. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Crew, Ending, Member } from "./crew.ts";
import type { LogFile } from "./log-file.ts";
import { Problem } from "./problem.ts";

/** A process that must always run. */
export interface ServiceOrder {
  readonly name: string;
  /** Words for Node. */
  readonly words: readonly string[];
  /** Asked again at each start: an address may have changed meanwhile. */
  readonly env: () => Readonly<Record<string, string>>;
  readonly log: LogFile;
  /** Prints to the terminal. */
  readonly say: (line: string) => void;
  /** Resolves when it serves; `line` resolves with the first stdout line that the test accepts. */
  readonly ready: (line: (accepts: (text: string) => boolean) => Promise<string>) => Promise<void>;
}

/** A service under watch. */
export interface Service {
  /** Resolves once it served for the first time, rejects if it died before that. */
  readonly ready: Promise<void>;
  /** Never resolves; rejects when it died too often. */
  readonly failed: Promise<never>;
  /** Ends the present process; the watch starts the next, with fresh environment. */
  restart(): void;
}

const DEATHS = 5;
const DEATHS_WITHIN_MS = 30_000;
const FIRST_PAUSE_MS = 200;

/** Starts a service and watches it until the crew is dismissed. */
export function keepRunning(crew: Crew, order: ServiceOrder): Service {
  const state: { member: Member | undefined } = { member: undefined };
  const first = Promise.withResolvers<void>();
  const failed = watch(crew, order, state, first);
  // Both may reject before anybody waits for them; whoever waits later still hears of it.
  failed.catch(() => undefined);
  first.promise.catch(() => undefined);
  return {
    ready: first.promise,
    failed,
    restart: () => state.member && process.kill(state.member.pid, "SIGTERM"),
  };
}

async function watch(
  crew: Crew,
  order: ServiceOrder,
  state: { member: Member | undefined },
  first: PromiseWithResolvers<void>,
): Promise<never> {
  const limit = new DeathLimit();
  for (;;) {
    const waiting = new Set<(line: string) => void>();
    const member = crew.start({
      command: process.execPath,
      words: order.words,
      env: order.env(),
      log: order.log,
      onLine: (line, from) => {
        if (from === "stdout") for (const hear of waiting) hear(line);
        const shown = worthShowing(line, from);
        if (shown !== undefined) order.say(`  [${order.name}] ${shown}`);
      },
    });
    state.member = member;
    const heard = (accepts: (text: string) => boolean) =>
      new Promise<string>((resolve) => waiting.add((line) => accepts(line) && resolve(line)));
    order.ready(heard).then(first.resolve, first.reject);
    const ending = await member.ended;
    const pause = limit.died();
    if (crew.isDismissed) return new Promise<never>(() => undefined);
    if (pause === undefined) {
      const problem = new Problem(
        `${order.name} 在 30 秒内退出了 ${DEATHS} 次（${describe(ending)}）。最后几行：\n${order.log.tail()}\n完整日志：${order.log.path}`,
      );
      first.reject(problem);
      throw problem;
    }
    order.say(`⚠ ${order.name} 退出（${describe(ending)}），${pause} ms 后重启；日志：${order.log.path}`);
    await sleep(pause);
    if (crew.isDismissed) return new Promise<never>(() => undefined);
  }
}

/** Counts deaths; says how long to wait before the next start, or nothing when it is time to give up. */
export class DeathLimit {
  readonly #deaths: number[] = [];

  /** Notes a death that happened now (ms of the monotonic clock). */
  died(now = performance.now()): number | undefined {
    this.#deaths.push(now);
    while ((this.#deaths[0] ?? now) < now - DEATHS_WITHIN_MS) this.#deaths.shift();
    return this.#deaths.length >= DEATHS ? undefined : FIRST_PAUSE_MS * 2 ** (this.#deaths.length - 1);
  }
}

/** What a person should see of a child's output: warnings, and lines addressed to them as `{"say": "…"}`. */
export function worthShowing(line: string, from: "stdout" | "stderr"): string | undefined {
  if (line.trim() === "") return undefined;
  if (!line.startsWith("{")) return from === "stderr" ? line : undefined;
  let entry: { say?: unknown; level?: unknown; event?: unknown; error?: unknown };
  try {
    entry = JSON.parse(line) as typeof entry;
  } catch {
    return from === "stderr" ? line : undefined;
  }
  if (typeof entry.say === "string") return entry.say;
  if (entry.level !== "warn" && entry.level !== "error") return undefined;
  // The stack is in the log file; its first line says what happened.
  const reason = typeof entry.error === "string" ? `：${entry.error.split("\n")[0]}` : "";
  return typeof entry.event === "string" ? `${entry.event}${reason}` : line;
}

function describe(ending: Ending): string {
  return ending.signal === null ? `代码 ${ending.code}` : `信号 ${ending.signal}`;
}
