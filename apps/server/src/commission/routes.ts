import { api, customerOf } from "../http/context.ts";
import { commissionDetail, commissionPage } from "./read.ts";

export const commissionRoutes = {
  list: api.commission.list.handler(({ input, context }) =>
    commissionPage(context.services, customerOf(context).id, input),
  ),
  get: api.commission.get.handler(({ input, context }) =>
    commissionDetail(context.services, customerOf(context).id, input.key),
  ),
};
