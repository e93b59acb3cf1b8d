/**
 * `npm run mutation [-- --file NAME]`: breaks the domain's commission and pricing in some 1,300 small ways, one after another, and
 * runs the domain's tests on each. Prints how many of each file's breaks the tests caught and the ones that docs/PROOF.md does not
 * explain; fails under 90 %. Works on a copy in a scratch folder, with a Stryker of its own (docs/decisions, mutation).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWords } from "./launch/options.ts";
import { inRoot } from "./launch/paths.ts";
import { Problem, reportFailure } from "./launch/problem.ts";
import { readScores, type StrykerReport, survivorsOf } from "./mutation/score.ts";
import { MUTATED, RUNNER, strykerSettings, TESTS } from "./mutation/settings.ts";

const USAGE = "用法：npm run mutation [-- --file 文件名的一部分]";
const PNPM = "pnpm@10.34.9";
const ENOUGH = 90;

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = reportFailure(error);
}

async function main(): Promise<number> {
  const { file = "" } = readWords(process.argv.slice(2), { file: { type: "string" } }, USAGE);
  const mutated = MUTATED.filter((name) => name.includes(file));
  if (mutated.length === 0) throw new Problem(`没有这样的文件：${file}\n\n${USAGE}`);
  const scratch = await mkdtemp(join(tmpdir(), "banyan-mutation-"));
  try {
    await furnish(scratch, mutated);
    const program = join(scratch, "tools", "mutation", "node_modules", "@stryker-mutator", "core", "bin");
    await run(scratch, process.execPath, [join(program, "stryker.js"), "run", "stryker.json"]);
    const report = JSON.parse(await readFile(join(scratch, "mutation.json"), "utf8")) as StrykerReport;
    return print(report, await readFile(inRoot("docs", "PROOF.md"), "utf8"));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A domain that may be broken, with its tests, the workspace's modules and a Stryker. */
async function furnish(scratch: string, mutated: readonly string[]): Promise<void> {
  for (const part of ["packages/domain/src", "packages/domain/test", "packages/domain/package.json"])
    await cp(inRoot(part), join(scratch, part), { recursive: true });
  await cp(inRoot("tools/mutation"), join(scratch, "tools/mutation"), { recursive: true });
  for (const modules of ["node_modules", "packages/domain/node_modules"])
    await symlink(inRoot(modules), join(scratch, modules), "junction");
  await writeFile(join(scratch, "package.json"), '{ "private": true, "type": "module" }');
  const tests = { test: { include: TESTS, pool: "threads", maxWorkers: 1, testTimeout: 120_000 } };
  await writeFile(join(scratch, "vitest.config.mjs"), `export default ${JSON.stringify(tests)};\n`);
  await writeFile(join(scratch, "stryker.json"), JSON.stringify(strykerSettings(mutated)));
  const words = ["-y", PNPM, "install", "--frozen-lockfile", "--prefer-offline"];
  const folder = join(scratch, "tools", "mutation");
  await run(folder, process.platform === "win32" ? "npx.cmd" : "npx", words);
  // Vitest must be the one that the tests import: the runner finds it by walking up to the linked modules.
  await readFile(join(folder, "node_modules", RUNNER, "package.json"), "utf8");
}

async function run(cwd: string, command: string, words: readonly string[]): Promise<void> {
  const shell = process.platform === "win32" && command.startsWith("npx");
  const child = spawn(command, words, { cwd, stdio: ["ignore", 2, 2], shell });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Problem(`${command} 以 ${code ?? "信号"} 结束，见上文。`);
}

function print(report: StrykerReport, proof: string): number {
  const scores = readScores(report);
  for (const { file, caught, total } of scores)
    console.log(
      `${file.padEnd(48)} ${String(caught).padStart(4)} / ${String(total).padStart(4)}  ${percent(caught, total)}`,
    );
  const caught = scores.reduce((sum, score) => sum + score.caught, 0);
  const total = scores.reduce((sum, score) => sum + score.total, 0);
  const unexplained = survivorsOf(report).filter(
    ({ file, change }) => !proof.includes(`| ${file} | ${change} |`),
  );
  for (const { file, line, change } of unexplained) console.log(`未说明 · ${file}:${line}\n  ${change}`);
  const isEnough = caught * 100 >= total * ENOUGH;
  console.log(
    `${isEnough ? "✓" : "✗"} ${total} 处改动查出 ${caught} 处（${percent(caught, total)}），其余 ${total - caught} 处中有 ${unexplained.length} 处在 docs/PROOF.md 中没有说明`,
  );
  return isEnough ? 0 : 1;
}

function percent(part: number, whole: number): string {
  return `${((part * 100) / whole).toFixed(1)} %`;
}
