/** 我的推荐人: who recommends the shop to this customer, and 解除. */
import type { Referral } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { endValid, selectValid } from "./store.ts";

/** One statement. All null where nobody does. */
export async function loadReferral(query: Kysely<Tables>, customerId: bigint): Promise<Referral> {
  const row = await selectValid(query, customerId);
  if (row === null) return { promoter: null, bound_at: null, expires_at: null };
  return {
    promoter: { name: row.name || "微信用户", avatar: row.avatar },
    bound_at: row.bound_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

/** From now on; orders that stand keep theirs. @throws Refusal no_relation */
export async function endReferral(services: Services, customerId: bigint): Promise<Referral> {
  return services.database.transact(async (tx) => {
    if (!(await endValid(tx, customerId))) refuse("no_relation");
    return loadReferral(tx, customerId);
  });
}
