/** `npm run restore -- --from FILE [--data DIR] [--force]`: a backup into an empty shop, proven complete. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { migrate, migrations } from "@banyan/schema/migrate.ts";
import { extract } from "tar";
import { isEmpty, loadDatabase, wipe } from "./backup/load.ts";
import { type Manifest, readVerified } from "./backup/manifest.ts";
import { scratchFolder } from "./backup/scratch.ts";
import { withClosedShop } from "./backup/target.ts";
import { keyFingerprint, masterKeyPath, writeMasterKey } from "./launch/master-key.ts";
import { dataFolder, readWords } from "./launch/options.ts";
import { Problem, reportFailure } from "./launch/problem.ts";
import { Steps } from "./launch/steps.ts";

const USAGE = "用法：npm run restore -- --from 文件.tar.gz [--data 数据目录] [--force]";

try {
  await restore();
} catch (error) {
  process.exitCode = reportFailure(error);
}

async function restore(): Promise<void> {
  const values = readWords(
    process.argv.slice(2),
    { from: { type: "string" }, data: { type: "string" }, force: { type: "boolean", default: false } },
    USAGE,
  );
  if (values.from === undefined) throw new Problem(USAGE);
  const source = resolve(process.env.INIT_CWD ?? process.cwd(), values.from);
  if (!existsSync(source)) throw new Problem(`没有文件 ${source}。`);
  const dataDir = dataFolder(values.data, process.env);
  const folder = scratchFolder(dataDir, "restore");
  const steps = new Steps((line) => console.log(line));
  await steps.run("解包", () => extract({ file: source, cwd: folder, strict: true }));
  const manifest = await steps.run("核对文件", () => readVerified(folder));
  checkVersion(manifest);
  await withClosedShop(dataDir, "正在恢复", (url) =>
    fill(steps, url, dataDir, folder, manifest, values.force),
  );
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `✓ 已恢复 ${manifest.createdAt} 的备份：${manifest.tables.length} 张表，${rows} 行，${manifest.media.length} 个媒体文件`,
  );
}

async function fill(
  steps: Steps,
  url: string,
  dataDir: string,
  folder: string,
  manifest: Manifest,
  force: boolean,
): Promise<void> {
  // All refusals first; nothing has been changed until here.
  if (!force && !(await isEmpty(url))) {
    throw new Problem("目标数据库不是空的。请换一个数据目录；或加 --force，它会删除目标数据库里的全部数据。");
  }
  checkKey(manifest, dataDir, folder);
  await steps.run("主密钥", () => placeKey(dataDir, folder), String);
  await steps.run("媒体文件", () => placeMedia(manifest, folder, join(dataDir, "media")));
  if (force) await steps.run("清空", () => wipe(url));
  await steps.run("数据表", () => migrate(url, manifest.migrations.at(-1)?.name));
  await steps.run("数据", () => loadDatabase(url, folder, manifest));
  await steps.run(
    "升级",
    () => migrate(url),
    ({ applied }) => (applied.length === 0 ? "无" : `${applied.length} 步`),
  );
}

/** A backup of this version or an older one: its migrations are the first of ours, unchanged. */
function checkVersion(manifest: Manifest): void {
  const ours = migrations();
  manifest.migrations.forEach(({ name, sha256 }, index) => {
    if (ours[index]?.name === name && ours[index].sha256 === sha256) return;
    throw new Problem(`备份来自另一个或更新的版本（${name}）。请用制作备份的版本或更新的版本恢复。`);
  });
}

function checkKey(manifest: Manifest, dataDir: string, folder: string): void {
  if (manifest.keyFingerprint === null) return;
  const present = keyFingerprint(dataDir);
  const packed = keyFingerprint(folder);
  if (present === undefined && packed === undefined) {
    throw new Problem(`备份里没有主密钥。请先把当时的 master.key 放到 ${masterKeyPath(dataDir)}，再恢复。`);
  }
  if ((present ?? packed) !== manifest.keyFingerprint) {
    throw new Problem(
      `${masterKeyPath(dataDir)} 不是这个备份的主密钥，恢复后个人信息将无法读出。请换成当时的文件。`,
    );
  }
}

function placeKey(dataDir: string, folder: string): string {
  const packed = masterKeyPath(folder);
  if (!existsSync(packed)) return "已有";
  return writeMasterKey(masterKeyPath(dataDir), readFileSync(packed, "utf8").trim()) === "made"
    ? "来自备份"
    : "已有";
}

function placeMedia(manifest: Manifest, folder: string, into: string): void {
  for (const { path } of manifest.media) {
    const target = join(into, path);
    mkdirSync(dirname(target), { recursive: true });
    // Content-addressed: a file that is there has the same content, unless a crash tore it, so it is replaced.
    rmSync(target, { force: true });
    try {
      linkSync(join(folder, "media", path), target);
    } catch {
      copyFileSync(join(folder, "media", path), target);
    }
  }
}
