import { type AccountName, PROMOTER_ACCOUNTS, type TransferKind } from "@banyan/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AccountBalances,
  addFlows,
  addsUp,
  type Flow,
  monthOf,
  monthStatement,
  monthsBetween,
  nextMonth,
  noBalances,
  owedTo,
  spanOfMonth,
} from "../src/index.ts";

/** Every pair of accounts that the ledger knows. */
const PAIRS: readonly (readonly [TransferKind, AccountName, AccountName])[] = [
  ["accrue", "commission_expense", "estimated"],
  ["settle", "estimated", "available"],
  ["settle", "estimated", "held"],
  ["clawback", "estimated", "commission_expense"],
  ["clawback", "held", "commission_expense"],
  ["clawback", "debt", "commission_expense"],
  ["net", "available", "debt"],
  ["hold", "estimated", "held"],
  ["hold", "available", "held"],
  ["release", "held", "available"],
  ["reserve", "available", "withdrawing"],
  ["return", "withdrawing", "available"],
  ["payout", "withdrawing", "payout_clearing"],
  ["fee", "withdrawing", "fee_income"],
  ["reward", "reward_expense", "available"],
  ["adjust", "adjustment", "available"],
  ["adjust", "available", "adjustment"],
  ["write_off", "adjustment", "debt"],
];

const flow = fc
  .tuple(fc.constantFrom(...PAIRS), fc.integer({ min: 1, max: 9 }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(
    ([[kind, debit, credit], transfers, amountFen]): Flow => ({ kind, debit, credit, transfers, amountFen }),
  );

/** The bookkeeper who knows no sign but the one of each account. */
function stupid(flows: readonly Flow[]): AccountBalances {
  const book = new Map<string, bigint>();
  for (const { debit, credit, amountFen } of flows) {
    book.set(debit, (book.get(debit) ?? 0n) - amountFen);
    book.set(credit, (book.get(credit) ?? 0n) + amountFen);
  }
  const of = (account: string) => book.get(account) ?? 0n;
  return {
    estimated: of("estimated"),
    held: of("held"),
    available: of("available"),
    withdrawing: of("withdrawing"),
    debt: -of("debt"),
  };
}

describe("a statement", () => {
  test("is opening + movements = closing, whatever happened before and in it", () => {
    const property = fc.property(fc.array(flow), fc.array(flow), fc.array(flow), (before, during, since) => {
      const made = monthStatement(before, during);
      expect(made.opening).toEqual(stupid(before));
      expect(made.closing).toEqual(stupid([...before, ...during]));
      for (const one of made.accounts) {
        expect(one.openingFen + one.inFen - one.outFen).toBe(one.closingFen);
        expect([one.openingFen, one.closingFen]).toEqual([
          made.opening[one.account],
          made.closing[one.account],
        ]);
        expect(one.inFen >= 0n && one.outFen >= 0n).toBe(true);
      }
      const lines = (flows: readonly Flow[]) => flows.reduce((sum, { transfers }) => sum + transfers, 0);
      expect(lines(made.movements)).toBe(lines(during));
      const { sums } = made;
      const gained =
        sums.earnedFen + sums.rewardedFen + sums.adjustedFen + sums.writtenOffFen - sums.clawedBackFen;
      expect(owedTo(made.closing)).toBe(owedTo(made.opening) + gained - sums.paidOutFen - sums.feeFen);
      const all = stupid([...before, ...during, ...since]);
      const floor = PROMOTER_ACCOUNTS.every((name) => made.closing[name] >= 0n);
      expect(addsUp(made.closing, since, all)).toBe(floor);
      expect(addsUp(made.closing, since, { ...all, available: all.available + 1n })).toBe(false);
    });
    fc.assert(property, { numRuns: 500 });
  });

  test("months chain: each opens with what the one before closed with", () => {
    const property = fc.property(fc.array(fc.array(flow), { maxLength: 12 }), (months) => {
      let opening = noBalances();
      for (const [index, flows] of months.entries()) {
        const made = monthStatement(months.slice(0, index).flat(), flows);
        expect(made.opening).toEqual(opening);
        opening = addFlows(opening, flows);
        expect(made.closing).toEqual(opening);
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  test("lists its movements in the order of the kinds, and none of nothing", () => {
    const of = (index: number, transfers: number): Flow => {
      const [kind, debit, credit] = PAIRS[index] ?? ["accrue", "commission_expense", "estimated"];
      return { kind, debit, credit, transfers, amountFen: BigInt(transfers) };
    };
    const { movements } = monthStatement([], [of(12, 1), of(4, 2), of(3, 1), of(0, 5), of(1, 0)]);
    expect(movements.map(({ kind, debit }) => `${kind} ${debit}`)).toEqual([
      "accrue commission_expense",
      "clawback estimated",
      "clawback held",
      "payout withdrawing",
    ]);
  });
});

describe("months", () => {
  test.each([
    ["2026-11", "2026-11-01", "2026-11-30", "2026-10-31T16:00:00.000Z", "2026-11-30T16:00:00.000Z"],
    ["2026-12", "2026-12-01", "2026-12-31", "2026-11-30T16:00:00.000Z", "2026-12-31T16:00:00.000Z"],
    ["2028-02", "2028-02-01", "2028-02-29", "2028-01-31T16:00:00.000Z", "2028-02-29T16:00:00.000Z"],
  ])("%s is a month of Shanghai", (month, from, to, startsAt, endsAt) => {
    const span = spanOfMonth(month);
    expect([span.from, span.to, span.startsAt.toISOString(), span.endsAt.toISOString()]).toEqual([
      from,
      to,
      startsAt,
      endsAt,
    ]);
    expect(monthOf(to)).toBe(month);
  });

  test("follow one another over the year's end", () => {
    expect(nextMonth("2026-12")).toBe("2027-01");
    expect(monthsBetween("2026-11", "2027-02")).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
    expect(monthsBetween("2026-12", "2026-11")).toEqual([]);
  });
});
