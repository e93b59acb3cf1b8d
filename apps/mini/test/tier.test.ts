import type { PromoterTier, TierStep } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import {
  allowedOf,
  amountOf,
  dayOf,
  measureOf,
  missingOf,
  nextLine,
  percentOf,
  rightsOf,
  spanOf,
} from "../src/tier/words.ts";

const step = (have: number, need: number, measure: TierStep["measure"] = "own_sales"): TierStep => ({
  ...{ measure, have, need, met: have >= need },
});
const rights = {
  invite: true,
  templates: false,
  materials: true,
  withdraw_max_fen: 20_000,
  withdraw_day_fen: null,
};
const goal = (...steps: TierStep[]) => ({
  ...{ match: "all" as const, sentence: "", from: "2026-11-01", to: "2026-11-30", steps, met: false },
});
const tier = (extra: Partial<PromoterTier> = {}): PromoterTier => ({
  ...{ tier: { id: "1", name: "推广员", rank: 1 }, since: "2026-11-01T00:00:00Z", mode: "rule", until: null },
  ...{ fallback_name: null, rights, next: null, keep: null, ladder: [] },
  ...extra,
});
const dealer = { id: "2", name: "经销商", rank: 2 };

describe("progress in words", () => {
  const cases: [TierStep, number, string][] = [
    [step(0, 500_000), 0, "还差 ¥5,000"],
    [step(499_999, 500_000), 99, "还差 ¥0.01"],
    [step(500_000, 500_000), 100, "已达到"],
    [step(900_000, 500_000), 100, "已达到"],
    [step(7, 20, "team_orders"), 35, "还差 13 单"],
  ];
  it.each(cases)("%j", (one, percent, missing) => {
    expect([percentOf(one), missingOf(one)]).toEqual([percent, missing]);
  });

  it("names money and orders, own and the partners'", () => {
    expect([amountOf("own_sales", 123_456_700), amountOf("own_orders", 3)]).toEqual(["¥1,234,567", "3 单"]);
    expect(measureOf("own_sales", "伙伴")).toBe("我的顾客结算成交");
    expect(measureOf("team_orders", "合伙人")).toBe("我和合伙人的顾客结算订单");
  });

  it("names days without their year", () => {
    expect([dayOf("2026-12-01"), spanOf(goal())]).toEqual(["12 月 1 日", "11 月 1 日 至 11 月 30 日"]);
  });
});

describe("the line on the centre's card", () => {
  const next = { tier: dealer, goal: goal(step(500_000, 500_000), step(7, 20, "own_orders")) };
  const keep = { test_on: "2026-12-01", otherwise: "推广员", goal: goal() };
  const cases: [Partial<PromoterTier>, string][] = [
    [{ next }, "升经销商还差 13 单"],
    [{ next: { ...next, goal: goal(step(9, 5)) } }, "即将升为经销商"],
    [{ keep }, "12 月 1 日检查保级"],
    [{}, "已是最高等级"],
    [{ mode: "seed", next }, "种子分销员"],
  ];
  it.each(cases)("%#", (extra, line) => {
    expect(nextLine(tier(extra))).toBe(line);
  });
});

it("rights say what they bring, and what is not there", () => {
  expect(rightsOf(rights, "伙伴").map(({ text, note, on }) => `${text} ${on} ${note}`)).toEqual([
    "邀请卡 true 邀请新伙伴",
    "海报模板 false 上线后可用",
    "素材 true 上线后可用",
    "提现 true 每笔最多 ¥200",
  ]);
  expect(allowedOf(rights, "伙伴")).toBe("邀请卡、素材、提现");
});
