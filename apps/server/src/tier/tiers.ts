/** 等级 of promoters: data, so that a shop may name its own. */
import type { Tier } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { selectTiers, type TierRow } from "./store.ts";

/** Lowest rank first. */
export async function listTiers(query: Kysely<Tables>): Promise<Tier[]> {
  return (await selectTiers(query)).map(({ id, name, rank }) => ({ id: String(id), name, rank }));
}

/**
 * The tier somebody chose, or the lowest one.
 * @throws Refusal invalid_input at tier_id
 */
export async function chooseTier(query: Kysely<Tables>, id: bigint | null): Promise<TierRow> {
  const tiers = await selectTiers(query);
  const found = id === null ? tiers[0] : tiers.find((tier) => tier.id === id);
  return found ?? refuse("invalid_input", { field: "tier_id", message: "请选择等级" });
}
