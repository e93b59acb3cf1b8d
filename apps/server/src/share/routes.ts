import { api, customerOf } from "../http/context.ts";
import { createShare } from "./create.ts";
import { sharePage } from "./list.ts";
import { sharePicture } from "./picture.ts";
import { touchShare } from "./touch.ts";

export const shareRoutes = {
  create: api.share.create.handler(({ input, context }) =>
    createShare(context.services, customerOf(context).id, input),
  ),
  list: api.share.list.handler(({ input, context }) =>
    sharePage(context.services, customerOf(context).id, input),
  ),
  code: api.share.code.handler(async ({ input, context }) => ({
    picture: await sharePicture(context.services, customerOf(context).id, input.code),
  })),
  touch: api.share.touch.handler(({ input, context }) =>
    touchShare(context.services, context.customer?.id ?? null, input),
  ),
};
