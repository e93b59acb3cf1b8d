/** The simulator over HTTP: what may be asked and what comes out, by hand. */

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ACTIVE, openSimulations, SAVING, type Simulations } from "./simulation.ts";

let all: Simulations;
beforeAll(async () => {
  all = await openSimulations("simulation");
});
afterAll(() => all.shop.close());
beforeEach(() => all.clear());

test("the active plan costs what was granted, and all ways of adding it up agree", async () => {
  const { simulation, result } = await all.simulated({ candidates: [{ name: "自购省", body: SAVING }] });
  expect(simulation).toMatchObject({ state: "done", done: 2, total: 2, error: "" });
  if (!result) throw new Error("no result");
  expect([result.orders, result.lines, result.net_fen]).toEqual([2, 3, 19_999]);
  const { total, ...kinds } = result.granted;
  // The first line: 999 and, cut by the cap, 100; the second: the inviter stands at 1 and gets 1000, of which 750 stay.
  expect(total).toEqual({ fen: 2099, kept_fen: 1849 });
  expect(result.plans[0]).toMatchObject({ total, discount: kinds.discount, referral: kinds.referral });
  for (const [index, plan] of result.plans.entries()) {
    for (const slices of [
      result.by_position,
      result.by_tier,
      result.by_root,
      result.by_leaf,
      result.by_product,
    ]) {
      const sum = (of: "fen" | "kept_fen") =>
        slices.reduce((all, { plans }) => all + (plans[index]?.[of] ?? 0), 0);
      expect([sum("fen"), sum("kept_fen")]).toEqual([plan.total.fen, plan.total.kept_fen]);
    }
    const byKind = plan.discount.fen + plan.self.fen + plan.referral.fen + plan.team.fen;
    expect(byKind).toBe(plan.total.fen);
    expect(plan.histogram.reduce((a, b) => a + b)).toBe(3);
  }
  expect(result.by_root.map(({ name }) => name)).toEqual(["菌子"]);
  expect(result.by_leaf.map(({ name }) => name)).toEqual(["松茸"]);
});

test("a candidate by hand: 自购省, who wins, who loses, the cap, the margin and the worst line", async () => {
  const { result } = await all.simulated({ candidates: [{ name: "自购省", body: SAVING }] });
  const plan = result?.plans[1];
  // Line 1: 6 % of 9,999 twice. Line 2: D = 800, base 9,200, the inviter at 2 gets 552; a quarter of it was refunded.
  expect(plan).toMatchObject({
    discount: { fen: 800, kept_fen: 600 },
    referral: { fen: 1750, kept_fen: 1612 },
    total: { fen: 2550, kept_fen: 2212 },
    cost_bps: 1275,
    cut: { lines: 0, fen: 0 },
    margin_fen: 19_999 - 14_000 - 2550,
    over_margin: { lines: 1, fen: 1198 - 999 },
  });
  expect(result?.plans[0]?.cut).toEqual({ lines: 1, fen: 199 });
  // 阿依: 599 + 600 saved against 999; her inviter: 599 + 414 against 100 + 750.
  expect(plan?.against).toMatchObject({
    winners: {
      count: 2,
      fen: 363,
      top: [
        { promoter: { id: all.promoters[0], nickname: "阿依" }, active_fen: 999, fen: 1199 },
        { active_fen: 850, fen: 1013 },
      ],
    },
    losers: { count: 0, fen: 0, top: [] },
    same: 0,
  });
  expect(plan?.spread).toMatchObject({ count: 2, fen: 2212 });
  expect(result?.worst).toHaveLength(1);
  expect(result?.worst[0]).toMatchObject({
    product_name: "松茸",
    margin_fen: 999,
    worst_of: [0, 1],
    plans: [
      {
        total_fen: 1099,
        limit_fen: 1099,
        shares: [
          { gross_fen: 999, fen: 999 },
          { gross_fen: 299, fen: 100 },
        ],
      },
      {
        total_fen: 1198,
        shares: [
          {
            promoter: { nickname: "阿依" },
            tier_name: "经销商",
            rule_text: "全部商品：第 1 位得计佣金额的 6%",
            formula: "¥99.99 × 6% = ¥5.99",
          },
          {},
        ],
      },
    ],
  });
});

test("a result is three statements, a list two", async () => {
  const { simulation } = await all.simulated({ candidates: [{ name: "自购省", body: SAVING }] });
  const cost = async (path: string) => {
    await all.owner.call("GET", path);
    return all.shop.requests.findLast((request) => request.path === `/api/v1${path}`)?.statements;
  };
  expect(await cost(`/console/simulations/${simulation.id}`)).toBe(3);
  expect(await cost("/console/simulations")).toBe(2);
});

test("a saved version may be a candidate, and its name and body stay as they were", async () => {
  const version = await all.addVersion("draft");
  const { body } = await all.start({ candidates: [{ version }] });
  await all.shop.sql("UPDATE plan SET body = $2, name = '改过了' WHERE version = $1", [
    version,
    JSON.stringify(ACTIVE),
  ]);
  await all.drive();
  const { simulation, bodies, result } = await all.get(body.id);
  expect(simulation.plans).toEqual([
    { version: 1, name: "初始方案" },
    { version, name: "去年的方案" },
  ]);
  expect(bodies[1]?.sentences[0]).toContain("8%");
  expect(result?.plans[1]?.total.fen).toBe(2550);
});

test("no orders: a result of nothing", async () => {
  const { simulation, result } = await all.simulated({ period: { from: "2019-01-01", to: "2019-01-31" } });
  expect(simulation).toMatchObject({ state: "done", done: 0, total: 0 });
  expect(result).toMatchObject({ orders: 0, lines: 0, worst: [], by_product: [], costed: { lines: 0 } });
  expect(result?.plans[0]).toMatchObject({ cost_bps: 0, spread: { count: 0, quantiles: [] } });
});

test("the period counts business dates of payment, both inside", async () => {
  const of = async (from: string, to: string) =>
    (await all.simulated({ period: { from, to } })).result?.orders;
  expect([
    await of("2020-03-01", "2020-03-01"),
    await of("2020-03-02", "2020-03-31"),
    await of("2019-03-02", "2020-03-01"),
  ]).toEqual([1, 0, 1]);
});

test.each<[string, () => Promise<Record<string, unknown>>, object]>([
  [
    "backwards",
    async () => ({ period: { from: "2026-02-02", to: "2026-02-01" } }),
    { code: "period_backwards", field: "period.to" },
  ],
  [
    "over three years",
    async () => ({ period: { from: "2023-02-01", to: "2026-02-01" } }),
    { code: "period_too_long", field: "period.from" },
  ],
  ["a period of another shape", async () => ({ period: { days: 8 } }), { code: "invalid_input" }],
  [
    "three candidates",
    async () => ({ candidates: [1, 2, 3].map((n) => ({ name: `方案 ${n}`, body: SAVING })) }),
    { code: "invalid_input", message: "候选方案最多 2 个" },
  ],
  [
    "an unknown version",
    async () => ({ candidates: [{ version: 999_999 }] }),
    { code: "unknown_candidate", field: "candidates.0" },
  ],
  ["the active version", async () => ({ candidates: [{ version: 1 }] }), { code: "candidate_is_active" }],
  [
    "one version twice",
    async () => {
      const version = await all.addVersion("retired");
      return { candidates: [{ version }, { version }] };
    },
    { code: "candidate_twice", field: "candidates.1" },
  ],
  [
    "a draft that was thrown away",
    async () => {
      const version = await all.addVersion("draft");
      await all.shop.sql("UPDATE plan SET discarded_at = now() WHERE version = $1", [version]);
      return { candidates: [{ version }] };
    },
    { code: "unknown_candidate" },
  ],
  [
    "rules that tie",
    async () => ({
      candidates: [
        { name: "好的", body: SAVING },
        {
          name: "夏季",
          body: { ...SAVING, rules: [...SAVING.rules, { id: "z", scope: "all", position: 1, rate_bps: 1 }] },
        },
      ],
    }),
    {
      code: "plan_refused",
      field: "candidates.1.body.rules[3]",
      message: expect.stringMatching(/^夏季：第 4 条规则与第 2 条「.*」冲突/),
    },
  ],
  [
    "a saved version that the check refuses",
    async () => ({
      candidates: [
        {
          version: await all.addVersion("draft", { ...SAVING, depth: 1, team_bonus: { rates: { "1": 1 } } }),
        },
      ],
    }),
    { code: "plan_refused", message: "去年的方案：只有一层时团队奖发不到任何人" },
  ],
])("refused: %s", async (_, asked, refusal) => {
  const { status, body } = await all.start(await asked());
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body).toMatchObject(refusal);
  expect(await all.shop.sql("SELECT id FROM simulation WHERE state = 'queued'")).toEqual([]);
});

test("exactly three years may be asked for", async () => {
  expect((await all.start({ period: { from: "2023-02-02", to: "2026-02-01" } })).status).toBe(200);
});
