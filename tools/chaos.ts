/**
 * `npm run chaos [-- --rounds N] [--seed S]`: kill -9 of worker processes and of a PostgreSQL of its own by turns, under load; then
 * nothing acknowledged is lost, every effect happened once, and the books hold. The seed decides when.
 */
import { readWords } from "./launch/options.ts";
import { reportFailure } from "./launch/problem.ts";
import { runTests, wholeNumber } from "./test-run/tests.ts";

const USAGE = "用法：npm run chaos [-- --rounds 次数] [--seed 种子]";
const DEFAULT_ROUNDS = "20";

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = reportFailure(error);
}

function main(): Promise<number> {
  const values = readWords(
    process.argv.slice(2),
    { rounds: { type: "string" }, seed: { type: "string" } },
    USAGE,
  );
  const seed = values.seed ?? String(1 + Math.trunc(Math.random() * 2 ** 31));
  return runTests("tests/launch/kill.test.ts", {
    BANYAN_CHAOS_ROUNDS: String(wholeNumber(values.rounds ?? DEFAULT_ROUNDS, USAGE)),
    BANYAN_SEED: String(wholeNumber(seed, USAGE)),
  });
}
