import { api } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { viewOf } from "../promoter/view.ts";
import { isFirstLook } from "../search/list.ts";
import { listProducts } from "./cards.ts";
import { listCategories } from "./categories.ts";
import { loadProduct } from "./detail.ts";
import { selectLive } from "./store.ts";

export const catalogRoutes = {
  categories: api.catalog.categories.handler(async ({ context }) => ({
    categories: await listCategories(context.services.database.query),
  })),
  list: api.catalog.list.handler(async ({ input, context }) => {
    const { services, ip } = context;
    const list = await listProducts(services, input, await viewOf(context));
    if (input.q !== undefined && isFirstLook(input))
      services.search.words.count(input.q, list.near ? 0 : list.total, ip);
    return list;
  }),
  get: api.catalog.get.handler(async ({ input, context }) =>
    loadProduct(context.services.database.query, BigInt(input.product_id), await viewOf(context)),
  ),
  live: api.catalog.live.handler(
    async ({ input, context }) =>
      (await selectLive(context.services.database.query, BigInt(input.product_id))) ?? refuse("product_gone"),
  ),
};
