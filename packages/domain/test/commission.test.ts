import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  computeLine,
  keepFen,
  type LineInput,
  type LineResult,
  type PlanRule,
  preparePlan,
  type Share,
  selfDiscount,
} from "../src/index.ts";
import { inputs, lineOf, member, PLAN } from "./commission-cases.ts";

/** position, kind, promoter, rule, gross, fen */
type Row = [Share["position"], Share["kind"], string, string | null, bigint, bigint];
const rows = ({ shares }: LineResult) =>
  shares.map<Row>((s) => [s.position, s.kind, s.promoter, s.rule, s.grossFen, s.fen]);

describe("worked examples of docs/COMMISSION.md", () => {
  test("1: floors, depth, refunds", () => {
    const result = computeLine(lineOf({ cap_bps: 3000 }, { netFen: 9999n }));
    expect(rows(result)).toEqual([
      [1, "referral", "A", "r1", 999n, 999n],
      [2, "referral", "B", "r2", 299n, 299n],
    ]);
    const kept = (refundedFen: bigint) => result.shares.map(({ fen }) => keepFen(fen, 9999n, refundedFen));
    expect([kept(3333n), kept(9999n)]).toEqual([
      [666n, 199n],
      [0n, 0n],
    ]);
  });

  test("2: the cap", () => {
    const result = computeLine(lineOf({ cap_bps: 1100 }, { netFen: 9999n }));
    expect(result.limitFen).toBe(1099n);
    expect(rows(result)).toEqual([
      [1, "referral", "A", "r1", 999n, 999n],
      [2, "referral", "B", "r2", 299n, 100n],
    ]);
  });

  test("3: 自购省", () => {
    const rules = [{ id: "s", scope: "all", position: "self", rate_bps: 800 } as const, ...PLAN.rules];
    const of = (active: boolean) =>
      computeLine(lineOf({ self_purchase: "discount", rules }, {}, member("Q", "t", active), [member("P")]));
    expect(of(true)).toMatchObject({ discountFen: 800n, baseFen: 9200n });
    expect(rows(of(true))).toEqual([[2, "referral", "P", "r2", 276n, 276n]]);
    expect(of(false)).toMatchObject({ discountFen: 0n, baseFen: 10_000n });
    expect(rows(of(false))).toEqual([[2, "referral", "P", "r2", 300n, 300n]]);
  });

  test("4: team bonus by difference", () => {
    const team_bonus = { rates: { 推广员: 0, 经销商: 300, 代理商: 500 } };
    const of = (active: boolean) =>
      computeLine(
        lineOf({ depth: 3, rules: [], team_bonus }, {}, null, [
          member("A", "推广员"),
          member("B", "代理商", active),
          member("C", "经销商"),
        ]),
      );
    expect(rows(of(true))).toEqual([[2, "team", "B", null, 500n, 500n]]);
    expect(rows(of(false))).toEqual([]);
  });
});

test("tiers may have names that every object knows", () => {
  const rates = JSON.parse('{"__proto__":100,"constructor":300}') as Record<string, number>;
  const chain = [member("A", "toString"), member("B", "__proto__"), member("C", "constructor")];
  const result = computeLine(lineOf({ depth: 3, rules: [], team_bonus: { rates } }, {}, null, chain));
  expect(rows(result)).toEqual([
    [2, "team", "B", null, 100n, 100n],
    [3, "team", "C", null, 200n, 200n],
  ]);
});

describe("which rule a line meets", () => {
  const at = (id: string, place: Partial<PlanRule>, tier?: string): PlanRule => ({
    ...{ scope: "all", position: 1, rate_bps: 100, ...place, id },
    ...(tier === undefined ? {} : { tier }),
  });
  const sku = at("sku", { scope: "sku", target: "s1" });
  const product = at("product", { scope: "product", target: "p1" });
  const leaf = at("leaf", { scope: "category", target: "c1" });
  const root = at("root", { scope: "category", target: "c0" });
  const all = at("all", {});
  const away = at("away", { scope: "category", target: "c9" });
  const cases: [string, PlanRule[], string][] = [
    ["sku before all else", [all, root, leaf, product, sku], "sku"],
    ["product before category", [all, root, leaf, product], "product"],
    ["the nearest category", [all, root, leaf], "leaf"],
    ["the root where the leaf has none", [all, root, away], "root"],
    ["all where no category has one", [all, away], "all"],
    ["the tier by name within one scope", [leaf, at("named", leaf, "t")], "named"],
    ["a narrower scope before the tier by name", [at("named", root, "t"), leaf], "leaf"],
    ["another tier's rule is none", [all, at("other", leaf, "g")], "all"],
    ["the first of two that tie", [leaf, at("late", leaf)], "leaf"],
    ["the first of two that tie, by name", [at("first", leaf, "t"), at("late", leaf, "t")], "first"],
  ];
  test.each(cases)("%s", (_, rules, expected) => {
    const [share] = computeLine(lineOf({ rules })).shares;
    expect(share?.rule).toBe(expected);
  });
});

describe("keepFen", () => {
  // fen | base | refunded | kept
  const cases: [bigint, bigint, bigint, bigint][] = [
    [999n, 9999n, 0n, 999n],
    [999n, 9999n, 1n, 998n],
    [999n, 9999n, 3333n, 666n],
    [999n, 9999n, 9998n, 0n],
    [999n, 9999n, 9999n, 0n],
    [5n, 5n, 2n, 3n],
    [1n, 3n, 1n, 0n],
    [0n, 100n, 50n, 0n],
    [0n, 0n, 0n, 0n],
    [7n, 0n, 0n, 0n],
    [9_007_199_254_740_991n, 9_007_199_254_740_991n, 1n, 9_007_199_254_740_990n],
  ];
  test.each(cases)("%s on %s after %s → %s", (fen, base, refunded, kept) => {
    expect(keepFen(fen, base, refunded)).toBe(kept);
  });

  test("any sequence of refunds: never below 0, never up, exactly 0 at the end, less than one fen off", () => {
    const refunds = fc.bigInt(1n, 1_000_000n).chain((base) =>
      fc.record({
        base: fc.constant(base),
        fen: fc.bigInt(0n, base),
        steps: fc.array(fc.bigInt(0n, base), { maxLength: 8 }),
      }),
    );
    const property = fc.property(refunds, ({ base, fen, steps }) => {
      let left = keepFen(fen, base, 0n);
      expect(left).toBe(fen);
      let clawed = 0n;
      for (const refunded of [...steps, base].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
        const kept = keepFen(fen, base, refunded);
        expect(kept >= 0n && kept <= left).toBe(true);
        const off = fen * (base - refunded) - kept * base;
        expect(off >= 0n && off < base).toBe(true);
        clawed += left - kept;
        left = kept;
      }
      expect([left, clawed]).toEqual([0n, fen]);
    });
    fc.assert(property, { numRuns: 2000 });
  });
});

const rank = ({ position, kind }: Share) =>
  (position === "self" ? 1 : position) * 2 + (kind === "team" ? 1 : 0);
/** Who is cut first comes first. */
const cutting = (shares: readonly Share[]) =>
  shares.toSorted((a, b) =>
    a.kind === b.kind || (a.kind !== "team" && b.kind !== "team")
      ? rank(b) - rank(a)
      : a.kind === "team"
        ? -1
        : 1,
  );
const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
const always = (holds: (input: LineInput, result: LineResult) => void, numRuns = 5000) =>
  fc.assert(
    fc.property(inputs, (input) => holds(input, computeLine(input))),
    { numRuns },
  );

describe("always", () => {
  test("D and all shares stay within L, L within net, D + B = net", () => {
    let cut = 0;
    always(({ line }, { discountFen, baseFen, limitFen, shares }) => {
      expect(discountFen >= 0n && discountFen + sum(shares.map(({ fen }) => fen)) <= limitFen).toBe(true);
      expect(limitFen <= line.netFen && discountFen + baseFen === line.netFen).toBe(true);
      if (shares.some(({ fen, grossFen }) => fen < grossFen)) cut += 1;
    });
    expect(cut).toBeGreaterThan(200);
  });

  test("0 ≤ fen ≤ gross, gross above 0 and at most B; in order, each key once, at most depth positions", () => {
    always(({ plan }, { baseFen, shares }) => {
      for (const { fen, grossFen } of shares)
        expect(fen >= 0n && fen <= grossFen && grossFen > 0n && grossFen <= baseFen).toBe(true);
      const ranks = shares.map(rank);
      expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
      for (const each of ranks) expect(each).toBeLessThan(plan.plan.depth * 2 + 2);
      for (const { kind, rule, position } of shares) {
        expect(rule === null).toBe(kind === "team");
        expect(position === "self").toBe(kind === "self");
      }
    });
  });

  test("the cap cuts only as much as it must, and the next only when the one before has nothing", () => {
    always((_, { discountFen, limitFen, shares }) => {
      const over = discountFen + sum(shares.map(({ grossFen }) => grossFen)) - limitFen;
      const cut = sum(shares.map(({ grossFen, fen }) => grossFen - fen));
      expect(cut).toBe(over > 0n ? over : 0n);
      let isSpared = false;
      for (const { fen, grossFen } of cutting(shares)) {
        if (isSpared) expect(fen).toBe(grossFen);
        if (fen > 0n) isSpared = true;
      }
    });
  });

  test("team bonuses of a line are the highest rate at most", () => {
    always(({ plan }, { baseFen, shares }) => {
      const rates = [0, ...Object.values(plan.plan.team_bonus?.rates ?? {})];
      const bonus = sum(shares.filter(({ kind }) => kind === "team").map(({ grossFen }) => grossFen));
      expect(bonus <= (baseFen * BigInt(Math.max(...rates))) / 10_000n).toBe(true);
    });
  });

  test("the order of rules does not matter", () => {
    const shuffled = inputs.chain((input) => {
      const { rules } = input.plan.plan;
      return fc.shuffledSubarray([...rules], { minLength: rules.length }).map((list) => ({
        input,
        other: { ...input, plan: preparePlan({ ...input.plan.plan, rules: list }) },
      }));
    });
    const property = fc.property(shuffled, ({ input, other }) => {
      expect(computeLine(other)).toEqual(computeLine(input));
    });
    fc.assert(property, { numRuns: 2000 });
  });

  test("a quote learns the same D", () => {
    let given = 0;
    always((input, { discountFen }) => {
      expect(selfDiscount(input)).toBe(discountFen);
      if (discountFen > 0n) given += 1;
    });
    expect(given).toBeGreaterThan(50);
  });

  test("who is not active gets nothing, and nobody else gets anything for it", () => {
    always((input, { baseFen, shares }) => {
      const chain = input.chain.map((each, index) => (index === 0 ? { ...each, active: false } : each));
      const frozen = computeLine({ ...input, chain });
      expect(frozen.baseFen).toBe(baseFen);
      const gone = chain[0]?.id;
      const gross = (list: readonly Share[]) =>
        list.filter(({ promoter }) => promoter !== gone).map((share) => ({ ...share, fen: 0n }));
      expect(frozen.shares.some(({ promoter }) => promoter === gone)).toBe(false);
      expect(gross(frozen.shares)).toEqual(gross(shares));
    });
  });

  test("without self-purchase nothing about the buyer matters", () => {
    always((input) => {
      const plan = preparePlan({ ...input.plan.plan, self_purchase: "none" });
      expect(computeLine({ ...input, plan })).toEqual(
        computeLine({ ...input, plan, buyer: { promoter: null } }),
      );
    });
  });
});
