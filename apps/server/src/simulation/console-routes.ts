import { api } from "../http/context.ts";
import { decodeCursor } from "../http/cursor.ts";
import { listRows, loadSimulation } from "./read.ts";
import { startSimulation, stopSimulation } from "./request.ts";

export const simulationConsoleRoutes = {
  list: api.console.simulation.list.handler(({ input, context }) =>
    listRows(context.services.database.query, decodeCursor(input.cursor, 1)?.[0] ?? null, input.limit),
  ),
  get: api.console.simulation.get.handler(({ input, context }) =>
    loadSimulation(context.services.database.query, BigInt(input.id)),
  ),
  start: api.console.simulation.start.handler(({ input, context }) => startSimulation(context, input)),
  cancel: api.console.simulation.cancel.handler(({ input, context }) =>
    stopSimulation(context, BigInt(input.id)),
  ),
};
