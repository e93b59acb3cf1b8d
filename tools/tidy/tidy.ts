/** House rules, run as a test and by `npm run check`: one file per rule under rules/. */
import { join } from "node:path";
import { checkRatchet, type Findings, lowered, readRatchet, writeRatchet } from "./ratchet.ts";
import { checkDeadFiles } from "./rules/dead-files.ts";
import { checkFolders } from "./rules/folders.ts";
import { checkRooms } from "./rules/rooms.ts";
import { longFiles, longFunctions } from "./rules/sizes.ts";
import { foreignStores } from "./rules/stores.ts";
import { checkWords } from "./rules/words.ts";
import { type Offence, readTree, type Tree } from "./tree.ts";

function ratchetFile(root: string): string {
  return join(root, "tools", "tidy", "ratchet.json");
}

function findings(tree: Tree): Findings {
  return { sizes: [...longFiles(tree), ...longFunctions(tree.root)], stores: foreignStores(tree) };
}

/** Everything that is not as the house wants it, sorted by place. */
export function tidy(root: string): Offence[] {
  const tree = readTree(root);
  return [
    ...checkRooms(tree),
    ...checkFolders(tree),
    ...checkWords(tree),
    ...checkDeadFiles(tree),
    ...checkRatchet(findings(tree), readRatchet(ratchetFile(root))),
  ].sort((a, b) => (a.path === b.path ? (a.line ?? 0) - (b.line ?? 0) : a.path < b.path ? -1 : 1));
}

/** Lowers the ratchet to what is there now. */
export function lowerRatchet(root: string): void {
  writeRatchet(ratchetFile(root), lowered(findings(readTree(root)), readRatchet(ratchetFile(root))));
}

/** One line for a person. */
export function describeOffence({ rule, path, line, message }: Offence): string {
  return `${path}${line === undefined ? "" : `:${line}`}  [${rule}] ${message}`;
}
