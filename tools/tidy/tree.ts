import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { scan } from "./scan.ts";

/** A text file of the project. Paths are relative to its top, with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** An import, dynamic import or re-export. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Erased when types are stripped. */
  readonly typeOnly: boolean;
}

export interface SourceFile extends TextFile {
  readonly code: string;
  readonly bare: string;
  readonly imports: readonly Import[];
}

/** The project as the rules see it. */
export interface Tree {
  readonly root: string;
  readonly files: readonly TextFile[];
  readonly sources: readonly SourceFile[];
}

/** An offence against a rule; `message` names what to do instead. */
export interface Offence {
  readonly rule: string;
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

const SKIPPED_FOLDERS = new Set([
  "node_modules",
  "dist",
  "coverage",
  "test-results",
  ".git",
  ".cache",
  ".data",
]);
const SOURCE = /\.[cm]?tsx?$|\.mjs$|\.cjs$/;
const TEXT =
  /\.(?:[cm]?[jt]sx?|json|md|ya?ml|sql|s?css|html|txt|toml)$|(?:^|\/)(?:\.[a-z]+rc|\.gitignore|run|Dockerfile)$/;
const MAX_BYTES = 1_000_000;

/** A keyword that stands in code; what is said and whence follows it. */
const KEYWORD = /(?<![.\w$])(?:import|export|require)\b/g;
const IMPORT_FORMS = [
  /(?:import|export)\s+(type\s)?(?:[\w*{][^"'`;]*?\bfrom\s*|)["']([^"'\n]+)["']/y,
  /(?:import|require)()\(\s*["']([^"'\n]+)["']/y,
];

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function importsOf(code: string, bare: string): Import[] {
  const found: Import[] = [];
  for (const { index } of bare.matchAll(KEYWORD)) {
    for (const form of IMPORT_FORMS) {
      form.lastIndex = index;
      const match = form.exec(code);
      if (match === null) continue;
      const specifier = match[2] ?? "";
      const line = lineAt(code, index + match[0].lastIndexOf(specifier));
      found.push({ specifier, line, typeOnly: (match[1] ?? "") !== "" });
    }
  }
  return found;
}

export function isGenerated(path: string): boolean {
  return /\.generated\./.test(path);
}

/** A tree from texts by path; tests plant offences this way. */
export function treeOf(texts: Readonly<Record<string, string>>, root = ""): Tree {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const sources = files
    .filter(({ path }) => SOURCE.test(path))
    .map((file) => {
      const { code, bare } = scan(file.text);
      return { ...file, code, bare, imports: importsOf(code, bare) };
    });
  return { root, files, sources };
}

/** Reads the project from disk; what is built, downloaded or kept as data is left out. */
export function readTree(root: string): Tree {
  const texts: Record<string, string> = {};
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) walk(path);
      } else if (entry.isFile() && TEXT.test(path) && statSync(join(root, path)).size <= MAX_BYTES) {
        texts[path] = readFileSync(join(root, path), "utf8");
      }
    }
  };
  walk("");
  return treeOf(texts, root);
}
