/**
 * `npm run soak [-- --minutes N] [--seed S]`: random lives of orders against the bookkeeper for as long as told, on a database of its
 * own. `--crashes N`: instead, N schedules of crashes between two steps to the outside. The seed is printed; with it the same run comes
 * again.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readWords } from "./launch/options.ts";
import { inRoot } from "./launch/paths.ts";
import { Problem, reportFailure } from "./launch/problem.ts";
import { startTestDatabase } from "./test-run/database.ts";

const USAGE = "用法：npm run soak [-- --minutes 分钟数 | --crashes 次数] [--seed 种子]";
const DEFAULT_MINUTES = 30;

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
          { BANYAN_SOAK_MINUTES: String(wholeNumber(values.minutes ?? String(DEFAULT_MINUTES))) },
        ]
      : ["tests/crashes", { BANYAN_CRASHES: String(wholeNumber(values.crashes)) }];
  const database = await startTestDatabase();
  try {
    return await runTests(tests, {
      BANYAN_TEST_PG: database.url,
      ...wanted,
      ...(values.seed === undefined ? {} : { BANYAN_SEED: String(wholeNumber(values.seed)) }),
    });
  } finally {
    await database.remove();
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Problem(`应为正整数，而不是 ${text}。\n\n${USAGE}`);
  return value;
}

async function runTests(tests: string, env: Record<string, string>): Promise<number> {
  const vitest = inRoot("node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", "--project", "main", tests], {
    cwd: inRoot(),
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
