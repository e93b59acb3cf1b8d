/** What a cluster leaves on disk: its password, its files made whole or not at all, and the pid file that may lie. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { commandLine, isAlive } from "../launch/identity.ts";
import { Problem } from "../launch/problem.ts";
import type { PostgresPrograms } from "./binaries.ts";

/** The role that owns the cluster; migrations run as it. */
export const OWNER_ROLE = "banyan_owner";

/**
 * Written into the pid file in place of a pid that belongs to somebody else: above every system's highest pid, so that
 * PostgreSQL finds nobody there. The rest of the file stays, because PostgreSQL reads from it the shared memory
 * segment by which it notices surviving backends of a killed postmaster.
 */
const NOBODY = 4_194_305;

/** What postmaster.pid says of the server that wrote it. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping`, `standby`, or empty while being written. */
  readonly status: string;
}

/** The cluster's password, made at first use. It reaches the disk whole before anything depends on it. */
export function readPassword(home: string, programs: PostgresPrograms): string {
  const path = join(home, "password");
  if (!existsSync(path)) {
    const partial = `${path}.${process.pid}`;
    writeDurably(partial, randomBytes(24).toString("hex"));
    if (programs.owner !== undefined) chownSync(partial, programs.owner, programs.owner);
    renameSync(partial, path);
    syncFolder(home);
  }
  return readFileSync(path, "utf8").trim();
}

/** Makes the cluster unless it exists: under another name, then renamed, so that a crash leaves nothing half-made. */
export function ensureCluster(home: string, programs: PostgresPrograms, durable: boolean): string {
  const cluster = join(home, "cluster");
  removeAbandoned(home);
  if (existsSync(cluster)) return cluster;
  const partial = `${cluster}.init-${process.pid}`;
  const [command = "", ...words] = [
    ...programs.prefix,
    join(programs.bin, "initdb"),
    ...[
      "-D",
      partial,
      "-U",
      OWNER_ROLE,
      "-E",
      "UTF8",
      "--auth=scram-sha-256",
      `--pwfile=${join(home, "password")}`,
    ],
    // The embedded build's own ICU is old; without a UTF-8 ctype, trigrams of Chinese words are empty.
    ...["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ...(durable ? [] : ["--no-sync"]),
  ];
  const made = spawnSync(command, words, { encoding: "utf8", cwd: home, ...identityOf(programs) });
  if (made.status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new Problem(`PostgreSQL 初始化失败：\n${made.stderr || made.stdout || String(made.error)}`);
  }
  renameSync(partial, cluster);
  if (durable) syncFolder(home);
  return cluster;
}

/** Options of spawn that make the child run as the cluster's owner where root steps down. */
export function identityOf(programs: PostgresPrograms): { uid?: number; gid?: number } {
  const { owner } = programs;
  return owner === undefined || owner === 0 ? {} : { uid: owner, gid: owner };
}

/** Reads the cluster's pid file; undefined when absent or without a pid and port. */
export function readPidFile(cluster: string): PidFile | undefined {
  const lines = pidFileLines(cluster);
  const pid = Number(lines?.[0]);
  return Number.isInteger(pid) && pid > 0
    ? { pid, port: Number(lines?.[3] ?? 0), status: (lines?.[7] ?? "").trim() }
    : undefined;
}

/** True when the process with this pid is the postmaster of this very cluster. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  const words = commandLine(pid);
  if (words.length === 1) return words[0]?.includes(`-D ${cluster} `) ?? false;
  return words.some(
    (word, index) =>
      basename(word) === "postgres" && words[index + 1] === "-D" && words[index + 2] === cluster,
  );
}

/** Makes a pid file that names no server of ours harmless: PostgreSQL itself would refuse to start beside it. */
export function defuseStalePidFile(cluster: string): void {
  const lines = pidFileLines(cluster);
  if (lines === undefined) return;
  const path = join(cluster, "postmaster.pid");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) {
    // Torn by a crash while being written: PostgreSQL calls that fatal. Its writer is gone or about to be.
    if (processesIn(cluster).length === 0) rmSync(path, { force: true });
    return;
  }
  if (!isAlive(pid) || isPostmasterOf(pid, cluster)) return;
  const partial = `${path}.${process.pid}`;
  const { uid, gid } = statSync(path);
  writeFileSync(partial, [String(NOBODY), ...lines.slice(1)].join("\n"), { mode: 0o600 });
  chownSync(partial, uid, gid);
  renameSync(partial, path);
}

/** Processes whose working folder is the cluster: its postmaster and backends. Only Linux can tell. */
export function processesIn(cluster: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && workingFolder(pid) === cluster && isAlive(pid));
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Bytes of a socket's path, its end included, on the system that allows the fewest (macOS; Linux has four more). */
const SOCKET_PATH_LIMIT = 104;

/** Where the server's socket lies; empty where there can be none. A comma would make it two. */
export function socketFolder(home: string): string {
  const longest = Buffer.byteLength(join(home, ".s.PGSQL.65535")) + 1;
  const possible = process.platform !== "win32" && longest <= SOCKET_PATH_LIMIT && !home.includes(",");
  return possible ? home : "";
}

function pidFileLines(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
}

/** Removes what an initdb left whose starter died. */
function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = Number(/^cluster\.init-(\d+)$/.exec(name)?.[1]);
    if (pid > 0 && (pid === process.pid || !isAlive(pid)))
      rmSync(join(home, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, "w", 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}
