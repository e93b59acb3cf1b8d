/**
 * A film somebody uploads is never stored as it came either: what plays (H.264 pictures, AAC sound) is copied frame by frame into a new
 * MP4, so that the place it was taken at, hidden boxes and bytes behind the film do not survive. The index stands first, so that a
 * phone plays while it loads.
 */
import { MAX_VIDEO_SECONDS } from "@banyan/contract";
import {
  BufferSource,
  BufferTarget,
  Conversion,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MP4,
  Mp4OutputFormat,
  Output,
} from "mediabunny";
import { refuse } from "../http/refusal.ts";
import { forgetTimes } from "./film-times.ts";

/** 4K; more is no film for a phone. */
const MAX_EDGE = 4096;
const MAX_TRACKS = 8;
/** A minute of film takes some 20 ms. */
const MAX_COPY_MS = 10_000;

export interface Film {
  data: Buffer;
  width: number;
  height: number;
  /** Whole seconds, rounded up. */
  seconds: number;
}

/**
 * @throws Refusal not_a_video, video_too_long, both at `file`
 */
export async function copyFilm(bytes: Buffer): Promise<Film> {
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4] });
  try {
    const { video, audio, seconds } = await lookInto(input).catch((error: unknown) => {
      throw error instanceof Error && error.name === "Refusal" ? error : notAVideo();
    });
    const data = await copy(input, video, audio).catch(() => notAVideo());
    if ((await frames(video)) !== (await framesOf(data))) notAVideo();
    return {
      data,
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      seconds: Math.max(1, Math.ceil(seconds)),
    };
  } finally {
    input.dispose();
  }
}

async function lookInto(input: Input) {
  if (!(await input.canRead())) notAVideo();
  const tracks = await input.getTracks();
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  // What WeChat and every browser can play; an iPhone's own HEVC is shown by neither Chrome nor older Androids.
  if (!video || tracks.length > MAX_TRACKS || (await video.getCodec()) !== "avc") notAVideo();
  const seconds = await input.computeDuration();
  const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
  const fits = width >= 16 && height >= 16 && Math.max(width, height) <= MAX_EDGE;
  if (!fits || !Number.isFinite(seconds) || seconds <= 0) notAVideo();
  if (seconds > MAX_VIDEO_SECONDS + 0.5) refuse("video_too_long", { field: "file" });
  const sound = audio && (await audio.getCodec()) === "aac" ? audio : null;
  return { video, audio: sound, seconds };
}

async function copy(input: Input, video: InputVideoTrack, audio: InputAudioTrack | null): Promise<Buffer> {
  const target = new BufferTarget();
  const conversion = await Conversion.init({
    input,
    output: new Output({ format: new Mp4OutputFormat({ fastStart: "in-memory" }), target }),
    video: (track) => (track.id === video.id ? {} : { discard: true }),
    audio: (track) => (track.id === audio?.id ? {} : { discard: true }),
    tags: {},
    showWarnings: false,
  });
  if (!conversion.isValid) notAVideo();
  // An index of a few bytes may promise millions of frames.
  const limit = setTimeout(() => void conversion.cancel(), MAX_COPY_MS);
  await conversion.execute().finally(() => clearTimeout(limit));
  if (!target.buffer) notAVideo();
  const data = Buffer.from(target.buffer);
  forgetTimes(data);
  return data;
}

/** A film that is cut short, or whose index points beyond it, has fewer frames than it promises. */
async function frames(video: InputVideoTrack): Promise<number> {
  return (await video.computePacketStats()).packetCount;
}

async function framesOf(data: Buffer): Promise<number> {
  const copied = new Input({ source: new BufferSource(data), formats: [MP4] });
  try {
    const video = await copied.getPrimaryVideoTrack();
    return video ? await frames(video) : 0;
  } catch {
    return 0;
  } finally {
    copied.dispose();
  }
}

function notAVideo(): never {
  refuse("not_a_video", { field: "file" });
}
