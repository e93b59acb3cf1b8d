import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { isGenerated, type Tree } from "../tree.ts";

/** Longest file, lines. Longest functions stand in oxlint-sizes.json: 70, and 110 in .tsx, where markup counts too. */
export const MAX_FILE_LINES = 300;

/** Something larger than its limit. */
export interface Oversize {
  /** A path, or path#function. */
  readonly key: string;
  readonly path: string;
  readonly lines: number;
  readonly limit: number;
  readonly line?: number;
}

const CONFIG = fileURLToPath(new URL("../oxlint-sizes.json", import.meta.url));
const OXLINT = fileURLToPath(new URL("../../../node_modules/oxlint/bin/oxlint", import.meta.url));

interface Diagnostic {
  message: string;
  filename: string;
  labels: { span: { line: number } }[];
}

/** Files beyond the limit. */
export function longFiles(tree: Tree): Oversize[] {
  return tree.files
    .filter(({ path }) => /\.(?:[cm]?tsx?|mjs|cjs|s?css)$/.test(path) && !isGenerated(path))
    .map(({ path, text }) => ({
      key: path,
      path,
      lines: text.replace(/\n$/, "").split("\n").length,
      limit: MAX_FILE_LINES,
    }))
    .filter(({ lines, limit }) => lines > limit);
}

/** Functions beyond the limit, found by oxlint. The blocks of test files, which only group, do not count. */
export function longFunctions(root: string): Oversize[] {
  const run = spawnSync(process.execPath, [OXLINT, "-c", CONFIG, "--format", "json", "."], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error !== undefined) throw run.error;
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
  const byKey = new Map<string, Oversize>();
  for (const { message, filename, labels } of diagnostics) {
    const match = /function(?: `([^`]+)`)? has too many lines \((\d+)\)\. Maximum allowed is (\d+)/.exec(
      message,
    );
    // A file that does not parse is the compiler's to report.
    if (match === null) continue;
    const path = filename.replaceAll("\\", "/");
    const key = `${path}#${match[1] ?? "anonymous"}`;
    const found = {
      key,
      path,
      lines: Number(match[2]),
      limit: Number(match[3]),
      line: labels[0]?.span.line ?? 1,
    };
    const known = byKey.get(key);
    if (known === undefined || known.lines < found.lines) byKey.set(key, found);
  }
  return [...byKey.values()];
}
