import sharp from "sharp";
import { finish } from "./light.ts";
import { Sheet } from "./sheet.ts";

/** What the shared light does to each channel of each pixel: value × keep / 256 + add / 256. */
interface Overlay {
  keep: Uint16Array;
  add: Uint16Array;
}

const known = new Map<string, Promise<Overlay>>();

/**
 * Lays the shared light over the pixels (RGB, no alpha), in place. Two gradients over a whole picture took half of its
 * rendering time, so they are rendered once per size and blended here in whole numbers.
 */
export async function light(pixels: Buffer, width: number, height: number): Promise<void> {
  const size = `${width} ${height}`;
  const overlay = known.get(size) ?? render(width, height);
  known.set(size, overlay);
  const { keep, add } = await overlay;
  for (let at = 0; at < pixels.length; at += 1) {
    pixels[at] = ((pixels[at] ?? 0) * (keep[at] ?? 0) + (add[at] ?? 0)) >> 8;
  }
}

async function render(width: number, height: number): Promise<Overlay> {
  const sheet = new Sheet("light", width, height);
  finish(sheet);
  const rgba = await sharp(Buffer.from(sheet.toString())).ensureAlpha().raw().toBuffer();
  const keep = new Uint16Array(width * height * 3);
  const add = new Uint16Array(width * height * 3);
  for (let at = 0; at < keep.length; at += 1) {
    const pixel = Math.floor(at / 3) * 4;
    const alpha = rgba[pixel + 3] ?? 0;
    keep[at] = 256 - Math.round((alpha * 256) / 255);
    // Half a step is added so that the shift rounds instead of cutting off.
    add[at] = Math.round(((rgba[pixel + (at % 3)] ?? 0) * alpha * 256) / 255) + 127;
  }
  return { keep, add };
}
