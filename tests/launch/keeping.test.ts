import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claim, release, renote } from "@banyan/tools/launch/claim.ts";
import { Crew, endLeftovers, leashed } from "@banyan/tools/launch/crew.ts";
import { isAlive, markOf, stillRuns } from "@banyan/tools/launch/identity.ts";
import { LogFile } from "@banyan/tools/launch/log-file.ts";
import { ensureMasterKey, keyFingerprint, masterKeyPath } from "@banyan/tools/launch/master-key.ts";
import { readStartOptions } from "@banyan/tools/launch/options.ts";
import { freePort, isPortFree, reservePort } from "@banyan/tools/launch/port.ts";
import { DeathLimit, keepRunning, worthShowing } from "@banyan/tools/launch/service.ts";
import { readTally } from "@banyan/tools/test-run/tally.ts";
import { expect, onTestFinished, test } from "vitest";
import { firstLine, scratchFolder, startProcess, until } from "./scratch.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const GONE = { pid: process.pid, born: "another life of this pid" };

test("a pid is not enough: a mark from another life of it is not running", () => {
  const own = markOf(process.pid);
  expect(own && stillRuns(own)).toBe(true);
  expect(stillRuns(GONE)).toBe(false);
  expect(isAlive(-1)).toBe(false);
});

test("a claim is held by a running process, and void when that is gone", () => {
  const path = join(scratchFolder(), "lock");
  expect(claim(path, "http://127.0.0.1:1")).toBeUndefined();
  expect(claim(path)).toMatchObject({ mark: { pid: process.pid }, note: "http://127.0.0.1:1" });
  renote(path, "正在结束");
  expect(claim(path)?.note).toBe("正在结束");
  writeFileSync(path, JSON.stringify({ mark: GONE, note: "" }));
  expect(claim(path)).toBeUndefined();
  release(path);
  expect(existsSync(path)).toBe(false);
});

test("a reserved port is refused to the next, as is one that is listened on", async () => {
  const port = await freePort();
  const giveBack = await reservePort(port, "127.0.0.1");
  expect(giveBack).toBeDefined();
  expect(await reservePort(port, "127.0.0.1")).toBeUndefined();
  giveBack?.();
  const listener = startProcess(process.execPath, [
    "-e",
    `require("net").createServer().listen(${port}, "127.0.0.1", () => console.log("ok"))`,
  ]);
  await firstLine(listener);
  expect(await isPortFree(port, "127.0.0.1")).toBe(false);
  expect(await reservePort(port, "127.0.0.1")).toBeUndefined();
});

test("running processes are on record, and the next starter ends those that are still the same", async () => {
  const folder = scratchFolder();
  const record = join(folder, "running.json");
  const script = join(folder, "stay.mjs");
  // Deaf to SIGTERM: the leash has to use force, or the next starter.
  writeFileSync(
    script,
    `process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1000);`,
  );
  const crew = new Crew(record);
  const line = Promise.withResolvers<string>();
  const log = new LogFile(join(folder, "stay.log"));
  const member = crew.start({
    command: process.execPath,
    words: [script],
    env: {},
    log,
    onLine: line.resolve,
  });
  await line.promise;
  expect(JSON.parse(readFileSync(record, "utf8"))).toMatchObject([{ pid: member.pid }]);
  process.kill(-member.pid, "SIGKILL");
  expect(await member.ended).toEqual({ code: null, signal: "SIGKILL" });
  expect(JSON.parse(readFileSync(record, "utf8"))).toEqual([]);

  const orphan = startProcess(process.execPath, ["-e", "console.log(1); setInterval(() => {}, 1000)"]);
  await firstLine(orphan);
  writeFileSync(record, JSON.stringify([markOf(orphan.pid ?? 0), GONE]));
  expect(await endLeftovers(record)).toBe(1);
  await until(() => orphan.signalCode === "SIGTERM");
});

test("a process on the leash ends when its starter is killed", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "stay.mjs"), "console.log(process.pid); setInterval(() => {}, 1000);");
  writeFileSync(
    join(folder, "starter.mjs"),
    `import { spawn } from "node:child_process";
     spawn(process.execPath, ${JSON.stringify(leashed(join(folder, "stay.mjs")))}, { stdio: ["ignore", "inherit", "inherit", "ipc"], detached: true });`,
  );
  const starter = startProcess(process.execPath, [join(folder, "starter.mjs")]);
  const pid = Number(await firstLine(starter));
  expect(isAlive(pid)).toBe(true);
  starter.kill("SIGKILL");
  await until(() => !isAlive(pid));
});

test("a service is started again after each death, and given up after five in half a minute", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "die.mjs"), `console.error("no luck"); process.exit(3);`);
  const crew = new Crew(join(folder, "running.json"));
  onTestFinished(() => crew.dismiss());
  const said: string[] = [];
  const service = keepRunning(crew, {
    name: "unlucky",
    words: [join(folder, "die.mjs")],
    env: () => ({}),
    log: new LogFile(join(folder, "unlucky.log")),
    say: (line) => said.push(line),
    ready: async (line) => void (await line((text) => text === "never")),
  });
  await expect(service.failed).rejects.toThrow(/unlucky 在 30 秒内退出了 5 次（代码 3）[\s\S]*no luck/);
  await expect(service.ready).rejects.toThrow();
  expect(said.filter((line) => line.startsWith("⚠")).length).toBe(4);
});

test("deaths further apart than half a minute are forgiven", () => {
  const limit = new DeathLimit();
  expect([0, 10_000, 20_000, 29_000].map((at) => limit.died(at))).toEqual([200, 400, 800, 1600]);
  expect(limit.died(31_000)).toBe(1600);
  expect(limit.died(32_000)).toBeUndefined();
});

test.each([
  ["plain words", "stdout", undefined],
  ["plain words", "stderr", "plain words"],
  ["", "stderr", undefined],
  [`{"level":"info","event":"started"}`, "stdout", undefined],
  [`{"level":"info","event":"started"}`, "stderr", undefined],
  [`{"level":"warn","event":"slow"}`, "stdout", "slow"],
  [`{"level":"error","event":"query","error":"Error: gone\\n  at x"}`, "stdout", "query：Error: gone"],
  [`{"level":"error","why":"no event"}`, "stdout", `{"level":"error","why":"no event"}`],
  [`{"say":"店主请打开 http://…"}`, "stdout", "店主请打开 http://…"],
  [`{"half`, "stdout", undefined],
] as const)("of a child's line %j on %s a person sees %j", (line, from, shown) => {
  expect(worthShowing(line, from)).toBe(shown);
});

test("a log starts anew at 10 MB and keeps the one before", () => {
  const path = join(scratchFolder(), "logs", "http.log");
  const log = new LogFile(path);
  const megabyte = "x".repeat(1024 * 1024 - 1);
  for (let index = 0; index < 11; index += 1) log.write(megabyte);
  expect(statSync(`${path}.1`).size).toBe(10 * 1024 * 1024);
  expect(statSync(path).size).toBe(1024 * 1024);
});

test("a log whose folder is gone loses lines, not its process", () => {
  const folder = scratchFolder();
  const log = new LogFile(join(folder, "logs", "http.log"));
  rmSync(join(folder, "logs"), { recursive: true });
  log.write("one");
  expect(log.lost).toBe(1);
  expect(log.tail()).toBe("one");
});

test("the master key is made once, is private, and a damaged one is refused", () => {
  const folder = scratchFolder();
  expect(ensureMasterKey(folder)).toBe("made");
  const text = readFileSync(masterKeyPath(folder), "utf8");
  expect(Buffer.from(text, "base64").length).toBe(32);
  expect(statSync(masterKeyPath(folder)).mode & 0o777).toBe(0o600);
  expect(ensureMasterKey(folder)).toBe("present");
  expect(readFileSync(masterKeyPath(folder), "utf8")).toBe(text);
  expect(keyFingerprint(folder)).toMatch(/^[0-9a-f]{16}$/);
  expect(readdirSync(folder)).toEqual(["master.key"]);
  writeFileSync(masterKeyPath(folder), "short");
  expect(() => ensureMasterKey(folder)).toThrow(/不是有效的主密钥/);
});

test.each([
  [[], {}, { port: undefined, host: "127.0.0.1", demo: true, databaseUrl: undefined }],
  [["--port", "9000", "--no-demo"], {}, { port: 9000, demo: false }],
  [["--data", "shop"], { INIT_CWD: "/srv" }, { dataDir: "/srv/shop" }],
  [
    [],
    { DATABASE_URL: "postgres://x", BANYAN_HOST: "0.0.0.0" },
    { databaseUrl: "postgres://x", host: "0.0.0.0" },
  ],
] as const)("npm start %j with %j", (words, env, expected) => {
  expect(readStartOptions(words, env)).toMatchObject(expected);
});

test.each([[["--port", "0"]], [["--port", "abc"]], [["--port", "65536"]], [["--bogus"]], [["word"]]])(
  "npm start refuses %j and says how it is used",
  (words) => {
    expect(() => readStartOptions(words, {})).toThrow(/用法：npm start/);
  },
);

test("the tally counts tests, files that could not be loaded, and runs that ended badly", () => {
  const path = join(scratchFolder(), "report.json");
  const file = (status: string, ...tests: string[]) => ({
    name: "f",
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  });
  const write = (...testResults: object[]) => writeFileSync(path, JSON.stringify({ testResults }));
  expect(readTally(path, 0)).toEqual({ passed: 0, failed: 1 });
  write(file("passed", "passed", "passed", "skipped"), file("failed", "failed", "passed"));
  expect(readTally(path, 1)).toEqual({ passed: 3, failed: 1 });
  write(file("passed", "passed"), file("failed"));
  expect(readTally(path, 1)).toEqual({ passed: 1, failed: 1 });
  write(file("passed", "passed"));
  expect(readTally(path, 1)).toEqual({ passed: 1, failed: 1 });
  expect(readTally(path, 0)).toEqual({ passed: 1, failed: 0 });
});

test("an unknown command is answered with the list, on stderr only", () => {
  const done = spawnSync(process.execPath, [join(ROOT, "tools", "boot.mjs"), "dance"], { encoding: "utf8" });
  expect(done.status).toBe(2);
  expect(done.stdout).toBe("");
  for (const command of ["start", "test", "backup", "restore"])
    expect(done.stderr).toMatch(new RegExp(`^  ${command} `, "m"));
});

test("scripts that others run are executable", () => {
  expect(statSync(join(ROOT, ".ci", "run")).mode & 0o111).toBe(0o111);
});
