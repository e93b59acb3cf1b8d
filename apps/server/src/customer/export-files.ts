/**
 * The files of an export, under DATA/exports. Each is written under a key of its own, so that on disk and in a backup of the disk they are
 * noise to whoever lacks the export's row.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Transform } from "node:stream";
import { EXPORT_FORMATS } from "@banyan/contract";
import type { Sink } from "../statement/zip.ts";

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const CIPHER = "aes-256-ctr";
const NAME = /^([1-9][0-9]{0,17})-([1-9][0-9]{0,17})\.(?:xlsx|zip)$/;

const folderOf = (dataDir: string) => join(dataDir, "exports");
const pathOf = (dataDir: string, customerId: bigint, id: bigint, format: ExportFormat) =>
  join(folderOf(dataDir), `${customerId}-${id}.${format}`);
/** One key, two files: their key streams must not be the same. */
const nonceOf = (format: ExportFormat) => Buffer.alloc(16, EXPORT_FORMATS.indexOf(format) + 1);

export const newFileKey = (): Buffer => randomBytes(32);

/** Writes one file as `work` gives its bytes. @returns how many there are */
export async function writeSealed(
  dataDir: string,
  file: { customerId: bigint; id: bigint; format: ExportFormat; key: Buffer },
  work: (sink: Sink) => Promise<void>,
): Promise<number> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const cipher = createCipheriv(CIPHER, file.key, nonceOf(file.format));
  const handle = await open(pathOf(dataDir, file.customerId, file.id, file.format), "w", 0o600);
  let bytes = 0;
  try {
    await work({
      write: async (part) => {
        bytes += part.length;
        await handle.write(cipher.update(part));
      },
    });
  } finally {
    await handle.close();
  }
  return bytes;
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

export async function removeFiles(dataDir: string, customerId: bigint, id: bigint): Promise<void> {
  for (const format of EXPORT_FORMATS) await rm(pathOf(dataDir, customerId, id, format), { force: true });
}

/** All of a person's. */
export async function removeFilesOf(dataDir: string, customerId: bigint): Promise<void> {
  for (const { customerId: owner, id } of await listFiles(dataDir)) {
    if (owner === customerId) await removeFiles(dataDir, owner, id);
  }
}

/** The exports that have files, each once or twice. */
export async function listFiles(dataDir: string): Promise<{ customerId: bigint; id: bigint }[]> {
  const names = await readdir(folderOf(dataDir)).catch(() => [] as string[]);
  return names.flatMap((name) => {
    const [, owner, id] = NAME.exec(name) ?? [];
    return owner === undefined || id === undefined ? [] : [{ customerId: BigInt(owner), id: BigInt(id) }];
  });
}
