import { api, staffOf } from "../http/context.ts";
import { listTiers } from "../tier/tiers.ts";
import { applicationPage, consoleApplicationOf, consolePromoterOf, promoterPage } from "./console-read.ts";
import { decideByStaff } from "./decide.ts";
import { closePromoter } from "./leave.ts";
import { changeTier, freezePromoter } from "./manage.ts";

export const promoterConsoleRoutes = {
  applications: api.console.promoter.applications.handler(({ input, context }) =>
    applicationPage(context.services, input),
  ),
  decide: api.console.promoter.decide.handler(async ({ input, context }) => {
    const ownerId = BigInt(input.customer_id);
    const applicationId = BigInt(input.application_id);
    await decideByStaff(context, {
      ownerId,
      applicationId,
      approve: input.approve,
      tierId: input.tier_id === undefined ? null : BigInt(input.tier_id),
      note: input.note,
    });
    return consoleApplicationOf(context.services, ownerId, applicationId);
  }),
  list: api.console.promoter.list.handler(({ input, context }) => promoterPage(context.services, input)),
  get: api.console.promoter.get.handler(({ input, context }) =>
    consolePromoterOf(context.services, BigInt(input.customer_id)),
  ),
  tiers: api.console.promoter.tiers.handler(async ({ context }) => ({
    tiers: await listTiers(context.services.database.query),
  })),
  freeze: api.console.promoter.freeze.handler(async ({ input, context }) => {
    const ownerId = BigInt(input.customer_id);
    await freezePromoter(context, { ownerId, frozen: input.frozen, reason: input.reason });
    return consolePromoterOf(context.services, ownerId);
  }),
  close: api.console.promoter.close.handler(async ({ input, context }) => {
    const ownerId = BigInt(input.customer_id);
    const { reason, confirm } = input;
    await closePromoter(context, { ownerId, staffId: staffOf(context).id, reason, confirm });
    return consolePromoterOf(context.services, ownerId);
  }),
  setTier: api.console.promoter.setTier.handler(async ({ input, context }) => {
    const ownerId = BigInt(input.customer_id);
    await changeTier(context, {
      ownerId,
      tierId: BigInt(input.tier_id),
      reason: input.reason,
      pinnedUntil: input.pinned_until === undefined ? null : new Date(input.pinned_until),
    });
    return consolePromoterOf(context.services, ownerId);
  }),
};
