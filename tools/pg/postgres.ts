/**
 * The embedded PostgreSQL: starts one server per data directory on loopback, survives kill -9 of anything, and never
 * touches a process that it cannot prove to be its own. Who works with it goes through a socket in its folder, which
 * costs less than TCP, unless that path would be too long for one (a deep checkout) or there are none (Windows).
 */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isAlive, markOf, type ProcessMark, stillRuns } from "../launch/identity.ts";
import { freePort, isPortFree } from "../launch/port.ts";
import { Problem } from "../launch/problem.ts";
import { findPrograms, makeHome, type PostgresPrograms } from "./binaries.ts";
import {
  defuseStalePidFile,
  ensureCluster,
  identityOf,
  isPostmasterOf,
  OWNER_ROLE,
  processesIn,
  readPassword,
  readPidFile,
  socketFolder,
} from "./cluster.ts";

/** Settings that differ between a shop and a throw-away test cluster. */
export interface PostgresSettings {
  /** False only for data nobody will miss: commits are then lost when the machine stops. Default true. */
  readonly fsync?: boolean;
  /** Default 100. */
  readonly maxConnections?: number;
  /** PostgreSQL's notation, default `256MB`. */
  readonly sharedBuffers?: string;
}

/** What to start. */
export interface PostgresOptions {
  /** Folder for the cluster, its password and its log; made when absent. */
  readonly dataDir: string;
  readonly settings?: PostgresSettings;
  /** Port to prefer, e.g. the one it had before it died; another is taken when this one is not free. */
  readonly port?: number;
}

/** A server that accepts connections. */
export interface RunningPostgres {
  /** `postgres://banyan_owner:…@127.0.0.1:PORT/banyan`, a superuser of this cluster; `?host=FOLDER` names its socket where it has one. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when it was running already, e.g. because only its starter had been killed. */
  readonly reused: boolean;
  /** Resolves when the server process is gone, whoever ended it. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

interface Place {
  readonly programs: PostgresPrograms;
  readonly home: string;
  readonly cluster: string;
  readonly password: string;
}

/** The database every room works in. */
const DATABASE = "banyan";

/** After kill -9 of the postmaster its backends may hold the shared memory for a while; a new one refuses until then. */
const RETRY_MS = 30_000;

/** Replaying the log after a crash may take long; while PostgreSQL says that it is starting, we wait this long. */
const RECOVERY_MS = 300_000;

const LOG_LIMIT = 10 * 1024 * 1024;

/** Starts the server of a data directory, or takes over the one that runs there already, and makes the database. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const settings = options.settings ?? {};
  const programs = findPrograms();
  const home = makeHome(options.dataDir, programs);
  const password = readPassword(home, programs);
  const place: Place = {
    programs,
    home,
    password,
    cluster: ensureCluster(home, programs, settings.fsync !== false),
  };
  const found = await takeOver(place);
  const server = found ?? (await startFresh(place, settings, options.port));
  await makeDatabase(urlOf(place, server.port, "postgres"));
  return describe(place, server, found !== undefined);
}

/** Stops the server of a data directory if one runs there; true when it did. For those who did not start it. */
export async function stopPostgresIn(dataDir: string): Promise<boolean> {
  if (!existsSync(dataDir)) return false;
  const cluster = join(realpathSync(dataDir), "cluster");
  const pid = readPidFile(cluster)?.pid;
  const mark = pid !== undefined && isPostmasterOf(pid, cluster) ? markOf(pid) : undefined;
  if (mark === undefined) return false;
  await shutDown(mark, cluster);
  return true;
}

interface Server {
  readonly mark: ProcessMark;
  readonly port: number;
}

/** A healthy server of this cluster, after waiting for one that is starting or stopping; undefined when there is none. */
async function takeOver(place: Place): Promise<Server | undefined> {
  const began = Date.now();
  for (;;) {
    const file = readPidFile(place.cluster);
    if (file === undefined || !isPostmasterOf(file.pid, place.cluster)) return undefined;
    const mark = markOf(file.pid);
    if (mark !== undefined && file.port > 0 && (await answers(place, file.port)))
      return { mark, port: file.port };
    const patience = file.status === "starting" ? RECOVERY_MS : RETRY_MS;
    if (Date.now() - began > patience) {
      throw new Problem(
        `数据库进程 ${file.pid} 还在，但 ${patience / 1000} 秒内没有回应。请看 ${logOf(place)}，或结束该进程后再试。`,
      );
    }
    await sleep(100);
  }
}

/** Starts a server; tries again while the remains of a killed one are still going away, or when a port was snatched. */
async function startFresh(
  place: Place,
  settings: PostgresSettings,
  preferred: number | undefined,
): Promise<Server> {
  const began = Date.now();
  let port =
    preferred !== undefined && (await isPortFree(preferred, "127.0.0.1")) ? preferred : await freePort();
  let sockets = socketFolder(place.home);
  for (;;) {
    defuseStalePidFile(place.cluster);
    const outcome = await launch(place, settings, { port, sockets });
    if (typeof outcome !== "string") return outcome;
    const isTaken = /could not bind|Address already in use/.test(outcome);
    const isBarred = sockets !== "" && NO_SOCKET.test(outcome);
    if (isBarred) sockets = "";
    // Of the new one no socket lies there that a server without would be looked for at.
    if (isTaken || isBarred) port = await freePort();
    if (Date.now() - began > RETRY_MS) throw new Problem(`数据库启动失败：\n${outcome}`);
    const remains = processesIn(place.cluster).length > 0 || /shared memory block|lock file/.test(outcome);
    if (!remains && !isTaken && !isBarred) throw new Problem(`数据库启动失败：\n${outcome}`);
    await sleep(300);
  }
}

/** A file system on which there can be none, or the lock of one left by a process whose number is another's by now: TCP does as well. */
const NO_SOCKET = /(could not|lock file).*(\.s\.PGSQL|Unix-domain socket)/;

/** One attempt; the text that PostgreSQL wrote when it failed. */
async function launch(
  place: Place,
  settings: PostgresSettings,
  { port, sockets }: { port: number; sockets: string },
): Promise<Server | string> {
  const { programs, cluster } = place;
  const log = logOf(place);
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(log, `${log}.1`);
  const file = openSync(log, "a", 0o600);
  const before = statSync(log).size;
  const words = ["-D", cluster, "-p", String(port), ...settingWords(settings, sockets)];
  const [command = "", ...rest] = [...programs.prefix, join(programs.bin, "postgres"), ...words];
  // Its own session: Ctrl-C at the terminal must reach the starter only, which stops the database last.
  const child = spawn(command, rest, {
    cwd: place.home,
    detached: true,
    stdio: ["ignore", file, file],
    ...identityOf(programs),
  });
  closeSync(file);
  const state = { gone: false };
  child.once("exit", () => (state.gone = true));
  child.once("error", () => (state.gone = true));
  child.unref();
  const began = Date.now();
  while (!state.gone && Date.now() - began < RECOVERY_MS) {
    const mark =
      readPidFile(cluster)?.pid === child.pid && child.pid !== undefined ? markOf(child.pid) : undefined;
    if (mark !== undefined && (await answers(place, port))) return { mark, port };
    await sleep(30);
  }
  if (!state.gone) child.kill("SIGQUIT");
  return readFileSync(log).subarray(before).toString("utf8").trim();
}

function settingWords(settings: PostgresSettings, sockets: string): string[] {
  const durable = settings.fsync !== false;
  const values: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: sockets,
    unix_socket_permissions: "0700",
    max_connections: String(settings.maxConnections ?? 100),
    shared_buffers: settings.sharedBuffers ?? "256MB",
    fsync: durable ? "on" : "off",
    synchronous_commit: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    password_encryption: "scram-sha-256",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    // Short statements by the thousand: planning a JIT compilation costs more than it gives.
    jit: "off",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** True when the server on this port knows our password and serves our very directory. */
async function answers(place: Place, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(place, port, "postgres"),
    connectionTimeoutMillis: 3_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const result = await client.query<{ data_directory: string }>("SHOW data_directory");
    return result.rows[0]?.data_directory === place.cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Two starters may both have found it missing; the loser's complaint is that it exists.
    if ((error as { code?: string }).code !== "42P04" && (error as { code?: string }).code !== "23505")
      throw error;
  } finally {
    await client.end();
  }
}

function describe(place: Place, server: Server, reused: boolean): RunningPostgres {
  return {
    url: urlOf(place, server.port, DATABASE),
    port: server.port,
    pid: server.mark.pid,
    reused,
    exited: untilGone(server.mark),
    stop: () => shutDown(server.mark, place.cluster),
  };
}

/** Polled, because a server taken over from another starter is not our child and tells us nothing. */
async function untilGone(mark: ProcessMark): Promise<void> {
  while (stillRuns(mark)) await sleep(100, undefined, { ref: false });
}

/** Fast, then immediate, then by force; each only while the very process we know still runs. */
async function shutDown(mark: ProcessMark, cluster: string): Promise<void> {
  const stages: [NodeJS.Signals, number][] = [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ];
  for (const [signal, patience] of stages) {
    if (!stillRuns(mark)) break;
    if (process.platform === "win32")
      spawnSync(join(findPrograms().bin, "pg_ctl"), ["stop", "-m", "fast", "-D", cluster]);
    else process.kill(mark.pid, signal);
    const began = Date.now();
    while (stillRuns(mark) && Date.now() - began < patience) await sleep(20);
  }
  while (processesIn(cluster).some(isAlive)) await sleep(20);
}

/** A server that an older version started has no socket. */
function urlOf(place: Place, port: number, database: string): string {
  const folder = socketFolder(place.home);
  const hasSocket = folder !== "" && existsSync(join(folder, `.s.PGSQL.${port}`));
  const socket = hasSocket ? `?host=${encodeURIComponent(folder)}` : "";
  return `postgres://${OWNER_ROLE}:${place.password}@127.0.0.1:${port}/${database}${socket}`;
}

function logOf(place: Place): string {
  return join(place.home, "postgres.log");
}
