import { posix } from "node:path";
import { isDevelopment, ROOMS, roomOf, TEST_ROOM } from "../house.ts";
import type { Import, Offence, SourceFile, Tree } from "../tree.ts";

const RULE = "rooms";

interface Manifest {
  readonly path: string;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

function readManifests(tree: Tree): Map<string, Manifest> {
  const manifests = new Map<string, Manifest>();
  for (const { path, text } of tree.files) {
    if (!path.endsWith("package.json")) continue;
    const json = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
    const names = (list: string) => new Set(Object.keys(json[list] ?? {}));
    const own = [...names("dependencies"), ...names("optionalDependencies")];
    manifests.set(posix.dirname(path), {
      path,
      dependencies: new Set(own),
      devDependencies: names("devDependencies"),
    });
  }
  return manifests;
}

function maySee(from: string, to: string, development: boolean): boolean {
  const room = ROOMS[from];
  if (room === undefined || from === to || room.sees === "*") return true;
  return room.sees.includes(to) || (development && to === TEST_ROOM);
}

/** "@banyan/kernel/fen.ts" → "@banyan/kernel"; "react/jsx-runtime" → "react". */
function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}

function checkManifest(name: string, manifest: Manifest): Offence[] {
  const offences: Offence[] = [];
  for (const [list, development] of [
    [manifest.dependencies, false],
    [manifest.devDependencies, true],
  ] as const) {
    for (const dependency of list) {
      if (!dependency.startsWith("@banyan/") || maySee(name, dependency.slice(8), development)) continue;
      const message = `房间 ${name} 不可依赖 ${dependency}：箭头只能如 docs/ARCHITECTURE.md 所画`;
      offences.push({ rule: RULE, path: manifest.path, message });
    }
  }
  return offences;
}

function checkInside(file: SourceFile, name: string, specifier: string): string | null {
  const target = posix.join(posix.dirname(file.path), specifier);
  if (target.startsWith(`${ROOMS[name]?.folder}/`)) return null;
  return `${specifier} 走出了房间 ${name}：用包名 @banyan/… 引用`;
}

function checkBuiltin(file: SourceFile, name: string, specifier: string): string | null {
  const onlyHere = isDevelopment(file.path) || /\/generate\.ts$/.test(file.path);
  return ROOMS[name]?.portable && !onlyHere
    ? `房间 ${name} 也在浏览器或微信里运行，不可引用 ${specifier}`
    : null;
}

function isListed(file: SourceFile, found: Import, manifest: Manifest, top: Manifest | undefined): boolean {
  const dependency = packageOf(found.specifier);
  if (manifest.dependencies.has(dependency)) return true;
  if (found.typeOnly && manifest.devDependencies.has(`@types/${dependency}`)) return true;
  if (!isDevelopment(file.path)) return found.typeOnly && manifest.devDependencies.has(dependency);
  // What the whole workspace is developed with is listed once, at the top, and found from every room.
  return manifest.devDependencies.has(dependency) || top?.devDependencies.has(dependency) === true;
}

/** What is wrong with one import, or null. */
function checkImport(
  file: SourceFile,
  name: string,
  manifests: ReadonlyMap<string, Manifest>,
  found: Import,
): string | null {
  const { specifier } = found;
  if (specifier.startsWith(".")) return checkInside(file, name, specifier);
  if (specifier.startsWith("@/")) return null;
  if (specifier.startsWith("node:")) return checkBuiltin(file, name, specifier);
  const dependency = packageOf(specifier);
  if (dependency === `@banyan/${name}`) return null;
  if (dependency.startsWith("@banyan/") && !maySee(name, dependency.slice(8), isDevelopment(file.path))) {
    return `房间 ${name} 不可引用 ${dependency}：箭头只能如 docs/ARCHITECTURE.md 所画`;
  }
  const manifest = manifests.get(ROOMS[name]?.folder ?? "");
  if (manifest === undefined || isListed(file, found, manifest, manifests.get("."))) return null;
  return `${dependency} 不在 ${manifest.path} 的 dependencies 里`;
}

function unknownRooms(manifests: ReadonlyMap<string, Manifest>): Offence[] {
  const known = new Set(Object.values(ROOMS).map(({ folder }) => folder));
  return [...manifests]
    .filter(([folder]) => /^(?:packages|apps)\/[^/]+$/.test(folder) && !known.has(folder))
    .map(([, { path }]) => ({
      rule: RULE,
      path,
      message: "docs/ARCHITECTURE.md 和 tools/tidy/house.ts 里没有这个房间",
    }));
}

/** Imports go only where the arrows point, and only to what the room's package.json lists. */
export function checkRooms(tree: Tree): Offence[] {
  const manifests = readManifests(tree);
  const offences = unknownRooms(manifests);
  for (const [name, room] of Object.entries(ROOMS)) {
    const manifest = manifests.get(room.folder);
    if (manifest !== undefined) offences.push(...checkManifest(name, manifest));
  }
  for (const file of tree.sources) {
    const name = roomOf(file.path);
    if (name === undefined) continue;
    for (const found of file.imports) {
      const message = checkImport(file, name, manifests, found);
      if (message !== null) offences.push({ rule: RULE, path: file.path, line: found.line, message });
    }
  }
  return offences;
}
