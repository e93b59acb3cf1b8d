import { api } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { customerExists, type HistoryRow, type Person, selectHistory } from "./console-store.ts";
import { boundBodyOf, boundPage } from "./customers.ts";
import { moveCustomer } from "./move.ts";

export const referralConsoleRoutes = {
  history: api.console.referral.history.handler(({ input, context }) =>
    historyOf(context.services, BigInt(input.customer_id)),
  ),
  customers: api.console.referral.customers.handler(({ input, context }) => {
    return boundPage(context.services.database.query, BigInt(input.customer_id), input, (row) => ({
      customer: personOf(row),
      ...boundBodyOf(row),
    }));
  }),
  move: api.console.referral.move.handler(async ({ input, context }) => {
    const customerId = BigInt(input.customer_id);
    await moveCustomer(context, {
      customerId,
      promoterId: input.promoter_id === null ? null : BigInt(input.promoter_id),
      reason: input.reason,
      requestKey: input.request_key,
    });
    return historyOf(context.services, customerId);
  }),
};

/** @throws Refusal not_found */
async function historyOf(services: Services, customerId: bigint) {
  const { query } = services.database;
  const rows = await selectHistory(query, customerId);
  if (rows.length === 0 && !(await customerExists(query, customerId))) refuse("not_found");
  return { bindings: rows.map(bindingOf) };
}

function bindingOf(row: HistoryRow) {
  return {
    id: String(row.id),
    promoter: personOf({ ...row, id: row.promoter_id }),
    share_code: row.share_code,
    bound_at: row.bound_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    end_reason: row.end_reason,
    by_staff: row.by_staff,
  };
}

function personOf({ id, nickname, avatar }: Person) {
  return { id: String(id), nickname, avatar };
}
