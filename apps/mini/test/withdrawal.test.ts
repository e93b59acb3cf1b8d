import type { WithdrawalRules } from "@banyan/contract";
import { WITHDRAWAL_STATES } from "@banyan/kernel";
import { describe, expect, it } from "vitest";
import { everything, feeOf, rateText, readAmount, ruleLines } from "../src/withdrawal/amount.ts";
import { ICON, isReturned, isWithWechat, STATION, STATIONS, TONE } from "../src/withdrawal/words.ts";

const rules: WithdrawalRules = {
  available_fen: 12_345,
  debt_fen: 0,
  withdrawing_fen: 0,
  min_fen: 100,
  max_fen: 20_000,
  tier_day: null,
  fee_bps: 60,
  per_day: 3,
  used_today: 1,
  automatic_fen: 5_000,
  blocked: null,
};

describe("readAmount", () => {
  const cases: [string, Partial<WithdrawalRules>, object][] = [
    ["", {}, { kind: "empty" }],
    ["  ", {}, { kind: "empty" }],
    ["abc", {}, { kind: "problem", problem: "请填写金额，最多两位小数" }],
    ["1.234", {}, { kind: "problem", problem: "请填写金额，最多两位小数" }],
    ["-1", {}, { kind: "problem", problem: "请填写金额，最多两位小数" }],
    ["0", {}, { kind: "problem", problem: "金额要大于 0" }],
    ["0.00", {}, { kind: "problem", problem: "金额要大于 0" }],
    ["0.99", {}, { kind: "problem", problem: "每笔至少 ¥1" }],
    ["1", {}, { kind: "amount", fen: 100, feeFen: 0, netFen: 100 }],
    ["100", {}, { kind: "amount", fen: 10_000, feeFen: 60, netFen: 9_940 }],
    ["123.45", {}, { kind: "amount", fen: 12_345, feeFen: 74, netFen: 12_271 }],
    ["123.46", {}, { kind: "problem", problem: "可提现只有 ¥123.45" }],
    // The limit of one withdrawal is named before what there is.
    ["200.01", {}, { kind: "problem", problem: "每笔最多 ¥200" }],
    [
      "120",
      { max_fen: 11_000, tier_day: { max_fen: 60_000, left_fen: 11_000 } },
      { kind: "problem", problem: "按您的等级，今天还可以提 ¥110" },
    ],
    [
      "200.01",
      { tier_day: { max_fen: 60_000, left_fen: 40_000 } },
      { kind: "problem", problem: "每笔最多 ¥200" },
    ],
    ["0.10", { min_fen: 1, fee_bps: 0 }, { kind: "amount", fen: 10, feeFen: 0, netFen: 10 }],
    ["0.09", { min_fen: 1, fee_bps: 0 }, { kind: "problem", problem: "扣除手续费后太少，微信不支持到账" }],
    ["1", { fee_bps: 9_500 }, { kind: "problem", problem: "扣除手续费后太少，微信不支持到账" }],
  ];
  it.each(cases)("%s %j", (typed, change, expected) => {
    expect(readAmount(typed, { ...rules, ...change })).toEqual(expected);
  });
});

describe("feeOf", () => {
  it("rounds down", () => {
    expect(feeOf(99, 100)).toBe(0);
    expect(feeOf(100, 100)).toBe(1);
    expect(feeOf(10_000_000_000, 9_999)).toBe(9_999_000_000);
  });
});

describe("everything", () => {
  const cases: [number, number, string][] = [
    [12_345, 20_000, "123.45"],
    [12_300, 20_000, "123"],
    [30_000, 20_000, "200"],
    [100, 20_000, "1"],
    [99, 20_000, ""],
    [0, 20_000, ""],
    [-50, 20_000, ""],
  ];
  it.each(cases)("%d of at most %d → %s", (available_fen, max_fen, text) => {
    const filled = everything({ ...rules, available_fen, max_fen });
    expect(filled).toBe(text);
    if (text !== "") expect(readAmount(filled, { ...rules, available_fen, max_fen }).kind).toBe("amount");
  });
});

describe("the rules in words", () => {
  const cases: [number, string][] = [
    [60, "0.6%"],
    [100, "1%"],
    [5, "0.05%"],
    [1_250, "12.5%"],
  ];
  it.each(cases)("%d bps → %s", (bps, text) => expect(rateText(bps)).toBe(text));

  it("says what is free, what is reviewed and what is left of today", () => {
    expect(ruleLines(rules).join()).toContain("今天还可以 2 次");
    expect(ruleLines({ ...rules, used_today: 9 }).join()).toContain("今天还可以 0 次");
    expect(ruleLines({ ...rules, fee_bps: 0 }).join()).toContain("不收手续费");
    expect(ruleLines(rules).join()).not.toContain("您的等级");
    const day = ruleLines({ ...rules, tier_day: { max_fen: 60_000, left_fen: 20_200 } });
    expect(day.join()).toContain("您的等级每天最多 ¥600，今天还可以提 ¥202");
    expect(ruleLines({ ...rules, automatic_fen: 0 }).join()).not.toContain("自动通过");
  });
});

describe("the states of a withdrawal", () => {
  it.each(WITHDRAWAL_STATES)("%s has a look, and at most one kind of end", (state) => {
    expect(TONE[state]).toBeTruthy();
    expect(ICON[state]).toBeTruthy();
    expect(STATION[state]).toBeLessThan(STATIONS.length);
    // What has come back is no longer with WeChat, and has left the good way.
    if (isReturned(state)) {
      expect(isWithWechat(state)).toBe(false);
      expect(STATION[state]).toBe(-1);
      expect(TONE[state]).toBe("over");
    }
  });
  it("asks the person only while WeChat waits for them", () => {
    expect(WITHDRAWAL_STATES.filter((state) => TONE[state] === "act")).toEqual(["confirming"]);
    expect(WITHDRAWAL_STATES.filter(isWithWechat)).toEqual(["sending", "confirming", "cancelling"]);
    expect(WITHDRAWAL_STATES.filter((state) => TONE[state] === "good")).toEqual(["paid"]);
  });
});
