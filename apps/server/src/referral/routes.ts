import { api, customerOf } from "../http/context.ts";
import { endReferral, loadReferral } from "./referral.ts";

export const referralRoutes = {
  mine: api.referral.mine.handler(({ context }) =>
    loadReferral(context.services.database.query, customerOf(context).id),
  ),
  end: api.referral.end.handler(({ context }) => endReferral(context.services, customerOf(context).id)),
};
