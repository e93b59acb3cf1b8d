/**
 * `npm run soak [-- --minutes N] [--seed S]`: random lives of orders and of promoters against their books for as long as told, on a
 * database of its own. `--orders N`: instead, one life of N orders, whose every account and commission is what the bookkeeper's is.
 * `--crashes N`: instead, N schedules of crashes between two steps to the outside. The seed is printed; with it the same run comes again.
 */
import { readWords } from "./launch/options.ts";
import { Problem, reportFailure } from "./launch/problem.ts";
import { startTestDatabase } from "./test-run/database.ts";
import { runTests, wholeNumber } from "./test-run/tests.ts";

const USAGE = "用法：npm run soak [-- --minutes 分钟数 | --orders 订单数 | --crashes 次数] [--seed 种子]";
const DEFAULT_MINUTES = "30";

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = reportFailure(error);
}

async function main(): Promise<number> {
  const values = readWords(
    process.argv.slice(2),
    {
      minutes: { type: "string" },
      orders: { type: "string" },
      crashes: { type: "string" },
      seed: { type: "string" },
    },
    USAGE,
  );
  const { tests, wanted } = runOf(values);
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

/** Which tests, and how much of them. */
function runOf(values: {
  minutes?: string | undefined;
  orders?: string | undefined;
  crashes?: string | undefined;
}): {
  tests: string;
  wanted: Record<string, string>;
} {
  const [kind = "minutes", ...others] = (["minutes", "orders", "crashes"] as const).filter(
    (name) => values[name] !== undefined,
  );
  if (others.length > 0) throw new Problem(`--${kind} 与 --${others[0]} 只能选一个。\n\n${USAGE}`);
  const much = String(wholeNumber(values[kind] ?? DEFAULT_MINUTES, USAGE));
  switch (kind) {
    case "orders":
      return { tests: "tests/model/long-life", wanted: { BANYAN_LIFE_ORDERS: much } };
    case "crashes":
      return { tests: "tests/crashes", wanted: { BANYAN_CRASHES: much } };
    case "minutes":
      return { tests: "tests/model", wanted: { BANYAN_SOAK_MINUTES: much } };
  }
}
