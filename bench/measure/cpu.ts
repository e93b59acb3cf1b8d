/**
 * CPU time of a database and of this process, read from /proc/<pid>/stat. The database is the postmaster with all its children: backends,
 * WAL writer, checkpointer, autovacuum. Children that have ended are in the postmaster's cutime and cstime, so nothing gets lost.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** USER_HZ of every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Milliseconds of CPU used so far. */
export interface Cpu {
  readonly server: number;
  readonly database: number;
}

/** undefined where there is no /proc. */
export function readCpu(postmaster: number): Cpu | undefined {
  if (!existsSync("/proc/self/stat")) return undefined;
  const own = statOf(process.pid);
  const parent = statOf(postmaster);
  let ticks = (parent?.own ?? 0) + (parent?.ended ?? 0);
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (stat?.parent === postmaster) ticks += stat.own;
  }
  const ms = 1000 / TICKS_PER_SECOND;
  return { server: (own?.own ?? 0) * ms, database: ticks * ms };
}

/** What was used between two readings; undefined without them. */
export function cpuBetween(before: Cpu | undefined, after: Cpu | undefined): Cpu | undefined {
  if (!before || !after) return undefined;
  return { server: after.server - before.server, database: after.database - before.database };
}

/** Milliseconds of CPU that one process has used so far; 0 when it is gone. */
export function cpuOf(pid: number): number {
  return ((statOf(pid)?.own ?? 0) * 1000) / TICKS_PER_SECOND;
}

interface Stat {
  readonly parent: number;
  /** utime + stime, in ticks. */
  readonly own: number;
  /** Of children that ended: cutime + cstime. */
  readonly ended: number;
}

/** undefined when the process is gone. */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces; what follows it starts with field 3.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const at = (field: number) => Number(fields[field - 3]);
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return undefined;
  }
}
