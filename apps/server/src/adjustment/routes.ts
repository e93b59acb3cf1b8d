import { api, customerOf } from "../http/context.ts";
import { myAdjustments } from "./read.ts";

export const adjustmentRoutes = {
  list: api.adjustment.list.handler(({ input, context }) =>
    myAdjustments(context.services, customerOf(context).id, input),
  ),
};
