/**
 * Pages from ready bytes against a bare node:http server that answers the same bytes, in turns, in one process; the load comes from
 * another. A core's requests a second are counted by the CPU that the serving process takes, so a client that is slower than the server
 * changes nothing. Beside it: how long after an edit the shop still shows what was before.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus } from "node:os";
import { openShop, type Shop } from "@banyan/tests/support/shop.ts";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import { Problem } from "@banyan/tools/launch/problem.ts";
import { startTestDatabase } from "@banyan/tools/test-run/database.ts";
import { editThenLook } from "./fast-lane/edits.ts";
import { type Load, load } from "./fast-lane/load.ts";
import { median, rounded } from "./measure/sample.ts";

export const about = "列表与商品页（现成字节）：与直接用 node:http 返回同样字节之比；修改后多久看得到";

interface Page {
  readonly name: string;
  readonly path: string;
}
interface Slice {
  readonly bare: Load;
  readonly ours: Load;
}

export async function run({ quick, seed, say }: BenchOptions): Promise<BenchReport> {
  const database = await startTestDatabase();
  process.env["BANYAN_TEST_PG"] = database.url;
  try {
    const shop = await openShop({ name: "fast_lane", worker: false });
    try {
      say("正在上架 40 件商品");
      const pages = await stock(shop);
      const measured = [];
      for (const page of pages) measured.push(await measure(shop, page, quick, say));
      say("正在修改商品，看多久能看到");
      const stale = await editThenLook(shop, quick ? 3 : 40);
      return report(measured, stale, seed);
    } finally {
      await shop.close();
    }
  } finally {
    await database.remove();
  }
}

/** A list of twenty and a product with what a real one has to say. */
async function stock(shop: Shop): Promise<Page[]> {
  const made = [];
  for (let at = 0; at < 40; at += 1)
    made.push(await shop.product({ name: `云岭古树红茶 ${at + 1} 号 · 手工采摘`, skus: SIX_SKUS }));
  const first = made[0] ?? nothing();
  const { console } = shop.owner.api;
  const {
    state: _,
    created_at: __,
    updated_at: ___,
    ...product
  } = await console.catalog.get({ product_id: first.id });
  await console.catalog.update({
    ...product,
    product_id: first.id,
    skus: product.skus.map((sku) => ({ ...sku, stock: 0 })),
    detail: Array.from({ length: 30 }, (_value, at) => ({
      kind: "text",
      text: `第 ${at + 1} 段：${"山里的云雾养出来的茶。".repeat(12)}`,
    })),
  });
  await shop.services.versions.refresh();
  return [
    { name: "列表", path: "/api/v1/products?limit=20" },
    { name: "商品", path: `/api/v1/products/${first.id}` },
  ];
}
const SIX_SKUS = Array.from({ length: 6 }, (_, at) => ({ price: 5_800 + at * 1_000, stock: 100 }));

function nothing(): never {
  throw new Problem("没有商品");
}

interface Measured extends Page {
  readonly bytes: number;
  readonly slices: readonly Slice[];
}

async function measure(
  shop: Shop,
  page: Page,
  quick: boolean,
  say: (line: string) => void,
): Promise<Measured> {
  const url = `${shop.url}${page.path}`;
  const answer = await fetch(url);
  const body = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200 || body.length < 1_000) throw new Problem(`${page.name}：${answer.status}`);
  const bare = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.end(body);
  });
  bare.listen(0, "127.0.0.1");
  await once(bare, "listening");
  try {
    const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}${page.path}`;
    const amount = quick ? 500 : 20_000;
    const slices: Slice[] = [];
    const { length } = shop.requests;
    for (let slice = 0; slice < (quick ? 4 : 8); slice += 1) {
      const one = {
        bare: await load(bareUrl, amount, body.length),
        ours: await load(url, amount, body.length),
      };
      // The first warms both.
      if (slice > 0) slices.push(one);
      say(
        `${page.name} ${body.length} 字节 · ${slice === 0 ? "热身" : `第 ${slice} 片`}  直接 ${words(one.bare)} · 我们 ${words(one.ours)}`,
      );
    }
    // Bytes live for 30 s; nearly all answers must have come from them.
    const made = shop.requests.length - length;
    if (made > (quick ? 5 : 40)) throw new Problem(`${page.name}：${made} 次没有现成字节`);
    return { ...page, bytes: body.length, slices };
  } finally {
    bare.close();
    bare.closeAllConnections();
  }
}

const words = ({ perSecond, cpuUs }: Load) =>
  `${Math.round(perSecond)} 次/秒，CPU ${cpuUs.toFixed(1)} 微秒/次`;

function report(pages: readonly Measured[], stale: readonly number[], seed: number): BenchReport {
  const each = pages.map(({ name, bytes, slices }) => ({
    ...{ page: name, bytes },
    ratio: rounded(median(slices.map(({ bare, ours }) => bare.cpuUs / ours.cpuUs)), 2),
    throughput_ratio: rounded(median(slices.map(({ bare, ours }) => ours.perSecond / bare.perSecond)), 2),
    bare: sideOf(slices.map(({ bare }) => bare)),
    ours: sideOf(slices.map(({ ours }) => ours)),
  }));
  const ratio = Math.min(...each.map((page) => page.ratio));
  const worst = Math.max(...stale);
  return {
    lines: [
      ...each.map(
        (page) =>
          `${page.page}（${page.bytes} 字节）  一核能答之比 ${page.ratio}（同一客户端下吞吐之比 ${page.throughput_ratio}）：直接 ${page.bare.cpu_us} 微秒/次，我们 ${page.ours.cpu_us} 微秒/次`,
      ),
      `修改之后仍看到旧内容  最久 ${worst.toFixed(0)} 毫秒，中位数 ${median(stale).toFixed(0)} 毫秒，修改 ${stale.length} 次`,
    ],
    figures: {
      name: "fast-lane",
      ratio,
      pages: each,
      stale_ms: { edits: stale.length, median: rounded(median(stale), 0), worst: rounded(worst, 0) },
      seed,
      cores: cpus().length,
    },
  };
}

const sideOf = (loads: readonly Load[]) => ({
  per_s: rounded(median(loads.map(({ perSecond }) => perSecond)), 0),
  cpu_us: rounded(median(loads.map(({ cpuUs }) => cpuUs)), 1),
});
