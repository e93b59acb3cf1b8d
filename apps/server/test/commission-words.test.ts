import { expect, test } from "vitest";
import { nextChange } from "../src/commission/next.ts";
import type { CommissionDetailFacts } from "../src/commission/read-store.ts";
import { commissionStateText, positionReason } from "../src/commission/words.ts";

const DUE = new Date("2026-12-08T02:30:00Z");
/** An estimated commission that waits for its day. */
const FACTS = {
  state: "estimated",
  fen: 100n,
  base_fen: 1000n,
  refunded_fen: 0n,
  hold_reason: "",
  settle_due_at: DUE,
  settled_at: null,
  aftersale_open: false,
  debt_fen: 0n,
  promoter_state: "active",
} as CommissionDetailFacts;

test.each<[string, Partial<CommissionDetailFacts>, string, string]>([
  ["waits for its day", {}, "settles", "2026-12-08 10:30 结算，届时没有退款就转为可提现"],
  [
    "waits, and its promoter is frozen",
    { promoter_state: "frozen" },
    "settles",
    "2026-12-08 10:30 结算，届时没有退款就转为可提现；推广资格冻结期间，结算后先冻结",
  ],
  ["not received", { settle_due_at: null }, "awaits_receipt", "顾客确认收货后，再过 7 天售后期结算"],
  ["a case is open", { aftersale_open: true }, "awaits_aftersale", "有售后正在处理，处理完再结算"],
  [
    "held by a person",
    { state: "held", hold_reason: "核实" },
    "held",
    "由店铺的店主、运营或财务核实后解冻；期间顾客退款照常追回",
  ],
  ["held with the promoter", { state: "held" }, "held", "推广资格冻结期间一起冻结，恢复资格后自动解冻"],
  ["settled", { state: "settled", settled_at: DUE }, "settled", "已转入可提现；顾客之后退款，仍按比例追回"],
  [
    "settled while something is owed",
    { state: "settled", settled_at: DUE, debt_fen: 1234n },
    "repays_debt",
    "结算时先抵扣了欠款，现在还欠 ¥12.34，之后的结算继续抵扣",
  ],
  ["clawed back", { state: "clawed_back" }, "gone", "顾客退款后已全部追回，不会再有变化"],
  ["cut to nothing", { fen: 0n }, "nothing", "上限裁减后没有佣金，不会再有变化"],
])("next of one that is: %s", (_, change, kind, text) => {
  const next = nextChange({ ...FACTS, ...change }, 7);
  expect(next).toEqual({ kind, text, at: kind === "settles" ? DUE.toISOString() : null });
});

test.each<[Parameters<typeof positionReason>[0]["position"], boolean, boolean, string]>([
  ["self", true, true, "买家是您本人，方案开启了自购，所以您站在自购位"],
  ["1", false, true, "顾客下单时与您有客户关系，所以您站在第 1 位"],
  ["2", false, false, "顾客的推荐人由您邀请，所以您站在第 2 位"],
  ["3", false, false, "顾客的推荐人的邀请人由您邀请，所以您站在第 3 位"],
  ["1", true, false, "买家是您邀请的分销员，所以您站在第 1 位"],
  ["2", true, false, "买家的邀请人由您邀请，所以您站在第 2 位"],
  ["3", true, false, "买家的邀请人的邀请人由您邀请，所以您站在第 3 位"],
  ["2", true, true, "买家是您邀请的分销员；买家本人占自购位，所以您站在第 2 位"],
  ["3", true, true, "买家的邀请人由您邀请；买家本人占自购位，所以您站在第 3 位"],
])("why at %s, buyer a promoter: %s, self mode: %s", (position, buyerIsPromoter, selfMode, why) => {
  const place = { position, buyerIsPromoter, selfMode };
  expect(positionReason({ ...place, who: "您" })).toBe(why);
  // The operator reads the same about somebody else.
  expect(positionReason({ ...place, who: "该分销员" })).toBe(why.replaceAll("您", "该分销员"));
});

test("a share that the cap cut to nothing promises no date", () => {
  expect(commissionStateText({ ...FACTS, fen: 0n })).toBe("无佣金 · 超过单件上限");
  expect(commissionStateText(FACTS)).toBe("预估 · 12月8日 结算");
});
