import { api, customerOf } from "../http/context.ts";
import { commissionDetail, commissionPage } from "./read.ts";
import { worthExplained } from "./worth.ts";

export const commissionRoutes = {
  list: api.commission.list.handler(({ input, context }) =>
    commissionPage(context.services, customerOf(context).id, input),
  ),
  worth: api.commission.worth.handler(({ input, context }) =>
    worthExplained(context.services, customerOf(context).id, BigInt(input.sku_id)),
  ),
  get: api.commission.get.handler(({ input, context }) =>
    commissionDetail(context.services, customerOf(context).id, input.key),
  ),
};
