import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
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
  const sheet = new Sheet(key, recipe.width, recipe.height);
  recipe.draw(sheet);
  return sharp(Buffer.from(sheet.toString()))
    .removeAlpha()
    .webp({ quality: QUALITY, effort: EFFORT })
    .toBuffer();
}

/**
 * Writes every picture into the folder `into`. Files that are there stay as they are unless the generator's
 * sources or sharp have changed since they were drawn (a stamp beside them remembers), so a second start costs nothing.
 */
export async function drawAll(
  into: string,
  onProgress?: (done: number, total: number) => void,
): Promise<{ drawn: number; skipped: number }> {
  await mkdir(into, { recursive: true });
  const stamp = await generatorHash();
  const before = await readFile(join(into, STAMP), "utf8").catch(() => "");
  if (before !== stamp) await rm(join(into, STAMP), { force: true });
  const present = before === stamp ? new Set(await readdir(into)) : new Set<string>();
  const missing = pictureKeys.filter((key) => !present.has(`${key}.webp`));
  let done = pictureKeys.length - missing.length;
  const queue = missing.values();
  const draw = async (): Promise<void> => {
    for (const key of queue) {
      await writeFile(join(into, `${key}.webp`), await drawPicture(key));
      done += 1;
      onProgress?.(done, pictureKeys.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, draw));
  await writeFile(join(into, STAMP), stamp);
  return { drawn: missing.length, skipped: pictureKeys.length - missing.length };
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
