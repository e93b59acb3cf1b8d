import { api, customerOf } from "../http/context.ts";
import { viewOf } from "../promoter/view.ts";
import { listFootprints, recordFootprints } from "./footprint.ts";
import { deleteFootprints, setRemembering } from "./store.ts";

export const footprintRoutes = {
  record: api.footprint.record.handler(async ({ input, context }) => {
    await recordFootprints(context.services, customerOf(context).id, input.views);
    return {};
  }),
  list: api.footprint.list.handler(async ({ input, context }) =>
    listFootprints(context.services, customerOf(context).id, input, await viewOf(context)),
  ),
  remove: api.footprint.remove.handler(async ({ input, context }) => ({
    removed: await deleteFootprints(
      context.services.database.query,
      customerOf(context).id,
      input.product_ids.map(BigInt),
    ),
  })),
  clear: api.footprint.clear.handler(async ({ context }) => {
    await deleteFootprints(context.services.database.query, customerOf(context).id, null);
    return {};
  }),
  setting: api.footprint.setting.handler(async ({ input, context }) => {
    await context.services.database.transact((tx) => setRemembering(tx, customerOf(context).id, input.on));
    return {};
  }),
};
