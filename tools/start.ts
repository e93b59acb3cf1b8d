/** `npm start`: brings up the whole shop on one port, keeps it up, and takes everything down with it. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DemoAccount } from "./demo/accounts.ts";
import { claim, release, renote } from "./launch/claim.ts";
import { Crew, endLeftovers, leashed } from "./launch/crew.ts";
import { ShopDatabase } from "./launch/database.ts";
import { ADMIN, buildIfChanged, type FrontEnd, H5 } from "./launch/front-ends.ts";
import { LogFile } from "./launch/log-file.ts";
import { ensureMasterKey } from "./launch/master-key.ts";
import { readStartOptions, type StartOptions } from "./launch/options.ts";
import { ownerLink } from "./launch/owner-link.ts";
import { inRoot } from "./launch/paths.ts";
import { freePort, reservePort } from "./launch/port.ts";
import { Problem, reportFailure } from "./launch/problem.ts";
import { keepRunning, type Service } from "./launch/service.ts";
import { Steps } from "./launch/steps.ts";
import { bringTables } from "./launch/tables.ts";

const DEFAULT_PORT = 8080;
const READY_MS = 60_000;

/** What a starter that is ending everything writes into its claim. */
const ENDING = "正在结束";

/** All that is needed while the shop runs. */
interface Shop {
  readonly options: StartOptions;
  readonly steps: Steps;
  readonly crew: Crew;
  readonly database: ShopDatabase;
  readonly port: number;
  readonly url: string;
}

// Not exitCode: a step that was under way when everything was asked to end may still be waiting for something.
process.exit(await main());

async function main(): Promise<number> {
  try {
    const options = readStartOptions(process.argv.slice(2), process.env);
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const lock = join(options.dataDir, "start.lock");
    await claimDataDir(options.dataDir, lock);
    try {
      await bringUp(options, lock, askedToStop());
    } finally {
      release(lock);
    }
    return 0;
  } catch (error) {
    return reportFailure(error);
  }
}

/** Resolves at a signal; rejects at whatever we did not think of, so that even then all that was started is ended. */
function askedToStop(): Promise<void> {
  return new Promise((resolve, reject) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    process.on("uncaughtException", reject);
  });
}

/**
 * One starter per data folder. A running one is refused with its address; one that is ending, or that loses its own
 * starter within the next second and then ends, is waited for.
 */
async function claimDataDir(dataDir: string, lock: string): Promise<void> {
  const began = performance.now();
  for (;;) {
    const holder = claim(lock);
    if (holder === undefined) return;
    const patience = holder.note === ENDING ? 30_000 : 1_000;
    if (performance.now() - began > patience) {
      const what = /^http/.test(holder.note)
        ? `商城已经在运行：${holder.note}`
        : holder.note || "商城正在启动";
      throw new Problem(
        `${dataDir}：${what}\n  进程 ${holder.mark.pid}。要再开一个，请用 --data 指定另一个数据目录。`,
      );
    }
    await sleep(100);
  }
}

/** Runs until asked to stop or until something cannot be kept up; ends all it started in either case. */
async function bringUp(options: StartOptions, lock: string, asked: Promise<void>): Promise<void> {
  const steps = new Steps((line) => console.log(line));
  const record = join(options.dataDir, "running.json");
  const leftovers = await endLeftovers(record);
  if (leftovers > 0) steps.say(`· 结束了上次遗留的 ${leftovers} 个进程`);
  if (!options.demo && existsSync(join(options.dataDir, "wechat-sim"))) {
    steps.say("⚠ 这个数据目录曾以演示模式运行，里面是演示数据；真实经营请用 --data 指定一个新目录");
  }
  const reserved = await choosePort(options);
  const crew = new Crew(record);
  const database = new ShopDatabase(options.dataDir, options.databaseUrl);
  const { port } = reserved;
  const url = `http://${options.host === "0.0.0.0" ? "127.0.0.1" : options.host}:${port}`;
  try {
    const shop: Shop = { options, steps, crew, database, port, url };
    renote(lock, url);
    await Promise.race([asked, open(shop)]);
  } finally {
    renote(lock, ENDING);
    steps.hush();
    console.log("\n正在结束…");
    const began = performance.now();
    await crew.dismiss();
    await database.stop();
    reserved.giveBack();
    console.log(`✓ 已全部结束 ${Math.round(performance.now() - began)} ms`);
  }
}

/** Every step up to serving; then resolves never, and rejects when a part cannot be kept running. */
async function open(shop: Shop): Promise<never> {
  const { steps, options, database } = shop;
  const [{ simulatorUrl, accounts, watched }] = await Promise.all([
    prepareData(shop),
    build(shop, H5),
    build(shop, ADMIN),
  ]);
  const services = [
    ...watched,
    startRole(shop, "http", simulatorUrl),
    startRole(shop, "worker", simulatorUrl),
  ];
  await steps.run("服务就绪", () =>
    Promise.race([untilReady(shop), ...services.map((service) => service.failed)]),
  );
  announce(shop, accounts, options.demo ? null : await ownerLink(database.url, publicUrlOf(shop.url)));
  const restartAll = () => {
    for (const service of services) service.restart();
  };
  const lost =
    options.databaseUrl === undefined ? [database.watch((line) => steps.say(line), restartAll)] : [];
  return await Promise.race([...lost, ...services.map((service) => service.failed)]);
}

async function build(shop: Shop, frontEnd: FrontEnd): Promise<void> {
  await shop.steps.run(
    frontEnd.title,
    () => buildIfChanged(frontEnd, shop.crew),
    (what) => (what === "unchanged" ? "无变化" : ""),
  );
}

interface PreparedData {
  readonly simulatorUrl: string | undefined;
  readonly accounts: readonly DemoAccount[];
  readonly watched: readonly Service[];
}

/** Database, tables, key; in demo mode the simulator and the demo shop as well. */
async function prepareData(shop: Shop): Promise<PreparedData> {
  const { steps, options, database } = shop;
  await steps.run("数据库", () => database.start(), String);
  await steps.run(
    "数据表",
    () => bringTables(database.url),
    (steps) => (steps === 0 ? "无变化" : `升级 ${steps} 步`),
  );
  await steps.run(
    "主密钥",
    () => ensureMasterKey(options.dataDir),
    (what) => (what === "made" ? "新建 master.key" : ""),
  );
  if (!options.demo) return { simulatorUrl: undefined, accounts: [], watched: [] };
  const port = await freePort();
  const simulatorUrl = `http://127.0.0.1:${port}`;
  const simulator = await steps.run("微信模拟", () => startSimulator(shop, port));
  const { seedDemo } = await import("./demo/seed.ts");
  const log = (line: string) => steps.say(`  ${line}`);
  const seeded = await steps.run(
    "演示数据",
    () =>
      seedDemo({
        databaseUrl: database.url,
        dataDir: options.dataDir,
        simulatorUrl,
        publicUrl: publicUrlOf(shop.url),
        log,
      }),
    ({ skipped }) => (skipped ? "已有" : ""),
  );
  return { simulatorUrl, accounts: seeded.accounts, watched: [simulator] };
}

async function startSimulator(shop: Shop, port: number): Promise<Service> {
  const folder = join(shop.options.dataDir, "wechat-sim");
  const service = keepRunning(shop.crew, {
    name: "wechat-sim",
    words: leashed(
      inRoot("packages", "wechat-sim", "src", "main.ts"),
      "--data",
      folder,
      "--port",
      String(port),
    ),
    env: () => ({}),
    log: logOf(shop, "wechat-sim"),
    say: (line) => shop.steps.say(line),
    ready: async (line) => void (await line((text) => text.startsWith("{") && /"ready":\s*true/.test(text))),
  });
  await service.ready;
  return service;
}

function startRole(shop: Shop, role: "http" | "worker", simulatorUrl: string | undefined): Service {
  const { options, url, port } = shop;
  const main = options.demo ? inRoot("tools", "demo", "main.ts") : inRoot("apps", "server", "src", "main.ts");
  return keepRunning(shop.crew, {
    name: role,
    words: leashed(main, "--role", role),
    env: () => ({
      DATABASE_URL: shop.database.url,
      BANYAN_DATA_DIR: options.dataDir,
      BANYAN_PORT: String(port),
      BANYAN_HOST: options.host,
      BANYAN_PUBLIC_URL: publicUrlOf(url),
      ...(simulatorUrl === undefined ? {} : { BANYAN_SIMULATOR_URL: simulatorUrl }),
    }),
    log: logOf(shop, role),
    say: (line) => shop.steps.say(line),
    ready: () => Promise.resolve(),
  });
}

/** Asks /readyz until it says 200. */
async function untilReady(shop: Shop): Promise<void> {
  let last = "没有回应";
  const began = performance.now();
  while (performance.now() - began < READY_MS) {
    try {
      const response = await fetch(`${shop.url}/readyz`, { signal: AbortSignal.timeout(5_000) });
      last = `${response.status} ${(await response.text()).slice(0, 500)}`;
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new Problem(
    `服务在 ${READY_MS / 1000} 秒内没有就绪：${last}\n日志：${join(shop.options.dataDir, "logs")}`,
  );
}

interface ReservedPort {
  readonly port: number;
  readonly giveBack: () => void;
}

async function choosePort({ port, host }: StartOptions): Promise<ReservedPort> {
  const first = port ?? DEFAULT_PORT;
  const last = port ?? DEFAULT_PORT + 200;
  for (let candidate = first; candidate <= last; candidate += 1) {
    const giveBack = await reservePort(candidate, host);
    if (giveBack !== undefined) return { port: candidate, giveBack };
  }
  throw new Problem(
    port === undefined
      ? `端口 ${first} 到 ${last} 都被占用。`
      : `端口 ${port} 已被占用。请换一个 --port，或去掉 --port 自动选择空闲端口。`,
  );
}

/** What people outside reach the shop by: a proxy's address when there is one. */
function publicUrlOf(url: string): string {
  return process.env.BANYAN_PUBLIC_URL || url;
}

function announce(
  { steps, url, options }: Shop,
  accounts: readonly DemoAccount[],
  firstOwner: string | null,
): void {
  steps.say(`\n榕 Banyan 已启动，用时 ${(steps.elapsed() / 1000).toFixed(1)} s`);
  steps.say(`  商城 H5    ${url}/`);
  steps.say(`  管理后台   ${url}/admin/`);
  if (options.demo) {
    steps.say(`  微信模拟   ${url}/__wechat/`);
    steps.say(`  演示时钟   ${url}/__wechat/clock`);
  }
  steps.say(`  数据目录   ${options.dataDir}`);
  if (firstOwner !== null) steps.say(`  店主首次登录（48 小时内有效，只能用一次）\n    ${firstOwner}`);
  if (accounts.length > 0) steps.say("  演示账号");
  for (const { kind, name, how } of accounts) steps.say(`    ${kind} ${name}：${how}`);
  steps.say("按 Ctrl-C 结束\n");
}

function logOf(shop: Shop, name: string): LogFile {
  return new LogFile(join(shop.options.dataDir, "logs", `${name}.log`));
}
