import { WITHDRAWAL_STATES } from "@banyan/kernel";
import { describe, expect, it } from "vitest";
import { holdChanges, isSpent } from "../src/commission/hold.ts";
import { positionText } from "../src/commission/words.ts";
import { pageOfRef } from "../src/ledger/words.ts";
import { type Binding, standing } from "../src/referral/standing.ts";
import { promoterText, referralText, withdrawalText } from "../src/setting/rules.ts";
import { paidChanges, returnedChanges } from "../src/withdrawal/changes.ts";
import { waitingOf } from "../src/withdrawal/counts.ts";
import { nextOf } from "../src/withdrawal/next.ts";

describe("holding a commission", () => {
  const balances = { estimated_fen: 1000, held_fen: 200, available_fen: 300 };
  it.each([
    ["estimated", 400, null, { 预估: [1000, 600], 冻结: [200, 600] }],
    ["settled", 250, "2026-11-24T00:00:00Z", { 可提现: [300, 50], 冻结: [200, 450] }],
    ["held", 150, null, { 预估: [1000, 1150], 冻结: [200, 50] }],
    ["held", 150, "2026-11-24T00:00:00Z", { 可提现: [300, 450], 冻结: [200, 50] }],
  ])("%s of %d fen, settled %j", (state, kept_fen, settled_at, expected) => {
    const changes = holdChanges({ state, kept_fen, settled_at }, balances);
    expect(Object.fromEntries(changes.map((c) => [c.label, [c.beforeFen, c.afterFen]]))).toEqual(expected);
  });
});

describe("a commission whose money is gone", () => {
  const balances = { estimated_fen: 0, held_fen: 0, available_fen: 300 };
  it.each([
    ["settled", 300, "2026-11-24T00:00:00Z", false],
    ["settled", 301, "2026-11-24T00:00:00Z", true],
    ["estimated", 301, null, false],
    ["held", 301, "2026-11-24T00:00:00Z", false],
  ])("%s of %d fen, settled %j: %j", (state, kept_fen, settled_at, spent) =>
    expect(isSpent({ state, kept_fen, settled_at }, balances)).toBe(spent),
  );
});

describe("a withdrawal in figures", () => {
  const waiting = { amount_fen: 500, balances: { available_fen: 100, withdrawing_fen: 700 } };
  it("leaves 可提现 alone when it arrives, and gives it back when it does not", () => {
    expect(paidChanges(waiting).map((change) => change.afterFen)).toEqual([100, 200]);
    expect(returnedChanges(waiting).map((change) => change.afterFen)).toEqual([600, 200]);
  });

  it("counts the first and the second look as waiting for a person", () => {
    expect(waitingOf({ counts: { reviewing: 3, checked: 2, sending: 9 }, reviewing_fen: 0 })).toBe(5);
    expect(waitingOf({ counts: {}, reviewing_fen: 0 })).toBe(0);
  });

  it("always says what comes next", () => {
    const facts = { two_people: false, checked_by: null, payout: null, finished_at: null, fail_text: "" };
    for (const state of WITHDRAWAL_STATES) expect(nextOf({ ...facts, state })).toMatch(/。$/);
    expect(nextOf({ ...facts, state: "reviewing", two_people: true })).toContain("另一位同事复核");
    expect(nextOf({ ...facts, state: "checked", checked_by: "小林" })).toContain("小林 已初审");
  });
});

describe("the relation that counts now", () => {
  const now = Date.parse("2026-11-24T00:00:00Z");
  const binding = (part: Partial<Binding>): Binding => ({
    id: "1",
    promoter: { id: "2", nickname: "张三", avatar: null },
    share_code: null,
    bound_at: "2026-11-01T00:00:00Z",
    expires_at: "2026-12-01T00:00:00Z",
    ended_at: null,
    end_reason: null,
    by_staff: null,
    ...part,
  });
  it.each([
    ["stands", {}, true],
    ["past its day, though nobody ended it yet", { expires_at: "2026-11-24T00:00:00Z" }, false],
    ["ended early", { ended_at: "2026-11-02T00:00:00Z", end_reason: "by_customer" }, false],
  ])("%s", (_, part, stands) => expect(standing([binding(part)], now) !== null).toBe(stands));
});

describe("where a transfer's number leads", () => {
  it.each([
    ["D2611241ABCDEFGHIJK", "/orders/D2611241ABCDEFGHIJK"],
    ["D2611241ABCDEFGHIJK-1-1-referral", "/orders/D2611241ABCDEFGHIJK"],
    ["W2611241ABCDEFGHIJK", "/withdrawals/W2611241ABCDEFGHIJK"],
    ["opening", null],
    ["", null],
  ])("%j → %j", (ref, page) => expect(pageOfRef(ref)).toBe(page));
});

describe("where a commission comes from", () => {
  it.each([
    ["self", "self", "自购返"],
    ["1", "referral", "第 1 位"],
    ["2", "team", "第 2 位 · 团队奖"],
  ] as const)("position %s, kind %s: %s", (position, kind, said) =>
    expect(positionText({ position, kind })).toBe(said),
  );
});

describe("settings in words", () => {
  it.each([
    ["first_touch", "期间点开 李四 的分享也不变，到期以后再点开才会改变"],
    ["last_touch", "期间点开 李四 的分享，马上改为 李四 的顾客"],
    ["protected", "前 7 天是保护期"],
  ] as const)("tells the policy %s", (policy, said) =>
    expect(referralText({ policy, valid_days: 30, protect_days: 7, share_days: 180 })).toContain(said),
  );

  it("tells withdrawals with fee and people", () => {
    const rules = { open: true, min_fen: 100, max_fen: 20_000, per_day: 3, fee_bps: 60 };
    expect(withdrawalText({ ...rules, automatic_fen: 0, two_people_fen: 100_000 })).toContain(
      "手续费 0.6%，提 ¥100.00 实际到账 ¥99.40。每一笔都需要一位员工审核，¥1,000.00 起需要两位员工先后审核",
    );
    expect(withdrawalText({ ...rules, automatic_fen: 5000, two_people_fen: 0 })).toContain(
      "不超过 ¥50.00 的自动通过，其余需要两位员工先后审核",
    );
    expect(withdrawalText({ open: false })).toBe("现在不接受新的提现申请，已经申请的照常处理。");
  });

  it("tells how one becomes a promoter", () => {
    const said = promoterText({
      open: true,
      review: "automatic",
      shown_name: "推荐官",
      agreement_version: 2,
    });
    expect(said).toContain("同意第 2 版协议后，马上成为推荐官");
    expect(promoterText({ open: false })).toContain("不接受新的申请");
  });
});
