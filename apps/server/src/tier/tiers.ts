/** 等级 of promoters: data, so that a shop may name its own. */
import type { Tier } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { selectTiers, type TierRow, useTier } from "./store.ts";

/** Those that stand, lowest rank first. */
export async function listTiers(query: Kysely<Tables>): Promise<Tier[]> {
  return (await selectTiers(query)).map(({ id, name, rank }) => ({ id: String(id), name, rank }));
}

/**
 * The tier somebody chose, or the lowest one; it cannot be retired before the transaction ends.
 * @param field of the form, for the refusal
 * @throws Refusal invalid_input at the field
 */
export async function chooseTier(tx: Tx, id: bigint | null, field = "tier_id"): Promise<TierRow> {
  // Whoever retired the lowest tier in this very moment left another one the lowest.
  const found = (await useTier(tx, id)) ?? (id === null ? await useTier(tx, id) : null);
  return found ?? refuse("invalid_input", { field, message: "请选择等级" });
}
