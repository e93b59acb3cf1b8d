/** How long the engine takes. Apart from the other tests of commission: what is broken on purpose (tools/mutation) is slow as well. */
import { expect, test } from "vitest";
import { computeLine } from "../src/index.ts";
import { lineOf } from "./commission-cases.ts";

test("a line at 500 rules of each scope takes microseconds", () => {
  const scopes = ["sku", "product", "category"] as const;
  const rules = scopes.flatMap((scope) =>
    Array.from({ length: 500 }, (_, n) => ({
      ...{ id: `${scope}${n}`, scope, target: `${scope[0]}${n}` },
      ...{ position: 1 as const, rate_bps: n },
    })),
  );
  const input = lineOf({ depth: 3, rules, team_bonus: { rates: { t: 100, g: 300 } } }, { sku: "none" });
  const began = performance.now();
  for (let count = 0; count < 20_000; count += 1) computeLine(input);
  const microseconds = ((performance.now() - began) * 1000) / 20_000;
  console.log(`one line at 1,500 rules: ${microseconds.toFixed(2)} µs`);
  // A scan of the rules takes over 10 µs a position; a busy machine gets room.
  expect(microseconds).toBeLessThan(50);
});
