import { NOUNS, ROOMS, roomOf, STRUCTURE, SYNONYMS } from "../house.ts";
import type { Offence, Tree } from "../tree.ts";

const VAGUE = /(?:^|\/)(?:utils?|helpers?|misc|common|shared|lib)(?:\.[cm]?[jt]sx?$|\/)/;

/** Our noun for a folder name that says the same with another word; undefined for a word of its own. */
function ourNoun(folder: string): string | undefined {
  const singular = folder.replace(/ies$/, "y").replace(/s$/, "");
  const noun = SYNONYMS[folder] ?? SYNONYMS[singular] ?? (NOUNS.includes(singular) ? singular : undefined);
  return noun === folder ? undefined : noun;
}

/** What is wrong with a folder name, or null. Below a noun stand its pages and parts, with names of their own. */
function checkName(room: string, folder: string, depth: number, top: string | undefined): string | null {
  if (NOUNS.includes(folder) || STRUCTURE[room]?.includes(folder)) return null;
  const noun = ourNoun(folder);
  // A page of the noun itself may be called what it shows: catalog/product.
  if (depth > 0 && noun === top) return null;
  if (noun !== undefined) return `「${folder}」改名为 ${noun}：一个名词，一个文件夹名`;
  if (depth > 0) return null;
  return `「${folder}」不在名词表：用 docs/ARCHITECTURE.md 的名词；确是新名词就先加到那里和 tools/tidy/house.ts`;
}

/** One noun, one folder name: directly under src of a room stand nouns of the field and known parts of that room. */
export function checkFolders(tree: Tree): Offence[] {
  const offences = new Map<string, Offence>();
  const add = (path: string, message: string) => offences.set(path, { rule: "folders", path, message });
  for (const { path } of tree.files) {
    if (VAGUE.test(path)) add(path, "这个名字什么也没说：按它做的事命名");
    const room = roomOf(path);
    const src = room === undefined ? "" : `${ROOMS[room]?.folder}/src/`;
    if (room === undefined || !path.startsWith(src)) continue;
    const segments = path.slice(src.length).split("/").slice(0, -1);
    for (const [depth, folder] of segments.entries()) {
      const message = checkName(room, folder, depth, segments[0]);
      if (message !== null) add(src + segments.slice(0, depth + 1).join("/"), message);
    }
  }
  return [...offences.values()];
}
