/** Boxes of an MP4 that say when it was made; what holds them. */
const TIMED = new Set(["mvhd", "tkhd", "mdhd"]);
const HOLDERS = new Set(["moov", "trak", "mdia"]);

/** Sets the times of making to zero, in place: the same film is the same bytes whenever it is copied, and does not tell when it was taken. */
export function forgetTimes(bytes: Buffer, start = 0, end = bytes.length): void {
  let at = start;
  while (at + 12 <= end) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    // A box of 64-bit size or to the end of the file is the film itself, which stands last.
    if (size < 8 || at + size > end) return;
    if (HOLDERS.has(type)) forgetTimes(bytes, at + 8, at + size);
    else if (TIMED.has(type)) {
      const width = bytes[at + 8] === 1 ? 8 : 4;
      bytes.fill(0, at + 12, Math.min(at + 12 + 2 * width, at + size));
    }
    at += size;
  }
}
