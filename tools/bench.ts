/**
 * `npm run -s bench -- NAME [--json] [--seed N] [--quick]`: runs one file of the room `bench`. The last line on stdout is its figures
 * as JSON (with --json the only one), progress goes to stderr.
 */
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Bench } from "./bench/shape.ts";
import { inRoot } from "./launch/paths.ts";
import { Problem, reportFailure } from "./launch/problem.ts";

const USAGE = "用法：npm run -s bench -- 名称 [--json] [--seed 种子] [--quick]";
const DEFAULT_SEED = 20_261_124;

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = reportFailure(error);
}

async function main(): Promise<number> {
  const { values, positionals } = readCommand(process.argv.slice(2));
  const [name = ""] = positionals;
  if (positionals.length !== 1 || !names().includes(name)) {
    console.error(`${name === "" ? "" : `✗ 没有名为 ${name} 的基准\n\n`}${USAGE}\n`);
    for (const known of names()) console.error(`  ${known.padEnd(12)}${(await load(known)).about}`);
    return 2;
  }
  const seed = Number(values.seed ?? DEFAULT_SEED);
  if (!Number.isSafeInteger(seed) || seed < 1)
    throw new Problem(`--seed 应为正整数，而不是 ${values.seed}。\n\n${USAGE}`);
  const bench = await load(name);
  const report = await bench.run({ quick: values.quick, seed, say: (line) => console.error(line) });
  if (!values.json) for (const line of report.lines) console.log(line);
  console.log(JSON.stringify(report.figures));
  return 0;
}

function readCommand(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        json: { type: "boolean", default: false },
        quick: { type: "boolean", default: false },
        seed: { type: "string" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Problem(`命令行有误：${(error as Error).message}\n\n${USAGE}`);
  }
}

function names(): string[] {
  return readdirSync(inRoot("bench"))
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

async function load(name: string): Promise<Bench> {
  return (await import(pathToFileURL(inRoot("bench", `${name}.ts`)).href)) as Bench;
}
