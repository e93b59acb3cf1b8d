import { floorBps } from "@banyan/kernel";
import { describe, expect, test } from "vitest";
import {
  approvalBlock,
  type DecidedWithdrawal,
  type Decider,
  decideApproval,
  decidePromoterCancel,
  decideShopCancel,
  decideWithdrawal,
  mostForPromoter,
  mostPerWithdrawal,
  refusalBlock,
  type WithdrawalFacts,
  type WithdrawalTerms,
  withdrawalActions,
  withdrawalBlock,
} from "../src/index.ts";

const TERMS: WithdrawalTerms = {
  open: true,
  minFen: 100n,
  maxFen: 20_000n,
  perDay: 3,
  feeBps: 0,
  automaticFen: 0n,
  agreementVersion: 2,
};
const FACTS: WithdrawalFacts = {
  promoter: { state: "active", agreementVersion: 2 },
  availableFen: 10_000n,
  debtFen: 0n,
  usedToday: 0,
};
/** Everything is wrong at once; each row puts one thing right, so that the next refusal shows. */
const WORST: WithdrawalFacts = { promoter: null, availableFen: 0n, debtFen: 5n, usedToday: 3 };

describe("asking for money", () => {
  test.each<[string, Partial<WithdrawalFacts>, Partial<WithdrawalTerms>, bigint, string]>([
    ["nobody's", {}, { open: false }, 1n, "promoter_needed"],
    [
      "frozen",
      { promoter: { state: "frozen", agreementVersion: 1 } },
      { open: false },
      1n,
      "promoter_frozen",
    ],
    [
      "whoever left is asked to agree to nothing",
      { promoter: { state: "closed", agreementVersion: 1 } },
      { open: false },
      1n,
      "withdrawal_closed",
    ],
    [
      "old agreement",
      { promoter: { state: "active", agreementVersion: 1 } },
      { open: false },
      1n,
      "agreement_outdated",
    ],
    ["shop not open for it", { promoter: FACTS.promoter }, { open: false }, 1n, "withdrawal_closed"],
    ["too little", { promoter: FACTS.promoter }, {}, 99n, "below_minimum"],
    ["too much", { promoter: FACTS.promoter }, {}, 20_001n, "above_maximum"],
    ["owes", { promoter: FACTS.promoter }, {}, 20_000n, "has_debt"],
    ["often enough", { promoter: FACTS.promoter, debtFen: 0n }, {}, 20_000n, "day_limit_reached"],
    [
      "more than there is",
      { promoter: FACTS.promoter, debtFen: 0n, usedToday: 2 },
      {},
      100n,
      "exceeds_available",
    ],
  ])("%s", (_name, facts, terms, amount, expected) => {
    expect(decideWithdrawal({ ...WORST, ...facts }, { ...TERMS, ...terms }, amount)).toEqual({
      kind: "refused",
      refusal: expected,
    });
  });

  test.each<[string, Partial<WithdrawalTerms>, bigint, bigint, bigint, boolean]>([
    ["all of it", {}, 10_000n, 0n, 10_000n, false],
    ["the fee is floored", { feeBps: 60 }, 3_333n, 19n, 3_314n, false],
    ["up to the limit nobody reviews", { automaticFen: 500n }, 500n, 0n, 500n, true],
    ["a fen more is reviewed", { automaticFen: 500n }, 501n, 0n, 501n, false],
    ["WeChat's least", { minFen: 10n }, 10n, 0n, 10n, false],
  ])("%s", (_name, terms, amount, feeFen, netFen, automatic) => {
    expect(decideWithdrawal(FACTS, { ...TERMS, ...terms }, amount)).toEqual({
      kind: "ok",
      feeFen,
      netFen,
      automatic,
    });
  });

  const tier = (maxFen: bigint | null, dayFen: bigint | null, usedFen = 0n) => ({ maxFen, dayFen, usedFen });
  test.each<[string, WithdrawalFacts["tier"], bigint, string | undefined, bigint, string | null]>([
    ["no tier's limits", undefined, 10_000n, undefined, 20_000n, null],
    ["a tier without limits", tier(null, null), 10_000n, undefined, 20_000n, null],
    ["up to the tier's most", tier(5_000n, null), 5_000n, undefined, 5_000n, null],
    ["a fen more", tier(5_000n, null), 5_001n, "tier_above_maximum", 5_000n, null],
    ["the tier allows more than the shop", tier(90_000n, null), 20_001n, "above_maximum", 20_000n, null],
    ["what is left of the day", tier(null, 8_000n, 5_000n), 3_000n, undefined, 3_000n, null],
    ["a fen more than that", tier(null, 8_000n, 5_000n), 3_001n, "tier_day_maximum", 3_000n, null],
    [
      "less is left than the least",
      tier(null, 8_000n, 7_901n),
      100n,
      "tier_day_maximum",
      99n,
      "tier_day_maximum",
    ],
    ["the limit was lowered", tier(null, 1_000n, 5_000n), 100n, "tier_day_maximum", 0n, "tier_day_maximum"],
    ["most before day", tier(2_000n, 1_000n), 2_001n, "tier_above_maximum", 1_000n, null],
  ])("%s", (_name, limits, amount, refusal, most, blocked) => {
    const facts = { ...FACTS, tier: limits };
    const answer = decideWithdrawal(facts, TERMS, amount);
    expect(answer.kind === "refused" ? answer.refusal : undefined).toBe(refusal);
    expect(mostForPromoter(facts, TERMS)).toBe(most);
    expect(withdrawalBlock(facts, TERMS)).toBe(blocked);
  });

  test("what WeChat gets is never below its least, nor as much as it wants a name for", () => {
    expect(decideWithdrawal(FACTS, { ...TERMS, minFen: 10n, feeBps: 1_000 }, 10n)).toMatchObject({
      refusal: "below_minimum",
    });
    expect(mostPerWithdrawal({ ...TERMS, maxFen: 10_000_000n })).toBe(199_999n);
    const rich = { ...FACTS, availableFen: 10_000_000n };
    const wide = { ...TERMS, maxFen: 10_000_000n };
    expect(decideWithdrawal(rich, wide, 199_999n)).toMatchObject({ kind: "ok" });
    expect(decideWithdrawal(rich, wide, 200_000n)).toMatchObject({ refusal: "above_maximum" });
  });

  test("amount = net + fee for every amount and rate", () => {
    for (let amount = 100n; amount < 2_000n; amount += 37n) {
      for (const feeBps of [0, 1, 60, 999, 2_000]) {
        const answer = decideWithdrawal(FACTS, { ...TERMS, feeBps }, amount);
        if (answer.kind !== "ok") throw new Error(answer.refusal);
        expect(answer.netFen + answer.feeFen).toBe(amount);
        expect(answer.feeFen).toBe(floorBps(amount, feeBps));
      }
    }
  });

  test("what stands in the way of any amount", () => {
    expect(withdrawalBlock(FACTS, TERMS)).toBeNull();
    expect(withdrawalBlock({ ...FACTS, availableFen: 0n }, TERMS)).toBeNull();
    expect(withdrawalBlock({ ...FACTS, debtFen: 1n }, TERMS)).toBe("has_debt");
    expect(withdrawalBlock({ ...FACTS, usedToday: 3 }, TERMS)).toBe("day_limit_reached");
    expect(withdrawalBlock(WORST, TERMS)).toBe("promoter_needed");
  });
});

const ASKED: DecidedWithdrawal = {
  state: "reviewing",
  amountFen: 10_000n,
  ownerId: 7n,
  checkedBy: null,
  deciderCustomerIds: [],
};
const CHECKED: DecidedWithdrawal = { ...ASKED, state: "checked", checkedBy: 1n, deciderCustomerIds: [41n] };
const ANNA: Decider = { staffId: 1n, customerId: 41n };
const BAO: Decider = { staffId: 2n, customerId: null };

describe("deciding", () => {
  test.each<[string, DecidedWithdrawal, Decider, bigint, bigint, string]>([
    [
      "decided already",
      { ...ASKED, state: "sending" },
      { staffId: 1n, customerId: 7n },
      1n,
      1n,
      "withdrawal_decided",
    ],
    ["taken back already", { ...ASKED, state: "cancelled" }, ANNA, 1n, 1n, "withdrawal_decided"],
    ["one's own", ASKED, { staffId: 1n, customerId: 7n }, 1n, 1n, "own_withdrawal"],
    ["one's own, second", CHECKED, { staffId: 2n, customerId: 7n }, 1n, 1n, "own_withdrawal"],
    ["the same person twice", CHECKED, ANNA, 1n, 1n, "second_person_needed"],
    [
      "the same person under another account",
      CHECKED,
      { staffId: 9n, customerId: 41n },
      1n,
      1n,
      "second_person_needed",
    ],
    ["another amount", ASKED, ANNA, 20_000n, 9_999n, "amount_mismatch"],
    ["below the limit of two", ASKED, ANNA, 10_001n, 10_000n, "approve"],
    ["from the limit on", ASKED, ANNA, 10_000n, 10_000n, "check"],
    ["always two", ASKED, ANNA, 0n, 10_000n, "check"],
    ["the second person", CHECKED, BAO, 0n, 10_000n, "approve"],
    [
      "checked stays checked when the limit rises",
      CHECKED,
      ANNA,
      1_000_000n,
      10_000n,
      "second_person_needed",
    ],
  ])("%s", (_name, withdrawal, by, twoPeopleFen, confirmFen, expected) => {
    const answer = decideApproval(withdrawal, by, { twoPeopleFen, confirmFen });
    expect(answer.kind === "ok" ? answer.step : answer.refusal).toBe(expected);
  });

  test("refusing: not what is decided, not one's own, but by whoever checked", () => {
    expect(refusalBlock({ ...ASKED, state: "sending" }, ANNA)).toBe("withdrawal_decided");
    expect(refusalBlock(ASKED, { staffId: 1n, customerId: 7n })).toBe("own_withdrawal");
    expect(refusalBlock(CHECKED, ANNA)).toBeNull();
    expect(approvalBlock(CHECKED, BAO)).toBeNull();
  });

  test.each([
    ["reviewing", null, "now"],
    ["checked", null, "now"],
    ["sending", "created", "no"],
    ["confirming", "confirming", "ask"],
    ["confirming", "transferring", "no"],
    ["cancelling", "confirming", "no"],
    ["paid", "success", "no"],
  ] as const)("the promoter takes back what is %s / %s: %s", (state, payout, expected) => {
    expect(decidePromoterCancel(state, payout)).toBe(expected);
  });

  test.each([
    ["reviewing", null, false, "no"],
    ["sending", "created", false, "now"],
    ["sending", "created", true, "ask"],
    ["sending", "processing", true, "ask"],
    ["confirming", "confirming", true, "ask"],
    ["confirming", "transferring", true, "no"],
    ["cancelling", "cancelling", true, "no"],
    ["paid", "success", true, "no"],
  ] as const)("the shop takes back what is %s / %s, sent %s: %s", (state, payout, wasSent, expected) => {
    expect(decideShopCancel(state, payout && { state: payout, wasSent })).toBe(expected);
  });

  test.each<
    [string, DecidedWithdrawal, "created" | "confirming" | "success" | null, Decider, boolean, string]
  >([
    ["alone", ASKED, null, ANNA, true, "approve refuse"],
    ["the first of two", { ...ASKED, amountFen: 50_000n }, null, ANNA, true, "check refuse"],
    ["who checked", CHECKED, null, ANNA, true, "refuse"],
    ["the second", CHECKED, null, BAO, true, "approve refuse"],
    ["one's own", ASKED, null, { staffId: 1n, customerId: 7n }, true, ""],
    ["who may only read", ASKED, null, ANNA, false, ""],
    ["at WeChat", { ...ASKED, state: "confirming" }, "confirming", ANNA, true, "cancel ask"],
    ["being taken back", { ...ASKED, state: "cancelling" }, "confirming", ANNA, true, "ask"],
    ["over", { ...ASKED, state: "paid" }, "success", ANNA, true, ""],
  ])("what one may do: %s", (_name, withdrawal, payout, by, mayDecide, expected) => {
    const actions = withdrawalActions(withdrawal, payout && { state: payout, wasSent: true }, by, {
      twoPeopleFen: 50_000n,
      mayDecide,
    });
    expect(actions.join(" ")).toBe(expected);
  });
});
