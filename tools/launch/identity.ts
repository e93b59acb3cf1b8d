/** Which process a pid really names: pids are reused, so a bare number is never trusted or signalled. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A pid together with what cannot be reused with it: when that process began. */
export interface ProcessMark {
  readonly pid: number;
  /** Boot id and start tick on Linux, start time elsewhere, empty where neither can be read. */
  readonly born: string;
}

/** True while some process has this pid, whoever it belongs to. A zombie counts as gone. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return statFields(pid)?.[0] !== "Z";
}

/** The mark of a running process, or undefined when there is none. */
export function markOf(pid: number): ProcessMark | undefined {
  return isAlive(pid) ? { pid, born: bornAt(pid) } : undefined;
}

/** True while the very process that was marked still runs. */
export function stillRuns(mark: ProcessMark): boolean {
  return isAlive(mark.pid) && bornAt(mark.pid) === mark.born;
}

/** The command line of a process, one argument per element on Linux, one single element elsewhere. */
export function commandLine(pid: number): string[] {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    } catch {
      return [];
    }
  }
  const text = ps(pid, "command=");
  return text === "" ? [] : [text];
}

/** Fields of /proc/PID/stat after the name (which may itself hold spaces): state first, start tick 20th. */
function statFields(pid: number): string[] | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function bornAt(pid: number): string {
  if (process.platform !== "linux") return ps(pid, "lstart=");
  const tick = statFields(pid)?.[19];
  return tick === undefined ? "" : `${bootId()}/${tick}`;
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

function ps(pid: number, column: string): string {
  if (process.platform === "win32") return "";
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", column], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
