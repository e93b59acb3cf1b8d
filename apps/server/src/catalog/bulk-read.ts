/** Many products at once, for whoever writes them out or changes them together. One statement each. */
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import {
  selectByCodes,
  selectCodeOwners,
  selectWhole,
  type TakenCode,
  type WholeProduct,
} from "./bulk-store.ts";

export function wholeProducts(query: Kysely<Tables>, ids: readonly string[]): Promise<WholeProduct[]> {
  return ids.length === 0 ? Promise.resolve([]) : selectWhole(query, ids);
}

/** Ids by their own code. */
export async function productsByCode(
  query: Kysely<Tables>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const named = [...new Set(codes)].filter((code) => code !== "");
  if (named.length === 0) return new Map();
  return new Map((await selectByCodes(query, named)).map(({ code, id }) => [code, id]));
}

export function codeOwners(
  query: Kysely<Tables>,
  codes: { products: readonly string[]; skus: readonly string[] },
): Promise<TakenCode[]> {
  return selectCodeOwners(query, codes);
}
