import { posix } from "node:path";
import { ROOMS } from "../house.ts";
import { isGenerated, type Offence, type SourceFile, type Tree } from "../tree.ts";

/** Files that something outside the code starts: commands, entries of rooms and builds, tests, recipes. */
const ENTRIES = [
  /^tools\/[a-z-]+\.(?:ts|mjs)$/,
  /^bench\/[a-z-]+\.ts$/,
  /^docs\//,
  /^tests\/recipes\//,
  /^packages\/[^/]+\/src\/index\.ts$/,
  /^apps\/mini\/(?:config|scripts)\//,
  /^apps\/mini\/src\/app\.tsx$/,
  /(?:^|\/)main\.tsx?$/,
  /(?:^|\/)[\w.-]*\.?config\.[cm]?[jt]s$/,
  /\.test\.tsx?$/,
  /\.d\.ts$/,
];

const ENDINGS = ["", ".ts", ".tsx", ".mjs", "/index.ts", "/index.tsx"];
/** Builds for one platform: money.weapp.tsx is imported as money.tsx. */
const PLATFORMS = ["", ".weapp", ".h5"];

function candidates(base: string): string[] {
  const [, stem = base, ending = ""] = /^(.*?)(\.[cm]?tsx?|\.mjs)?$/.exec(base) ?? [];
  const endings = ending === "" ? ENDINGS : [ending];
  return PLATFORMS.flatMap((platform) => endings.map((end) => `${stem}${platform}${end}`));
}

/** Where an import may lead, as paths without a promise that they exist. */
function targetsOf(file: SourceFile, specifier: string): string[] {
  if (specifier.startsWith(".")) return candidates(posix.join(posix.dirname(file.path), specifier));
  if (specifier.startsWith("@/")) {
    const app = file.path.split("/").slice(0, 2).join("/");
    return candidates(`${app}/src/${specifier.slice(2)}`);
  }
  const [, room = "", rest = ""] = /^@banyan\/([a-z-]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  const folder = ROOMS[room]?.folder;
  if (folder === undefined) return [];
  if (rest === "") return [`${folder}/src/index.ts`];
  return [...candidates(`${folder}/src/${rest}`), ...candidates(`${folder}/${rest}`)];
}

function literalsOf(file: { text: string }): string[] {
  return [...file.text.matchAll(/["'`]([\w@./-]{3,120})["'`]/g)].map((match) => match[1] ?? "");
}

/** Files named by a text: "./worker.ts" beside it, "tools/x.ts" from the top, pages of an app configuration. */
function mentionsOf(file: { path: string; text: string }): string[] {
  const words = literalsOf(file);
  const folder = posix.dirname(file.path);
  const named = words.filter((word) => /\.(?:[cm]?tsx?|mjs)$/.test(word));
  const found = named.flatMap((word) => [
    posix.join(folder, word),
    posix.join(folder, `./${word}`),
    word.replace(/^\//, ""),
  ]);
  if (!/\/app\.config\.ts$/.test(file.path)) return found;
  const roots = ["", ...words.map((word) => `${word}/`)];
  return [
    ...found,
    ...roots.flatMap((root) => words.flatMap((word) => candidates(posix.join(folder, root, word)))),
  ];
}

/** A code file that nobody imports, names or starts is dead. */
export function checkDeadFiles(tree: Tree): Offence[] {
  const alive = new Set<string>();
  for (const file of tree.sources) {
    for (const { specifier } of file.imports) {
      for (const target of targetsOf(file, specifier)) if (target !== file.path) alive.add(target);
    }
  }
  for (const file of tree.files) {
    if (!/\.(?:[cm]?tsx?|mjs|html|json)$/.test(file.path)) continue;
    for (const target of mentionsOf(file)) if (target !== file.path) alive.add(target);
  }
  return tree.sources
    .filter(
      ({ path }) => !alive.has(path) && !isGenerated(path) && !ENTRIES.some((entry) => entry.test(path)),
    )
    .map(({ path }) => ({ rule: "dead-files", path, message: "没有谁引用它：删掉，或从入口引用" }));
}
