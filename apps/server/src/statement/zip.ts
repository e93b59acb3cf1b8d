/** A zip file written as its entries come: nothing of it is held in memory but the directory. */
import { crc32, createDeflateRaw } from "node:zlib";

interface Entry {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/** Sizes stand behind the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1980-01-01: the same content gives the same bytes. */
const DOS_DATE = 0x21;
/** Without zip64 nothing in the file may lie beyond. */
const LIMIT = 0xffff_ffff;

/** Where the bytes go: a file, or what seals them on their way into one. */
export interface Sink {
  write(bytes: Buffer): Promise<unknown>;
}

export interface ZipWriter {
  /** Adds one entry; entries come one after another. */
  add(name: string, parts: AsyncIterable<string> | Iterable<string>): Promise<void>;
  /** Writes the directory; the sink itself stays open. */
  finish(): Promise<void>;
}

export function zipInto(file: Sink): ZipWriter {
  const entries: Entry[] = [];
  let at = 0;
  const write = async (bytes: Buffer) => {
    await file.write(bytes);
    at += bytes.length;
    if (at > LIMIT) throw new Error("a zip file of more than 4 GB");
  };
  return {
    async add(name, parts) {
      const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at };
      await write(Buffer.concat([header(0x04034b50, 30, entry, 4), entry.name]));
      const began = at;
      await deflated(parts, entry, write);
      entry.packed = at - began;
      const sizes = Buffer.alloc(16);
      sizes.writeUInt32LE(0x08074b50, 0);
      writeSizes(sizes, 4, entry);
      await write(sizes);
      entries.push(entry);
    },
    async finish() {
      const began = at;
      for (const entry of entries) await write(Buffer.concat([directoryEntry(entry), entry.name]));
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(entries.length, 8);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(at - began, 12);
      end.writeUInt32LE(began, 16);
      await write(end);
    },
  };
}

/** Packs the parts while they come: what the disk has not taken yet is waited for. */
async function deflated(
  parts: AsyncIterable<string> | Iterable<string>,
  entry: Entry,
  write: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  const packer = createDeflateRaw({ level: 6 });
  const written = (async () => {
    for await (const chunk of packer) await write(chunk as Buffer);
  })();
  // Awaited below; a disk that is full while the next part is waited for must not end the process.
  written.catch(() => undefined);
  try {
    for await (const part of parts) {
      const bytes = Buffer.from(part);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (!packer.write(bytes)) await Promise.race([drained(packer), written]);
    }
    packer.end();
  } catch (error) {
    packer.destroy();
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}

function drained(packer: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => packer.once("drain", () => resolve()));
}

/** @param needs where the version field stands */
function header(signature: number, length: number, entry: Entry, needs: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, needs);
  bytes.writeUInt16LE(FLAGS, needs + 2);
  bytes.writeUInt16LE(DEFLATE, needs + 4);
  bytes.writeUInt16LE(DOS_DATE, needs + 8);
  bytes.writeUInt16LE(entry.name.length, needs + 22);
  return bytes;
}

function directoryEntry(entry: Entry): Buffer {
  const bytes = header(0x02014b50, 46, entry, 6);
  bytes.writeUInt16LE(20, 4);
  writeSizes(bytes, 16, entry);
  bytes.writeUInt32LE(entry.at, 42);
  return bytes;
}

function writeSizes(bytes: Buffer, offset: number, { crc, packed, size }: Entry): void {
  bytes.writeUInt32LE(crc, offset);
  bytes.writeUInt32LE(packed, offset + 4);
  bytes.writeUInt32LE(size, offset + 8);
}
