import type { CommissionRow, PromoterBalances } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { positionText } from "../src/commission/words.ts";
import { inviteProblem } from "../src/promoter/apply/invite-problem.ts";
import { figuresOf } from "../src/promoter/balances.ts";

const balances: PromoterBalances = {
  estimated_fen: 1200,
  held_fen: 0,
  available_fen: 3400,
  withdrawing_fen: 0,
  debt_fen: 0,
  settled_fen: 5000,
  paid_out_fen: 1600,
  adjusted_fen: 0,
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
