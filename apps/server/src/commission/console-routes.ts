import { api } from "../http/context.ts";
import { holdCommission, releaseCommission } from "./hold.ts";
import { parseKey } from "./key.ts";
import { consoleCommissionDetail, consoleCommissionPage } from "./read.ts";

export const commissionConsoleRoutes = {
  list: api.console.commission.list.handler(({ input, context }) =>
    consoleCommissionPage(context.services, input),
  ),
  get: api.console.commission.get.handler(({ input, context }) =>
    consoleCommissionDetail(context.services, BigInt(input.promoter_id), input.key),
  ),
  hold: api.console.commission.hold.handler(async ({ input, context }) => {
    const ownerId = BigInt(input.promoter_id);
    await holdCommission(context, ownerId, parseKey(input.key), input.reason);
    return consoleCommissionDetail(context.services, ownerId, input.key);
  }),
  release: api.console.commission.release.handler(async ({ input, context }) => {
    const ownerId = BigInt(input.promoter_id);
    await releaseCommission(context, ownerId, parseKey(input.key), input.reason);
    return consoleCommissionDetail(context.services, ownerId, input.key);
  }),
};
