/** The demo's planned past never had less than nothing on a shelf, whatever hour it was planned at. */
import { missingOf } from "@banyan/tools/demo/seed/stock.ts";
import fc from "fast-check";
import { expect, it } from "vitest";

/** On hand after each move, the opening first. */
function shelf(moves: readonly number[], end: number): number[] {
  const opening = end - moves.reduce((sum, delta) => sum + delta, 0);
  return moves.reduce((after, delta) => [...after, (after.at(-1) ?? 0) + delta], [opening]);
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
      const lowest = Math.min(...shelf(moves, end + missing));
      expect(missing === 0 ? lowest >= 0 : lowest === 0).toBe(true);
    }),
  );
});
