/**
 * `npm test`: everything that must hold, each step with its time, and at the end `N passed, N failed` alone on a line.
 * Words after `--` go to Vitest, e.g. `npm test -- packages/ledger`; house rules are then left out.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { Crew } from "./launch/crew.ts";
import { ADMIN, buildIfChanged, type FrontEnd, H5, WEAPP } from "./launch/front-ends.ts";
import { LogFile } from "./launch/log-file.ts";
import { inRoot } from "./launch/paths.ts";
import { Problem, reportFailure } from "./launch/problem.ts";
import { Steps } from "./launch/steps.ts";
import { ensureChromium } from "./test-run/chromium.ts";
import { startTestDatabase, type TestDatabase } from "./test-run/database.ts";
import { readTally, type Tally } from "./test-run/tally.ts";

const folder = inRoot(".cache", "test-run");
const words = process.argv.slice(2);
const steps = new Steps((line) => console.log(line));
const total = { passed: 0, failed: 0 };
mkdirSync(folder, { recursive: true });
const crew = new Crew(`${folder}/running-${process.pid}.json`);
let database: Promise<TestDatabase> | undefined;

const interrupted = Promise.withResolvers<never>();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => interrupted.reject(new Problem("测试被中断")));

try {
  await Promise.race([runAll(), interrupted.promise]);
} catch (error) {
  total.failed += 1;
  reportFailure(error);
} finally {
  await crew.dismiss();
  rmSync(`${folder}/running-${process.pid}.json`, { force: true });
  await (await database?.catch(() => undefined))?.remove();
}
report();
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function runAll(): Promise<void> {
  const env: Record<string, string> = {};
  await prepare("浏览器与字体", () => {
    env.BANYAN_CHROMIUM = ensureChromium((line) => steps.say(line));
  });
  const checked = words.length === 0 && existsSync(inRoot("tools", "check.ts"));
  // Taro uses one core: its two builds follow each other, and the checks have the other one.
  await Promise.all([
    build(H5).then(() => build(WEAPP)),
    build(ADMIN),
    ...(checked ? [prepare("类型与规则", runCheck)] : []),
  ]);
  await prepare("测试数据库", async () => {
    database = startTestDatabase();
    env.BANYAN_TEST_PG = (await database).url;
  });
  await attempt("单元与数据库测试", () => runVitest("main", env));
  if (env.BANYAN_CHROMIUM !== undefined) await attempt("浏览器测试", () => runVitest("browser", env));
}

/** Runs tests as a step and counts them; a step that breaks is one failure, and the others still have their say. */
async function attempt(name: string, work: () => Promise<Tally>): Promise<void> {
  const note = ({ passed, failed }: Tally) => (passed + failed === 0 ? "" : `${passed} 通过，${failed} 失败`);
  try {
    const { passed, failed } = await steps.run(name, work, note, (tally) => tally.failed === 0);
    total.passed += passed;
    total.failed += failed;
  } catch (error) {
    if (crew.isDismissed) throw error;
    total.failed += 1;
    reportFailure(error);
  }
}

/** Runs a step that holds no tests: it can only break. */
function prepare(name: string, work: () => unknown): Promise<void> {
  return attempt(name, async () => {
    await work();
    return { passed: 0, failed: 0 };
  });
}

function build(frontEnd: FrontEnd): Promise<void> {
  return prepare(frontEnd.title, () => buildIfChanged(frontEnd, crew));
}

async function runCheck(): Promise<void> {
  const code = await runNode("check", [inRoot("tools", "check.ts")], {});
  if (code !== 0) throw new Problem("类型与规则检查没有通过，见上。");
}

async function runVitest(project: string, env: Record<string, string>): Promise<Tally> {
  const outcome = `${folder}/${project}.json`;
  rmSync(outcome, { force: true });
  const vitest = inRoot("node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${outcome}`];
  const code = await runNode(
    `vitest-${project}`,
    [vitest, "run", "--project", project, "--passWithNoTests", ...reporters, ...words],
    env,
  );
  return readTally(outcome, code);
}

async function runNode(
  name: string,
  script: readonly string[],
  env: Record<string, string>,
): Promise<number | null> {
  const log = new LogFile(`${folder}/${name}.log`);
  const show = (line: string) => console.log(line);
  const { ended } = crew.start({ command: process.execPath, words: script, env, log, onLine: show });
  return (await ended).code;
}

function report(): void {
  console.log("\n步骤用时");
  for (const { name, ms, ok } of steps.times)
    console.log(`  ${ok ? "✓" : "✗"} ${String(ms).padStart(8)} ms  ${name}`);
  console.log(`    ${String(steps.elapsed()).padStart(8)} ms  合计\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
}
