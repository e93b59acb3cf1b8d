import { api, customerOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { addToCart } from "./add.ts";
import { loadCart, previewCart, totalOf } from "./cart.ts";
import { changeLine } from "./change.ts";
import { mergeCart, restoreLines } from "./merge.ts";
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
  restore: api.cart.restore.handler(({ input, context }) =>
    restoreLines(context.services, customerOf(context).id, {
      lines: input.lines.map((line) => ({ ...wantedOf(line), addedAt: new Date(line.added_at) })),
      key: input.request_key,
    }),
  ),
  merge: api.cart.merge.handler(({ input, context }) =>
    mergeCart(context.services, customerOf(context).id, {
      lines: input.lines.map(wantedOf),
      key: input.request_key,
    }),
  ),
  total: api.cart.total.handler(({ input, context }) =>
    totalOf(context.services, input.lines.map(wantedOf), context.customer?.id ?? null),
  ),
  preview: api.cart.preview.handler(({ input, context }) =>
    previewCart(context.services, input.lines.map(wantedOf), null),
  ),
};

function wantedOf(line: { sku_id: string; quantity: number }): { skuId: bigint; quantity: number } {
  return { skuId: BigInt(line.sku_id), quantity: line.quantity };
}
