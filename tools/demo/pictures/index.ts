import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { light } from "./overlay.ts";
import { recipes } from "./recipes/index.ts";
import { Sheet } from "./sheet.ts";

// One picture is one small job; many of them at once use the cores better than one split up.
sharp.concurrency(1);

const QUALITY = 80;
// Effort 2 took 20 ms a picture where 4 took 45, for the same size.
const EFFORT = 2;
const STAMP = ".generator";

/** Every picture the demo shop can show; each becomes `<key>.webp`. */
export const pictureKeys: string[] = Object.keys(recipes);

/** Draws one picture as WebP. The same key gives the same bytes for the same generator and sharp version. */
export async function drawPicture(key: string): Promise<Buffer> {
  const recipe = recipes[key];
  if (!recipe) throw new Error(`No picture is called ${key}`);
  const { width, height } = recipe;
  const sheet = new Sheet(key, width, height);
  recipe.draw(sheet);
  const pixels = await sharp(Buffer.from(sheet.toString())).removeAlpha().raw().toBuffer();
  if (recipe.lit) await light(pixels, width, height);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .webp({ quality: QUALITY, effort: EFFORT })
    .toBuffer();
}

/**
 * Writes every picture into the folder `into`, telling `onProgress` after each. Files that are there stay as they are
 * unless the generator's sources or sharp have changed since (a stamp beside them remembers): a second start costs nothing.
 */
export function drawAll(
  into: string,
  onProgress?: (done: number, total: number) => void,
): Promise<{ drawn: number; skipped: number }> {
  return drawMissing(pictureKeys, into, onProgress);
}

/** As `drawAll`, for some of the pictures. */
export async function drawMissing(
  keys: readonly string[],
  into: string,
  onProgress?: (done: number, total: number) => void,
): Promise<{ drawn: number; skipped: number }> {
  await mkdir(into, { recursive: true });
  const stamp = await generatorHash();
  const before = await readFile(join(into, STAMP), "utf8").catch(() => "");
  if (before !== stamp) await clear(into);
  const present = new Set(await readdir(into));
  const missing = keys.filter((key) => !present.has(`${key}.webp`));
  // Written first: a run that is cut short keeps what it has drawn, and no half-written file ever bears the final name.
  await writeFile(join(into, STAMP), stamp);
  let done = keys.length - missing.length;
  const queue = missing.values();
  const draw = async (): Promise<void> => {
    for (const key of queue) {
      // Two starts of one checkout draw at once; each has its own half-written files.
      const half = join(into, `${key}.${process.pid}.part`);
      await writeFile(half, await drawPicture(key));
      await rename(half, join(into, `${key}.webp`));
      done += 1;
      onProgress?.(done, keys.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, draw));
  return { drawn: missing.length, skipped: keys.length - missing.length };
}

/** Removes the pictures of another generator. */
async function clear(into: string): Promise<void> {
  const stale = (await readdir(into)).filter((name) => name.endsWith(".webp") || name.endsWith(".part"));
  await Promise.all(stale.map((name) => rm(join(into, name), { force: true })));
}

/** A hash over the generator's own sources and the renderer's version. */
async function generatorHash(): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(sharp.versions));
  const files = await readdir(import.meta.dirname, { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".ts")).sort()) {
    hash.update(file).update(await readFile(join(import.meta.dirname, file)));
  }
  return hash.digest("hex");
}
