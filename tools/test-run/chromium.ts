/** The browser that end-to-end tests drive, and fonts without which every Chinese word is a box. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem } from "../launch/problem.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** A browser that starts: the one named by BANYAN_CHROMIUM, or the first on this machine. */
export function findChromium(): string | undefined {
  const named = process.env.BANYAN_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const known = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  // Asked for its version, because Ubuntu's package is a stub that only points to snap.
  return [...(named ? [named] : []), ...known, ...ELSEWHERE].find(
    (path) => existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0,
  );
}

/** Finds the browser and fonts, installing what is missing where that is allowed. `say` tells what is being done. */
export function ensureChromium(say: (line: string) => void): string {
  const missing = missingPackages();
  if (missing.length > 0 && mayInstall()) {
    say(`  用 apt 安装 ${missing.join(" ")}（首次需要几分钟）`);
    apt("update");
    apt("install", "-y", "--no-install-recommends", ...missing);
  }
  const chromium = findChromium();
  if (chromium === undefined)
    throw new Problem(
      `浏览器测试需要 Chromium。请安装后重试，例如（Debian）：apt-get install ${missing.join(" ")}；或用 BANYAN_CHROMIUM 指定它的路径。`,
    );
  if (missingPackages().length > 0)
    say(`  ⚠ 缺少字体：${missingPackages().join(" ")}，截图中的文字可能显示不全`);
  return chromium;
}

function missingPackages(): string[] {
  const missing = findChromium() === undefined ? ["chromium"] : [];
  if (process.platform !== "linux") return missing;
  if (!hasFont(":lang=zh-cn")) missing.push("fonts-noto-cjk");
  if (!hasFont("Noto Color Emoji")) missing.push("fonts-noto-color-emoji");
  if (spawnSync("fc-list", ["--version"]).error) missing.push("fontconfig");
  return missing;
}

function hasFont(pattern: string): boolean {
  const found = spawnSync("fc-list", [pattern, "family"], { encoding: "utf8" });
  return found.status === 0 && found.stdout.trim() !== "";
}

function mayInstall(): boolean {
  return (
    process.platform === "linux" && process.getuid?.() === 0 && !spawnSync("apt-get", ["--version"]).error
  );
}

function apt(...words: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const done = spawnSync("apt-get", ["-q", ...words], { encoding: "utf8", env });
  if (done.status !== 0)
    throw new Problem(
      `apt-get ${words.join(" ")} 失败：\n${(done.stderr || done.stdout).split("\n").slice(-15).join("\n")}`,
    );
}
