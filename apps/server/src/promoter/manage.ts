/** The operator freezes a promoter, lifts the freeze, or gives another tier; each with a reason that stays in the audit log. */
import { releaseFrozen } from "../commission/hold.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { assignTier } from "../tier/assign.ts";
import { returnOpenOf } from "../withdrawal/decide.ts";
import { lockPromoter, setPromoterState } from "./store.ts";

/**
 * A frozen promoter earns nothing new, what is estimated settles into held, and withdrawals in review are returned; lifting the freeze
 * lets go of what it held. Freezing the frozen changes the reason, lifting what is not frozen changes nothing.
 * @throws Refusal own_matter, not_found, promoter_closed
 */
export async function freezePromoter(
  context: Context,
  p: { ownerId: bigint; frozen: boolean; reason: string },
): Promise<void> {
  await act(context, {
    action: p.frozen ? "promoter.freeze" : "promoter.unfreeze",
    target: `promoter:${p.ownerId}`,
    concerns: [p.ownerId],
    work: async (tx, now) => {
      const before = (await lockPromoter(tx, p.ownerId)) ?? refuse("not_found");
      if (before.state === "closed") refuse("promoter_closed");
      const state = p.frozen ? "frozen" : "active";
      await setPromoterState(tx, p.ownerId, state, p.frozen ? p.reason : "");
      const returned =
        before.state === "active" && p.frozen
          ? await returnOpenOf(tx, p.ownerId, `推广资格已冻结：${p.reason}`)
          : [];
      if (before.state === "frozen" && !p.frozen) await releaseFrozen(tx, p.ownerId, now);
      return {
        result: undefined,
        before: { state: before.state, frozen_reason: before.frozen_reason },
        after: { state, reason: p.reason, returned },
      };
    },
  });
}

/**
 * Orders from now on; those that stand keep the tier of their snapshot. No rule changes it before `pinnedUntil`; null: rules go on.
 * @throws Refusal own_matter, not_found, promoter_closed, invalid_input at tier_id, tier_until_past at pinned_until
 */
export async function changeTier(
  context: Context,
  p: { ownerId: bigint; tierId: bigint; reason: string; pinnedUntil: Date | null },
): Promise<void> {
  await act(context, {
    action: "promoter.tier",
    target: `promoter:${p.ownerId}`,
    concerns: [p.ownerId],
    work: async (tx, now) => {
      const before = (await lockPromoter(tx, p.ownerId)) ?? refuse("not_found");
      if (before.state === "closed") refuse("promoter_closed");
      const terms = { until: p.pinnedUntil, note: p.reason, staffId: staffOf(context).id, now };
      const tier = await assignTier(tx, { ownerId: p.ownerId, tierId: p.tierId, ...terms });
      return {
        result: undefined,
        before: { tier: before.tier_name },
        after: {
          tier: tier.name,
          reason: p.reason,
          ...(p.pinnedUntil ? { pinned_until: p.pinnedUntil } : {}),
        },
      };
    },
  });
}
