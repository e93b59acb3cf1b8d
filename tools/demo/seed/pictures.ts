/** Puts the drawn pictures into the media folder by content, and tells each key's address. */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { drawAll, pictureKeys } from "../pictures/index.ts";
import type { Row } from "./rows.ts";

const CACHE = fileURLToPath(new URL("../../../.cache/demo-pictures/", import.meta.url));

export interface Pictures {
  /** "/media/<sha256>.webp" */
  url(key: string): string;
  /** Rows of `media`. */
  rows: Row[];
}

export async function storePictures(dataDir: string, log: (line: string) => void): Promise<Pictures> {
  let last = 0;
  await drawAll(CACHE, (done, total) => {
    if (done - last < total / 4 && done < total) return;
    last = done;
    log(`画图 ${done}/${total}`);
  });
  const folder = join(dataDir, "media");
  await mkdir(folder, { recursive: true });
  const urls = new Map<string, string>();
  const rows = new Map<string, Row>();
  for (const key of pictureKeys) {
    const file = join(CACHE, `${key}.webp`);
    const bytes = await readFile(file);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const target = join(folder, `${sha256}.webp`);
    if (!(await stat(target).catch(() => null))) {
      await copyFile(file, `${target}.part`);
      await rename(`${target}.part`, target);
    }
    const { width, height } = await sharp(bytes).metadata();
    urls.set(key, `/media/${sha256}.webp`);
    rows.set(sha256, { sha256, width, height, bytes: bytes.length });
  }
  return {
    rows: [...rows.values()].map((row) => ({ ...row, created_at: new Date(0) })),
    url: (key) => {
      const url = urls.get(key);
      if (!url) throw new Error(`no picture is called ${key}`);
      return url;
    },
  };
}
