/**
 * A whole shop for one test file: its own database, the HTTP server, the worker and the WeChat simulator, all real, in one
 * process. What people do goes over HTTP; what time does is told to both clocks.
 */
import { randomBytes } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StaffRole } from "@banyan/kernel";
import { type Composed, compose } from "@banyan/server/compose.ts";
import { createLogger, type Logger } from "@banyan/server/http/log.ts";
import { type HttpServer, startHttp } from "@banyan/server/http/server.ts";
import type { ServerConfig, Services } from "@banyan/server/services.ts";
import type { SettingValues } from "@banyan/server/setting/settings.ts";
import { startWorker, type Worker } from "@banyan/server/worker/worker.ts";
import { createTestDatabase, type TestDatabase } from "@banyan/testkit";
import { freePort } from "@banyan/tools/launch/port.ts";
import { type Simulator, startSimulator } from "@banyan/wechat-sim";
import pg from "pg";
import type { Exchange } from "./client.ts";
import { type GoodsPlan, makeProduct, type Product } from "./goods.ts";
import { type Buyer, type Clerk, createPeople } from "./people.ts";
import { putSettings } from "./setup.ts";

/** One finished request as the server logged it. */
export interface RequestLog {
  method: string;
  path: string;
  status: number;
  statements: number;
  ms: number;
}

export interface ShopOptions {
  /** A word for whoever looks into the cluster. */
  name: string;
  settings?: Partial<SettingValues>;
  /** Divides the simulator's waits: by default what takes WeChat a second takes it one millisecond. */
  timeScale?: number;
  /** false: no worker until startWorker(). */
  worker?: boolean;
}

export interface Shop {
  url: string;
  databaseUrl: string;
  dataDir: string;
  simulator: Simulator;
  /** Of the HTTP process. */
  services: Services;
  /** Of the worker process. */
  workerServices: Services;
  /** Requests and errors as the server logged them, oldest first. */
  requests: RequestLog[];
  errors: { event: string; error: string }[];
  /** Who wants to hear of every request that a client of this shop makes. */
  listeners: ((exchange: Exchange) => void)[];
  /** The first owner, by whom products and settings are made. */
  owner: Clerk;
  customer(nickname?: string): Promise<Buyer>;
  /** Many customers at once, signed in past the limit that stands before the sign-in route. */
  crowd(count: number): Promise<Buyer[]>;
  staff(role: StaffRole): Promise<Clerk>;
  product(plan: GoodsPlan): Promise<Product>;
  /** SQL as the owner of the schema: for looking, and for breaking things on purpose. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  worker(): Worker;
  startWorker(): void;
  stopWorker(): Promise<void>;
  /** Moves the clocks of shop and WeChat. */
  advance(ms: number): Promise<void>;
  /** Lets everything that is under way come to its end: callbacks, refunds, outbox, due timers. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** An answer that WeChat withholds is given up after this long instead of 8 s; the simulator answers in milliseconds. */
const PATIENCE_MS = 2_500;

interface Parts {
  dataDir: string;
  database: TestDatabase;
  simulator: Simulator;
  http: Composed;
  server: HttpServer;
  back: Composed;
  looking: pg.Pool;
}

async function openParts(options: ShopOptions, log: Logger): Promise<Parts> {
  const dataDir = mkdtempSync(join(tmpdir(), "banyan-shop-"));
  bringKeys(join(dataDir, "wechat-sim"));
  const [database, simulator] = await Promise.all([
    createTestDatabase(options.name),
    startSimulator({ dataDir: join(dataDir, "wechat-sim"), timeScale: options.timeScale ?? 1000 }),
  ]);
  const masterKey = randomBytes(32);
  // For processes of their own (child.ts): this one gets the key by hand.
  writeFileSync(join(dataDir, "master.key"), masterKey.toString("base64"), { mode: 0o600 });
  const config = (role: ServerConfig["role"], port: number): ServerConfig => ({
    role,
    host: "127.0.0.1",
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    dataDir,
    databaseUrl: database.url,
    demo: { simulatorUrl: simulator.url, patienceMs: PATIENCE_MS },
  });
  const { http, server } = await listen((port) => compose(config("http", port), masterKey, log));
  const back = compose(config("worker", server.port), masterKey, log);
  // One connection, which is made anew where a test has killed the server.
  const looking = new pg.Pool({ connectionString: database.url, max: 1, idleTimeoutMillis: 0 });
  looking.on("error", () => undefined);
  return { dataDir, database, simulator, http, server, back, looking };
}

/** WeChat's keys are made once for the whole run: three pairs cost as much CPU as the rest of opening. */
function bringKeys(simulatorDir: string): void {
  const ready = process.env["BANYAN_TEST_WECHAT"];
  if (!ready) return;
  mkdirSync(simulatorDir, { mode: 0o700 });
  copyFileSync(join(ready, "credentials.json"), join(simulatorDir, "credentials.json"));
}

/** Opens a shop with nothing on its shelves. */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const requests: RequestLog[] = [];
  const errors: Shop["errors"] = [];
  const log = createLogger((line) => {
    const entry = JSON.parse(line) as RequestLog & { level: string; event: string; error?: string };
    if (entry.event === "request") requests.push(entry);
    if (entry.level === "error") errors.push({ event: entry.event, error: entry.error ?? line });
  });
  const parts = await openParts(options, log);
  const { simulator, http, server, back } = parts;
  const sql = oneAfterAnother(parts.looking);
  const listeners: Shop["listeners"] = [];
  const heard = (exchange: Exchange) => {
    for (const listener of listeners) listener(exchange);
  };
  const people = createPeople({ url: server.url, services: http.services, simulator, heard });
  let worker: Worker | null = null;
  const shop: Shop = {
    url: server.url,
    databaseUrl: parts.database.url,
    dataDir: parts.dataDir,
    simulator,
    services: http.services,
    workerServices: back.services,
    requests,
    errors,
    listeners,
    owner: await people.staff("owner"),
    ...people,
    product: (plan) => makeProduct(shop, plan),
    sql,
    worker: () => worker ?? fail("the worker is not running"),
    startWorker: () => {
      worker ??= startWorker(back.services);
    },
    stopWorker: async () => {
      const running = worker;
      worker = null;
      await running?.close();
    },
    advance: async (ms) => {
      await sql("UPDATE business_clock SET offset_ms = offset_ms + $1", [ms]);
      await simulator.control.advanceClock(ms);
      await Promise.all([http.services.versions.refresh(), back.services.versions.refresh()]);
    },
    settle: () => settle(shop),
    close: async () => {
      await shop.stopWorker();
      await closeParts(parts, sql);
    },
  };
  await putSettings(shop, options.settings ?? {});
  if (options.worker !== false) shop.startWorker();
  return shop;
}

async function closeParts(parts: Parts, sql: Shop["sql"]): Promise<void> {
  await parts.server.close();
  await parts.simulator.close();
  await Promise.all([parts.http.close(), parts.back.close()]);
  await untilAlone(sql);
  await parts.looking.end();
  await parts.database.drop();
  rmSync(parts.dataDir, { recursive: true, force: true });
}

function fail(message: string): never {
  throw new Error(message);
}

/** Callbacks need the port before the server stands, so one is chosen first; another when it was taken meanwhile. */
async function listen(make: (port: number) => Composed): Promise<{ http: Composed; server: HttpServer }> {
  for (let tries = 1; ; tries += 1) {
    const http = make(await freePort());
    try {
      return { http, server: await startHttp(http.services) };
    } catch (error) {
      await http.close();
      if ((error as { code?: string }).code !== "EADDRINUSE" || tries === 5) throw error;
    }
  }
}

function oneAfterAnother(looking: pg.Pool): Shop["sql"] {
  let queue: Promise<unknown> = Promise.resolve();
  return <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const answer = queue.then(() => looking.query<Row>(text, values));
    queue = answer.catch(() => undefined);
    return answer.then((result) => result.rows);
  };
}

/** A pool says it has ended before its connections are gone; DROP DATABASE would cut them off with an error. */
async function untilAlone(sql: Shop["sql"]): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const others = await sql(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    if (others.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const MAX_ROUNDS = 60;
/** WeChat takes one refund a minute of the same payment. */
const REFUND_GAP_MS = 61_000;

async function settle(shop: Shop): Promise<void> {
  const { jobs } = shop.worker();
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    await shop.simulator.control.pump();
    // What was postponed for seconds is looked at now: waiting out a back-off would prove nothing more.
    await shop.sql("UPDATE refund SET next_try_at = now() WHERE state IN ('created', 'processing')");
    await shop.sql(
      "UPDATE payout SET next_try_at = now() WHERE state NOT IN ('success', 'fail', 'cancelled')",
    );
    await shop.sql("UPDATE outbox SET due_at = now() WHERE failure IS NULL");
    // A tick that joins a run under way may miss what was written after that run had looked.
    for (const job of [
      jobs.close,
      jobs.receive,
      jobs.settle,
      jobs.refunds,
      jobs.payouts,
      jobs.outbox,
      jobs.posting,
    ])
      await job.tick();
    if (await isQuiet(shop)) return;
    await shop.simulator.control.advanceClock(REFUND_GAP_MS);
  }
  throw new Error("the shop did not come to rest");
}

/** Nothing to do but what waits for somebody. */
export async function isQuiet(shop: Shop): Promise<boolean> {
  const [row] = await shop.sql<{ busy: boolean }>(`
    SELECT EXISTS (SELECT FROM outbox WHERE failure IS NULL)
      OR EXISTS (SELECT FROM refund WHERE state IN ('created', 'processing'))
      OR EXISTS (SELECT FROM payout WHERE state IN ('created', 'accepted', 'transferring', 'cancelling')
        OR (cancel_asked AND state NOT IN ('success', 'fail', 'cancelled')))
      OR EXISTS (SELECT FROM orders WHERE state IN ('awaiting_payment', 'closing') AND close_due_at <= business_now())
      OR EXISTS (SELECT FROM orders WHERE state = 'awaiting_receipt' AND receive_due_at <= business_now()
        AND NOT aftersale_open)
      OR EXISTS (SELECT FROM orders WHERE state = 'completed' AND settled_at IS NULL AND settle_due_at <= business_now()
        AND NOT aftersale_open) AS busy`);
  const { callbacks, now_ms } = await shop.simulator.control.state();
  const due = callbacks.some((one) => one.state === "pending" && (one.next_try_at ?? 0) <= now_ms);
  return row?.busy === false && !due;
}
