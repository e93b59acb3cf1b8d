/** A film of still pictures as an MP4 that phones play. */
import { forgetTimes } from "@banyan/server/media/film-times.ts";
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from "mediabunny";
import sharp from "sharp";
import { decoderRecord, type Frame, sameFrame, wholeFrame } from "./h264.ts";

const FRAMES_A_SECOND = 5;

/**
 * Each picture for `seconds`, cut to a square of `edge` px (a multiple of 16). About `edge`² × 1.5 bytes a picture.
 * @param pictures files that sharp can read
 */
export async function makeFilm(
  pictures: readonly (string | Buffer)[],
  { edge, seconds }: { edge: number; seconds: number },
): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: FRAMES_A_SECOND });
  await output.start();
  const meta = {
    decoderConfig: {
      codec: "avc1.42c01e",
      codedWidth: edge,
      codedHeight: edge,
      description: decoderRecord(edge, edge),
    },
  };
  const step = 1 / FRAMES_A_SECOND;
  for (const [turn, picture] of pictures.entries()) {
    const whole = wholeFrame(await frameOf(picture, edge), turn);
    for (let at = 0; at < seconds * FRAMES_A_SECOND; at += 1) {
      const time = (turn * seconds * FRAMES_A_SECOND + at) * step;
      const bytes = at === 0 ? whole : sameFrame(edge, edge, at);
      await source.add(new EncodedPacket(bytes, at === 0 ? "key" : "delta", time, step), meta);
    }
  }
  await output.finalize();
  if (!target.buffer) throw new Error("the film was not written");
  const film = Buffer.from(target.buffer);
  forgetTimes(film);
  return film;
}

/** BT.601, studio range: what a player assumes of a small film that says nothing. */
async function frameOf(picture: string | Buffer, edge: number): Promise<Frame> {
  const rgb = await sharp(picture).resize(edge, edge, { fit: "cover" }).removeAlpha().raw().toBuffer();
  const half = edge / 2;
  const frame = {
    width: edge,
    height: edge,
    y: new Uint8Array(edge * edge),
    u: new Uint8Array(half * half),
    v: new Uint8Array(half * half),
  };
  for (let row = 0; row < edge; row += 1) {
    for (let column = 0; column < edge; column += 1) {
      const at = (row * edge + column) * 3;
      const [red, green, blue] = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
      frame.y[row * edge + column] = 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255;
      if (row % 2 || column % 2) continue;
      const spot = (row / 2) * half + column / 2;
      frame.u[spot] = 128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255;
      frame.v[spot] = 128 + (112 * red - 93.786 * green - 18.214 * blue) / 255;
    }
  }
  return frame;
}
