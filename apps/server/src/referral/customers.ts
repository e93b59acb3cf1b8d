/** Customers of one promoter, for the promoter's own page and for the console. */
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { type BoundCustomer, listBound } from "./console-store.ts";

/** One statement; newest relation first. */
export async function boundPage<Item>(
  query: Kysely<Tables>,
  promoterId: bigint,
  input: { cursor?: string | undefined; limit: number },
  toItem: (row: BoundCustomer) => Item,
): Promise<{ items: Item[]; next_cursor: string | null }> {
  const key = decodeCursor(input.cursor, 2);
  const rows = await listBound(query, promoterId, {
    before: key && { at: new Date(Number(key[0])), id: key[1] ?? 0n },
    limit: input.limit + 1,
  });
  return pageOf(rows, input.limit, (row) => [BigInt(row.bound_at.getTime()), row.id], toItem);
}

/** What both pages show beside the name. */
export function boundBodyOf(row: BoundCustomer) {
  return {
    bound_at: row.bound_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    expired: row.expired,
    order_count: row.order_count,
    sales_fen: toWire(row.sales_fen),
  };
}
