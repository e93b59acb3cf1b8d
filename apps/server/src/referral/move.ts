/** The operator moves a customer to another promoter, or to none. Orders that stand keep theirs. */
import { isActivePromoter } from "@banyan/domain";
import { DAY_MS, later } from "@banyan/kernel";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { selectMoveFacts } from "./console-store.ts";
import { endStanding, insertBinding, lockCustomer } from "./store.ts";

/**
 * Once per request key. Moving to the promoter who stands already changes nothing and is still in the audit log.
 * @param p.promoterId null: to nobody
 * @throws Refusal not_found, promoter_has_no_binding, not_a_promoter (none, frozen, closed, agreement outdated) at promoter_id,
 *   no_relation (to nobody from nobody), request_key_reused
 */
export async function moveCustomer(
  context: Context,
  p: { customerId: bigint; promoterId: bigint | null; reason: string; requestKey: string },
): Promise<void> {
  const [{ agreement_version }, { valid_days }] = await Promise.all([
    context.services.settings.get("promoter"),
    context.services.settings.get("referral"),
  ]);
  await act(context, {
    action: "referral.move",
    // With where to, so that the same key for another promoter is seen.
    target: `customer:${p.customerId}:promoter:${p.promoterId ?? "none"}`,
    concerns: [p.customerId, p.promoterId],
    once: { requestKey: p.requestKey, repeat: async () => undefined },
    work: async (tx, now) => {
      if (!(await lockCustomer(tx, p.customerId))) refuse("not_found");
      const facts = await selectMoveFacts(tx, p.customerId, p.promoterId);
      const target = facts.target && {
        state: facts.target.state,
        agreementVersion: facts.target.agreement_version,
      };
      const stands = facts.standing?.valid ? BigInt(facts.standing.promoter_id) : null;
      if (facts.is_promoter) refuse("promoter_has_no_binding");
      if (p.promoterId !== null && !isActivePromoter(target, agreement_version))
        refuse("not_a_promoter", { field: "promoter_id" });
      if (p.promoterId === null && stands === null) refuse("no_relation");

      // Nothing can be refused from here on.
      if (p.promoterId === null || p.promoterId !== stands) {
        await endStanding(tx, p.customerId, "by_operator", now);
        if (p.promoterId !== null) {
          await insertBinding(tx, {
            customerId: p.customerId,
            promoterId: p.promoterId,
            shareCode: null,
            boundAt: now,
            expiresAt: later(now, valid_days * DAY_MS),
            staffId: staffOf(context).id,
          });
        }
      }
      const after = { promoter_id: p.promoterId, reason: p.reason };
      return { result: undefined, before: { promoter_id: stands }, after };
    },
  });
}
