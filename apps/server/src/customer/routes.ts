import { api, customerOf } from "../http/context.ts";
import { agreeToPrivacy, changeProfile, loadProfile } from "./customer.ts";

export const customerRoutes = {
  me: api.customer.me.handler(({ context }) => loadProfile(context.services, customerOf(context).id)),
  update: api.customer.update.handler(({ input, context }) =>
    changeProfile(context.services, customerOf(context).id, input),
  ),
  agree: api.customer.agree.handler(async ({ input, context }) => {
    await agreeToPrivacy(context.services, customerOf(context).id, input.version);
    return {};
  }),
};
