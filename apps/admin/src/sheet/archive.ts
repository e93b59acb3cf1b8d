/**
 * Pictures out of a .zip, in the browser: only those that the sheet names are unpacked, one after another, and each goes through the shop's own
 * door for pictures. Nothing is written by the names inside, and what an entry says about its size is not believed.
 */
import { MAX_PICTURE_BYTES } from "@banyan/contract/media.ts";
import { BlobReader, type Entry, ERR_UNSAFE_FILENAME, type FileEntry, ZipReader } from "@zip.js/zip.js";

export interface FoundPicture {
  name: string;
  url: string | null;
  reason: string;
}

const MOST_ARCHIVE_BYTES = 1024 * 1024 * 1024;
const MOST_ENTRIES = 20_000;
const TOO_LARGE = `超过 ${MAX_PICTURE_BYTES / 1024 / 1024} MB`;
/** A picture is packed already: what unpacks to so much more than it was is no picture. */
const MOST_RATIO = 200;

export class ArchiveFault extends Error {}

/**
 * @param upload stores one picture; what it refuses becomes that picture's reason
 * @param reasonOf a refusal as a sentence
 * @throws ArchiveFault with a sentence, where it is no archive that can be read
 */
export async function picturesFrom(
  archive: Blob,
  names: readonly string[],
  upload: (file: File) => Promise<string>,
  reasonOf: (error: unknown) => string,
  step: (done: number) => void = () => undefined,
): Promise<FoundPicture[]> {
  if (archive.size > MOST_ARCHIVE_BYTES) throw new ArchiveFault("压缩包超过 1 GB，请分成几个");
  const reader = new ZipReader(new BlobReader(archive), { useWebWorkers: false });
  try {
    const places = placesOf(await entriesOf(reader));
    const found: FoundPicture[] = [];
    for (const name of names) {
      found.push(await take(name, places, upload, reasonOf));
      step(found.length);
    }
    return found;
  } finally {
    await reader.close();
  }
}

async function entriesOf(reader: ZipReader<Blob>): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  let count = 0;
  try {
    // Chinese Windows packs names in GB 18030 and does not say so.
    for await (const entry of reader.getEntriesGenerator({ decodeText })) {
      count += 1;
      if (count > MOST_ENTRIES) throw new ArchiveFault(`压缩包里的文件超过 ${MOST_ENTRIES} 个`);
      if (isFile(entry)) entries.push(entry);
    }
  } catch (error) {
    if (error instanceof ArchiveFault) throw error;
    const climbs = error instanceof Error && error.message === ERR_UNSAFE_FILENAME;
    throw new ArchiveFault(
      climbs ? "压缩包里有不安全的文件名（.. 或绝对路径）" : "这个压缩包读不出来，请用 .zip 格式重新打包",
    );
  }
  return entries;
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

const plain = (name: string) =>
  name
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .toLowerCase();

/** By the whole path, and by the name alone where only one has it. */
function placesOf(entries: readonly FileEntry[]): Map<string, FileEntry[]> {
  const places = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    const path = plain(entry.filename);
    for (const key of new Set([path, path.split("/").at(-1) ?? path]))
      places.set(key, [...(places.get(key) ?? []), entry]);
  }
  return places;
}

async function take(
  name: string,
  places: ReadonlyMap<string, FileEntry[]>,
  upload: (file: File) => Promise<string>,
  reasonOf: (error: unknown) => string,
): Promise<FoundPicture> {
  const no = (reason: string): FoundPicture => ({ name, url: null, reason });
  if (plain(name).split("/").includes("..")) return no("文件名里不能有 ..");
  const [entry, second] = places.get(plain(name)) ?? [];
  if (!entry) return no("压缩包里没有这个文件");
  if (second) return no("压缩包里有几个同名文件，请写上文件夹");
  if (entry.encrypted) return no("压缩包有密码");
  if (entry.uncompressedSize > MAX_PICTURE_BYTES) return no(TOO_LARGE);
  if (entry.uncompressedSize > MOST_RATIO * Math.max(entry.compressedSize, 1024)) return no("不是图片");
  const bytes = await unpacked(entry);
  if (typeof bytes === "string") return no(bytes);
  try {
    return { name, url: await upload(new File([bytes], name.split("/").at(-1) ?? name)), reason: "" };
  } catch (error) {
    return no(reasonOf(error).slice(0, 100));
  }
}

class TooMuch extends Error {}

/** Counts what comes out: the announced size may lie. */
async function unpacked(entry: FileEntry): Promise<Blob | string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(part) {
      bytes += part.length;
      if (bytes > MAX_PICTURE_BYTES) throw new TooMuch();
      parts.push(part.slice());
    },
  });
  try {
    await entry.getData(sink, { checkSignature: true, useWebWorkers: false });
    return new Blob(parts);
  } catch (error) {
    return error instanceof TooMuch ? TOO_LARGE : "文件坏了，解不开";
  }
}
