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
import { PEOPLE, play } from "./scene.ts";

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
    expect(seen.get(what) ?? 0, `${what} was seen`).toBeGreaterThan(0);
  }
});

test(`in whatever order refunds and the settlement are heard, and however often, the end is the same (seed ${SEED})`, () => {
  const late = [
    "refund o a 1:1",
    "refund o b 1:3332,2:4999",
    "refund o c 1:2000",
    "refund p d 1:500",
    "settle",
  ];
  const before = `${PEOPLE}; 1 submit o 9999,5000; 1 submit p 700; 1 pay o; 1 pay p; 1 receive o; 1 receive p`;
  const heard = (said: readonly string[]) => play(`${before}; ${said.map((each) => `9 ${each}`).join("; ")}`);
  const straight = heard(late);
  const order = fc.shuffledSubarray(late, { minLength: late.length });
  fc.assert(
    fc.property(order, fc.nat({ max: late.length - 1 }), (said, again) => {
      const [twice = "settle"] = said.slice(again);
      const book = heard([...said, twice === "settle" ? twice : `${twice} ! nothing`]);
      expect(book.balances()).toEqual(straight.balances());
      expect(book.shares()).toEqual(straight.shares());
    }),
    { seed: SEED, numRuns: 100 },
  );
});
