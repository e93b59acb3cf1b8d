import { oc } from "@orpc/contract";
import { z } from "zod";
import { mediaBody, mediaFile } from "../media.ts";
import { may } from "./staff.ts";

export const consoleMediaRoutes = {
  upload: oc
    .route({ method: "POST", path: "/console/media", summary: "上传图片" })
    .meta(may("catalog.write"))
    .input(z.object({ file: mediaFile }))
    .output(mediaBody),
};
