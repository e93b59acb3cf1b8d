/** `npm run backup -- --to FILE [--data DIR] [--with-key]`: the shop as of one moment in one file, while it runs. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { create } from "tar";
import { dumpDatabase } from "./backup/dump.ts";
import { FORMAT, hashFile, type Manifest, type MediaEntry } from "./backup/manifest.ts";
import { scratchFolder } from "./backup/scratch.ts";
import { withShopDatabase } from "./backup/target.ts";
import { keyFingerprint, masterKeyPath } from "./launch/master-key.ts";
import { dataFolder, readWords } from "./launch/options.ts";
import { Problem, reportFailure } from "./launch/problem.ts";
import { Steps } from "./launch/steps.ts";

const USAGE = "用法：npm run backup -- --to 文件.tar.gz [--data 数据目录] [--with-key]";

try {
  await backUp();
} catch (error) {
  process.exitCode = reportFailure(error);
}

async function backUp(): Promise<void> {
  const values = readWords(
    process.argv.slice(2),
    { to: { type: "string" }, data: { type: "string" }, "with-key": { type: "boolean", default: false } },
    USAGE,
  );
  if (values.to === undefined) throw new Problem(USAGE);
  const target = resolve(process.env.INIT_CWD ?? process.cwd(), values.to);
  if (existsSync(target)) throw new Problem(`${target} 已存在，备份不会覆盖文件。`);
  mkdirSync(dirname(target), { recursive: true });
  const dataDir = dataFolder(values.data, process.env);
  const steps = new Steps((line) => console.log(line));
  if (!existsSync(dataDir)) throw new Problem(`没有数据目录 ${dataDir}。请用 --data 指定。`);
  const folder = scratchFolder(dataDir, "backup");
  const manifest = await collect(steps, dataDir, folder);
  if (values["with-key"]) copyFileSync(masterKeyPath(dataDir), join(folder, "master.key"));
  await steps.run(
    "打包",
    () => pack(folder, target),
    () => `${(statSync(target).size / 1024 / 1024).toFixed(1)} MB`,
  );
  tellAboutKey(manifest, values["with-key"], dataDir);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `✓ 已备份到 ${target}：${manifest.tables.length} 张表，${rows} 行，${manifest.media.length} 个媒体文件`,
  );
}

async function collect(steps: Steps, dataDir: string, folder: string): Promise<Manifest> {
  mkdirSync(join(folder, "tables"));
  const dump = await steps.run("数据库", () =>
    withShopDatabase(dataDir, "正在备份", (url) => dumpDatabase(url, join(folder, "tables"))),
  );
  // After the rows: a file is written before the row that names it, so every named file is there by now.
  const media = await steps.run("媒体文件", () => takeMedia(join(dataDir, "media"), join(folder, "media")));
  const manifest: Manifest = {
    format: FORMAT,
    createdAt: new Date().toISOString(),
    ...dump,
    media,
    keyFingerprint: keyFingerprint(dataDir) ?? null,
  };
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** @returns whether the file was still there: pictures of people who have gone are removed while the shop runs */
function linked(source: string, target: string): boolean {
  try {
    linkSync(source, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function takeMedia(from: string, into: string): Promise<MediaEntry[]> {
  mkdirSync(into);
  if (!existsSync(from)) return [];
  const entries: MediaEntry[] = [];
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    // A name with a dot in front is a file that is being written.
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const source = join(entry.parentPath, entry.name);
    const path = relative(from, source).replaceAll("\\", "/");
    mkdirSync(dirname(join(into, path)), { recursive: true });
    if (!linked(source, join(into, path))) continue;
    entries.push({ path, sha256: await hashFile(join(into, path)) });
  }
  return entries;
}

/** The file appears under its name only when it is whole. */
async function pack(folder: string, target: string): Promise<void> {
  const partial = `${target}.partial`;
  await create({ gzip: true, file: partial, cwd: folder, portable: true, mode: 0o600 }, readdirSync(folder));
  renameSync(partial, target);
}

function tellAboutKey(manifest: Manifest, withKey: boolean, dataDir: string): void {
  if (manifest.keyFingerprint === null) return;
  if (withKey)
    console.log("⚠ 备份里带有主密钥：得到这个文件的人可以读出全部个人信息，请像保管钱一样保管它。");
  else
    console.log(`⚠ 备份里没有主密钥。请另外保管 ${masterKeyPath(dataDir)}：没有它，加密的个人信息无法恢复。`);
}
