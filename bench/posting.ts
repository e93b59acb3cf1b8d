/**
 * Posting commissions: the naive way (one order at a time under row locks) against our poster, in interleaved slices on one embedded
 * PostgreSQL with a shop's settings, fsync included. A slice posts a number of orders that wait; each side has its own tables. The ratio
 * is the median of the slices' ratios of orders per second, so a disturbance of the machine hits a pair and not one side.
 */
import { cpus } from "node:os";
import { migrate } from "@banyan/schema";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import { Problem } from "@banyan/tools/launch/problem.ts";
import { startTestDatabase, type TestDatabase } from "@banyan/tools/test-run/database.ts";
import pg from "pg";
import { type Cpu, cpuBetween, readCpu } from "./measure/cpu.ts";
import { median, quantile, rounded } from "./measure/sample.ts";
import { type Books, checkBooks } from "./posting/books.ts";
import { CONNECTIONS, type Naive, openNaive } from "./posting/naive.ts";
import { type BenchOrder, type Crowd, drawOrders, insertOrders, orderNo } from "./posting/orders.ts";
import { type Ours, openOurs } from "./posting/ours.ts";

export const about = "佣金入账：逐单加锁的写法与我们的批量入账之比，每单 CPU，入账延迟";

/** How much of each. Slices are counted without the first pair, which warms both sides up. */
interface Size extends Crowd {
  readonly slices: number;
  readonly naiveOrders: number;
  readonly oursOrders: number;
  readonly arrivals: number;
}

const FULL: Size = {
  promoters: 1_000,
  buyers: 5_000,
  slices: 7,
  naiveOrders: 1_500,
  oursOrders: 6_000,
  arrivals: 3_000,
};
const QUICK: Size = {
  promoters: 200,
  buyers: 300,
  slices: 7,
  naiveOrders: 40,
  oursOrders: 200,
  arrivals: 250,
};
/** On a machine where the yardstick would take all day its slice ends here, with what it has posted. */
const NAIVE_LIMIT_MS = 6_000;
const ARRIVALS_PER_SECOND = 500;

/** One side's part of a slice. CPU is null where there is no /proc. */
interface Part {
  readonly orders: number;
  readonly ms: number;
  readonly orders_per_s: number;
  readonly cpu_us_per_order: number | null;
  /** Of it, in this process; the rest is the database's. */
  readonly server_cpu_us_per_order: number | null;
}

interface Slice {
  readonly naive: Part;
  readonly ours: Part;
  readonly ratio: number;
}

export async function run(options: BenchOptions): Promise<BenchReport> {
  const { say } = options;
  say(`种子 ${options.seed} · 正在启动临时数据库`);
  const database = await startTestDatabase({ maxConnections: 100 });
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
  size: Size,
  { seed, say }: BenchOptions,
): Promise<BenchReport> {
  const pairs = size.slices + 1;
  const orders = drawOrders(pairs * size.oursOrders + size.arrivals, size, seed);
  say(`正在准备 ${orders.length} 个已付款订单`);
  await insertOrders(owner, orders, size);
  const naive = await openNaive(database.url, owner, orders.slice(0, pairs * size.naiveOrders), size);
  const ours = openOurs(database.url, owner);
  try {
    // As autovacuum leaves a shop: statistics are there, and no checkpoint of the filling falls into a slice.
    await owner.query("VACUUM ANALYZE");
    await owner.query("CHECKPOINT");
    const course = new Course(database.pid, naive, ours, orders, size);
    const slices: Slice[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const slice = await course.pair(pair);
      say(`${pair === 0 ? "热身" : `第 ${pair} 片`}  ${describeSlice(slice)}`);
      if (pair > 0) slices.push(slice);
    }
    say(`正在测量入账延迟：每 100 毫秒到达 ${ARRIVALS_PER_SECOND / 10} 单`);
    const latencies = await ours.arrive(orders.slice(-size.arrivals), ARRIVALS_PER_SECOND);
    say("正在核对两边的账");
    const last = { ours: orderNo(orders.length), naive: orderNo(course.naivePosted) };
    const books = await checkBooks(owner, last);
    return report({
      seed,
      size,
      slices,
      latencies,
      batchMs: course.batchMs,
      books,
      ...(await contextOf(owner)),
    });
  } finally {
    await ours.close();
    await naive.close();
  }
}

/** Where both sides stand in the row of orders. */
class Course {
  /** Orders that the yardstick has posted: the first ones. */
  naivePosted = 0;
  oursPosted = 0;
  readonly batchMs: number[] = [];
  readonly #postmaster: number;
  readonly #naive: Naive;
  readonly #ours: Ours;
  readonly #orders: readonly BenchOrder[];
  readonly #size: Size;

  constructor(postmaster: number, naive: Naive, ours: Ours, orders: readonly BenchOrder[], size: Size) {
    this.#postmaster = postmaster;
    this.#naive = naive;
    this.#ours = ours;
    this.#orders = orders;
    this.#size = size;
  }

  /** Both sides once; who begins alternates. */
  async pair(index: number): Promise<Slice> {
    const first = index % 2 === 0 ? await this.#naivePart() : undefined;
    const ours = await this.#oursPart();
    const naive = first ?? (await this.#naivePart());
    return { naive, ours, ratio: ours.orders_per_s / naive.orders_per_s };
  }

  #naivePart(): Promise<Part> {
    const from = this.naivePosted;
    return this.#timed(async () => {
      const posted = await this.#naive.post(
        this.#orders.slice(from, from + this.#size.naiveOrders),
        NAIVE_LIMIT_MS,
      );
      this.naivePosted += posted;
      return posted;
    });
  }

  async #oursPart(): Promise<Part> {
    await this.#ours.enqueue(this.oursPosted + 1, this.oursPosted + this.#size.oursOrders);
    return this.#timed(async () => {
      const { orders, batchMs } = await this.#ours.drain();
      this.oursPosted += orders;
      this.batchMs.push(...batchMs);
      return orders;
    });
  }

  async #timed(work: () => Promise<number>): Promise<Part> {
    const before = readCpu(this.#postmaster);
    const began = performance.now();
    const orders = await work();
    const ms = performance.now() - began;
    const used = cpuBetween(before, readCpu(this.#postmaster));
    const perOrder = (pick: (cpu: Cpu) => number) =>
      used ? Math.round((pick(used) * 1_000) / orders) : null;
    return {
      orders,
      ms: Math.round(ms),
      orders_per_s: rounded((orders * 1_000) / ms, 1),
      cpu_us_per_order: perOrder((cpu) => cpu.server + cpu.database),
      server_cpu_us_per_order: perOrder((cpu) => cpu.server),
    };
  }
}

interface Context {
  readonly cores: number;
  readonly postgres: string;
  readonly rows: Record<string, number>;
}

async function contextOf(owner: pg.Client): Promise<Context> {
  const rows: Record<string, number> = {};
  for (const table of ["orders", "order_line", "commission", "transfer", "account", "naive_transfer"]) {
    const counted = await owner.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
    rows[table] = counted.rows[0]?.rows ?? 0;
  }
  const version = await owner.query<{ server_version: string }>("SHOW server_version");
  return { cores: cpus().length, postgres: version.rows[0]?.server_version ?? "", rows };
}

interface Measured extends Context {
  readonly seed: number;
  readonly size: Size;
  readonly slices: readonly Slice[];
  readonly latencies: readonly number[];
  readonly batchMs: readonly number[];
  readonly books: { readonly ours: Books; readonly naive: Books };
}

function report({ seed, size, slices, latencies, batchMs, books, ...context }: Measured): BenchReport {
  const middle = (pick: (slice: Slice) => number | null) => {
    const values = slices.map(pick).filter((value) => value !== null);
    return values.length === 0 ? null : median(values);
  };
  const side = (name: "naive" | "ours") => ({
    orders_per_s: middle((slice) => slice[name].orders_per_s),
    cpu_us_per_order: middle((slice) => slice[name].cpu_us_per_order),
    server_cpu_us_per_order: middle((slice) => slice[name].server_cpu_us_per_order),
  });
  const naive = { ...side("naive"), connections: CONNECTIONS };
  const ours = { ...side("ours"), batch_ms: rounded(median(batchMs), 1) };
  const ratio = rounded(median(slices.map((slice) => slice.ratio)), 2);
  const cpuRatio =
    naive.cpu_us_per_order === null || ours.cpu_us_per_order === null
      ? null
      : rounded(naive.cpu_us_per_order / ours.cpu_us_per_order, 2);
  const visible = {
    per_second: ARRIVALS_PER_SECOND,
    orders: latencies.length,
    median: rounded(median(latencies), 1),
    p99: rounded(quantile(latencies, 0.99), 1),
  };
  const { promoters, buyers } = size;
  return {
    lines: [
      ...slices.map((slice, index) => `第 ${index + 1} 片  ${describeSlice(slice)}`),
      "",
      `吞吐之比（中位数）  ${ratio} 倍：逐单 ${naive.orders_per_s} 单/秒，我们 ${ours.orders_per_s} 单/秒`,
      `每单 CPU（中位数）  逐单 ${naive.cpu_us_per_order} 微秒，我们 ${ours.cpu_us_per_order} 微秒，省 ${cpuRatio} 倍`,
      "  CPU 取自 /proc/<pid>/stat 的 utime + stime：本进程加上数据库的全部进程（含后台与已结束的）",
      `付款到入账可见      中位数 ${visible.median} 毫秒，p99 ${visible.p99} 毫秒（每 100 毫秒到达 ${ARRIVALS_PER_SECOND / 10} 单，仅供参考）`,
      `两边的账            我们 ${books.ours.orders} 单 ${books.ours.transfers} 笔，逐单 ${books.naive.orders} 单 ${books.naive.transfers} 笔，与订单行快照一致`,
      `环境                ${context.cores} 核，PostgreSQL ${context.postgres}，fsync 开，种子 ${seed}，分销员 ${promoters}（1% 得三分之二），每单 2 行 × 2 个位置`,
      `数据行              ${Object.entries(context.rows)
        .map(([table, rows]) => `${table} ${rows}`)
        .join("，")}`,
    ],
    figures: {
      name: "posting",
      ratio,
      cpu_ratio: cpuRatio,
      naive,
      ours,
      visible_ms: visible,
      slices,
      books,
      seed,
      promoters,
      buyers,
      ...context,
    },
  };
}

function describeSlice({ naive, ours, ratio }: Slice): string {
  const part = ({ orders, ms, orders_per_s, cpu_us_per_order, server_cpu_us_per_order }: Part) =>
    `${orders} 单 ${ms} 毫秒 ${orders_per_s} 单/秒 CPU ${cpu_us_per_order} 微秒/单（本进程 ${server_cpu_us_per_order}）`;
  return `逐单 ${part(naive)} · 我们 ${part(ours)} · ${rounded(ratio, 2)} 倍`;
}
