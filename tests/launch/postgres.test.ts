import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "@banyan/tools/launch/identity.ts";
import {
  type PostgresOptions,
  type RunningPostgres,
  startPostgres,
  stopPostgresIn,
} from "@banyan/tools/pg/postgres.ts";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { firstLine, scratchFolder, startProcess, until } from "./scratch.ts";

// Every test starts servers or commands of its own, which on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000 });

const LAUNCHER = new URL("./start-postgres.ts", import.meta.url).pathname;

/** Starts a server that stops with the test. */
async function start(
  dataDir: string,
  settings: PostgresOptions["settings"] = { fsync: false },
): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir, settings });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("an acknowledged write survives kill -9 of the server", async () => {
  const home = join(scratchFolder(), "postgres");
  const first = await start(home, {});
  await ask(first.url, "CREATE TABLE receipt (id int)");
  await ask(first.url, "INSERT INTO receipt VALUES (42)");
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const second = await start(home, {});
  expect(second.reused).toBe(false);
  expect(await ask(second.url, "SELECT id FROM receipt")).toEqual([{ id: 42 }]);
  expect(await ask(second.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
  expect(await ask(second.url, "SHOW synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
});

test("a starter killed with its server running: the next takes the same server over", async () => {
  const home = join(scratchFolder(), "postgres");
  const starter = startProcess(process.execPath, [LAUNCHER, home]);
  const pid = Number(await firstLine(starter));
  starter.kill("SIGKILL");
  await until(() => starter.signalCode !== null);
  const next = await start(home);
  expect(next).toMatchObject({ pid, reused: true });
  await next.stop();
  expect(isAlive(pid)).toBe(false);
  expect(await stopPostgresIn(home)).toBe(false);
});

test("a starter killed during initdb leaves nothing half-made", async () => {
  const home = join(scratchFolder(), "postgres");
  const starter = startProcess(process.execPath, [LAUNCHER, home]);
  await until(() => existsSync(home) && readdirSync(home).some((name) => name.startsWith("cluster.init-")));
  starter.kill("SIGKILL");
  await until(() => starter.signalCode !== null);
  expect(existsSync(join(home, "cluster"))).toBe(false);
  const postgres = await start(home);
  expect(await ask(postgres.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(
    readdirSync(home)
      .filter((name) => name.startsWith("cluster"))
      .toSorted(),
  ).toEqual(["cluster"]);
});

test("a pid file naming somebody else's process: it is left alone and the server starts", async () => {
  const home = join(scratchFolder(), "postgres");
  const killed = await start(home);
  process.kill(killed.pid, "SIGKILL");
  await killed.exited;
  const stranger = startProcess("sleep", ["60"]);
  const pidFile = join(home, "cluster", "postmaster.pid");
  const [, ...rest] = readFileSync(pidFile, "utf8").split("\n");
  writeFileSync(pidFile, [String(stranger.pid), ...rest].join("\n"));
  const next = await start(home);
  expect(next.reused).toBe(false);
  await next.stop();
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
});

test("neither a pid file torn by a crash nor a folder without sockets keeps the server down", async () => {
  const home = join(scratchFolder(), "postgres");
  const first = await start(home);
  expect(first.url).toContain("?host=");
  await first.stop();
  writeFileSync(join(home, "cluster", "postmaster.pid"), "");
  // PostgreSQL can make no socket in a folder that it may only look at, as on a file system that has none; its cluster stays its own.
  chmodSync(home, 0o555);
  onTestFinished(() => chmodSync(home, 0o700));
  const next = await start(home);
  expect(new URL(next.url).search).toBe("");
  expect(await ask(next.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(await startPostgres({ dataDir: home })).toMatchObject({ reused: true, url: next.url });
});

test("two folders side by side: two ports, two passwords, loopback only, Chinese trigrams", async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "深 层"), { recursive: true });
  const [one, two] = await Promise.all([start(join(folder, "one")), start(join(folder, "深 层", "two"))]);
  expect(one.port).not.toBe(two.port);
  expect(await ask(one.url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  const wrong = two.url.replace(/:[0-9a-f]{48}@/, new URL(one.url).password.replace(/.*/, ":$&@"));
  await expect(ask(wrong, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
  await ask(two.url, "CREATE EXTENSION pg_trgm");
  const [row] = await ask<{ trigrams: string[] }>(two.url, "SELECT show_trgm('云岭山货') AS trigrams");
  expect(row?.trigrams.length).toBe(5);
});
