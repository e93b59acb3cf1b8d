/**
 * What every npm script runs first. Plain JavaScript for Node 18 and newer with nothing installed: installs the
 * workspace when its manifests changed, then hands over to `tools/<command>.ts` under Node 24. All of its own words go
 * to stderr, so that the stdout of a command is the command's alone.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PNPM = "pnpm@10.34.9";
const COMMANDS = {
  start: "启动整个商城 · start everything",
  test: "运行全部测试 · run all tests",
  setup: "只安装 · install only",
  check: "类型、格式与规则 · types, format and house rules",
  books: "核对账目 · check the books",
  commission: "计算佣金 · compute commission",
  backup: "备份 · back up",
  restore: "恢复 · restore a backup",
  generate: "重新生成文件 · regenerate files",
  soak: "长时间试跑 · long run",
  chaos: "强杀进程与数据库 · kill -9 under load",
  mutation: "测试能查出多少改动 · mutation testing",
  bench: "性能之比 · benchmarks",
};
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "node_modules", ".banyan-install");

/** The child that runs now: signals go to it, and so does the end of our parent. */
let current;

process.exitCode = await main(process.argv[2], process.argv.slice(3));

async function main(command, words) {
  if (!Object.hasOwn(COMMANDS, command ?? "")) {
    const lines = Object.entries(COMMANDS).map(([name, what]) => `  ${name.padEnd(12)}${what}`);
    console.error(`用法 · usage: node tools/boot.mjs <command> [...]\n\n${lines.join("\n")}`);
    return 2;
  }
  passSignals();
  const code = await install();
  if (code !== 0) return code;
  const script = join(root, "tools", `${command}.ts`);
  if (!existsSync(script)) {
    console.error(`✗ 这个版本还没有 ${command} 命令 · there is no tools/${command}.ts in this version`);
    return 2;
  }
  const node = findNode();
  if (node === undefined) {
    console.error(
      `✗ 需要 Node.js 24 或更新，现在是 ${process.version}，而且没有适合 ${process.platform}-${process.arch} 的内置版本。\n` +
        "  Node.js 24 or newer is needed: https://nodejs.org/",
    );
    return 1;
  }
  const path = [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH].join(
    process.platform === "win32" ? ";" : ":",
  );
  const leash = pathToFileURL(join(root, "tools", "launch", "leash.ts")).href;
  return run(node, ["--import", leash, script, ...words], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: path },
  });
}

/** Installs unless the stamp says that exactly these manifests are installed. */
async function install() {
  const wanted = manifestHash();
  if (isInstalled(wanted)) return 0;
  const lock = join(root, ".cache", "install.lock");
  await waitForLock(lock);
  try {
    if (isInstalled(wanted)) return 0;
    // Gone before the first change, back after the last: an install that died midway is done again.
    rmSync(stamp, { force: true });
    const began = Date.now();
    console.error("… 安装依赖（首次需要几分钟）· installing dependencies");
    const code = await runPnpm(["install", "--frozen-lockfile", "--prefer-offline"]);
    if (code !== 0) {
      console.error("✗ 安装失败，请检查网络后重试 · install failed, see above");
      return code;
    }
    writeFileSync(stamp, wanted);
    console.error(`✓ 安装依赖 ${Date.now() - began} ms`);
    return 0;
  } finally {
    rmSync(lock, { force: true });
  }
}

function isInstalled(wanted) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
}

function manifestHash() {
  const hash = createHash("sha256").update(`${PNPM} ${process.platform}-${process.arch}`);
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", "package.json"];
  for (const room of ["bench", "tests", "tools"]) files.push(join(room, "package.json"));
  for (const wing of ["packages", "apps"]) {
    for (const name of readdirSync(join(root, wing)).sort()) files.push(join(wing, name, "package.json"));
  }
  for (const file of files.filter((name) => existsSync(join(root, name))))
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** One install at a time in a checkout; the lock of a process that is gone does not count. */
async function waitForLock(lock) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!told) console.error("… 另一个命令正在安装，等待 · waiting for another install");
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const pid = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : process.pid;
    if (!isAlive(pid) && age > 1_000) rmSync(lock, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs pnpm without a terminal; its progress becomes one line every few seconds, all of it is shown when it fails. */
async function runPnpm(words) {
  const lines = [];
  let shown = 0;
  const onLine = (line) => {
    lines.push(line);
    if (!line.startsWith("Progress:") || Date.now() - shown < 3_000) return;
    shown = Date.now();
    console.error(`  ${line}`);
  };
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  // Without a terminal pnpm would stop to ask before it replaces a modules folder.
  const env = { ...process.env, npm_config_confirm_modules_purge: "false" };
  const options = { cwd: root, stdio: ["ignore", "pipe", "pipe"], env, shell: process.platform === "win32" };
  const code = await run(npx, ["-y", PNPM, ...words], options, onLine);
  if (code !== 0) console.error(lines.slice(-40).join("\n"));
  return code;
}

/** Runs a child to its end; its exit code, or 128 + n as a shell would say it for a signal. */
function run(command, words, options, onLine) {
  return new Promise((resolve) => {
    current = spawn(command, words, { cwd: process.cwd(), ...options });
    for (const stream of onLine === undefined ? [] : [current.stdout, current.stderr])
      splitLines(stream, onLine);
    current.once("error", (error) => {
      console.error(`✗ ${command}: ${error.message}`);
      resolve(127);
    });
    current.once("close", (code, signal) =>
      resolve(code ?? 128 + ({ SIGINT: 2, SIGKILL: 9, SIGTERM: 15, SIGHUP: 1 }[signal] ?? 0)),
    );
  });
}

function splitLines(stream, onLine) {
  let rest = "";
  stream.setEncoding("utf8").on("data", (chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") onLine(line);
  });
}

/**
 * Hands signals down. Under npm, also watches everybody between npm and us: a shell in the middle may take a signal and
 * go without telling anybody, and a killed npm tells nobody either.
 */
function passSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => current?.kill(signal));
  const chain = process.env.npm_lifecycle_event === undefined ? [] : chainToNpm();
  const isBroken = () => chain.some(({ pid, born }) => lookUp(pid)?.born !== born);
  if (chain.length > 0) setInterval(() => isBroken() && current?.kill("SIGTERM"), 300).unref();
}

/** Our ancestors up to and including npm; empty when it cannot be found. */
function chainToNpm() {
  const chain = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 8; ) {
    const found = lookUp(pid);
    if (found === undefined) return [];
    chain.push({ pid, born: found.born });
    if (/(^|[/\s])(npm|pnpm|yarn)\b/.test(found.words)) return chain;
    pid = found.parent;
  }
  return [];
}

/** Parent, birth and command line of a process. */
function lookUp(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      // A zombie is gone, even while nobody has asked how it ended.
      if (fields[0] === "Z") return undefined;
      return {
        parent: Number(fields[1]),
        born: fields[19],
        words: readFileSync(`/proc/${pid}/cmdline`, "utf8").replace(/\0/g, " "),
      };
    }
    const text = spawnSync("ps", ["-p", String(pid), "-o", "ppid=,lstart=,args="], {
      encoding: "utf8",
    }).stdout;
    const parts = /^\s*(\d+)\s+(.{24})\s(.*)$/.exec(text);
    return parts === null ? undefined : { parent: Number(parts[1]), born: parts[2], words: parts[3] };
  } catch {
    return undefined;
  }
}

/** Node 24 from the workspace, or the one that runs this when it is new enough. */
function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const program = process.platform === "win32" ? "node.exe" : "node";
  const own = join(root, "node_modules", `node-${platform}-${process.arch}`, "bin", program);
  // Started itself, not through .bin: that wrapper is a shell which keeps signals to itself.
  if (existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : undefined;
}
