import { expect, it } from "vitest";
import { CLOSING_REASONS, type ClosingFacts, closingReasons } from "../src/customer/closing.ts";

const NOTHING: ClosingFacts = {
  unpaid: 0,
  unshipped: 0,
  unreceived: 0,
  aftersales: 0,
  refunds: 0,
  promoter: null,
  applied: false,
  estimatedFen: 0n,
  heldFen: 0n,
  availableFen: 0n,
  withdrawingFen: 0n,
  debtFen: 0n,
  withdrawals: 0,
  adjustments: 0,
  coming: 0,
};

/** What stands · what is named. */
const CASES: [Partial<ClosingFacts>, string[]][] = [
  [{}, []],
  [{ promoter: "closed" }, []],
  [{ unpaid: 1 }, ["orders_unpaid"]],
  [{ unshipped: 2 }, ["orders_unshipped"]],
  [{ unreceived: 1 }, ["orders_unreceived"]],
  [{ aftersales: 1 }, ["aftersales_open"]],
  [{ refunds: 1 }, ["refunds_open"]],
  [{ promoter: "frozen" }, ["promoter_frozen"]],
  [{ promoter: "active" }, ["promoter_active"]],
  [{ applied: true }, ["application_waits"]],
  [{ withdrawals: 1, withdrawingFen: 500n }, ["withdrawals_open"]],
  [{ withdrawingFen: 500n }, ["has_withdrawing"]],
  [{ adjustments: 1 }, ["adjustments_wait"]],
  [{ debtFen: 1n }, ["has_debt"]],
  [{ heldFen: 1n }, ["has_held"]],
  [{ availableFen: 1n }, ["has_available"]],
  [{ estimatedFen: 1n }, ["has_estimated"]],
  [{ coming: 1, promoter: "active" }, ["promoter_active"]],
  [{ coming: 1, promoter: "closed" }, ["commission_coming"]],
];

it.each(CASES)("%o → %j", (stands, named) => {
  expect(closingReasons({ ...NOTHING, ...stands })).toEqual(named);
});

it("names all of them at once, each a case here", () => {
  const all = Object.assign({ ...NOTHING }, ...CASES.map(([stands]) => stands)) as ClosingFacts;
  // One state of a promoter at a time, and money on its way out has a withdrawal.
  expect(closingReasons({ ...all, promoter: "closed" }).length).toBe(CLOSING_REASONS.length - 3);
  expect(new Set(CASES.flatMap(([, named]) => named))).toEqual(new Set(CLOSING_REASONS));
});
