import { api, customerOf } from "../http/context.ts";
import { viewOf } from "../promoter/view.ts";
import { addFavourite, listFavourites } from "./favourite.ts";
import { isFavourite, removeFavourites, restoreFavourites } from "./store.ts";

export const favouriteRoutes = {
  list: api.favourite.list.handler(async ({ input, context }) =>
    listFavourites(context.services, customerOf(context).id, input, await viewOf(context)),
  ),
  state: api.favourite.state.handler(async ({ input, context }) => ({
    favourite: await isFavourite(
      context.services.database.query,
      customerOf(context).id,
      BigInt(input.product_id),
    ),
  })),
  add: api.favourite.add.handler(async ({ input, context }) => {
    await addFavourite(context.services, customerOf(context).id, BigInt(input.product_id));
    return {};
  }),
  remove: api.favourite.remove.handler(async ({ input, context }) => ({
    removed: await removeFavourites(
      context.services.database.query,
      customerOf(context).id,
      input.product_ids.map(BigInt),
    ),
  })),
  restore: api.favourite.restore.handler(async ({ input, context }) => ({
    restored: await restoreFavourites(
      context.services.database.query,
      customerOf(context).id,
      input.product_ids.map(BigInt),
    ),
  })),
};
