import { MAX_PICTURE_BYTES, MAX_VIDEO_BYTES, MAX_VIDEO_SECONDS, type Video } from "@banyan/contract";
import { useState } from "react";
import { client } from "../api/client.ts";
import { failureOf } from "../api/failure.ts";
import { useFailureNotice } from "../api/write.ts";

export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"];
export const VIDEO_TYPES = ["video/mp4", "video/quicktime"];
const MEGABYTE = 1024 * 1024;

/** Why a file will not be taken; null when it may be sent. The server looks into the bytes itself. */
function refusalOf(file: File): string | null {
  if (file.type === "image/svg+xml") return "不支持 SVG，请换成 JPG、PNG 或 WebP 图片";
  if (!PICTURE_TYPES.includes(file.type)) return "请上传 JPG、PNG 或 WebP 图片";
  if (file.size > MAX_PICTURE_BYTES)
    return `图片有 ${sizeText(file.size)}，不能超过 ${MAX_PICTURE_BYTES / MEGABYTE} MB`;
  return null;
}

function sizeText(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

/** What is wrong with the file itself is said where it would stand; anything else in a notice. */
const ABOUT_THE_FILE = new Set(["not_a_picture", "picture_too_large", "too_large"]);

/**
 * Sends pictures one after another; answers with the addresses of those that were taken. `refusals` is what to say of the others,
 * each with its name.
 */
export function useUpload(): {
  waiting: number;
  refusals: readonly string[];
  send: (files: readonly File[]) => Promise<string[]>;
} {
  const notice = useFailureNotice();
  const [waiting, setWaiting] = useState(0);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const send = async (files: readonly File[]) => {
    const urls: string[] = [];
    setWaiting(files.length);
    setRefusals([]);
    for (const file of files) {
      let refusal = refusalOf(file);
      try {
        if (!refusal) urls.push((await client.console.media.upload({ file })).url);
      } catch (error) {
        const failure = failureOf(error);
        if (ABOUT_THE_FILE.has(failure.code)) refusal = failure.message;
        else notice(error);
      }
      const said = refusal;
      if (said) setRefusals((before) => [...before, `${file.name}：${said}`]);
      setWaiting((left) => left - 1);
    }
    return urls;
  };
  return { waiting, refusals, send };
}

/** Sends a film and, as its cover, a frame from its beginning. `refusal` is what to say where the film would stand. */
export function useVideoUpload(): {
  busy: boolean;
  refusal: string | null;
  send: (file: File) => Promise<Video | null>;
} {
  const notice = useFailureNotice();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (file: File): Promise<Video | null> => {
    setRefusal(null);
    if (!VIDEO_TYPES.includes(file.type)) {
      setRefusal("请上传 MP4 视频");
      return null;
    }
    if (file.size > MAX_VIDEO_BYTES) {
      setRefusal(`视频有 ${sizeText(file.size)}，不能超过 ${MAX_VIDEO_BYTES / MEGABYTE} MB，请压缩或剪短`);
      return null;
    }
    setBusy(true);
    try {
      const frame = await firstFrame(file);
      if (typeof frame === "string") {
        setRefusal(frame);
        return null;
      }
      const poster = await client.console.media.upload({ file: frame });
      const film = await client.console.media.uploadVideo({ file });
      return { ...film, poster: poster.url };
    } catch (error) {
      notice(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, send };
}

/** Half a second in, since many films begin black. @returns the frame, or why there is none */
async function firstFrame(file: File): Promise<File | string> {
  const film = document.createElement("video");
  film.muted = true;
  film.preload = "auto";
  const url = URL.createObjectURL(file);
  try {
    await happens(film, "loadeddata", () => {
      film.src = url;
    });
    if (film.duration > MAX_VIDEO_SECONDS + 0.5)
      return `视频长 ${Math.round(film.duration)} 秒，最长 ${MAX_VIDEO_SECONDS} 秒，请剪短`;
    await happens(film, "seeked", () => {
      film.currentTime = Math.min(0.5, film.duration / 2);
    });
    const canvas = document.createElement("canvas");
    canvas.width = film.videoWidth;
    canvas.height = film.videoHeight;
    canvas.getContext("2d")?.drawImage(film, 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return blob ? new File([blob], "cover.jpg", { type: "image/jpeg" }) : "读不出视频的画面，请换一个视频";
  } catch {
    return "这个视频放不出来，请用 H.264 编码的 MP4（手机相机设置里选“兼容性最佳”）";
  } finally {
    URL.revokeObjectURL(url);
  }
}

function happens(film: HTMLVideoElement, event: "loadeddata" | "seeked", begin: () => void): Promise<void> {
  return new Promise((done, fail) => {
    film.addEventListener(event, () => done(), { once: true });
    film.addEventListener("error", () => fail(film.error), { once: true });
    begin();
  });
}
