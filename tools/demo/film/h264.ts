/**
 * H.264 of the plainest kind, for films that are a row of still pictures: the first frame of each picture is written out sample by
 * sample (I_PCM), and every further frame says "as before". No encoder is needed, every decoder must be able to play it, and the
 * same pictures give the same bytes on every machine. Names follow ITU-T H.264.
 */

/** Planar 4:2:0. Width and height are multiples of 16. */
export interface Frame {
  width: number;
  height: number;
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
}

const BLOCK = 16;
const I_PCM = 25;
const SLICE_I = 7;
const SLICE_P = 5;

/** Bits, most significant first. */
class Bits {
  #bytes: number[] = [];
  #open = 0;
  #filled = 0;

  put(value: number, width: number): this {
    for (let at = width - 1; at >= 0; at -= 1) {
      this.#open = (this.#open << 1) | ((value >> at) & 1);
      this.#filled += 1;
      if (this.#filled === 8) {
        this.#bytes.push(this.#open);
        this.#open = 0;
        this.#filled = 0;
      }
    }
    return this;
  }

  /** Exp-Golomb, ue(v); 0 also stands for se(0). */
  ue(value: number): this {
    const width = Math.floor(Math.log2(value + 1));
    return this.put(0, width).put(value + 1, width + 1);
  }

  align(): this {
    return this.#filled === 0 ? this : this.put(0, 8 - this.#filled);
  }

  samples(plane: Uint8Array, stride: number, left: number, top: number, size: number): void {
    for (let row = top; row < top + size; row += 1)
      for (let at = row * stride + left, end = at + size; at < end; at += 1)
        this.#bytes.push(plane[at] as number);
  }

  /** With the stop bit, and the three bytes that no reader may take for a start code broken up. */
  unit(head: number): Uint8Array {
    this.put(1, 1).align();
    const out = [head];
    let zeros = 0;
    for (const byte of this.#bytes) {
      if (zeros >= 2 && byte <= 3) {
        out.push(3);
        zeros = 0;
      }
      out.push(byte);
      zeros = byte === 0 ? zeros + 1 : 0;
    }
    return Uint8Array.from(out);
  }
}

/** avcC: what a player must know before the first frame. Baseline profile, level 3.0. */
export function decoderRecord(width: number, height: number): Uint8Array {
  const sps = new Bits().put(66, 8).put(0xc0, 8).put(30, 8).ue(0).ue(0).ue(2).ue(1).put(0, 1);
  sps
    .ue(width / BLOCK - 1)
    .ue(height / BLOCK - 1)
    .put(0b1100, 4);
  const pps = new Bits().ue(0).ue(0).put(0, 2).ue(0).ue(0).ue(0).put(0, 3).ue(0).ue(0).ue(0).put(0b100, 3);
  const [first, second] = [sps.unit(0x67), pps.unit(0x68)];
  const length = (unit: Uint8Array) => [unit.length >> 8, unit.length & 255];
  return Uint8Array.from([
    1,
    66,
    0xc0,
    30,
    0xff,
    0xe1,
    ...length(first),
    ...first,
    1,
    ...length(second),
    ...second,
  ]);
}

/** A frame that stands for itself. @param turn how many such frames came before it */
export function wholeFrame(frame: Frame, turn: number): Uint8Array {
  const bits = new Bits()
    .ue(0)
    .ue(SLICE_I)
    .ue(0)
    .put(0, 4)
    .ue(turn % 2)
    .put(0, 2)
    .ue(0)
    .ue(1);
  const half = BLOCK / 2;
  for (let top = 0; top < frame.height; top += BLOCK) {
    for (let left = 0; left < frame.width; left += BLOCK) {
      bits.ue(I_PCM).align();
      bits.samples(frame.y, frame.width, left, top, BLOCK);
      bits.samples(frame.u, frame.width / 2, left / 2, top / 2, half);
      bits.samples(frame.v, frame.width / 2, left / 2, top / 2, half);
    }
  }
  return withLength(bits.unit(0x65));
}

/** A frame in which nothing moves. @param since how many frames came after the last whole one, this one included */
export function sameFrame(width: number, height: number, since: number): Uint8Array {
  const bits = new Bits()
    .ue(0)
    .ue(SLICE_P)
    .ue(0)
    .put(since % 16, 4)
    .put(0, 3)
    .ue(0)
    .ue(1);
  return withLength(bits.ue((width / BLOCK) * (height / BLOCK)).unit(0x41));
}

function withLength(unit: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 + unit.length);
  new DataView(out.buffer).setUint32(0, unit.length);
  out.set(unit, 4);
  return out;
}
