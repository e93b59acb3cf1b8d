/** Uploads, and the check that a picture or film somebody names is one of ours. */
import { MAX_PICTURE_BYTES, MAX_VIDEO_BYTES, type Media, type StoredVideo } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { wantPictures } from "./left.ts";
import { insertMedia, insertVideo } from "./store.ts";

/** @throws Refusal not_a_picture, picture_too_large, both at `file` */
export async function storePicture(services: Services, file: Blob): Promise<Media> {
  if (file.size > MAX_PICTURE_BYTES) refuse("picture_too_large", { field: "file" });
  const bytes = Buffer.from(await file.arrayBuffer());
  const picture = await services.media.put(bytes);
  await insertMedia(services.database.query, [picture]);
  // The same picture of somebody who has gone may have been removed between the two.
  if (!(await services.media.has(picture.url))) await services.media.put(bytes);
  return { url: picture.url, width: picture.width, height: picture.height };
}

/** @throws Refusal not_a_video, video_too_large, video_too_long, all at `file` */
export async function storeVideo(services: Services, file: Blob): Promise<StoredVideo> {
  if (file.size > MAX_VIDEO_BYTES) refuse("video_too_large", { field: "file" });
  const film = await services.media.putVideo(Buffer.from(await file.arrayBuffer()));
  await insertVideo(services.database.query, film);
  return { url: film.url, width: film.width, height: film.height, seconds: film.seconds };
}

/**
 * Refuses the first picture or film that was never uploaded here.
 * @param pictures address and the input field it came in; null is no picture
 * @throws Refusal invalid_input at that field
 */
export async function requirePictures(
  services: Services,
  pictures: readonly { url: string | null; field: string }[],
): Promise<void> {
  await wantPictures(
    services.database.query,
    pictures.map(({ url }) => url),
  );
  const known = await Promise.all(
    pictures.map(({ url }) => (url === null ? Promise.resolve(true) : services.media.has(url))),
  );
  const missing = pictures[known.indexOf(false)];
  if (!missing) return;
  const what = missing.url?.endsWith(".mp4") ? "视频" : "图片";
  refuse("invalid_input", { field: missing.field, message: `${what}不存在，请重新上传` });
}
