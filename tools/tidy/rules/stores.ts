import { posix } from "node:path";
import { isDevelopment } from "../house.ts";
import type { Tree } from "../tree.ts";

const NOUNS_FOLDER = "apps/server/src/";

/** Every noun writes rows of these inside its own transaction; they have no actions of their own to call. */
const SHARED = new Set(["outbox", "audit", "setting", "alarm"]);

/** `noun` of apps/server/src/noun/file.ts. */
function nounOf(path: string): string | undefined {
  return path.startsWith(NOUNS_FOLDER) ? path.slice(NOUNS_FOLDER.length).split("/")[0] : undefined;
}

export function isStore(path: string): boolean {
  return /(?:^|\/)(?:[a-z0-9-]+-)?store\.ts$/.test(path);
}

/** An import of another noun's store; `key` is how the ratchet names it. */
export interface ForeignStore {
  readonly key: string;
  readonly path: string;
  readonly line: number;
}

/** A noun may call another noun's exported action, never its store. Types may be seen. */
export function foreignStores(tree: Tree): ForeignStore[] {
  return tree.sources
    .filter((file) => nounOf(file.path) !== undefined && !isDevelopment(file.path))
    .flatMap((file) =>
      file.imports.flatMap(({ specifier, line, typeOnly }) => {
        const target = posix.join(posix.dirname(file.path), specifier);
        const noun = nounOf(target);
        if (!specifier.startsWith(".") || typeOnly || noun === undefined || !isStore(target)) return [];
        if (noun === nounOf(file.path) || SHARED.has(noun)) return [];
        return [{ key: `${file.path} → ${target.slice(NOUNS_FOLDER.length)}`, path: file.path, line }];
      }),
    );
}
