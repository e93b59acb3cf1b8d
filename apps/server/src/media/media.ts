/** Uploads, and the check that a picture somebody names is one of ours. */
import { MAX_PICTURE_BYTES, type Media } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { insertMedia } from "./store.ts";

/** @throws Refusal not_a_picture, picture_too_large, both at `file` */
export async function storePicture(services: Services, file: Blob): Promise<Media> {
  if (file.size > MAX_PICTURE_BYTES) refuse("picture_too_large", { field: "file" });
  const picture = await services.media.put(Buffer.from(await file.arrayBuffer()));
  await insertMedia(services.database.query, [picture]);
  return { url: picture.url, width: picture.width, height: picture.height };
}

/**
 * Refuses the first picture that was never uploaded here.
 * @param pictures address and the input field it came in; null is no picture
 * @throws Refusal invalid_input at that field
 */
export async function requirePictures(
  services: Services,
  pictures: readonly { url: string | null; field: string }[],
): Promise<void> {
  const known = await Promise.all(
    pictures.map(({ url }) => (url === null ? Promise.resolve(true) : services.media.has(url))),
  );
  const missing = pictures[known.indexOf(false)];
  if (missing) refuse("invalid_input", { field: missing.field, message: "图片不存在，请重新上传" });
}
