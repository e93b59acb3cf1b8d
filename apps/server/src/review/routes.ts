import { api, customerOf } from "../http/context.ts";
import { createReviews } from "./create.ts";
import { appendReview, removeReview } from "./own.ts";
import { dueReviews, ownReviews, productReviews, reviewableOf } from "./read.ts";

export const reviewRoutes = {
  list: api.review.list.handler(({ input, context }) => productReviews(context.services, input)),
  mine: api.review.mine.handler(({ input, context }) =>
    ownReviews(context.services, customerOf(context).id, input),
  ),
  due: api.review.due.handler(({ input, context }) =>
    dueReviews(context.services, customerOf(context).id, input),
  ),
  lines: api.review.lines.handler(({ input, context }) =>
    reviewableOf(context.services, customerOf(context).id, input.no),
  ),
  create: api.review.create.handler(async ({ input, context }) => ({
    reviews: await createReviews(context.services, customerOf(context).id, input),
  })),
  append: api.review.append.handler(({ input, context }) =>
    appendReview(context.services, customerOf(context).id, input),
  ),
  remove: api.review.remove.handler(async ({ input, context }) => {
    await removeReview(context.services, customerOf(context).id, input.review_id);
    return {};
  }),
};
