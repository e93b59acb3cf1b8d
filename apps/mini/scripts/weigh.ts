/**
 * Weighs what was built, as one line of JSON: the script bytes of H5's first screen after gzip (the HTML's own scripts
 * and the home page's chunks), and the bytes of the mini program's main package (everything outside its sub-packages).
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const DIST = join(import.meta.dirname, "../dist");

/** WeChat's own limit is 2 MB; ours leaves room to grow. Bytes. */
export const LIMITS = { h5_first_screen_gzip: 160 * 1024, weapp_main_package: 1_200_000 } as const;

/** Null where that target has not been built. */
export function weigh(): { h5_first_screen_gzip: number | null; weapp_main_package: number | null } {
  const h5 = join(DIST, "h5");
  const weapp = join(DIST, "weapp");
  return {
    h5_first_screen_gzip: existsSync(join(h5, "index.html")) ? firstScreen(h5) : null,
    weapp_main_package: existsSync(join(weapp, "app.json")) ? mainPackage(weapp) : null,
  };
}

function firstScreen(folder: string): number {
  const needs = JSON.parse(readFileSync(join(folder, "first-screen.json"), "utf8")) as Record<
    string,
    string[]
  >;
  return (needs["page/home/index"] ?? [])
    .filter((file) => file.endsWith(".js"))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
}

function mainPackage(folder: string): number {
  const app = JSON.parse(readFileSync(join(folder, "app.json"), "utf8")) as {
    subPackages?: { root: string }[];
  };
  const roots = new Set((app.subPackages ?? []).map(({ root }) => root.replace(/\/$/, "")));
  return sizeOf(folder, (path) => roots.has(path));
}

function sizeOf(folder: string, leaveOut: (path: string) => boolean, under = ""): number {
  let sum = 0;
  for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) sum += leaveOut(path) ? 0 : sizeOf(folder, leaveOut, path);
    else sum += statSync(join(folder, path)).size;
  }
  return sum;
}

if (import.meta.main) console.log(JSON.stringify(weigh()));
