import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeLine, explainShare, keepFen, type LineInput, type LineSnapshot } from "../src/index.ts";
import { inputs, lineOf, member } from "./commission-cases.ts";

/** The snapshot of a line that cost 20 fen more before coupons, with the D that the engine gave. */
function snapshotOf(input: LineInput): LineSnapshot {
  const { line } = input;
  const quantity = BigInt(line.quantity);
  const priceFen = (line.netFen + 20n) / quantity + 1n;
  return {
    ...input,
    line: { ...line, priceFen, couponFen: priceFen * quantity - line.netFen },
    selfDiscountFen: computeLine(input).discountFen,
  };
}

describe("explainShare", () => {
  const rules = [
    { id: "s", scope: "all", position: "self", rate_bps: 800 },
    { id: "g2", scope: "category", target: "c1", position: 2, tier: "g", fixed_fen: 150 },
  ] as const;
  const plan = {
    ...({ depth: 3, self_purchase: "discount", cap_bps: 1200, rules } as const),
    team_bonus: { rates: { t: 100, g: 300, h: 500 } },
  };
  const chain = [member("P", "g"), member("R", "h")];
  const input = lineOf(plan, { quantity: 2 }, member("Q"), chain);
  const line = { ...input.line, priceFen: 6000n, couponFen: 2000n };
  const snapshot: LineSnapshot = { ...input, line, selfDiscountFen: 800n };
  const { shares } = computeLine(input);
  const at = (position: number, kind: string) => {
    const stored = shares.find((share) => share.position === position && share.kind === kind);
    if (stored === undefined) throw new Error(`no share ${position} ${kind}`);
    return stored;
  };

  test("every figure of a referral share", () => {
    expect(explainShare(snapshot, at(2, "referral"), 4600n)).toEqual({
      ...{ priceFen: 6000n, quantity: 2, amountFen: 12_000n, couponFen: 2000n, netFen: 10_000n },
      ...{ selfDiscountFen: 800n, baseFen: 9200n },
      ...{ position: 2, kind: "referral", promoter: "P", tier: "g" },
      source: { from: "rule", rule: rules[1] },
      grossFen: 300n,
      ...{ capBps: 1200, limitFen: 1200n, roomFen: 400n, claimedFen: 668n },
      cuts: [
        { position: 3, kind: "team", cutFen: 184n },
        { position: 2, kind: "team", cutFen: 84n },
      ],
      ...{ cutFen: 0n, fen: 300n, refundedFen: 4600n, keptFen: 150n, agrees: true },
    });
  });

  test("a team bonus names its own rate and the rate seen before", () => {
    expect(explainShare(snapshot, at(2, "team"), 0n)).toMatchObject({
      source: { from: "team_bonus", ownBps: 300, seenBps: 100 },
      ...{ grossFen: 184n, cutFen: 84n, fen: 100n, keptFen: 100n, agrees: true },
    });
    expect(explainShare(snapshot, at(3, "team"), 0n)).toMatchObject({
      source: { from: "team_bonus", ownBps: 500, seenBps: 300 },
      ...{ grossFen: 184n, cutFen: 184n, fen: 0n, keptFen: 0n, agrees: true },
    });
  });

  const stored = at(2, "referral");
  const broken: [string, LineSnapshot, Partial<typeof stored>][] = [
    ["another amount", snapshot, { fen: 299n }],
    ["another gross", snapshot, { grossFen: 301n }],
    ["another promoter", snapshot, { promoter: "X" }],
    ["another tier", snapshot, { tier: "h" }],
    ["another rule", snapshot, { rule: "s" }],
    ["another discount at the quote", { ...snapshot, selfDiscountFen: 799n }, {}],
    ["a price that does not lead to the net", { ...snapshot, line: { ...line, couponFen: 1999n } }, {}],
  ];
  test.each(broken)("does not agree with %s", (_, kept, change) => {
    expect(explainShare(kept, { ...stored, ...change }, 0n)?.agrees).toBe(false);
  });

  test("no share comes out where none is due", () => {
    expect(explainShare(snapshot, { ...stored, position: 3 }, 0n)).toBeNull();
    expect(explainShare(snapshot, { ...stored, position: "self", kind: "self" }, 0n)).toBeNull();
  });
});

test("whatever the engine gives is explained, and the figures lead from one to the next", () => {
  let explained = 0;
  const property = fc.property(inputs, fc.nat(), (input, seed) => {
    const snapshot = snapshotOf(input);
    const { shares, baseFen } = computeLine(input);
    const refundedFen = baseFen === 0n ? 0n : BigInt(seed) % (baseFen + 1n);
    for (const stored of shares) {
      const e = explainShare(snapshot, stored, refundedFen);
      if (e === null) throw new Error(`no explanation of ${stored.position} ${stored.kind}`);
      expect(e.agrees).toBe(true);
      expect(e.amountFen - e.couponFen - e.selfDiscountFen).toBe(e.baseFen);
      const { source } = e;
      const gross =
        source.from === "team_bonus"
          ? (e.baseFen * BigInt(source.ownBps - source.seenBps)) / 10_000n
          : source.rule.fixed_fen === undefined
            ? (e.baseFen * BigInt(source.rule.rate_bps ?? -1)) / 10_000n
            : [BigInt(source.rule.fixed_fen * e.quantity), e.baseFen].reduce((a, b) => (a < b ? a : b));
      expect(e.grossFen).toBe(gross);
      expect(e.limitFen - e.selfDiscountFen).toBe(e.roomFen);
      const over = e.claimedFen > e.roomFen ? e.claimedFen - e.roomFen : 0n;
      expect(e.cuts.reduce((total, { cutFen }) => total + cutFen, 0n)).toBe(over);
      expect(e.grossFen - e.cutFen).toBe(e.fen);
      expect(e.keptFen).toBe(keepFen(e.fen, e.baseFen, refundedFen));
      explained += 1;
    }
  });
  fc.assert(property, { numRuns: 3000 });
  expect(explained).toBeGreaterThan(1000);
});
