/** Products as the operator sees them. */
import type { ConsoleProduct, ConsoleProductRow } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import { findForConsole } from "../search/list.ts";
import type { Services } from "../services.ts";
import { type BinRow, selectConsoleProduct, selectProducts } from "./console-store.ts";

export interface ConsoleFilter {
  q?: string | undefined;
  state?: ConsoleProductRow["state"] | undefined;
  category?: string | undefined;
  stock?: "low" | "out" | undefined;
  scheduled?: "on" | "off" | undefined;
}

async function rowsAfter(services: Services, input: ConsoleFilter, after: bigint | null, limit: number) {
  return selectProducts(services.database.query, {
    found: await findProducts(services, input.q ?? ""),
    state: input.state ?? null,
    category: input.category === undefined ? null : BigInt(input.category),
    stock: input.stock ?? null,
    scheduled: input.scheduled ?? null,
    lowStock: (await services.settings.get("order")).low_stock,
    after,
    limit,
  });
}

/** Ids of what the list shows, newest first, page by page. */
export async function consoleProductIds(
  services: Services,
  filter: ConsoleFilter,
  after: bigint | null,
  limit: number,
): Promise<bigint[]> {
  return (await rowsAfter(services, filter, after, limit)).slice(0, limit).map(({ id }) => id);
}

export async function listConsoleProducts(
  services: Services,
  input: ConsoleFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: ConsoleProductRow[]; next_cursor: string | null }> {
  const after = decodeCursor(input.cursor, 1)?.[0] ?? null;
  const rows = await rowsAfter(services, input, after, input.limit);
  return pageOf(
    rows,
    input.limit,
    (row) => [row.id],
    ({ recycled_by, recycled_at, purge_at, ...row }) => ({
      ...row,
      id: String(row.id),
      list_at: row.list_at?.toISOString() ?? null,
      unlist_at: row.unlist_at?.toISOString() ?? null,
      recycled: recycledOf({ recycled_by, recycled_at, purge_at }),
      picture: row.picture ?? "",
      price_min_fen: toWire(row.price_min_fen),
      price_max_fen: toWire(row.price_max_fen),
      updated_at: row.updated_at.toISOString(),
    }),
  );
}

/** By the index that the shop searches with, in any state; a number is an id too. null: no words. */
async function findProducts(services: Services, q: string): Promise<bigint[] | null> {
  const found = await findForConsole(services, q);
  return found !== null && /^[1-9][0-9]{0,17}$/.test(q) ? [...found, BigInt(q)] : found;
}

/** @throws Refusal not_found */
export async function loadConsoleProduct(query: Kysely<Tables>, id: bigint): Promise<ConsoleProduct> {
  const found = (await selectConsoleProduct(query, id)) ?? refuse("not_found");
  const { recycled_by, recycled_at, purge_at, ...row } = found;
  return {
    ...row,
    list_at: row.list_at?.toISOString() ?? null,
    unlist_at: row.unlist_at?.toISOString() ?? null,
    recycled: recycledOf({ recycled_by, recycled_at, purge_at }),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function recycledOf({ recycled_by, recycled_at, purge_at }: BinRow): ConsoleProduct["recycled"] {
  if (recycled_at === null || purge_at === null) return null;
  return { by: recycled_by, at: recycled_at.toISOString(), until: purge_at.toISOString() };
}
