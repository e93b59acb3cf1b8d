/**
 * `npm run soak [-- --minutes N] [--seed S]`: random lives of orders and of promoters against their books for as long as told, on a
 * database of its own. `--crashes N`: instead, N schedules of crashes between two steps to the outside. The seed is printed; with it the
 * same run comes again.
 */
import { readWords } from "./launch/options.ts";
import { reportFailure } from "./launch/problem.ts";
import { startTestDatabase } from "./test-run/database.ts";
import { runTests, wholeNumber } from "./test-run/tests.ts";

const USAGE = "用法：npm run soak [-- --minutes 分钟数 | --crashes 次数] [--seed 种子]";
const DEFAULT_MINUTES = "30";

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = reportFailure(error);
}

async function main(): Promise<number> {
  const values = readWords(
    process.argv.slice(2),
    { minutes: { type: "string" }, crashes: { type: "string" }, seed: { type: "string" } },
    USAGE,
  );
  const [tests, wanted]: [string, Record<string, string>] =
    values.crashes === undefined
      ? [
          "tests/model",
          { BANYAN_SOAK_MINUTES: String(wholeNumber(values.minutes ?? DEFAULT_MINUTES, USAGE)) },
        ]
      : ["tests/crashes", { BANYAN_CRASHES: String(wholeNumber(values.crashes, USAGE)) }];
  const database = await startTestDatabase();
  try {
    return await runTests(tests, {
      BANYAN_TEST_PG: database.url,
      ...wanted,
      ...(values.seed === undefined ? {} : { BANYAN_SEED: String(wholeNumber(values.seed, USAGE)) }),
    });
  } finally {
    await database.remove();
  }
}
