import { api } from "../http/context.ts";
import { orderCategories, removeCategory, setProductCategory } from "./arrange-categories.ts";
import { selectCounted } from "./category-store.ts";
import { listConsoleProducts, loadConsoleProduct } from "./console-read.ts";
import { changeProduct, createProduct } from "./save.ts";
import { saveCategory } from "./save-category.ts";
import { scheduleProducts } from "./schedule.ts";
import { setProductStates } from "./set-state.ts";

export const catalogConsoleRoutes = {
  categories: api.console.catalog.categories.handler(async ({ context }) => ({
    categories: await selectCounted(context.services.database.query),
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
  schedule: api.console.catalog.schedule.handler(({ input, context }) => scheduleProducts(context, input)),
  setCategory: api.console.catalog.setCategory.handler(({ input, context }) =>
    setProductCategory(context, input),
  ),
  orderCategories: api.console.catalog.orderCategories.handler(({ input, context }) =>
    orderCategories(context, input),
  ),
  removeCategory: api.console.catalog.removeCategory.handler(({ input, context }) =>
    removeCategory(context, input.category_id),
  ),
};
