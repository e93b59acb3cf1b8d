/**
 * The files of an export, under DATA/exports. Each is written under a key of its own, so that on disk and in a backup of the disk they are
 * noise to whoever lacks the export's row.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Transform } from "node:stream";
import { EXPORT_FORMATS } from "@banyan/contract";
import type { Sink } from "../statement/zip.ts";

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const CIPHER = "aes-256-ctr";
/** Ends in the number of the try while it is being written. */
const NAME = /^([1-9][0-9]{0,17})-([1-9][0-9]{0,17})\.(?:xlsx|zip)(?:\.[1-9][0-9]{0,8})?$/;

const folderOf = (dataDir: string) => join(dataDir, "exports");
const pathOf = (dataDir: string, customerId: bigint, id: bigint, format: ExportFormat) =>
  join(folderOf(dataDir), `${customerId}-${id}.${format}`);
/** One key, two files: their key streams must not be the same. */
const nonceOf = (format: ExportFormat) => Buffer.alloc(16, EXPORT_FORMATS.indexOf(format) + 1);

export const newFileKey = (): Buffer => randomBytes(32);

/** One try at making an export: a worker that was taken for dead and wakes up writes and removes nothing of its follower's. */
export interface ExportTry {
  customerId: bigint;
  id: bigint;
  /** 1, 2, … */
  nth: number;
}
const partOf = (dataDir: string, { customerId, id, nth }: ExportTry, format: ExportFormat) =>
  `${pathOf(dataDir, customerId, id, format)}.${nth}`;

/** Writes one file of a try as `work` gives its bytes. @returns how many there are */
export async function writeSealed(
  dataDir: string,
  file: ExportTry & { format: ExportFormat; key: Buffer },
  work: (sink: Sink) => Promise<void>,
): Promise<number> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const cipher = createCipheriv(CIPHER, file.key, nonceOf(file.format));
  const handle = await open(partOf(dataDir, file, file.format), "w", 0o600);
  let bytes = 0;
  try {
    await work({
      write: async (part) => {
        bytes += part.length;
        // All of it, or an error: one call of write may take less.
        await handle.writeFile(cipher.update(part));
      },
    });
  } finally {
    await handle.close();
  }
  return bytes;
}

/** The files of a try become the export's. */
export async function keepParts(dataDir: string, of: ExportTry): Promise<void> {
  for (const format of EXPORT_FORMATS)
    await rename(partOf(dataDir, of, format), pathOf(dataDir, of.customerId, of.id, format));
}

/** What a try that came to nothing has written. */
export async function removeParts(dataDir: string, of: ExportTry): Promise<void> {
  for (const format of EXPORT_FORMATS) await rm(partOf(dataDir, of, format), { force: true });
}

/** The file's bytes as they were before sealing; null where it is gone. */
export async function readSealed(
  dataDir: string,
  file: { customerId: bigint; id: bigint; format: ExportFormat; key: Buffer },
): Promise<{ bytes: number; from: ReadStream; through: Transform } | null> {
  const path = pathOf(dataDir, file.customerId, file.id, file.format);
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  return {
    bytes: found.size,
    from: createReadStream(path),
    through: createDecipheriv(CIPHER, file.key, nonceOf(file.format)),
  };
}

/** All that there is of an export. */
export async function removeFiles(dataDir: string, customerId: bigint, id: bigint): Promise<void> {
  await removeAll(dataDir, (file) => file.customerId === customerId && file.id === id);
}

/** All of a person's. */
export async function removeFilesOf(dataDir: string, customerId: bigint): Promise<void> {
  await removeAll(dataDir, (file) => file.customerId === customerId);
}

async function removeAll(dataDir: string, gone: (file: ExportFile) => boolean): Promise<void> {
  for (const file of await listFiles(dataDir))
    if (gone(file)) await rm(join(folderOf(dataDir), file.name), { force: true });
}

export interface ExportFile {
  name: string;
  customerId: bigint;
  id: bigint;
}

/** Finished or being written. */
export async function listFiles(dataDir: string): Promise<ExportFile[]> {
  const names = await readdir(folderOf(dataDir)).catch(() => [] as string[]);
  return names.flatMap((name) => {
    const [, owner, id] = NAME.exec(name) ?? [];
    return owner === undefined || id === undefined
      ? []
      : [{ name, customerId: BigInt(owner), id: BigInt(id) }];
  });
}
