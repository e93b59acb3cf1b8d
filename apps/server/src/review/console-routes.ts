import { api } from "../http/context.ts";
import { countWaiting } from "./console-store.ts";
import { deskPage, deskReview, hide, reply, showMany, showReview } from "./desk.ts";

export const reviewConsoleRoutes = {
  list: api.console.review.list.handler(({ input, context }) => deskPage(context.services, input)),
  counts: api.console.review.counts.handler(async ({ context }) => ({
    waiting: await countWaiting(context.services.database.query),
  })),
  get: api.console.review.get.handler(({ input, context }) => deskReview(context.services, input.review_id)),
  show: api.console.review.show.handler(({ input, context }) => showReview(context, input)),
  showMany: api.console.review.showMany.handler(({ input, context }) => showMany(context, input)),
  hide: api.console.review.hide.handler(({ input, context }) => hide(context, input)),
  reply: api.console.review.reply.handler(({ input, context }) => reply(context, input)),
};
