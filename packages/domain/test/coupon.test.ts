import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate } from "../src/index.ts";

describe("allocate", () => {
  // total | weights | parts
  const cases: [bigint, bigint[], bigint[]][] = [
    [0n, [], []],
    [0n, [0n, 0n], [0n, 0n]],
    [0n, [5n, 7n], [0n, 0n]],
    [12n, [5n, 7n], [5n, 7n]],
    [10n, [100n], [10n]],
    [1n, [1n, 1n, 1n], [1n, 0n, 0n]],
    [2n, [1n, 1n, 1n], [1n, 1n, 0n]],
    [100n, [1n, 1n, 998n], [0n, 0n, 100n]],
    [10n, [333n, 333n, 334n], [3n, 3n, 4n]],
    [15n, [80n, 8n, 12n], [12n, 1n, 2n]],
    [5n, [0n, 10n, 0n, 10n], [0n, 3n, 0n, 2n]],
    // Under "the last line takes the rest" with halves rounded up, the last line would get −1.
    [2n, [1n, 1n, 1n, 1n], [1n, 1n, 0n, 0n]],
    // … and here more than it costs.
    [8n, [3n, 3n, 3n, 1n], [3n, 2n, 2n, 1n]],
    [10_000_000_000n, [9_999_999_999n, 9_999_999_999n, 1n], [5_000_000_000n, 5_000_000_000n, 0n]],
  ];
  test.each(cases)("%s over %s → %s", (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  const [weights0, totals] = ["allocate takes weights ≥ 0", "allocate takes 0 ≤ total ≤ sum of weights"];
  const refused: [string, bigint, bigint[], string][] = [
    ["more than the lines cost", 13n, [5n, 7n], totals],
    ["something over nothing", 1n, [], totals],
    ["something over free lines", 1n, [0n, 0n], totals],
    ["a negative total", -1n, [5n], totals],
    ["a negative weight", 1n, [5n, -1n], weights0],
  ];
  test.each(refused)("throws on %s", (_, total, weights, message) => {
    expect(() => allocate(total, weights)).toThrow(new RangeError(message));
  });

  // Small numbers make ties and remainders; huge ones would lose digits in a float; zeros and ones sit at the edges.
  const weight = fc.oneof(
    fc.bigInt(0n, 3n),
    fc.bigInt(1n, 100n),
    fc.bigInt(0n, 10_000_000_000n),
    fc.constantFrom(0n, 1n, 9_999_999_999_999_999n),
  );
  const adversarial = fc.array(weight, { minLength: 1, maxLength: 12 }).chain((weights) => {
    const sum = weights.reduce((a, b) => a + b, 0n);
    const edges = sum === 0n ? [0n] : [0n, 1n, sum - 1n, sum];
    const totals = fc.oneof(fc.bigInt(0n, sum), fc.constantFrom(...edges));
    return totals.map((totalFen) => ({ totalFen, weights, sum }));
  });

  /** Sums exactly, no part below 0 or above its line, each within one fen of its exact share. */
  function isFair(
    parts: bigint[],
    { totalFen, weights, sum }: { totalFen: bigint; weights: bigint[]; sum: bigint },
  ): boolean {
    return (
      parts.length === weights.length &&
      parts.reduce((a, b) => a + b, 0n) === totalFen &&
      parts.every((part, index) => {
        const of = weights[index] ?? -1n;
        const off = part * sum - totalFen * of;
        return part >= 0n && part <= of && (sum === 0n || (off < sum && off > -sum));
      })
    );
  }

  test("B20: 100,000 adversarial orders", () => {
    const property = fc.property(adversarial, (order) =>
      isFair(allocate(order.totalFen, order.weights), order),
    );
    const run = fc.check(property, { numRuns: 100_000 });
    expect(
      run.failed,
      `seed ${run.seed}, order ${run.counterexample?.[0].totalFen} over ${run.counterexample?.[0].weights}`,
    ).toBe(false);
    expect(run.numRuns).toBe(100_000);
  });

  test("the same orders catch the usual mistake, the last line taking the rest", () => {
    const naive = (totalFen: bigint, weights: bigint[], sum: bigint) => {
      const parts = weights
        .slice(0, -1)
        .map((of) => (sum === 0n ? 0n : (2n * totalFen * of + sum) / (2n * sum)));
      return [...parts, totalFen - parts.reduce((a, b) => a + b, 0n)];
    };
    const orders = fc.sample(adversarial, 2000);
    const broken = orders.filter((order) => !isFair(naive(order.totalFen, order.weights, order.sum), order));
    expect(broken.length).toBeGreaterThan(100);
  });
});
