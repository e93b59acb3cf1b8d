/** Builds the front ends when what goes into them has changed, and only then. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { claimPatiently, release } from "./claim.ts";
import { type Crew, leashed } from "./crew.ts";
import { LogFile } from "./log-file.ts";
import { inRoot } from "./paths.ts";
import { Problem } from "./problem.ts";

/** A front end: an npm script of an app and the folder that it fills. */
export interface FrontEnd {
  readonly title: string;
  readonly app: string;
  readonly script: string;
  /** Inside the app's folder. */
  readonly output: string;
}

export const H5: FrontEnd = { title: "构建商城 H5", app: "mini", script: "build:h5", output: "dist/h5" };
export const WEAPP: FrontEnd = {
  title: "构建微信小程序",
  app: "mini",
  script: "build:weapp",
  output: "dist/weapp",
};
export const ADMIN: FrontEnd = { title: "构建管理后台", app: "admin", script: "build", output: "dist" };

/** Rooms whose sources end up inside a front end. */
const SHARED_INPUTS = ["packages/contract", "packages/kernel", "packages/domain", "pnpm-lock.yaml"];

/** Folders that are never input; nor are hidden ones, in which build tools keep caches. */
const NOT_INPUT = new Set(["node_modules", "dist", "test"]);

/**
 * Builds unless the output was made from exactly these inputs. The stamp goes before the build begins and comes back
 * when it has ended well, so an interrupted build is done again.
 */
export async function buildIfChanged(frontEnd: FrontEnd, crew: Crew): Promise<"built" | "unchanged"> {
  const name = `${frontEnd.app}-${frontEnd.script.replace(":", "-")}`;
  const stamp = inRoot(".cache", "front-ends", `${name}.inputs`);
  const lock = `${stamp}.lock`;
  await claimPatiently(lock);
  try {
    const inputs = hashInputs(frontEnd);
    if (isCurrent(frontEnd, stamp, inputs)) return "unchanged";
    rmSync(stamp, { force: true });
    await build(frontEnd, crew, new LogFile(inRoot(".cache", "front-ends", `${name}.log`)));
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, inputs);
    return "built";
  } finally {
    release(lock);
  }
}

/** The hash of everything that a build reads: the app, the rooms it contains, the lockfile, and Node's version. */
export function hashInputs(frontEnd: FrontEnd): string {
  const hash = createHash("sha256").update(`${frontEnd.script} ${process.version}`);
  for (const input of [`apps/${frontEnd.app}`, ...SHARED_INPUTS]) addToHash(hash, input);
  return hash.digest("hex");
}

function addToHash(hash: ReturnType<typeof createHash>, path: string): void {
  const full = inRoot(path);
  if (!existsSync(full)) return;
  const entries = path.endsWith(".yaml") ? undefined : readdirSync(full, { withFileTypes: true });
  if (entries === undefined) {
    hash.update(`\n${path}\n`).update(readFileSync(full));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_INPUT.has(entry.name) || (entry.isDirectory() && entry.name.startsWith("."))) continue;
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) addToHash(hash, inner);
    else hash.update(`\n${inner}\n`).update(readFileSync(inRoot(inner)));
  }
}

function isCurrent(frontEnd: FrontEnd, stamp: string, inputs: string): boolean {
  const output = inRoot("apps", frontEnd.app, frontEnd.output);
  return (
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === inputs &&
    existsSync(output) &&
    readdirSync(output).length > 0
  );
}

/** Runs the app's npm script as pnpm would, without the second that starting pnpm costs. */
async function build(frontEnd: FrontEnd, crew: Crew, log: LogFile): Promise<void> {
  const folder = inRoot("apps", frontEnd.app);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    scripts?: Record<string, string>;
  };
  const script = manifest.scripts?.[frontEnd.script];
  if (script === undefined) throw new Problem(`apps/${frontEnd.app} 没有 ${frontEnd.script} 这个脚本。`);
  const path = [
    dirname(process.execPath),
    join(folder, "node_modules", ".bin"),
    inRoot("node_modules", ".bin"),
    process.env.PATH,
  ];
  const member = crew.start({
    command: script,
    words: [],
    cwd: folder,
    shell: true,
    log,
    // The leash reaches the build through the shell: killed with its starter, it does not run on unseen.
    env: {
      PATH: path.join(process.platform === "win32" ? ";" : ":"),
      NODE_OPTIONS: leashed("").slice(0, 2).join("="),
    },
  });
  const { code, signal } = await member.ended;
  if (code !== 0)
    throw new Problem(`${frontEnd.title}失败（${signal ?? code}）：\n${log.tail()}\n完整日志：${log.path}`);
}
