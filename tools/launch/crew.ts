/**
 * The processes a starter has started: each leads its own process group, is written down with proof of identity,
 * and is ended with the starter. What a killed starter left is found in that record by the next one.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { markOf, type ProcessMark, stillRuns } from "./identity.ts";
import { eachLine, type LogFile } from "./log-file.ts";
import { inRoot } from "./paths.ts";

/** How long a process may take to obey SIGTERM. */
const OBEY_MS = 8_000;

/** What to start. */
export interface CrewOrder {
  readonly command: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly log: LogFile;
  readonly cwd?: string;
  /** Run by a shell, as npm scripts are. */
  readonly shell?: boolean;
  readonly onLine?: (line: string, from: "stdout" | "stderr") => void;
}

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of the crew. */
export interface Member {
  readonly pid: number;
  readonly ended: Promise<Ending>;
}

/** Starts processes and ends all that it started. */
export class Crew {
  readonly #record: string;
  readonly #running = new Map<ChildProcess, ProcessMark>();
  #closed = false;

  /** `record` is the file in which running members are written down. */
  constructor(record: string) {
    this.#record = record;
  }

  /** Starts a process on our leash. Its output goes to its log, and line by line to `onLine`. */
  start(order: CrewOrder): Member {
    if (this.#closed) throw new Error("the crew is being dismissed");
    const child = spawn(order.command, [...order.words], {
      cwd: order.cwd ?? inRoot(),
      env: { ...process.env, ...order.env },
      detached: true,
      shell: order.shell ?? false,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const from of ["stdout", "stderr"] as const) {
      const stream = child[from];
      if (!stream) continue;
      eachLine(stream, (line) => {
        order.log.write(line);
        order.onLine?.(line, from);
      });
    }
    const mark = child.pid === undefined ? undefined : markOf(child.pid);
    if (mark !== undefined) this.#running.set(child, mark);
    this.#write();
    return { pid: child.pid ?? 0, ended: this.#ending(child, order.log) };
  }

  /** True once everybody is being ended. */
  get isDismissed(): boolean {
    return this.#closed;
  }

  /** Ends everybody: asked first, forced after a while. Nobody can be started afterwards. */
  async dismiss(): Promise<void> {
    this.#closed = true;
    await endGroups([...this.#running.values()]);
    this.#write();
  }

  #ending(child: ChildProcess, log: LogFile): Promise<Ending> {
    return new Promise((resolve) => {
      const done = (code: number | null, signal: NodeJS.Signals | null) => {
        this.#running.delete(child);
        this.#write();
        resolve({ code, signal });
      };
      child.once("exit", (code, signal) => {
        // Whatever it had started itself goes with it, and its last words are still in the pipe.
        if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
        const last = setTimeout(done, 300, code, signal);
        child.once("close", () => {
          clearTimeout(last);
          done(code, signal);
        });
      });
      child.once("error", (error) => {
        log.write(String(error));
        if (child.pid === undefined) done(127, null);
      });
    });
  }

  #write(): void {
    try {
      writeFileSync(`${this.#record}.new`, JSON.stringify([...this.#running.values()]));
      renameSync(`${this.#record}.new`, this.#record);
    } catch {
      // A full disk: the record only helps the next starter to tidy up, and the leash does most of that by itself.
    }
  }
}

/** Words for Node that put a script of ours on the leash. */
export function leashed(script: string, ...words: string[]): string[] {
  return ["--import", pathToFileURL(inRoot("tools", "launch", "leash.ts")).href, script, ...words];
}

/** Ends what an earlier starter left running; how many there were. */
export async function endLeftovers(record: string): Promise<number> {
  let marks: ProcessMark[] = [];
  try {
    marks = (JSON.parse(readFileSync(record, "utf8")) as ProcessMark[]).filter(stillRuns);
  } catch {
    return 0;
  }
  await endGroups(marks);
  return marks.length;
}

/** Signals the group only while its leader is proven to be the one we started. */
async function endGroups(marks: readonly ProcessMark[]): Promise<void> {
  for (const [signal, patience] of [
    ["SIGTERM", OBEY_MS],
    ["SIGKILL", 2_000],
  ] as const) {
    for (const mark of marks.filter(stillRuns)) signalGroup(mark.pid, signal);
    const began = Date.now();
    while (marks.some(stillRuns) && Date.now() - began < patience) await sleep(20);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
