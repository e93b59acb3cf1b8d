import { api, customerOf, sessionOf } from "../http/context.ts";
import { buyAgain } from "./again.ts";
import { cancelOrder } from "./close.ts";
import { orderDetail, orderPage } from "./read.ts";
import { receiveOrder } from "./receive.ts";
import { submitOrder } from "./submit.ts";

export const orderRoutes = {
  submit: api.order.submit.handler(({ input, context }) =>
    submitOrder(context.services, customerOf(context), sessionOf(context), input),
  ),
  list: api.order.list.handler(({ input, context }) =>
    orderPage(context.services, customerOf(context), input),
  ),
  get: api.order.get.handler(({ input, context }) =>
    orderDetail(context.services, customerOf(context), input.no),
  ),
  cancel: api.order.cancel.handler(async ({ input, context }) => {
    const customer = customerOf(context);
    await cancelOrder(context.services, customer, input.no, input.reason);
    return orderDetail(context.services, customer, input.no);
  }),
  receive: api.order.receive.handler(async ({ input, context }) => {
    const customer = customerOf(context);
    await receiveOrder(context.services, customer, input.no);
    return orderDetail(context.services, customer, input.no);
  }),
  again: api.order.again.handler(({ input, context }) =>
    buyAgain(context.services, customerOf(context), input.no),
  ),
};
