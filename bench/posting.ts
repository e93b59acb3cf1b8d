/**
 * Posting commissions: the naive way (one order at a time under row locks) against our poster, in interleaved slices on one embedded
 * PostgreSQL with a shop's settings, fsync included. A slice posts a number of orders that wait; each side has its own tables. The ratio
 * is the median of the slices' ratios of orders per second, so a disturbance of the machine hits a slice and not one side. Beside them
 * TPC-B tells what a transaction costs on this server at all; then orders arrive one by one, and last a shop with years behind it posts
 * in turns with the young one.
 */
import { cpus } from "node:os";
import { migrate } from "@banyan/schema";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import { Problem } from "@banyan/tools/launch/problem.ts";
import { startTestDatabase, type TestDatabase } from "@banyan/tools/test-run/database.ts";
import pg from "pg";
import { type Age, type Aged, measureAged } from "./posting/aged.ts";
import { arrive } from "./posting/arrivals.ts";
import { checkBooks } from "./posting/books.ts";
import { Course, describeSlice, type Size, type Slice } from "./posting/course.ts";
import { openNaive } from "./posting/naive.ts";
import { drawOrders, insertOrders, orderNo } from "./posting/orders.ts";
import { openOurs } from "./posting/ours.ts";
import { type Context, report } from "./posting/report.ts";
import { openTpcb } from "./posting/tpcb.ts";

export const about =
  "佣金入账：逐单加锁的写法与我们的批量入账之比，每单 CPU，与 TPC-B 之比，入账延迟，千万笔流水之后";

interface Whole extends Size {
  readonly arrivals: number;
  readonly tpcb: { readonly scale: number; readonly tryMs: number };
  readonly age: Age | null;
}

const FULL: Whole = {
  promoters: 1_000,
  buyers: 5_000,
  slices: 7,
  naiveOrders: 1_500,
  oursOrders: 24_000,
  tpcbMs: 1_000,
  arrivals: 5_000,
  tpcb: { scale: 10, tryMs: 1_000 },
  age: { transfers: 10_000_000, slices: 5, orders: 16_000 },
};
const QUICK: Whole = {
  promoters: 200,
  buyers: 300,
  slices: 7,
  naiveOrders: 40,
  oursOrders: 200,
  tpcbMs: 20,
  arrivals: 250,
  tpcb: { scale: 1, tryMs: 20 },
  age: null,
};
const ARRIVALS_PER_SECOND = 500;

export async function run(options: BenchOptions): Promise<BenchReport> {
  const { say } = options;
  say(`种子 ${options.seed} · 正在启动临时数据库`);
  const database = await startTestDatabase({ maxConnections: 150 });
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    // From here on connections break under the work, and nobody wants to hear of it.
    process.on("uncaughtException", () => undefined);
    void database.remove().finally(() => process.exit(130));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, interrupt);
  const owner = new pg.Client({ connectionString: database.url });
  try {
    await migrate(database.url);
    await owner.connect();
    return await measure(database, owner, options.quick ? QUICK : FULL, options);
  } catch (error) {
    throw interrupted ? new Problem("已中断") : error;
  } finally {
    await owner.end();
    await database.remove();
  }
}

async function measure(
  database: TestDatabase,
  owner: pg.Client,
  size: Whole,
  { seed, say }: BenchOptions,
): Promise<BenchReport> {
  const { url } = database;
  const { age } = size;
  const rounds = size.slices + 1;
  const inSlices = rounds * size.oursOrders;
  const beside = age ? (age.slices + 1) * age.orders : 0;
  const orders = drawOrders(inSlices + size.arrivals + beside, size, seed);
  say(`正在准备 ${orders.length} 个已付款订单与 TPC-B 的表`);
  await insertOrders(owner, orders, size);
  const naive = await openNaive(url, owner, orders.slice(0, rounds * size.naiveOrders), size);
  const tpcb = await openTpcb(url, owner, { ...size.tpcb, seed });
  const ours = openOurs(url, owner);
  try {
    // As autovacuum leaves a shop: statistics are there, and no checkpoint of the filling falls into a slice.
    await owner.query("VACUUM ANALYZE");
    await owner.query("CHECKPOINT");
    const course = new Course(database.pid, { naive, ours, tpcb }, orders, size);
    const slices: Slice[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const slice = await course.slice(round);
      say(`${round === 0 ? "热身" : `第 ${round} 片`}  ${describeSlice(slice)}`);
      if (round > 0) slices.push(slice);
    }
    await tpcb.check();
    say(`正在测量入账延迟：每秒到达 ${ARRIVALS_PER_SECOND} 单`);
    const latencies = await arrive(
      url,
      ours,
      orders.slice(inSlices, inSlices + size.arrivals),
      ARRIVALS_PER_SECOND,
    );
    const from = inSlices + size.arrivals + 1;
    const aged: Aged | null =
      age && (await measureAged(url, { ours, from }, { age, crowd: size, seed, say }));
    say("正在核对两边的账");
    const books = await checkBooks(owner, {
      ours: orderNo(orders.length),
      naive: orderNo(course.naivePosted),
    });
    const visible = { perSecond: ARRIVALS_PER_SECOND, latencies };
    return report({ seed, size, slices, visible, aged, books, tpcb, ...(await contextOf(owner)) });
  } finally {
    await Promise.all([ours.close(), naive.close(), tpcb.close()]);
  }
}

async function contextOf(owner: pg.Client): Promise<Context> {
  const rows: Record<string, number> = {};
  for (const table of ["orders", "order_line", "commission", "ledger_day", "account", "naive_transfer"]) {
    const counted = await owner.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
    rows[table] = counted.rows[0]?.rows ?? 0;
  }
  const version = await owner.query<{ server_version: string }>("SHOW server_version");
  return { cores: cpus().length, postgres: version.rows[0]?.server_version ?? "", rows };
}
