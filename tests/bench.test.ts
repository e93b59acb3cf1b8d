/** The benches run and check the answers of both sides. What they measure is nobody's promise, so no time is asserted here. */
import { spawnSync } from "node:child_process";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { expect, test } from "vitest";

function bench(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const shell = process.platform === "win32";
  return spawnSync("npm", ["run", "-s", "bench", "--", ...words], { cwd: ROOT, encoding: "utf8", shell });
}

const side = expect.objectContaining({
  orders_per_s: expect.any(Number),
  cpu_us_per_order: expect.any(Number),
  server_cpu_us_per_order: expect.any(Number),
});
const part = expect.objectContaining({ orders: expect.any(Number), ms: expect.any(Number) });

test("bench/posting: the last line holds its figures, after both sides' books were found right", () => {
  const { status, stdout, stderr } = bench("posting", "--quick", "--seed", "7");
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  expect(stderr).toContain("种子 7");
  const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Record<string, unknown>;
  expect(figures).toMatchObject({
    name: "posting",
    ratio: expect.any(Number),
    cpu_ratio: expect.any(Number),
    naive: side,
    ours: side,
    tpcb_ratio: expect.any(Number),
    tpcb: { scale: 1, clients: expect.any(Number), per_s: expect.any(Number) },
    aged: null,
    slices: Array.from({ length: 7 }, () => ({
      naive: part,
      ours: part,
      ratio: expect.any(Number),
      tpcb: part,
      tpcb_ratio: expect.any(Number),
    })),
    visible_ms: { orders: 250, median: expect.any(Number), p99: expect.any(Number) },
    seed: 7,
    cores: expect.any(Number),
    postgres: expect.stringMatching(/^\d+\.\d/),
  });
  // 8 pairs of 40 and 200 orders, and 250 that arrive; two lines of two positions each.
  expect(figures["books"]).toEqual({
    naive: bookOf(320),
    ours: bookOf(1_850),
  });
});

test("bench/simulation: every line computed, the active plan as it was granted, and the shop beside it", () => {
  const { status, stdout, stderr } = bench("simulation", "--quick", "--seed", "7");
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Record<string, unknown>;
  const waits = expect.objectContaining({ visits: expect.any(Number), p95: expect.any(Number) });
  expect(figures).toMatchObject({
    ...{ name: "simulation", ratio: expect.any(Number), seconds: expect.any(Number) },
    ...{ lines: 5_000, orders: 2_000, plans: 3, seed: 7 },
    shop: { calm_ms: waits, busy_ms: waits },
  });
  expect((figures["totals_fen"] as number[])[0]).toBe(figures["granted_fen"]);
});

test("bench/promoter-pages: every page with its statements, rows and times, beside the small promoter's", () => {
  const { status, stdout, stderr } = bench("promoter-pages", "--quick", "--seed", "7");
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Record<string, unknown>;
  expect(figures).toMatchObject({
    ...{ name: "promoter-pages", ratio: expect.any(Number), worst: expect.any(String), seed: 7 },
    ...{ customers: 250, commissions: 2_500 },
  });
  expect(figures["pages"]).toContainEqual({
    ...{ page: "commission.list · settled deep", statements: 1, rows: expect.any(Number), index_rows: 0 },
    ...{ buffers: expect.any(Number), p50_ms: expect.any(Number), p95_ms: expect.any(Number) },
    ...{ small_p50_ms: expect.any(Number), ratio: expect.any(Number) },
  });
});

test("bench/stock: exactly as many holds as units, everybody else refused, beside a row lock per hold", () => {
  const { status, stdout, stderr } = bench("stock", "--quick", "--json");
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const figures = JSON.parse(stdout) as Record<string, unknown>;
  const kind = {
    ratio: expect.any(Number),
    ours: expect.objectContaining({ per_s: expect.any(Number), p99_ms: expect.any(Number) }),
    naive: expect.objectContaining({ statements_per_100: expect.any(Number) }),
  };
  expect(figures).toMatchObject({
    ...{ name: "stock", ratio: expect.any(Number), refusal_ratio: expect.any(Number) },
    ...{ courses: 1, units: 128, buyers: 512, at_once: 64, holds: 128, refusals: 384 },
    held: { ...kind, slices: 2 },
    refused: { ...kind, slices: 6 },
  });
});

test("bench/search: five ways with recall and times, ours the best at finding what was meant", () => {
  const { status, stdout, stderr } = bench("search", "--quick", "--seed", "7");
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as {
    ways: { recall: number; typo_recall: number }[];
  };
  const times = expect.objectContaining({ p50: expect.any(Number), p95: expect.any(Number) });
  expect(figures).toMatchObject({
    ...{
      name: "search",
      ratio: expect.any(Number),
      products: 2_000,
      mix_ms: times,
      fresh_ms: times,
      seed: 7,
    },
  });
  const [own, ...others] = figures.ways;
  expect(others.length).toBe(4);
  for (const other of others) expect(own?.recall).toBeGreaterThan(other.recall);
  expect(own?.typo_recall).toBeGreaterThan(0.8);
});

function bookOf(orders: number) {
  return {
    orders,
    transfers: orders * 4,
    sum_fen: expect.any(Number),
    oracle_fen: expect.any(Number),
    wrong: 0,
  };
}

test("without a name, or with an unknown one, the benches are listed", () => {
  for (const words of [[], ["nonesuch"]]) {
    const { status, stdout, stderr } = bench(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^ {2}posting +\S/m);
  }
});

test("bench/fast-lane: list and product page from ready bytes, and how long an edit stays unseen", () => {
  const { status, stdout, stderr } = bench("fast-lane", "--quick", "--seed", "7");
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Record<string, unknown>;
  console.log(stdout);
  const side = { per_s: expect.any(Number), cpu_us: expect.any(Number) };
  const page = { ratio: expect.any(Number), bytes: expect.any(Number), bare: side, ours: side };
  expect(figures).toMatchObject({
    ...{ name: "fast-lane", ratio: expect.any(Number), seed: 7 },
    pages: [page, page],
    stale_ms: { edits: 3, worst: expect.any(Number) },
  });
});

/** Of server and database together; 7 ms on a quiet machine, twenty times that where nothing is wrong but the machine. */
const CART_TO_PAID_CPU_MS = 140;

test("bench/checkout: an order's statements and CPU from cart to paid, beside a statement per row", () => {
  const { status, stdout, stderr } = bench("checkout", "--quick", "--seed", "7");
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as {
    ours: { statements: number; cpu_ms: number | null };
  };
  console.log(stdout);
  const side = { statements: expect.any(Number), cpu_ms: expect.any(Number) };
  expect(figures).toMatchObject({
    ...{ name: "checkout", ratio: expect.any(Number), ours: side, naive: side, orders: 48, seed: 7 },
  });
  expect(figures.ours.statements).toBeLessThanOrEqual(12);
  expect(figures.ours.cpu_ms).toBeLessThan(CART_TO_PAID_CPU_MS);
});
