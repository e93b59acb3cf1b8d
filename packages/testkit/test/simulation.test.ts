/** The simulator against a second, slow computation: the written rules by the bookkeeper, every figure summed anew. */
import { HISTOGRAM_BINS, type PastLine, type Plan, preparePlan, Simulation, topOf } from "@banyan/domain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BookLineInput, type BookPlan, bookLine, commissionInput } from "../src/index.ts";

/** A line of the generator with what became of it; everybody's tiers and targets are among a few, so that lines meet. */
interface Drawn {
  input: BookLineInput;
  order: number;
  refundedPermille: bigint;
  goodsPermille: bigint | null;
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  input: commissionInput,
  order: fc.integer({ min: 1, max: 4 }),
  refundedPermille: fc.oneof(fc.constant(0n), fc.bigInt(0n, 1000n), fc.constant(1000n)),
  goodsPermille: fc.option(fc.bigInt(0n, 1500n)),
});
const lines = fc
  .array(drawn, { minLength: 1, maxLength: 12 })
  .map((all) => all.toSorted((a, b) => a.order - b.order));

/** The first line's plan is the active one; each line was really sold under its own. */
function pastOf({ input, order, refundedPermille, goodsPermille }: Drawn, index: number): PastLine {
  const real = bookLine(input);
  const { line, buyer, chain } = input;
  const netFen = BigInt(line.net_fen);
  return {
    buyerId: "1",
    orderNo: `D${order}`,
    lineNo: index + 1,
    line: { ...line, netFen },
    buyer: { promoter: buyer.promoter ?? null },
    chain,
    baseFen: real.base_fen,
    refundedFen: (real.base_fen * refundedPermille) / 1000n,
    goodsFen: goodsPermille === null ? null : (netFen * goodsPermille) / 1000n,
    granted: { discountFen: real.discount_fen, shares: real.shares },
  };
}

function simulated(all: readonly Drawn[], plans: readonly BookPlan[]): Simulation {
  const simulation = new Simulation(plans.map((plan) => preparePlan(plan as Plan)));
  for (const [index, one] of all.entries()) simulation.add(pastOf(one, index));
  return simulation;
}

interface Piece {
  position: string;
  kind: string;
  tier: string;
  promoter: string;
  fen: bigint;
  kept: bigint;
}

/** One line under one plan, piece by piece, by the bookkeeper and the two formulas of the page. */
function slowLine(one: Drawn, index: number, plan: BookPlan) {
  const past = pastOf(one, index);
  const result = bookLine({ ...one.input, plan });
  const base = result.base_fen;
  const refunded = past.baseFen === 0n ? 0n : (base * past.refundedFen) / past.baseFen;
  // Where nothing was refunded all stays, a 自购省 that left no base included.
  const keep = (fen: bigint) => {
    if (refunded === 0n) return fen;
    return refunded >= base ? 0n : (fen * (base - refunded)) / base;
  };
  const { promoter } = one.input.buyer;
  const pieces: Piece[] = result.shares.map((share) => ({
    position: String(share.position),
    kind: share.kind,
    tier: share.tier,
    promoter: share.promoter,
    fen: share.fen,
    kept: keep(share.fen),
  }));
  if (result.discount_fen > 0n && promoter)
    pieces.push({
      ...{ position: "self", kind: "discount", tier: promoter.tier, promoter: promoter.id },
      ...{ fen: result.discount_fen, kept: keep(result.discount_fen) },
    });
  return { past, base, pieces, cost: sum(pieces, "fen"), kept: sum(pieces, "kept") };
}

const sum = (pieces: readonly Piece[], of: "fen" | "kept") =>
  pieces.reduce((total, piece) => total + piece[of], 0n);

function grouped(pieces: readonly Piece[], by: (piece: Piece) => string): Map<string, string> {
  const keys = [...new Set(pieces.filter((piece) => piece.fen > 0n).map(by))];
  return new Map(
    keys.map((key) => {
      const own = pieces.filter((piece) => by(piece) === key);
      return [key, `${sum(own, "fen")} ${sum(own, "kept")}`];
    }),
  );
}

/** Slices with something in them under the plan, as the slow side writes them. */
function told(
  slices: readonly { key: string; plans: readonly { fen: bigint; keptFen: bigint }[] }[],
  plan: number,
): Map<string, string> {
  return new Map(
    slices.flatMap(({ key, plans }) => {
      const given = plans[plan];
      return given && given.fen > 0n ? [[key, `${given.fen} ${given.keptFen}`] as const] : [];
    }),
  );
}

const byKey = (map: Map<string, string>) => new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

describe("against the bookkeeper", () => {
  test("every sum of every plan, by kind, position, tier, category and product", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const plans = all.slice(0, 3).map((one) => one.input.plan);
        const simulation = simulated(all, plans);
        expect(simulation.orders).toBe(new Set(all.map((one) => one.order)).size);
        for (const [index, plan] of plans.entries()) {
          const slow = all.map((one, at) => slowLine(one, at, plan));
          const pieces = slow.flatMap((line) => line.pieces);
          const fast = simulation.plans[index];
          if (!fast) throw new Error("a plan is missing");
          expect(fast.baseFen).toBe(slow.reduce((total, line) => total + line.base, 0n));
          const kinds = Object.entries(fast.byKind()).map(([key, given]) => ({ key, plans: [given] }));
          expect(byKey(told(kinds, 0))).toEqual(byKey(grouped(pieces, (piece) => piece.kind)));
          expect(byKey(told(simulation.byPosition(), index))).toEqual(
            byKey(grouped(pieces, (piece) => piece.position)),
          );
          expect(byKey(told(simulation.byTier.sorted(), index))).toEqual(
            byKey(grouped(pieces, (piece) => piece.tier)),
          );
          const total = { fen: sum(pieces, "fen"), kept: sum(pieces, "kept") };
          for (const slices of [simulation.byRoot(), simulation.byLeaf(), simulation.byProduct]) {
            const { top, rest } = topOf(slices.sorted(), 2);
            const shown = [...top, ...(rest ? [rest] : [])];
            expect(shown.reduce((t, { plans: given }) => t + (given[index]?.fen ?? 0n), 0n)).toBe(total.fen);
            expect(shown.reduce((t, { plans: given }) => t + (given[index]?.keptFen ?? 0n), 0n)).toBe(
              total.kept,
            );
            expect(shown.reduce((t, slice) => t + slice.lines, 0)).toBe(all.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("margin, lines above it, the worst line, the histogram", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const plan = all[0]?.input.plan;
        if (!plan) throw new Error("no line");
        const simulation = simulated(all, [plan]);
        const fast = simulation.plans[0];
        const slow = all.map((one, at) => slowLine(one, at, plan));
        const costed = slow.flatMap((line) =>
          line.past.goodsFen === null
            ? []
            : [{ ...line, margin: line.past.line.netFen - line.past.goodsFen }],
        );
        expect(simulation.costed.lines).toBe(costed.length);
        expect(fast?.costed.fen).toBe(costed.reduce((total, line) => total + line.cost, 0n));
        const over = costed.filter((line) => line.cost > 0n && line.cost > line.margin);
        expect(fast?.overMargin).toEqual({
          lines: over.length,
          fen: over.reduce((total, line) => total + line.cost - line.margin, 0n),
        });
        const worst = fast?.worst ?? null;
        expect(worst === null).toBe(costed.every((line) => line.cost === 0n));
        for (const line of costed) {
          if (worst === null || line.cost === 0n) continue;
          const [losing, other] = [worst.marginFen <= 0n, line.margin <= 0n];
          if (other) {
            expect(losing).toBe(true);
            expect(worst.costFen - worst.marginFen >= line.cost - line.margin).toBe(true);
          } else if (!losing) expect(worst.costFen * line.margin >= line.cost * worst.marginFen).toBe(true);
        }
        expect(fast?.histogram).toHaveLength(HISTOGRAM_BINS);
        expect(fast?.histogram.reduce((a, b) => a + b)).toBe(all.length);
        expect(fast?.histogram[0]).toBe(slow.filter((line) => line.cost === 0n).length);
        const half = slow.filter((line) => line.cost * 2n >= line.past.line.netFen && line.cost > 0n).length;
        expect(fast?.histogram.slice(26).reduce((a, b) => a + b)).toBe(half);
      }),
      { numRuns: 300 },
    );
  });

  test("who wins and who loses against the active plan, and what the plan's promoters get", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const plans = all.slice(0, 2).map((one) => one.input.plan);
        const simulation = simulated(all, plans);
        const sums = plans.map((plan) => {
          const get = new Map<string, bigint>();
          for (const piece of all.flatMap((one, at) => slowLine(one, at, plan).pieces))
            get.set(piece.promoter, (get.get(piece.promoter) ?? 0n) + piece.kept);
          return get;
        });
        const ids = [...new Set(sums.flatMap((get) => [...get.keys()]))];
        const last = plans.length - 1;
        const got = (plan: number, id: string) => sums[plan]?.get(id) ?? 0n;
        const { winners, losers, same } = simulation.promoters.against(last);
        const more = ids.filter((id) => got(last, id) > got(0, id));
        const less = ids.filter((id) => got(last, id) < got(0, id));
        expect([winners.count, losers.count]).toEqual([more.length, less.length]);
        expect(winners.fen).toBe(more.reduce((total, id) => total + got(last, id) - got(0, id), 0n));
        expect(losers.fen).toBe(less.reduce((total, id) => total + got(0, id) - got(last, id), 0n));
        expect(same).toBe(ids.filter((id) => got(last, id) === got(0, id) && got(0, id) > 0n).length);
        for (const { promoter, activeFen, fen } of [...winners.top, ...losers.top])
          expect([activeFen, fen]).toEqual([got(0, promoter), got(last, promoter)]);
        const spread = simulation.promoters.spread(0);
        const amounts = ids.map((id) => got(0, id)).filter((fen) => fen > 0n);
        expect(spread.count).toBe(amounts.length);
        for (const { percent, fen } of spread.quantiles) {
          const atMost = amounts.filter((amount) => amount <= fen).length;
          const below = amounts.filter((amount) => amount < fen).length;
          expect(atMost * 100 >= percent * amounts.length).toBe(true);
          expect(below * 100 < percent * amounts.length).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("under the plan that was active the simulation is what was really given", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const plan = all[0]?.input.plan;
        if (!plan) throw new Error("no line");
        const under = all.map((one) => ({ ...one, input: { ...one.input, plan } }));
        const simulation = simulated(under, [plan]);
        expect(simulation.plans[0]?.byKind()).toEqual(simulation.granted);
      }),
    );
  });
});
