import { api, customerOf } from "../http/context.ts";
import { cancelCase } from "./decide.ts";
import { caseDetail, casePage, refundableOf } from "./read.ts";
import { requestCase } from "./request.ts";

export const aftersaleRoutes = {
  refundable: api.aftersale.refundable.handler(({ input, context }) =>
    refundableOf(context.services, customerOf(context), input.no),
  ),
  create: api.aftersale.create.handler(({ input, context }) =>
    requestCase(context.services, customerOf(context), input),
  ),
  list: api.aftersale.list.handler(({ input, context }) =>
    casePage(context.services, customerOf(context), input),
  ),
  get: api.aftersale.get.handler(({ input, context }) =>
    caseDetail(context.services, customerOf(context), input.no),
  ),
  cancel: api.aftersale.cancel.handler(async ({ input, context }) => {
    const customer = customerOf(context);
    await cancelCase(context.services, customer, input.no);
    return caseDetail(context.services, customer, input.no);
  }),
};
