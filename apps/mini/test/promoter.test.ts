import type { CommissionRow, PromoterBalances } from "@banyan/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { positionText } from "../src/commission/words.ts";
import { inviteProblem } from "../src/promoter/apply/invite-problem.ts";
import { figuresOf } from "../src/promoter/balances.ts";
import { createBatch } from "../src/promoter/batch.ts";
import { rangeOf } from "../src/promoter/range.ts";

const balances: PromoterBalances = {
  estimated_fen: 1200,
  held_fen: 0,
  available_fen: 3400,
  withdrawing_fen: 0,
  debt_fen: 0,
  settled_fen: 5000,
  paid_out_fen: 1600,
};

describe("figuresOf", () => {
  it("shows four figures, and 冻结 and 欠款 only above 0", () => {
    const keys = (more: Partial<PromoterBalances>) =>
      figuresOf({ ...balances, ...more }, null).map(({ key }) => key);
    expect(keys({})).toEqual(["available", "estimated", "withdrawing", "paid_out"]);
    expect(keys({ held_fen: 1 })).toEqual(["available", "estimated", "withdrawing", "paid_out", "held"]);
    expect(keys({ held_fen: 1, debt_fen: 1 }).slice(-2)).toEqual(["held", "debt"]);
  });
  it("names the next date where there is one", () => {
    const estimated = (next: string | null) =>
      figuresOf(balances, next).find(({ key }) => key === "estimated")?.meaning ?? "";
    expect(estimated("2026-12-08")).toContain("2026-12-08");
    expect(estimated(null)).not.toContain("null");
  });
});

describe("positionText", () => {
  const cases: [CommissionRow["position"], CommissionRow["kind"], string][] = [
    ["self", "self", "自购返"],
    ["1", "referral", "我的推荐"],
    ["2", "referral", "伙伴成交"],
    ["3", "referral", "伙伴成交"],
    ["2", "team", "伙伴奖"],
  ];
  it.each(cases)("%s %s → %s", (position, kind, text) => {
    expect(positionText({ position, kind }, "伙伴")).toBe(text);
  });
  it("calls them as the shop does", () => {
    expect(positionText({ position: "2", kind: "referral" }, "同伴")).toBe("同伴成交");
  });
});

describe("inviteProblem", () => {
  const message = "邀请已失效";
  const cases: [string, string | null, string | null][] = [
    ["invite_invalid", null, message],
    ["own_share", null, message],
    ["share_expired", null, message],
    ["invalid_input", "invite_code", message],
    ["invalid_input", "reason", null],
    ["already_applied", null, null],
  ];
  it.each(cases)("%s at %s", (code, field, expected) => {
    expect(inviteProblem({ code, field, message })).toBe(expected);
  });
  it("has nothing to say about nothing", () => expect(inviteProblem(null)).toBeNull());
});

describe("createBatch", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const open = (most = 100) => {
    const calls: string[][] = [];
    return { calls, batch: createBatch({ beatMs: 40, most, ask: (keys) => calls.push(keys) }) };
  };

  it("asks once for what a page wants at once", () => {
    const { calls, batch } = open();
    for (const key of ["1", "2", "1", "3"]) batch.want(key);
    expect(calls).toEqual([]);
    vi.advanceTimersByTime(40);
    expect(calls).toEqual([["1", "2", "3"]]);
  });
  it("asks only for what it has not asked for", () => {
    const { calls, batch } = open();
    batch.want("1");
    vi.advanceTimersByTime(40);
    batch.want("1");
    batch.want("2");
    vi.advanceTimersByTime(40);
    expect(calls).toEqual([["1"], ["2"]]);
  });
  it("never asks for more than the most in one call", () => {
    const { calls, batch } = open(2);
    for (const key of ["1", "2", "3"]) batch.want(key);
    vi.advanceTimersByTime(40);
    expect(calls).toEqual([["1", "2"], ["3"]]);
  });
  it("asks again for what it was told to forget, once, and loses nothing that waits", () => {
    const { calls, batch } = open();
    batch.want("1");
    batch.forget();
    batch.want("1");
    batch.want("2");
    vi.advanceTimersByTime(40);
    expect(calls).toEqual([["1", "2"]]);
  });
});

describe("rangeOf", () => {
  const sku = (sku_id: string, share_fen: number, self_fen = 0) => ({ sku_id, share_fen, self_fen });
  const earning = (...skus: ReturnType<typeof sku>[]) => ({
    product_id: "1",
    share_fen: Math.max(...skus.map(({ share_fen }) => share_fen)),
    self_fen: 0,
    self_kind: "none" as const,
    skus,
  });
  it("runs from the least to the most that a SKU brings", () => {
    expect(rangeOf(earning(sku("1", 300), sku("2", 120)), "share_fen")).toEqual({ least: 120, most: 300 });
  });
  it("leaves out what brings nothing, and is null where nothing does", () => {
    expect(rangeOf(earning(sku("1", 300), sku("2", 0)), "share_fen")).toEqual({ least: 300, most: 300 });
    expect(rangeOf(earning(sku("1", 300)), "self_fen")).toBeNull();
  });
});
