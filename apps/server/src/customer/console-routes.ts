import type { ConsoleCustomerRow } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import { regionNames } from "../address/regions.ts";
import { api } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { type ConsoleCustomer, listConsoleCustomers, readConsoleCustomer } from "./console-store.ts";
import { openPhone } from "./phone.ts";

export const customerConsoleRoutes = {
  list: api.console.customer.list.handler(async ({ input, context }) => {
    const key = decodeCursor(input.cursor, 2);
    const rows = await listConsoleCustomers(context.services.database.query, {
      like: input.q ? likePattern(input.q) : null,
      state: input.state ?? null,
      before: key && { at: new Date(Number(key[0])), id: key[1] ?? 0n },
      limit: input.limit + 1,
    });
    return pageOf(rows, input.limit, (row) => [BigInt(row.created_at.getTime()), row.id], rowOf);
  }),
  get: api.console.customer.get.handler(async ({ input, context }) => {
    const id = BigInt(input.customer_id);
    const row = (await readConsoleCustomer(context.services.database.query, id)) ?? refuse("not_found");
    return {
      ...rowOf(row),
      regions: row.region_codes.map((code) => regionNames(code)?.slice(0, 2).join(" ") ?? code),
      coupons_usable: row.coupons_usable,
      privacy_version: row.privacy_version,
      phone: row.phone,
      consents: row.consents.map(({ version, kind, at }) => ({
        version,
        kind,
        at: new Date(at).toISOString(),
      })),
    };
  }),
  reveal: api.console.customer.reveal.handler(({ input, context }) =>
    act(context, {
      action: "customer.reveal",
      target: `customer:${input.customer_id}`,
      work: async (tx) => {
        const id = BigInt(input.customer_id);
        const phone = (await openPhone(tx, context.services.seal, id)) ?? refuse("not_found");
        return { result: { phone }, before: null, after: { reason: input.reason } };
      },
    }),
  ),
};

function rowOf(row: ConsoleCustomer): ConsoleCustomerRow {
  return {
    id: String(row.id),
    nickname: row.nickname,
    avatar: row.avatar,
    order_count: row.order_count,
    paid_fen: toWire(row.paid_fen),
    refunded_fen: toWire(row.refunded_fen),
    last_order_at: row.last_order_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
  };
}
