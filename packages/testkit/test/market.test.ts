/** Random runs of a whole shop with promoters: both books balance after every step, and facts heard again change nothing. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  imbalances,
  isPromotingStep,
  Market,
  marketRun,
  PromotingBook,
  type PromotingFact,
} from "../src/index.ts";

const SEED = Number(process.env["BANYAN_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));
const START = Date.UTC(2026, 10, 24, 1, 30);

/** How often each step was answered with each word, and what came of it: a run that never gets anywhere would prove nothing. */
const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

/** Facts from outside that may come again: a callback, a query and a bill all tell the same. */
const REPEATED = new Set<PromotingFact["kind"]>([
  "order_submitted",
  "order_paid",
  "order_closed",
  "paid_late",
  "received",
  "refund_succeeded",
  "settled",
  "withdrawal_sent",
  "withdrawal_failed",
  "withdrawal_expired",
  "withdrawal_paid",
]);

function note(money: PromotingBook): void {
  for (const share of Object.values(money.shares())) count(`share ${share.state}`);
  for (const [pocket, fen] of Object.values(money.balances()).flatMap((each) => Object.entries(each)))
    if (fen > 0n) count(`some ${pocket}`);
  for (const one of money.withdrawals.values()) count(`withdrawal ${one.state}`);
  for (const row of money.transfers) count(`${row.kind} ${row.debit} ${row.credit}`);
}

test(`the books of shops with promoters balance (seed ${SEED})`, () => {
  fc.assert(
    fc.property(marketRun(120), ({ market: plan, steps }) => {
      const market = new Market(plan, START);
      for (const step of steps) {
        const before = market.desk.money.balances();
        const words = market.play(step);
        count(`${step.kind} ${words[0] ?? "[]"}`);
        expect([...imbalances(market.book), ...market.imbalances()]).toEqual([]);
        // What is refused moves no money. (A payment may: asked to cancel, WeChat says that it has the money.)
        if (isPromotingStep(step) && words[0] !== "ok") expect(market.desk.money.balances()).toEqual(before);
      }
      const { money, facts } = market.desk;
      note(money);
      const again = new PromotingBook(money.rules);
      for (const fact of facts) {
        again.take(fact);
        if (REPEATED.has(fact.kind)) again.take(fact);
      }
      expect(again.balances()).toEqual(money.balances());
      expect(again.shares()).toEqual(money.shares());
    }),
    { seed: SEED, numRuns: 150 },
  );
  for (const what of [
    ...["estimated", "settled", "held", "clawed_back"].map((state) => `share ${state}`),
    ...["estimated", "held", "available", "withdrawing", "paidOut"].map((pocket) => `some ${pocket}`),
    ...["reviewing", "paid", "expired"].map((state) => `withdrawal ${state}`),
    "settle estimated available",
    "clawback estimated commission_expense",
    "clawback held commission_expense",
    "clawback debt commission_expense",
    "net available debt",
    "hold available held",
    "hold estimated held",
    "return withdrawing available",
    "payout withdrawing payout_clearing",
    ...["bound", "kept", "own", "promoter"].map((word) => `touch ${word}`),
    ...["ok", "above_maximum", "below_minimum", "promoter_needed"].map((word) => `requestWithdrawal ${word}`),
  ]) {
    expect(seen.get(what) ?? 0, `${what} was seen`).toBeGreaterThan(2);
  }
});
