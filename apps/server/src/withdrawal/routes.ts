import { ownerOf } from "@banyan/kernel";
import { api, customerOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { cancelWithdrawal } from "./cancel.ts";
import { drivePayoutOf } from "./drive.ts";
import { withdrawalDetail, withdrawalPage, withdrawalRules } from "./read.ts";
import { requestWithdrawal } from "./request.ts";

export const withdrawalRoutes = {
  rules: api.withdrawal.rules.handler(({ context }) =>
    withdrawalRules(context.services, customerOf(context)),
  ),
  request: api.withdrawal.request.handler(({ input, context }) =>
    requestWithdrawal(context.services, customerOf(context), input),
  ),
  list: api.withdrawal.list.handler(({ input, context }) =>
    withdrawalPage(context.services, customerOf(context), input),
  ),
  get: api.withdrawal.get.handler(({ input, context }) =>
    withdrawalDetail(context.services, customerOf(context), input.no),
  ),
  cancel: api.withdrawal.cancel.handler(async ({ input, context }) => {
    const customer = customerOf(context);
    await cancelWithdrawal(context.services, customer, input.no);
    return withdrawalDetail(context.services, customer, input.no);
  }),
  check: api.withdrawal.check.handler(async ({ input, context }) => {
    const customer = customerOf(context);
    if (ownerOf("withdrawal", input.no) !== customer.id) refuse("not_found");
    await drivePayoutOf(context.services, customer.id, input.no);
    return withdrawalDetail(context.services, customer, input.no);
  }),
};
