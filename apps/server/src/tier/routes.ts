import { api, customerOf } from "../http/context.ts";
import { myChanges } from "./changes.ts";
import { myTier } from "./progress.ts";

export const tierRoutes = {
  mine: api.tier.mine.handler(({ context }) => myTier(context.services, customerOf(context).id)),
  changes: api.tier.changes.handler(({ input, context }) =>
    myChanges(context.services, customerOf(context).id, input),
  ),
};
