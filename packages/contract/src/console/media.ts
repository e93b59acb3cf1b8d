import { oc } from "@orpc/contract";
import { z } from "zod";
import { mediaBody, mediaFile, videoBody, videoFile } from "../media.ts";
import { may } from "./staff.ts";

export const consoleMediaRoutes = {
  upload: oc
    .route({ method: "POST", path: "/console/media", summary: "上传图片" })
    .meta(may("catalog.write"))
    .input(z.object({ file: mediaFile }))
    .output(mediaBody),
  /** multipart/form-data with one part "file"; what plays is copied into a new MP4, stored by content. */
  uploadVideo: oc
    .route({ method: "POST", path: "/console/media/video", summary: "上传视频" })
    .meta(may("catalog.write"))
    .input(z.object({ file: videoFile }))
    .output(videoBody),
};
