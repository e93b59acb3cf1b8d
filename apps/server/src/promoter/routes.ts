import { api, customerOf } from "../http/context.ts";
import { agreeAsPromoter, welcome } from "./agreement.ts";
import { applyAsPromoter, cancelApplication } from "./apply.ts";
import { customerPage, loadCenter, partnerPage } from "./center.ts";
import { loadEarnings } from "./earnings.ts";
import { loadEntry } from "./entry.ts";
import { leave, loadExit } from "./leave.ts";

export const promoterRoutes = {
  entry: api.promoter.entry.handler(({ input, context }) =>
    loadEntry(context.services, customerOf(context).id, input.invite_code ?? null),
  ),
  apply: api.promoter.apply.handler(({ input, context }) =>
    applyAsPromoter(context.services, customerOf(context).id, input),
  ),
  withdrawApplication: api.promoter.withdrawApplication.handler(({ context }) =>
    cancelApplication(context.services, customerOf(context).id),
  ),
  agree: api.promoter.agree.handler(({ input, context }) =>
    agreeAsPromoter(context.services, customerOf(context).id, input.version),
  ),
  welcomed: api.promoter.welcomed.handler(async ({ context }) => {
    await welcome(context.services, customerOf(context).id);
    return {};
  }),
  exit: api.promoter.exit.handler(({ context }) => loadExit(context.services, customerOf(context).id)),
  leave: api.promoter.leave.handler(({ input, context }) =>
    leave(context.services, customerOf(context).id, input.joined_at),
  ),
  center: api.promoter.center.handler(({ context }) => loadCenter(context.services, customerOf(context).id)),
  customers: api.promoter.customers.handler(({ input, context }) =>
    customerPage(context.services, customerOf(context).id, input),
  ),
  partners: api.promoter.partners.handler(({ input, context }) =>
    partnerPage(context.services, customerOf(context).id, input),
  ),
  earnings: api.promoter.earnings.handler(async ({ input, context }) => ({
    products: await loadEarnings(
      context.services,
      customerOf(context).id,
      input.product_ids.split(",").map(BigInt),
    ),
  })),
};
