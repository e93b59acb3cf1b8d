/**
 * The plan simulator: a million order lines under the active plan and two candidates, computed by the worker's own driver in its own
 * process, against a loop that reads and computes one line at a time. The loop runs before and after us, on a sample of the same lines.
 * Beside it somebody uses the shop, without the simulation and with it.
 */
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { preparePlan } from "@banyan/domain";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import { Problem } from "@banyan/tools/launch/problem.ts";
import type { TestDatabase } from "@banyan/tools/test-run/database.ts";
import type pg from "pg";
import { quantile, rounded } from "./measure/sample.ts";
import { withScratch } from "./measure/scratch.ts";
import { drawKeys, type Key, simulateOneByOne } from "./simulation/naive.ts";
import { type Simulated, simulate } from "./simulation/ours.ts";
import { ACTIVE, CANDIDATES, fillShop, type ShopSize } from "./simulation/shop.ts";
import { startVisitors } from "./simulation/visitors.ts";

export const about = "方案试算：一百万订单行、三个方案的用时与内存，与逐行读算之比，以及对商城的影响";

interface Size extends ShopSize {
  /** Lines that the yardstick computes, half before us and half after. */
  readonly naiveLines: number;
  /** How long the shop is watched without a simulation. */
  readonly calmMs: number;
}

const FULL: Size = {
  ...{ lines: 1_000_000, promoters: 5_000, buyers: 100_000, products: 3_000 },
  ...{ naiveLines: 20_000, calmMs: 10_000 },
};
const QUICK: Size = {
  ...{ lines: 5_000, promoters: 100, buyers: 800, products: 120 },
  ...{ naiveLines: 400, calmMs: 200 },
};

const PLANS = [
  { version: 1, name: "当前方案", body: ACTIVE },
  ...CANDIDATES.map((candidate) => ({ version: null, ...candidate })),
];

export function run(options: BenchOptions): Promise<BenchReport> {
  options.say(`种子 ${options.seed} · 正在启动临时数据库`);
  return withScratch((database, owner) => measure(database, owner, options.quick ? QUICK : FULL, options));
}

interface Measured {
  readonly ours: Simulated;
  readonly naiveLinesPerSecond: number;
  readonly calm: readonly number[];
  readonly busy: readonly number[];
}

async function measure(
  database: TestDatabase,
  owner: pg.Client,
  size: Size,
  { seed, say }: BenchOptions,
): Promise<BenchReport> {
  const { url } = database;
  say(`正在准备 ${size.lines} 个订单行`);
  await fillShop(owner, size, seed);
  const keys = await drawKeys(owner, size.naiveLines);
  const half = Math.ceil(keys.length / 2);
  say("正在测量：逐行读算，前一半");
  const before = await timedNaive(owner, keys.slice(0, half));
  say("正在测量：没有试算时的商城");
  const calm = await visited(url, keys, () => sleep(size.calmMs));
  say("正在试算");
  let ours: Simulated | undefined;
  const busy = await visited(url, keys, async () => {
    ours = await simulate(database, owner, PLANS);
  });
  if (!ours) throw new Problem("试算没有结果");
  say("正在测量：逐行读算，后一半");
  const after = await timedNaive(owner, keys.slice(half));
  await checkAnswers(owner, ours);
  const naiveLinesPerSecond = keys.length / (before + after);
  return report({ ours, naiveLinesPerSecond, calm, busy }, size, seed);
}

/** @returns seconds */
async function timedNaive(owner: pg.Client, keys: readonly Key[]): Promise<number> {
  const began = performance.now();
  await simulateOneByOne(
    owner,
    keys,
    PLANS.map(({ body }) => preparePlan(body)),
  );
  return (performance.now() - began) / 1000;
}

/** @returns milliseconds that visitors waited while the work was done */
async function visited(url: string, keys: readonly Key[], work: () => Promise<unknown>): Promise<number[]> {
  const visitors = await startVisitors(url, keys);
  let waited: number[] = [];
  try {
    await work();
  } finally {
    waited = await visitors.stop();
  }
  return waited;
}

/** Nothing is left out, and the active plan gives what the lines were sold with. @throws Problem */
async function checkAnswers(owner: pg.Client, ours: Simulated): Promise<void> {
  const result = await owner.query<{ lines: string; orders: string }>(
    "SELECT (SELECT count(*) FROM order_line) AS lines, (SELECT count(*) FROM orders) AS orders",
  );
  const { lines, orders } = result.rows[0] ?? {};
  if (ours.lines !== Number(lines) || ours.orders !== Number(orders))
    throw new Problem(`试算了 ${ours.lines} 行 ${ours.orders} 单，应为 ${lines} 行 ${orders} 单`);
  if (ours.totals[0] !== ours.granted)
    throw new Problem(`当前方案算出 ${ours.totals[0]} 分，而实际让出 ${ours.granted} 分`);
}

function report({ ours, naiveLinesPerSecond, calm, busy }: Measured, size: Size, seed: number): BenchReport {
  const linesPerSecond = ours.lines / ours.seconds;
  const ratio = rounded(linesPerSecond / naiveLinesPerSecond, 2);
  const waits = (sample: readonly number[]) => ({
    visits: sample.length,
    median: rounded(quantile(sample, 0.5), 2),
    p95: rounded(quantile(sample, 0.95), 2),
    p99: rounded(quantile(sample, 0.99), 2),
  });
  const shop = { calm_ms: waits(calm), busy_ms: waits(busy) };
  const cpu = ours.cpu && {
    process: rounded(ours.cpu.process, 1),
    database: rounded(ours.cpu.database, 1),
  };
  const told = (one: ReturnType<typeof waits>) => `中位数 ${one.median}，p95 ${one.p95}，p99 ${one.p99} 毫秒`;
  return {
    lines: [
      `试算            ${ours.lines} 行 × ${ours.totals.length} 个方案，${rounded(ours.seconds, 1)} 秒，${Math.round(linesPerSecond)} 行/秒`,
      `试算的 CPU      本进程 ${cpu?.process ?? "？"} 秒，数据库 ${cpu?.database ?? "？"} 秒（含来访的人），两者轮流，不同时占两个核`,
      `试算进程内存    峰值 ${ours.peakMb ?? "（没有 /proc）"} MB`,
      `逐行读算        ${Math.round(naiveLinesPerSecond)} 行/秒，我们是它的 ${ratio} 倍`,
      `商城，没有试算  ${told(shop.calm_ms)}（${calm.length} 次）`,
      `商城，正在试算  ${told(shop.busy_ms)}（${busy.length} 次）`,
      `核对            行数与单数相同；当前方案算出的与实际让出的相同，${ours.granted} 分`,
      `环境            ${cpus().length} 核，fsync 开，种子 ${seed}，分销员 ${size.promoters}，顾客 ${size.buyers}，商品 ${size.products}`,
    ],
    figures: {
      name: "simulation",
      ratio,
      seconds: rounded(ours.seconds, 2),
      lines_per_s: Math.round(linesPerSecond),
      cpu_s: cpu,
      peak_rss_mb: ours.peakMb,
      naive_lines_per_s: Math.round(naiveLinesPerSecond),
      shop,
      lines: ours.lines,
      orders: ours.orders,
      plans: ours.totals.length,
      totals_fen: ours.totals,
      granted_fen: ours.granted,
      seed,
      cores: cpus().length,
    },
  };
}
