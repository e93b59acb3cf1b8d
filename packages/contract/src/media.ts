import { oc } from "@orpc/contract";
import { z } from "zod";
import { pictureUrl, video } from "./shape.ts";

export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
/** A main picture's film: half a minute to a minute of what a phone takes after its own compression. */
export const MAX_VIDEO_BYTES = 30 * 1024 * 1024;
export const MAX_VIDEO_SECONDS = 60;
export const mediaFile = z.file({ error: "请选择图片" });
export const mediaBody = z.object({ url: pictureUrl, width: z.number().int(), height: z.number().int() });
export type Media = z.infer<typeof mediaBody>;
export const videoFile = z.file({ error: "请选择视频" });
/** What was stored; its poster is a picture of its own. */
export const videoBody = video.omit({ poster: true });
export type StoredVideo = z.infer<typeof videoBody>;

export const media = {
  /** multipart/form-data with one part "file"; re-encoded to WebP, stored by content. */
  upload: oc
    .route({ method: "POST", path: "/media", summary: "上传图片" })
    .input(z.object({ file: mediaFile }))
    .output(mediaBody),
};
