/**
 * Search in a shop of 100,000 products: a mix of what people type (pinyin, typos, one character, filters, orders, far pages) is asked of the
 * shop's own list, cards included, in process; the words of a fixed list are asked of other ways to search as well. The yardstick is the
 * scan with ILIKE that the shop had before, in the same run and in turns; the ratio is how many times as long it takes (median of the words).
 */
import { randomBytes } from "node:crypto";
import { cpus, tmpdir } from "node:os";
import { listProducts } from "@banyan/server/catalog/cards.ts";
import { compose } from "@banyan/server/compose.ts";
import { createLogger } from "@banyan/server/http/log.ts";
import type { Services } from "@banyan/server/services.ts";
import type { Goods } from "@banyan/testkit/generate/goods.ts";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import type pg from "pg";
import { median, quantile, randomFrom, rounded } from "./measure/sample.ts";
import { withScratch } from "./measure/scratch.ts";
import { fillShop } from "./search/fill.ts";
import { type Asked, drawMix, MEANT } from "./search/mix.ts";
import { arrayWay, engineWay, scanWay, trigramWay, type Way } from "./search/ways.ts";

export const about =
  "十万商品的中文搜索：召回、p50 与 p95、内存、建立与更新用时，与逐行 ILIKE 及其他做法相比";

const FULL = { products: 100_000, asked: 1_500, rounds: 3 };
const QUICK = { products: 2_000, asked: 100, rounds: 1 };
/** The scan takes a second a word. */
const SCANNED_ROUNDS = 1;
const FIRST = 20;

interface Measured {
  readonly name: string;
  readonly recall: number;
  readonly typos: number;
  readonly times: readonly number[];
  readonly buildMs: number;
  readonly mb: number;
}

export const run = ({ quick, seed, say }: BenchOptions): Promise<BenchReport> =>
  withScratch(async ({ url }, owner) => {
    const size = quick ? QUICK : FULL;
    const random = randomFrom(seed);
    say(`正在造 ${size.products} 件商品`);
    const { goods } = await fillShop(owner, size.products, random);
    const config = {
      host: "127.0.0.1",
      port: 0,
      publicUrl: "http://127.0.0.1",
      dataDir: tmpdir(),
      demo: null,
    };
    const log = createLogger((line) => process.stderr.write(line));
    const shop = compose({ ...config, role: "http", databaseUrl: url }, randomBytes(32), log);
    try {
      const own = ownWay(shop.services);
      const ways = [own, arrayWay(owner, goods), trigramWay(owner, goods), engineWay(goods), scanWay(owner)];
      const measured: Measured[] = [];
      for (const way of ways) {
        measured.push(await measure(way, goods, way === ways.at(-1) ? SCANNED_ROUNDS : size.rounds));
        say(lineOf(measured.at(-1) as Measured));
      }
      say("正在测混合查询");
      const before = process.cpuUsage();
      const mix = await timesOf(shop.services, drawMix(random, size.asked));
      const { user, system } = process.cpuUsage(before);
      const cpuMs = (user + system) / 1000 / mix.length;
      const fresh = await freshness(shop.services, owner, quick ? 5 : 30);
      return report({ measured, mix, cpuMs, fresh, products: size.products, seed });
    } finally {
      await shop.close();
    }
  });

/** The shop's own: ids from its index, cards from the database. */
function ownWay(services: Services): Way {
  return {
    name: "内存索引（本店）",
    async build() {
      const before = process.memoryUsage();
      await services.search.index.warm();
      return Math.max(0, process.memoryUsage().rss - before.rss) / 1e6;
    },
    async ask(q) {
      const list = await listProducts(services, { q, sort: "recommended", limit: FIRST }, null);
      return list.items.map(({ id }) => Number(id));
    },
  };
}

async function measure(way: Way, goods: readonly Goods[], rounds: number): Promise<Measured> {
  const began = performance.now();
  const mb = await way.build();
  const buildMs = performance.now() - began;
  const times: number[] = [];
  const recalls: { kind: string; recall: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, q, meant] of MEANT) {
      const asked = performance.now();
      const ids = await way.ask(q);
      times.push(performance.now() - asked);
      if (round > 0) continue;
      const there = goods.filter(({ name }) => meant.test(name)).length;
      const right = ids.filter((id) => meant.test(goods[id - 1]?.name ?? "")).length;
      if (there > 0) recalls.push({ kind, recall: right / Math.min(there, FIRST) });
    }
  }
  const mean = (of: readonly { recall: number }[]) =>
    of.reduce((sum, { recall }) => sum + recall, 0) / Math.max(1, of.length);
  const typos = recalls.filter(({ kind }) => /错|少/.test(kind));
  return { name: way.name, recall: mean(recalls), typos: mean(typos), times, buildMs, mb };
}

async function timesOf(services: Services, mix: readonly Asked[]): Promise<number[]> {
  const times: number[] = [];
  for (const { page, ...asked } of mix) {
    let cursor: string | undefined;
    for (let at = 1; at <= page; at += 1) {
      const began = performance.now();
      const list = await listProducts(services, { ...asked, cursor, limit: FIRST }, null);
      if (at === page || list.next_cursor === null) times.push(performance.now() - began);
      if (list.next_cursor === null) break;
      cursor = list.next_cursor;
    }
  }
  return times;
}

/** From the commit of an edit until a search finds it, in a process that is told by the version it polls. */
async function freshness(services: Services, owner: pg.Client, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let at = 1; at <= times; at += 1) {
    const name = `改名第${at}回的${randomBytes(3).toString("hex")}`;
    await owner.query("UPDATE product SET name = $1, updated_at = now() WHERE id = $2", [name, at]);
    await owner.query("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
    const began = performance.now();
    for (;;) {
      const { items } = await listProducts(services, { q: name, sort: "recommended", limit: 1 }, null);
      if (items[0]?.name === name) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    took.push(performance.now() - began);
  }
  return took;
}

const ms = (of: readonly number[]) => `p50 ${median(of).toFixed(1)}  p95 ${quantile(of, 0.95).toFixed(1)} ms`;
const percent = (of: number) => `${(of * 100).toFixed(0)}%`;

function lineOf({ name, recall, typos, times, buildMs, mb }: Measured): string {
  return `${name.padEnd(20)} 召回 ${percent(recall)}（错字 ${percent(typos)}）  ${ms(times)}  建立 ${(buildMs / 1000).toFixed(1)} s  ${mb.toFixed(0)} MB`;
}

function report(p: {
  measured: readonly Measured[];
  mix: readonly number[];
  /** Of this process, an answer on average, pages on the way to a far one included. */
  cpuMs: number;
  fresh: readonly number[];
  products: number;
  seed: number;
}): BenchReport {
  const [own, scan] = [p.measured[0], p.measured.at(-1)];
  if (own === undefined || scan === undefined) throw new RangeError("nothing was measured");
  return {
    lines: [
      `商品 ${p.products} 件，词表 ${MEANT.length} 个；召回：前 20 件里该有的有多少`,
      ...p.measured.map(lineOf),
      `混合查询 ${p.mix.length} 次（含筛选、排序、翻页）  ${ms(p.mix)}，每次 CPU ${p.cpuMs.toFixed(1)} ms`,
      `改动到能搜到  ${ms(p.fresh)}`,
    ],
    figures: {
      name: "search",
      ratio: rounded(median(scan.times) / median(own.times), 1),
      products: p.products,
      mix_ms: {
        asked: p.mix.length,
        cpu: rounded(p.cpuMs, 2),
        p50: rounded(median(p.mix), 2),
        p95: rounded(quantile(p.mix, 0.95), 2),
      },
      fresh_ms: { p50: rounded(median(p.fresh), 1), p95: rounded(quantile(p.fresh, 0.95), 1) },
      ways: p.measured.map(({ name, recall, typos, times, buildMs, mb }) => ({
        ...{ way: name, recall: rounded(recall, 3), typo_recall: rounded(typos, 3) },
        ...{ p50_ms: rounded(median(times), 2), p95_ms: rounded(quantile(times, 0.95), 2) },
        ...{ build_s: rounded(buildMs / 1000, 2), mb: rounded(mb, 0) },
      })),
      seed: p.seed,
      cores: cpus().length,
    },
  };
}
