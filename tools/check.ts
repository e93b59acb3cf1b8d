/**
 * `npm run check`: types, format, lint and house rules, each with its time. Two lanes for two cores; what a failing
 * step had to say follows at the end.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { inRoot } from "./launch/paths.ts";
import { Steps } from "./launch/steps.ts";

interface Check {
  readonly name: string;
  /** A script of node_modules or of ours, and its words. */
  readonly script: string;
  readonly words: readonly string[];
}

const TSC = inRoot("node_modules", "typescript", "bin", "tsc");
const BIOME = inRoot("node_modules", "@biomejs", "biome", "bin", "biome");
const OXLINT = inRoot("node_modules", "oxlint", "bin", "oxlint");

const types: Check[] = ["tsconfig.json", "apps/admin/tsconfig.json", "apps/mini/tsconfig.json"]
  .filter((project) => existsSync(inRoot(project)))
  .map((project) => ({
    name: `类型 ${project}`,
    script: TSC,
    words: ["-p", project, "--noEmit", "--pretty", "false"],
  }));

const habits: Check[] = [
  {
    name: "格式与写法 biome",
    script: BIOME,
    words: ["check", "--colors=off", "--error-on-warnings", "--max-diagnostics=50", "."],
  },
  { name: "房规 tidy", script: inRoot("tools", "tidy", "main.ts"), words: [] },
  { name: "承诺与循环 oxlint", script: OXLINT, words: ["--type-aware", "--format=unix", "."] },
];

const steps = new Steps((line) => console.log(line));
const complaints: string[] = [];

function run(check: Check): Promise<void> {
  return steps
    .run(check.name, () => spawnCheck(check))
    .catch((error: unknown) => {
      complaints.push(`\n── ${check.name}\n${error instanceof Error ? error.message : String(error)}`);
    });
}

/** Rejects with everything the check printed when it fails. */
function spawnCheck({ script, words }: Check): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(process.execPath, [script, ...words], {
    cwd: inRoot(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  child.once("error", reject);
  child.once("close", (code) => {
    if (code === 0) resolve();
    else reject(new Error(Buffer.concat(said).toString("utf8").trimEnd()));
  });
  return promise;
}

async function lane(checks: readonly Check[]): Promise<void> {
  for (const check of checks) await run(check);
}

await Promise.all([lane(types), lane(habits)]);
for (const complaint of complaints) console.log(complaint);
console.log(
  `${complaints.length === 0 ? "✓ 全部通过" : `✗ ${complaints.length} 项没有通过`}，用时 ${steps.elapsed()} ms`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
