import { api } from "../http/context.ts";
import { assignSeeds } from "./assign.ts";
import { consoleChanges } from "./changes.ts";
import { changeTierValues, createTier, orderTiers, retire } from "./edit.ts";
import { preview, runNow } from "./evaluate.ts";
import { loadLadder } from "./ladder.ts";
import { tierOfPromoter } from "./progress.ts";

export const tierConsoleRoutes = {
  ladder: api.console.tier.ladder.handler(({ context }) => loadLadder(context.services)),
  create: api.console.tier.create.handler(({ input, context }) => createTier(context, input)),
  update: api.console.tier.update.handler(({ input, context }) =>
    changeTierValues(context, { ...input, tierId: BigInt(input.tier_id) }),
  ),
  order: api.console.tier.order.handler(({ input, context }) =>
    orderTiers(context, input.tier_ids.map(BigInt)),
  ),
  retire: api.console.tier.retire.handler(({ input, context }) =>
    retire(context, {
      tierId: BigInt(input.tier_id),
      successorId: input.successor_id === null ? null : BigInt(input.successor_id),
      reason: input.reason,
    }),
  ),
  preview: api.console.tier.preview.handler(({ input, context }) => preview(context.services, input.rules)),
  run: api.console.tier.run.handler(({ context }) => runNow(context)),
  seed: api.console.tier.seed.handler(({ input, context }) => assignSeeds(context, input)),
  progress: api.console.tier.progress.handler(({ input, context }) =>
    tierOfPromoter(context.services, BigInt(input.customer_id)),
  ),
  changes: api.console.tier.changes.handler(({ input, context }) =>
    consoleChanges(
      context.services,
      input.customer_id === undefined ? null : BigInt(input.customer_id),
      input,
    ),
  ),
};
