import {
  ADJUSTMENT_POSTING,
  ADJUSTMENT_TRANSITIONS,
  adjustmentBlock,
  afterAdjustment,
  cancelBlock,
  decisionBlock,
  mayBecomeAdjustment,
  readRewardSheet,
  type Standing,
} from "@banyan/domain";
import { ADJUSTMENT_KINDS, ADJUSTMENT_STATES, type AdjustmentKind } from "@banyan/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const TERMS = { maxFen: 10_000n, dayFen: 15_000n, todayFen: 6_000n };

/** kind standing amount available debt → answer */
const CASES: [AdjustmentKind, Standing, bigint, bigint, bigint, ReturnType<typeof adjustmentBlock>][] = [
  ["reward", "active", 1n, 0n, 0n, null],
  ["reward", "none", 1n, 0n, 0n, "not_a_promoter"],
  ["reward", "outdated", 1n, 0n, 0n, "not_a_promoter"],
  ["reward", "frozen", 1n, 0n, 0n, "not_a_promoter"],
  ["reward", "closed", 20_000n, 0n, 0n, "not_a_promoter"],
  ["plus", "frozen", 9_000n, 0n, 0n, null],
  ["plus", "closed", 9_001n, 0n, 0n, "above_adjustment_day"],
  ["plus", "outdated", 10_001n, 0n, 0n, "above_adjustment_limit"],
  ["minus", "active", 500n, 500n, 0n, null],
  ["minus", "active", 501n, 500n, 0n, "exceeds_available"],
  ["minus", "none", 501n, 500n, 0n, "not_a_promoter"],
  ["minus", "frozen", 9_001n, 500n, 0n, "above_adjustment_day"],
  ["write_off", "closed", 300n, 0n, 300n, null],
  ["write_off", "active", 301n, 0n, 300n, "exceeds_debt"],
  ["write_off", "active", 1n, 900n, 0n, "exceeds_debt"],
];

describe("adjustmentBlock", () => {
  it.each(CASES)("%s of somebody %s: %s fen of available %s and debt %s → %s", (...row) => {
    const [kind, standing, amountFen, availableFen, debtFen, answer] = row;
    expect(adjustmentBlock({ kind, amountFen, standing }, { availableFen, debtFen }, TERMS)).toBe(answer);
  });
});

const fen = fc.bigInt({ min: 0n, max: 100_000n });

describe("afterAdjustment", () => {
  it("moves exactly the amount between what is available and what is owed, and leaves no debt beside money", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ADJUSTMENT_KINDS),
        fen,
        fen,
        fen,
        (kind, amountFen, availableFen, debtFen) => {
          const before = debtFen > 0n ? { availableFen: 0n, debtFen } : { availableFen, debtFen };
          const terms = { maxFen: 10n ** 12n, dayFen: 10n ** 12n, todayFen: 0n };
          if (adjustmentBlock({ kind, amountFen, standing: "active" }, before, terms) !== null) return;
          const after = afterAdjustment({ kind, amountFen }, before);
          const worth = (b: typeof before) => b.availableFen - b.debtFen;
          expect(worth(after) - worth(before)).toBe(kind === "minus" ? -amountFen : amountFen);
          expect(after.availableFen >= 0n && after.debtFen >= 0n).toBe(true);
          expect(after.availableFen > 0n && after.debtFen > 0n).toBe(false);
        },
      ),
    );
  });

  it("posts one transfer between the shop and the promoter", () => {
    for (const { debit, credit } of Object.values(ADJUSTMENT_POSTING)) {
      const shop = [debit, credit].filter((name) => name === "reward_expense" || name === "adjustment");
      expect(shop).toHaveLength(1);
    }
  });
});

describe("who decides", () => {
  const asked = {
    state: "requested" as const,
    ownerIds: [7n, 8n],
    requestedBy: 1n,
    requesterCustomerId: 70n,
  };
  it.each([
    ["a colleague", asked, { staffId: 2n, customerId: null }, null],
    ["a colleague with a name of their own", asked, { staffId: 2n, customerId: 71n }, null],
    ["whoever asked", asked, { staffId: 1n, customerId: null }, "second_person_needed"],
    ["whoever asked, by a second account", asked, { staffId: 2n, customerId: 70n }, "second_person_needed"],
    ["one of those it is about", asked, { staffId: 2n, customerId: 8n }, "own_matter"],
    [
      "too late",
      { ...asked, state: "refused" as const },
      { staffId: 2n, customerId: 8n },
      "adjustment_decided",
    ],
    ["nobody linked", { ...asked, requesterCustomerId: null }, { staffId: 2n, customerId: null }, null],
  ] as const)("%s", (_who, what, by, answer) => {
    expect(decisionBlock(what, by)).toBe(answer);
  });

  it("takes back only what is their own and still waits", () => {
    expect(cancelBlock(asked, 1n)).toBeNull();
    expect(cancelBlock(asked, 2n)).toBe("not_requester");
    expect(cancelBlock({ ...asked, state: "approved" }, 1n)).toBe("adjustment_decided");
  });

  it("never leaves a final state", () => {
    for (const from of ADJUSTMENT_STATES)
      for (const to of ADJUSTMENT_STATES)
        expect(mayBecomeAdjustment(from, to)).toBe(from === "requested" && to !== "requested");
    expect(Object.keys(ADJUSTMENT_TRANSITIONS)).toEqual([...ADJUSTMENT_STATES]);
  });
});

describe("readRewardSheet", () => {
  it("reads what a spreadsheet pastes and what a CSV file holds", () => {
    const text =
      '\ufeff分销员编号\t金额\t事由\r\n12\t5\t十月之星\r\n\r\n13\t¥1,200.50\t\n14,0.01,"好, ""很好"""\n15，88.8，活动';
    expect(readRewardSheet(text, 10)).toEqual({
      rows: [
        { line: 2, promoterId: 12n, amountFen: 500n, reason: "十月之星" },
        { line: 4, promoterId: 13n, amountFen: 120_050n, reason: "" },
        { line: 5, promoterId: 14n, amountFen: 1n, reason: '好, "很好"' },
        { line: 6, promoterId: 15n, amountFen: 8_880n, reason: "活动" },
      ],
      bad: [],
    });
  });

  it("names each bad line and reads the others", () => {
    const lines = [
      "12\t5",
      "x\t5",
      "13\t5.001",
      "14\t0",
      "12\t6",
      "15\t-3",
      `16\t1\t${"长".repeat(101)}`,
      "17\t1\ta\tb",
      "18\t1",
      "19\t1",
    ];
    const { rows, bad } = readRewardSheet(lines.join("\n"), 9);
    expect(rows.map((row) => row.line)).toEqual([1, 9]);
    expect(bad.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "2 编号不正确",
      "3 金额不正确，请填写元，最多两位小数",
      "4 金额必须大于 0",
      "5 与第 1 行是同一位分销员",
      "6 金额不正确，请填写元，最多两位小数",
      "7 事由最多 100 个字",
      "8 列数太多，只要 编号、金额、事由 三列",
      "10 一次最多 9 行",
    ]);
  });

  it("takes any text: every line with something in it is a row or a bad one", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: "grapheme" }), (text) => {
        const { rows, bad } = readRewardSheet(text, 5);
        const lines = [...rows, ...bad].map((row) => row.line);
        expect(new Set(lines).size).toBe(lines.length);
        expect(rows.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
