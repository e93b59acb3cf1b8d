/** Orders by number for whoever keeps something until they are decided. */
import { ownerOf } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { selectDue } from "./due-store.ts";

/** What there is of these numbers: the state, and when an unpaid order closes by itself. */
export async function dueOfOrders(
  query: Kysely<Tables>,
  numbers: readonly string[],
): Promise<Map<string, { state: string; closeDueAt: Date | null }>> {
  const keys = numbers.flatMap((no) => {
    const buyerId = ownerOf("order", no);
    return buyerId === null ? [] : [{ buyerId, no }];
  });
  const rows = keys.length === 0 ? [] : await selectDue(query, keys);
  return new Map(rows.map((row) => [row.no, { state: row.state, closeDueAt: row.close_due_at }]));
}
