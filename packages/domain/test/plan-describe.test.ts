import { describe, expect, test } from "vitest";
import { describeRule, type PlanRule, percent } from "../src/index.ts";

const other = (change: Partial<PlanRule>): PlanRule => ({
  ...{ id: "x", scope: "all", position: 1, rate_bps: 1000 },
  ...change,
});

describe("describeRule", () => {
  const names = {
    target: (scope: string, target: string) => `${scope}:${target}`,
    tier: (tier: string) => ({ g: "经销商" })[tier] ?? tier,
  };
  const cases: [Partial<PlanRule>, string][] = [
    [{}, "全部商品：第 1 位得计佣金额的 10%"],
    [{ position: 2, rate_bps: 1234 }, "全部商品：第 2 位得计佣金额的 12.34%"],
    [{ position: 3, rate_bps: 50, tier: "g" }, "全部商品：第 3 位的经销商得计佣金额的 0.5%"],
    [{ scope: "category", target: "7", position: "self" }, "分类「category:7」：自购得计佣金额的 10%"],
    [{ scope: "product", target: "8", tier: "g" }, "商品「product:8」：第 1 位的经销商得计佣金额的 10%"],
    [
      { scope: "sku", target: "9", rate_bps: undefined, fixed_fen: 350 },
      "规格「sku:9」：第 1 位每件得 3.50 元，不超过计佣金额",
    ],
  ];
  test.each(cases)("%j", (change, sentence) => {
    expect(describeRule(other(change), names)).toBe(sentence);
  });

  const rates: [number, string][] = [
    [0, "0%"],
    [1, "0.01%"],
    [10, "0.1%"],
    [100, "1%"],
    [1000, "10%"],
    [1050, "10.5%"],
    [10_000, "100%"],
  ];
  test.each(rates)("%s bps → %s", (bps, text) => {
    expect(percent(bps)).toBe(text);
  });
});
