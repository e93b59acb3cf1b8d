/**
 * Pages of a promoter with 100,000 customers and a million commissions, and of the console about them, against the same pages of one with
 * a thousand commissions in the same shop, opened in turns over HTTP. The ratio is that of the worst page.
 */
import { cpus } from "node:os";
import { FULL, partOf, type Size } from "@banyan/tests/size/fill.ts";
import type { Page } from "@banyan/tests/size/page.ts";
import { PAGES } from "@banyan/tests/size/pages.ts";
import { addWork, planOf, statementsOf, type Work, workOf } from "@banyan/tests/size/reading.ts";
import { openScene, type Scene, type Subject } from "@banyan/tests/size/scene.ts";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import { startTestDatabase } from "@banyan/tools/test-run/database.ts";
import { median, quantile, rounded } from "./measure/sample.ts";

export const about = "十万顾客、百万佣金的分销员：每个页面的语句、用时与读取行数，与千笔佣金的分销员之比";

const QUICK_PART = 400;

interface Measured {
  readonly name: string;
  readonly statements: number;
  readonly work: Work;
  readonly large: readonly number[];
  readonly small: readonly number[];
  readonly ratio: number;
}

export async function run({ quick, seed, say }: BenchOptions): Promise<BenchReport> {
  const database = await startTestDatabase();
  process.env["BANYAN_TEST_PG"] = database.url;
  try {
    const size = quick ? partOf(FULL, QUICK_PART) : FULL;
    say("正在造数");
    const scene = await openScene(size, say);
    try {
      const pages: Measured[] = [];
      for (const page of PAGES) pages.push(await measure(scene, page, quick ? 2 : 25));
      return report(pages, size, seed);
    } finally {
      await scene.close();
    }
  } finally {
    await database.remove();
  }
}

async function measure(scene: Scene, [name, , , open]: Page, visits: number): Promise<Measured> {
  const timed = async (who: Subject) => {
    const began = performance.now();
    await open(who, scene.clerk);
    return performance.now() - began;
  };
  await timed(scene.large);
  await timed(scene.small);
  const [large, small]: number[][] = [[], []];
  for (let visit = 0; visit < visits; visit += 1) {
    large?.push(await timed(scene.large));
    small?.push(await timed(scene.small));
  }
  const sent = await statementsOf(() => open(scene.large, scene.clerk));
  const works: Work[] = [];
  for (const statement of sent) works.push(workOf(await planOf(scene.looking, statement)));
  const [of = [], beside = []] = [large, small];
  return {
    name,
    statements: sent.length,
    work: addWork(works),
    large: of,
    small: beside,
    ratio: median(of) / median(beside),
  };
}

function report(pages: readonly Measured[], size: Size, seed: number): BenchReport {
  const worst = pages.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  const ms = (values: readonly number[]) =>
    `${median(values).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)}`;
  const lines = pages.map(
    ({ name, statements, work, large, small, ratio }) =>
      `${name.padEnd(44)} ${statements} 条  ${ms(large).padStart(12)} ms  小 ${ms(small).padStart(12)} ms  × ${ratio.toFixed(1).padStart(4)}  行 ${String(work.rows).padStart(5)}  仅索引 ${String(work.indexRows).padStart(6)}  页 ${work.buffers}`,
  );
  return {
    lines: [
      `顾客 ${size.customers} 位，佣金 ${size.commissions} 笔；对照：100 位、1000 笔。p50 / p95`,
      ...lines,
      `最差的页面：${worst.name}，× ${worst.ratio.toFixed(1)}`,
    ],
    figures: {
      name: "promoter-pages",
      ratio: rounded(worst.ratio, 2),
      worst: worst.name,
      worst_ms: rounded(Math.max(...pages.map(({ large }) => median(large))), 1),
      customers: size.customers,
      commissions: size.commissions,
      pages: pages.map(({ name, statements, work, large, small, ratio }) => ({
        ...{ page: name, statements, rows: work.rows, index_rows: work.indexRows, buffers: work.buffers },
        ...{ p50_ms: rounded(median(large), 2), p95_ms: rounded(quantile(large, 0.95), 2) },
        ...{ small_p50_ms: rounded(median(small), 2), ratio: rounded(ratio, 2) },
      })),
      seed,
      cores: cpus().length,
    },
  };
}
