/** The operator gives tiers by hand: one promoter, perhaps until a date, or several as seeds. */
import { refuseSeed } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { type LeftOut, moveByHand, moveToSeed, whyLeftOut } from "./change-store.ts";
import type { TierRow } from "./store.ts";
import { chooseTier } from "./tiers.ts";

/**
 * Inside the transaction that has locked the promoter's row. Without `until` the rules go on from now and may move the promoter again.
 * @throws Refusal invalid_input at tier_id, tier_until_past at pinned_until
 */
export async function assignTier(
  tx: Tx,
  p: { ownerId: bigint; tierId: bigint; until: Date | null; note: string; staffId: bigint | null; now: Date },
): Promise<TierRow> {
  const tier = await chooseTier(tx, p.tierId);
  if (p.until !== null && p.until <= p.now) refuse("tier_until_past", { field: "pinned_until" });
  await moveByHand(tx, p);
  return tier;
}

export interface SeedInput {
  customer_ids: string[];
  tier_id: string;
  until: string;
  fallback_id: string;
  reason: string;
}

/**
 * Everybody who can be is put there; the others are named with the reason. Two statements for any number.
 * @throws Refusal own_matter, invalid_input at tier_id or fallback_id, tier_until_past at until, tier_fallback_same at fallback_id
 */
export function assignSeeds(
  context: Context,
  input: SeedInput,
): Promise<{ assigned: number; skipped: { customer_id: string; nickname: string; message: string }[] }> {
  const ownerIds = [...new Set(input.customer_ids)].map(BigInt);
  const until = new Date(input.until);
  return act(context, {
    action: "tier.seed",
    target: "tier",
    concerns: ownerIds,
    work: async (tx, now) => {
      const tier = await chooseTier(tx, BigInt(input.tier_id));
      const fallback = await chooseTier(tx, BigInt(input.fallback_id), "fallback_id");
      const refusal = refuseSeed({ tierId: tier.id, fallbackId: fallback.id, until, now });
      if (refusal !== null)
        refuse(refusal, { field: refusal === "tier_until_past" ? "until" : "fallback_id" });
      const terms = { ownerIds, tierId: tier.id, until, fallbackId: fallback.id };
      // Before: afterwards everybody stands there.
      const people = await whyLeftOut(tx, terms);
      const moved = new Set(
        await moveToSeed(tx, { ...terms, note: input.reason, staffId: staffOf(context).id }),
      );
      const skipped = people
        .filter((one) => !moved.has(one.owner_id))
        .map((one) => ({ customer_id: String(one.owner_id), nickname: one.nickname, message: why(one) }));
      return {
        result: { assigned: moved.size, skipped },
        before: null,
        after: {
          tier: tier.name,
          until: input.until,
          fallback: fallback.name,
          reason: input.reason,
          promoters: [...moved],
        },
      };
    },
  });
}

function why({ state, same }: LeftOut): string {
  if (state === null) return "不是分销员";
  if (state === "closed") return "推广资格已关闭";
  return same ? "已经是这个等级的种子分销员" : "等级刚刚有变化，请刷新后再试";
}
