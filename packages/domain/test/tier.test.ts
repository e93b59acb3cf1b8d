/** Rules of tiers: one line per case, the last word is the expected result. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkLadder,
  describeCondition,
  describeKeep,
  dueKeepTest,
  implies,
  type KeepRule,
  type LadderTier,
  nextKeepTest,
  refuseSeed,
  type TierCondition,
  type TierFigures,
  tierProgress,
} from "../src/index.ts";

const rule = (change: Partial<TierCondition> = {}): TierCondition => ({
  ...{ days: 30, match: "all", own_sales_fen: 500_000 },
  ...change,
});
const keep = (change: Partial<KeepRule> = {}): KeepRule => ({ ...rule(), cycle: "days", ...change });
const figures = (change: Partial<TierFigures> = {}): TierFigures => ({
  ...{ own_sales: 0n, own_orders: 0n, team_sales: 0n, team_orders: 0n },
  ...change,
});

describe("tierProgress", () => {
  const cases: [string, Partial<TierCondition>, Partial<TierFigures>, boolean][] = [
    ["just short", {}, { own_sales: 499_999n }, false],
    ["just reached", {}, { own_sales: 500_000n }, true],
    ["one of two, all wanted", { own_orders: 20 }, { own_sales: 500_000n, own_orders: 19n }, false],
    ["both, all wanted", { own_orders: 20 }, { own_sales: 500_000n, own_orders: 20n }, true],
    ["one of two, any wanted", { own_orders: 20, match: "any" }, { own_orders: 20n }, true],
    ["none of two, any wanted", { own_orders: 20, match: "any" }, { own_orders: 19n }, false],
    ["the team's is asked for", { own_sales_fen: null, team_orders: 3 }, { team_orders: 3n }, true],
    ["the team's is not one's own", {}, { team_sales: 900_000n }, false],
    ["nothing asked for, all", { own_sales_fen: null }, { own_sales: 9n }, false],
    ["nothing asked for, any", { own_sales_fen: undefined, match: "any" }, { own_sales: 9n }, false],
  ];
  test.each(cases)("%s", (_name, change, has, met) => {
    expect(tierProgress(rule(change), figures(has)).met).toBe(met);
  });

  test("says for each thing how far it is", () => {
    const { steps } = tierProgress(rule({ own_orders: 20 }), figures({ own_sales: 7n, own_orders: 20n }));
    expect(steps).toEqual([
      { measure: "own_sales", need: 500_000n, have: 7n, met: false },
      { measure: "own_orders", need: 20n, have: 20n, met: true },
    ]);
  });
});

describe("implies", () => {
  const cases: [string, TierCondition, TierCondition, boolean][] = [
    ["itself", rule(), rule(), true],
    ["less is wanted", rule(), rule({ own_sales_fen: 400_000 }), true],
    ["more is wanted", rule(), rule({ own_sales_fen: 600_000 }), false],
    ["a longer look back", rule(), rule({ days: 90 }), true],
    ["a shorter look back", rule({ days: 90 }), rule(), false],
    ["own counts as the team's", rule(), rule({ own_sales_fen: null, team_sales_fen: 500_000 }), true],
    [
      "the team's is not own",
      rule({ own_sales_fen: null, team_sales_fen: 9 }),
      rule({ own_sales_fen: 1 }),
      false,
    ],
    ["sales are not orders", rule(), rule({ own_sales_fen: null, own_orders: 1 }), false],
    ["all of two gives any of them", rule({ own_orders: 3 }), rule({ own_orders: 9, match: "any" }), true],
    ["any of two does not give all", rule({ own_orders: 3, match: "any" }), rule({ own_orders: 3 }), false],
    ["any gives a wider any", rule({ match: "any" }), rule({ own_orders: 3, match: "any" }), true],
  ];
  test.each(cases)("%s", (_name, a, b, said) => {
    expect(implies(a, b)).toBe(said);
  });

  test("holds for whatever somebody has sold", () => {
    const amount = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
    const condition = fc.record({
      days: fc.constant(30),
      match: fc.constantFrom("all" as const, "any" as const),
      own_sales_fen: amount,
      own_orders: amount,
      team_sales_fen: amount,
      team_orders: amount,
    });
    const sold = fc.array(fc.bigInt({ min: 0n, max: 4n }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(condition, condition, sold, (a, b, [os = 0n, oo = 0n, ts = 0n, to = 0n]) => {
        const has = { own_sales: os, own_orders: oo, team_sales: os + ts, team_orders: oo + to };
        if (implies(a, b) && tierProgress(a, has).met) expect(tierProgress(b, has).met).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("checkLadder", () => {
  const tier = (id: string, change: Partial<LadderTier> = {}): LadderTier => ({
    ...{ id, name: id, upgrade: null, keep: null },
    ...change,
  });
  const refused: [string, LadderTier[], string[]][] = [
    ["nothing is ruled", [tier("a"), tier("b")], []],
    ["a rule", [tier("a"), tier("b", { upgrade: rule() })], []],
    ["into the lowest", [tier("a", { upgrade: rule() })], ["a tier_lowest_rule upgrade"]],
    ["out of the lowest", [tier("a", { keep: keep() })], ["a tier_lowest_rule keep"]],
    [
      "nothing asked for",
      [tier("a"), tier("b", { upgrade: rule({ own_sales_fen: null }) })],
      ["b tier_rule_empty upgrade"],
    ],
    ["no days", [tier("a"), tier("b", { upgrade: rule({ days: 0 }) })], ["b tier_rule_range upgrade.days"]],
    [
      "more than a year",
      [tier("a"), tier("b", { keep: keep({ days: 366 }) })],
      ["b tier_rule_range keep.days"],
    ],
    [
      "no money",
      [tier("a"), tier("b", { upgrade: rule({ own_sales_fen: 0 }) })],
      ["b tier_rule_range upgrade.own_sales_fen"],
    ],
    [
      "too many orders",
      [tier("a"), tier("b", { upgrade: rule({ team_orders: 1_000_001 }) })],
      ["b tier_rule_range upgrade.team_orders"],
    ],
    ["falls lower", [tier("a"), tier("b", { keep: keep({ fallback_id: "a" }) })], []],
    [
      "falls on itself",
      [tier("a"), tier("b", { keep: keep({ fallback_id: "b" }) })],
      ["b tier_fallback keep.fallback_id"],
    ],
    [
      "falls up",
      [tier("a"), tier("b", { keep: keep({ fallback_id: "c" }) }), tier("c")],
      ["b tier_fallback keep.fallback_id"],
    ],
  ];
  test.each(refused)("refuses: %s", (_name, tiers, words) => {
    expect(checkLadder(tiers).refusals.map((p) => `${p.tier} ${p.word} ${p.path}`)).toEqual(words);
  });

  const warned: [string, LadderTier[], string[]][] = [
    ["easier to keep", [tier("a"), tier("b", { upgrade: rule(), keep: keep({ own_sales_fen: 1 }) })], []],
    [
      "harder to keep",
      [tier("a"), tier("b", { upgrade: rule(), keep: keep({ own_sales_fen: 600_000 }) })],
      ["b keep_harder"],
    ],
    ["kept, never reached", [tier("a"), tier("b", { keep: keep() })], ["b keep_only"]],
    ["a rung without a rule", [tier("a"), tier("b"), tier("c", { upgrade: rule() })], ["b unreached c"]],
    [
      "the higher is as easy",
      [tier("a"), tier("b", { upgrade: rule() }), tier("c", { upgrade: rule({ own_sales_fen: 1 }) })],
      ["b skipped c"],
    ],
    [
      "the higher is harder",
      [tier("a"), tier("b", { upgrade: rule() }), tier("c", { upgrade: rule({ own_orders: 1 }) })],
      [],
    ],
    ["nothing leads anywhere", [tier("a"), tier("b"), tier("c")], []],
  ];
  test.each(warned)("warns: %s", (_name, tiers, words) => {
    expect(
      checkLadder(tiers).warnings.map((p) => [p.tier, p.word, ...(p.other ? [p.other] : [])].join(" ")),
    ).toEqual(words);
  });
});

describe("days of the keep test", () => {
  const cases: [string, Partial<KeepRule>, string, string | null, string][] = [
    ["every 30 days, first", {}, "2026-11-24", null, "2026-12-24"],
    ["every 30 days, next", {}, "2026-11-24", "2026-12-24", "2027-01-23"],
    ["monthly, after 30 days", { cycle: "month" }, "2026-10-31", null, "2026-12-01"],
    ["monthly, on the first exactly", { cycle: "month" }, "2026-11-01", null, "2026-12-01"],
    ["monthly, a day is missing", { cycle: "month" }, "2026-11-02", null, "2027-01-01"],
    ["monthly, next", { cycle: "month" }, "2026-11-02", "2027-01-01", "2027-02-01"],
    ["monthly of 90 days, next", { cycle: "month", days: 90 }, "2026-01-01", "2026-12-01", "2027-01-01"],
  ];
  test.each(cases)("%s", (_name, change, since, keptOn, next) => {
    expect(nextKeepTest(keep(change), { since, keptOn })).toBe(next);
  });

  const due: [string, Partial<KeepRule>, string, string | null][] = [
    ["the day before", {}, "2026-12-23", null],
    ["the day", {}, "2026-12-24", "2026-12-24"],
    ["some days late", {}, "2027-01-22", "2026-12-24"],
    ["one period late", {}, "2027-01-23", "2027-01-23"],
    ["a year late", {}, "2027-12-01", "2027-11-19"],
    ["monthly, before", { cycle: "month" }, "2026-12-31", null],
    ["monthly, late", { cycle: "month" }, "2027-03-17", "2027-03-01"],
  ];
  test.each(due)("due: %s", (_name, change, today, said) => {
    expect(dueKeepTest(keep(change), { since: "2026-11-24", keptOn: null }, today)).toBe(said);
  });
});

describe("sentences", () => {
  const cases: [Partial<TierCondition>, string][] = [
    [{}, "近 30 天自有顾客结算销售额满 ¥5,000"],
    [{ own_orders: 20 }, "近 30 天自有顾客结算销售额满 ¥5,000 且 20 单"],
    [{ own_sales_fen: null, own_orders: 20, days: 7 }, "近 7 天自有顾客结算满 20 单"],
    [{ own_orders: 20, match: "any" }, "近 30 天自有顾客结算销售额满 ¥5,000 或 20 单"],
    [
      { team_sales_fen: 123_456_789, team_orders: 9 },
      "近 30 天自有顾客结算销售额满 ¥5,000，且团队结算销售额满 ¥1,234,567.89 且 9 单",
    ],
    [{ own_sales_fen: null, team_orders: 9 }, "近 30 天团队结算满 9 单"],
  ];
  test.each(cases)("%j", (change, sentence) => {
    expect(describeCondition(rule(change))).toBe(sentence);
  });

  test("of keeping, in the words of whoever reads", () => {
    expect(describeKeep(keep(), null)).toBe(
      "每 30 天检查一次：近 30 天自有顾客结算销售额满 ¥5,000，未达到降一级",
    );
    const words = { own: "我的顾客", team: "我和伙伴的顾客" };
    expect(describeKeep(keep({ cycle: "month", team_orders: 2 }), "推广员", words)).toBe(
      "每月 1 日检查：近 30 天我的顾客结算销售额满 ¥5,000，且我和伙伴的顾客结算满 2 单，未达到转为推广员",
    );
  });
});

describe("refuseSeed", () => {
  const now = new Date("2026-11-24T00:00:00Z");
  const cases: [string, bigint, string, string | null][] = [
    ["ends later", 1n, "2026-11-24T00:00:00.001Z", null],
    ["ends now", 1n, "2026-11-24T00:00:00Z", "tier_until_past"],
    ["ended, and falls on itself", 2n, "2026-11-23T00:00:00Z", "tier_until_past"],
    ["falls on itself", 2n, "2026-12-24T00:00:00Z", "tier_fallback_same"],
  ];
  test.each(cases)("%s", (_name, fallbackId, until, word) => {
    expect(refuseSeed({ tierId: 2n, fallbackId, until: new Date(until), now })).toBe(word);
  });
});
