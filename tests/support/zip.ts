/** What stands in a zip file, by its directory. */
import { inflateRawSync } from "node:zlib";

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
