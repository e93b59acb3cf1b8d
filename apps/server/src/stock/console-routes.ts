import { api } from "../http/context.ts";
import { adjustStock } from "./adjust.ts";
import { listHolds, listMoves, listProductLog, listStock, stockSummary } from "./console-read.ts";
import { postCounts, previewCount } from "./count.ts";

const routes = api.console.stock;

export const stockConsoleRoutes = {
  list: routes.list.handler(({ input, context }) => listStock(context, input)),
  summary: routes.summary.handler(({ context }) => stockSummary(context)),
  adjust: routes.adjust.handler(({ input, context }) => adjustStock(context, input)),
  preview: routes.preview.handler(({ input, context }) => previewCount(context, input.lines)),
  count: routes.count.handler(({ input, context }) => postCounts(context, input)),
  log: routes.log.handler(({ input, context }) => listProductLog(context, input)),
  moves: routes.moves.handler(({ input, context }) => listMoves(context, input)),
  holds: routes.holds.handler(({ input, context }) => listHolds(context, input)),
};
