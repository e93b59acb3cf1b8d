import { api, staffOf } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { runBooks } from "./history.ts";
import { listRuns, type RunFacts, readRun } from "./history-store.ts";

export const reconciliationConsoleRoutes = {
  runs: api.console.reconciliation.runs.handler(async ({ input, context }) => {
    const rows = await listRuns(context.services.database.query, {
      beforeId: decodeCursor(input.cursor, 1)?.[0] ?? null,
      limit: input.limit + 1,
    });
    return pageOf(rows, input.limit, (row) => [row.id], runOf);
  }),
  get: api.console.reconciliation.get.handler(({ input, context }) =>
    loadRun(context.services, BigInt(input.run_id)),
  ),
  run: api.console.reconciliation.run.handler(async ({ context }) =>
    loadRun(context.services, await runBooks(context.services, staffOf(context).id)),
  ),
};

async function loadRun(services: Services, id: bigint) {
  const row = (await readRun(services.database.query, id)) ?? refuse("not_found");
  return {
    ...runOf(row),
    results: row.results.map(({ name, ok, count, sample }) => ({ name, ok, count, examples: sample })),
  };
}

function runOf(row: RunFacts) {
  return {
    id: String(row.id),
    ok: row.ok,
    took_ms: row.took_ms,
    staff_name: row.staff_name,
    run_at: row.run_at.toISOString(),
    failed: row.results.filter((check) => !check.ok).length,
    total: row.results.length,
  };
}
