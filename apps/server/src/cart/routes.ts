import { api, customerOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { addToCart } from "./add.ts";
import { loadCart } from "./cart.ts";
import { changeLine } from "./change.ts";
import { deleteLines, setQuantity } from "./store.ts";

export const cartRoutes = {
  get: api.cart.get.handler(({ context }) => loadCart(context.services, customerOf(context).id)),
  add: api.cart.add.handler(({ input, context }) =>
    addToCart(context.services, customerOf(context).id, {
      skuId: BigInt(input.sku_id),
      quantity: input.quantity,
      key: input.request_key,
    }),
  ),
  set: api.cart.set.handler(async ({ input, context }) => {
    const { query } = context.services.database;
    const { id } = customerOf(context);
    if (!(await setQuantity(query, id, BigInt(input.sku_id), input.quantity))) refuse("not_found");
    return loadCart(context.services, id);
  }),
  change: api.cart.change.handler(({ input, context }) =>
    changeLine(context.services, customerOf(context).id, {
      skuId: BigInt(input.sku_id),
      toSkuId: BigInt(input.to_sku_id),
      quantity: input.quantity,
    }),
  ),
  remove: api.cart.remove.handler(async ({ input, context }) => {
    const { query } = context.services.database;
    const { id } = customerOf(context);
    await deleteLines(query, id, input.sku_ids.map(BigInt));
    return loadCart(context.services, id);
  }),
};
