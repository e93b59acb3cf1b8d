import { cardsOf } from "../catalog/cards.ts";
import { api } from "../http/context.ts";
import { viewOf } from "../promoter/view.ts";
import { countFacets, pickNear } from "./list.ts";
import { suggest } from "./suggest.ts";

export const searchRoutes = {
  start: api.search.start.handler(async ({ context }) => {
    const { hot } = await context.services.search.hints.get();
    return { hot: [...hot] };
  }),
  suggest: api.search.suggest.handler(async ({ input, context }) => {
    const { index, hints } = context.services.search;
    // Of products it says nothing while their names are still being read.
    return { items: suggest(await index.lists(), await hints.get(), input.q) };
  }),
  facets: api.search.facets.handler(({ input, context }) => countFacets(context.services, input)),
  near: api.search.near.handler(async ({ input, context }) => {
    const { near, hot } = await pickNear(context.services, input.q);
    const cards = await cardsOf(context.services.database.query, [...near, ...hot], await viewOf(context));
    const shown = (ids: readonly bigint[]) => ids.flatMap((id) => cards.get(id) ?? []);
    return { near: shown(near), hot: shown(hot.filter((id) => !near.includes(id))) };
  }),
};
