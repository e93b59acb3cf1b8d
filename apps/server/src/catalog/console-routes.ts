import { api } from "../http/context.ts";
import { listCategories } from "./categories.ts";
import { listConsoleProducts, loadConsoleProduct } from "./console-read.ts";
import { changeProduct, createProduct } from "./save.ts";
import { saveCategory } from "./save-category.ts";
import { setProductStates } from "./set-state.ts";

export const catalogConsoleRoutes = {
  categories: api.console.catalog.categories.handler(async ({ context }) => ({
    categories: await listCategories(context.services.database.query),
  })),
  saveCategory: api.console.catalog.saveCategory.handler(({ input, context }) =>
    saveCategory(context, input),
  ),
  list: api.console.catalog.list.handler(({ input, context }) =>
    listConsoleProducts(context.services, input),
  ),
  get: api.console.catalog.get.handler(({ input, context }) =>
    loadConsoleProduct(context.services.database.query, BigInt(input.product_id)),
  ),
  create: api.console.catalog.create.handler(({ input, context }) => createProduct(context, input)),
  update: api.console.catalog.update.handler(({ input, context }) => changeProduct(context, input)),
  setState: api.console.catalog.setState.handler(({ input, context }) =>
    setProductStates(context, input.product_ids, input.state),
  ),
};
