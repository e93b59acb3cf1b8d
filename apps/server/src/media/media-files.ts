/**
 * Pictures and films on disk, named by their content. Nothing a person uploads is ever stored as it came: it is decoded and written anew as WebP,
 * so that EXIF (with its places), scripts in comments and bytes behind the picture do not survive.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { access, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { MAX_PICTURE_BYTES, MAX_VIDEO_BYTES } from "@banyan/contract";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { refuse } from "../http/refusal.ts";
import { copyFilm } from "./video-files.ts";

/** A picture is decoded into memory: 50 megapixels are 200 MB, which is what a phone's largest camera makes. */
const MAX_PIXELS = 50_000_000;
const MAX_EDGE = 1600;
const QUALITY = 82;
/** Decoding is heavy; more at once would only make all of them and everybody else late. */
const MAX_PARALLEL = 2;
/** What the first bytes may be, and what the decoder must then call it. An animated PNG shows its first frame. */
const ACCEPTED: Record<string, string> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/apng": "png",
  "image/webp": "webp",
};
const FILE = /^\/media\/([0-9a-f]{64}(?:(?:-[0-9]+)?\.webp|\.mp4))$/;

sharp.cache(false);

export interface StoredPicture {
  /** "/media/<sha256>.webp" */
  url: string;
  width: number;
  height: number;
  sha256: string;
  /** Size of the stored file. */
  bytes: number;
}

export interface StoredFilm extends StoredPicture {
  /** Whole seconds, rounded up. */
  seconds: number;
}

export interface MediaStore {
  /** Where the files lie: DATA/media. */
  folder: string;
  /**
   * Stores a JPEG, PNG or WebP as WebP of at most 1600 px. The same picture gives the same address.
   * @throws Refusal not_a_picture, picture_too_large at `file`
   */
  put(bytes: Buffer): Promise<StoredPicture>;
  /**
   * Stores an MP4 as a new one, "/media/<sha256>.mp4". The same film gives the same address.
   * @throws Refusal not_a_video, video_too_large, video_too_long at `file`
   */
  putVideo(bytes: Buffer): Promise<StoredFilm>;
  /** Whether an address of ours has its file. */
  has(url: string): Promise<boolean>;
  /** Removes pictures for good; what is not there is no matter. */
  remove(sha256s: readonly string[]): Promise<void>;
}

export function createMediaStore(dataDir: string): MediaStore {
  const folder = join(dataDir, "media");
  mkdirSync(folder, { recursive: true });
  const enter = limitParallel(MAX_PARALLEL);
  const keep = async (data: Buffer, ending: string) => {
    const sha256 = createHash("sha256").update(data).digest("hex");
    const name = `${sha256}.${ending}`;
    if (!(await exists(join(folder, name)))) await writeAtomically(folder, name, data);
    return { url: `/media/${name}`, sha256, bytes: data.length };
  };
  return {
    folder,
    async put(bytes) {
      if (bytes.length > MAX_PICTURE_BYTES) refuseFile("picture_too_large");
      const { data, info } = await enter(() => encode(bytes));
      return { ...(await keep(data, "webp")), width: info.width, height: info.height };
    },
    async putVideo(bytes) {
      if (bytes.length > MAX_VIDEO_BYTES) refuse("video_too_large", { field: "file" });
      const { data, ...film } = await enter(() => copyFilm(bytes));
      return { ...(await keep(data, "mp4")), ...film };
    },
    async has(url) {
      const name = FILE.exec(url)?.[1];
      return name !== undefined && exists(join(folder, name));
    },
    async remove(sha256s) {
      await Promise.all(sha256s.map((sha256) => rm(join(folder, `${sha256}.webp`), { force: true })));
    },
  };
}

/** What the first bytes say and what the decoder finds must agree; a picture that ends early is none. */
async function encode(bytes: Buffer): Promise<{ data: Buffer; info: { width: number; height: number } }> {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const format = type && ACCEPTED[type.mime];
  if (format === undefined) refuseFile("not_a_picture");
  const source = sharp(bytes, { failOn: "error", limitInputPixels: false, pages: 1 });
  const head = await source.metadata().catch(() => refuseFile("not_a_picture"));
  if (head.format !== format) refuseFile("not_a_picture");
  if (head.width * head.height > MAX_PIXELS)
    refuseFile("picture_too_large", "图片的尺寸太大了，请缩小后再上传");
  return source
    .rotate()
    .resize({ width: MAX_EDGE, height: MAX_EDGE, fit: "inside", withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch(() => refuseFile("not_a_picture"));
}

function refuseFile(code: "not_a_picture" | "picture_too_large", message?: string): never {
  refuse(code, { field: "file", ...(message === undefined ? {} : { message }) });
}

/** A reader never sees half a file, and a crash leaves none under its final name. */
async function writeAtomically(folder: string, name: string, data: Buffer): Promise<void> {
  const temporary = join(folder, `.${randomUUID()}`);
  try {
    const file = await open(temporary, "wx", 0o644);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function limitParallel(max: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes straight to the next one, so a newcomer cannot slip in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
