import { api } from "../http/context.ts";
import { storePicture, storeVideo } from "./media.ts";

export const mediaRoutes = {
  upload: api.media.upload.handler(({ input, context }) => storePicture(context.services, input.file)),
};

export const mediaConsoleRoutes = {
  upload: api.console.media.upload.handler(({ input, context }) =>
    storePicture(context.services, input.file),
  ),
  uploadVideo: api.console.media.uploadVideo.handler(({ input, context }) =>
    storeVideo(context.services, input.file),
  ),
};
