import { api } from "../http/context.ts";
import { storePicture } from "./media.ts";

export const mediaRoutes = {
  upload: api.media.upload.handler(({ input, context }) => storePicture(context.services, input.file)),
};

export const mediaConsoleRoutes = {
  upload: api.console.media.upload.handler(({ input, context }) =>
    storePicture(context.services, input.file),
  ),
};
