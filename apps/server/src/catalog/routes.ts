import { api } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { listProducts } from "./cards.ts";
import { listCategories } from "./categories.ts";
import { selectLive, selectProduct } from "./store.ts";

export const catalogRoutes = {
  categories: api.catalog.categories.handler(async ({ context }) => ({
    categories: await listCategories(context.services.database.query),
  })),
  list: api.catalog.list.handler(({ input, context }) =>
    listProducts(context.services.database.query, input),
  ),
  get: api.catalog.get.handler(
    async ({ input, context }) =>
      (await selectProduct(context.services.database.query, BigInt(input.product_id))) ??
      refuse("product_gone"),
  ),
  live: api.catalog.live.handler(
    async ({ input, context }) =>
      (await selectLive(context.services.database.query, BigInt(input.product_id))) ?? refuse("product_gone"),
  ),
};
