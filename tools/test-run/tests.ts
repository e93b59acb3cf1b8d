/** Test files run by a command of their own, longer or harder than `npm test` runs them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { inRoot } from "../launch/paths.ts";
import { Problem } from "../launch/problem.ts";

/** @param usage shown when it is none @throws Problem */
export function wholeNumber(text: string, usage: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Problem(`应为正整数，而不是 ${text}。\n\n${usage}`);
  return value;
}

/** Runs the files whose path contains `tests`. @returns Vitest's exit code */
export async function runTests(tests: string, env: Record<string, string>): Promise<number> {
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
