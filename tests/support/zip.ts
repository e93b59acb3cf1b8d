/** What stands in a zip file, by its directory. */
import { crc32, inflateRawSync } from "node:zlib";

const END = 0x06054b50;

/** Name → bytes. @throws where the file is cut short */
export function entriesOf(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== END) throw new Error("no end of a zip file where it should be");
  const entries = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, size, name] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
    ];
    const head = zip.readUInt32LE(at + 42);
    const begins = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    const bytes = inflateRawSync(zip.subarray(begins, begins + packed));
    if (bytes.length !== size) throw new Error("an entry of another size than announced");
    entries.set(zip.toString("utf8", at + 46, at + 46 + name), bytes);
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** A zip file of these bytes, each stored as it is; names are UTF-8. */
export function zipOf(entries: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of entries) {
    const called = Buffer.from(name);
    // Version 2.0, names in UTF-8, stored, 1980-01-01, check sum, sizes, length of the name: the same in both places.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(called.length, 22);
    const begins = Buffer.alloc(4);
    begins.writeUInt32LE(at);
    parts.push(Buffer.from("PK\u0003\u0004", "latin1"), facts, called, bytes);
    directory.push(
      Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"),
      facts,
      Buffer.alloc(10),
      begins,
      called,
    );
    at += 30 + called.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.size, 8);
  end.writeUInt16LE(entries.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
