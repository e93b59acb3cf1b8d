/** By which name WeChat knows a customer of this mini program. */
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { openidsOf } from "./openid-store.ts";

/** null: they have never used it, as who signs in by other ways, or have closed their account. */
export async function openidOf(
  query: Kysely<Tables>,
  appid: string,
  customerId: bigint,
): Promise<string | null> {
  return (await openidsOf(query, appid, [customerId])).get(customerId) ?? null;
}
