import { oc } from "@orpc/contract";
import { z } from "zod";
import { pictureUrl } from "./shape.ts";

export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
export const mediaFile = z.file({ error: "请选择图片" });
export const mediaBody = z.object({ url: pictureUrl, width: z.number().int(), height: z.number().int() });
export type Media = z.infer<typeof mediaBody>;

export const media = {
  /** multipart/form-data with one part "file"; re-encoded to WebP, stored by content. */
  upload: oc
    .route({ method: "POST", path: "/media", summary: "上传图片" })
    .input(z.object({ file: mediaFile }))
    .output(mediaBody),
};
