/** The demo's planned past never had less than nothing on a shelf, whatever hour it was planned at. */
import { missingOf } from "@banyan/tools/demo/seed/stock.ts";
import fc from "fast-check";
import { expect, it } from "vitest";

/** The least there was on hand, the opening included. */
function lowestOf(moves: readonly number[], end: number): number {
  let after = end - moves.reduce((sum, delta) => sum + delta, 0);
  let lowest = after;
  for (const delta of moves) {
    after += delta;
    lowest = Math.min(lowest, after);
  }
  return lowest;
}

it("the last one was sold and came back, yet the shelf is empty: one is missing", () => {
  expect(missingOf([{ delta: -1 }, { delta: 1 }], 0)).toBe(1);
  expect(missingOf([{ delta: 1 }, { delta: -1 }], 0)).toBe(0);
  expect(missingOf([{ delta: -1 }, { delta: 1 }], 1)).toBe(0);
});

it("with what is missing no shelf is below 0, and with less some is", () => {
  const deltas = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 12 });
  fc.assert(
    fc.property(deltas, fc.nat({ max: 6 }), (moves, end) => {
      const missing = missingOf(
        moves.map((delta) => ({ delta })),
        end,
      );
      const lowest = lowestOf(moves, end + missing);
      expect(missing === 0 ? lowest >= 0 : lowest === 0).toBe(true);
    }),
  );
});
