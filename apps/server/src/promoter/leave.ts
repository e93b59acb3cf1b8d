/** A promoter leaves, or the operator closes one: nothing new is earned, what was earned stays theirs. */
import type { PromoterEntry, PromoterExit } from "@banyan/contract";
import { REFUSALS } from "@banyan/contract";
import { leaveBlock } from "@banyan/domain";
import { releaseFrozen } from "../commission/hold.ts";
import type { Tx } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { enqueue } from "../outbox/store.ts";
import { endForLeaver } from "../referral/relation.ts";
import type { Services } from "../services.ts";
import { act } from "../staff/act.ts";
import { toBalances } from "./balances.ts";
import { selectCenter } from "./center-store.ts";
import { loadEntry } from "./entry.ts";
import { closePromoterRow, lockPromoter } from "./store.ts";

/** What leaving would mean for this person: one statement. @throws Refusal promoter_needed */
export async function loadExit(services: Services, ownerId: bigint): Promise<PromoterExit> {
  const row = (await selectCenter(services.database.query, ownerId)) ?? refuse("promoter_needed");
  const block = leaveBlock(row.state);
  return {
    joined_at: row.approved_at.toISOString(),
    balances: toBalances(row),
    customer_count: row.customer_count,
    partner_count: row.partner_count,
    blocked: block && { code: block, message: REFUSALS[block].message },
  };
}

/**
 * By the promoter. The membership that is left is named by when it began, so a repeat changes nothing, not even after they have come
 * back. Estimated commissions go on and settle, withdrawals stay possible, debt stays owed; customers are nobody's from now on.
 * @throws Refusal promoter_needed, promoter_frozen
 */
export async function leave(services: Services, ownerId: bigint, joinedAt: string): Promise<PromoterEntry> {
  await services.database.transact(async (tx) => {
    const before = (await lockPromoter(tx, ownerId)) ?? refuse("promoter_needed");
    if (before.approved_at.getTime() !== Date.parse(joinedAt)) return;
    const block = leaveBlock(before.state);
    if (block === "promoter_closed") return;
    if (block !== null) refuse(block);
    await closeInside(tx, ownerId, { at: before.now, reason: "", by: null });
  });
  return loadEntry(services, ownerId, null);
}

/**
 * By the operator, with a reason that the person reads. What a freeze held is let go: whatever is in dispute is held by hand before.
 * The way back is a new application.
 * @throws Refusal own_matter, invalid_input at confirm (another number), not_found, promoter_closed
 */
export async function closePromoter(
  context: Context,
  p: { ownerId: bigint; staffId: bigint; reason: string; confirm: string },
): Promise<void> {
  if (p.confirm !== String(p.ownerId))
    refuse("invalid_input", { field: "confirm", message: "编号不一致，请输入这位分销员的编号" });
  await act(context, {
    action: "promoter.close",
    target: `promoter:${p.ownerId}`,
    concerns: [p.ownerId],
    work: async (tx, now) => {
      const before = (await lockPromoter(tx, p.ownerId)) ?? refuse("not_found");
      if (before.state === "closed") refuse("promoter_closed");
      const ended = await closeInside(tx, p.ownerId, { at: now, reason: p.reason, by: p.staffId });
      if (before.state === "frozen") await releaseFrozen(tx, p.ownerId, now);
      await enqueue(tx, now, [
        {
          ownerId: p.ownerId,
          topic: "promoter.closed",
          ref: String(now.getTime()),
          body: { reason: p.reason },
        },
      ]);
      return {
        result: undefined,
        before: { state: before.state, frozen_reason: before.frozen_reason },
        after: { state: "closed", reason: p.reason, relations_ended: ended },
      };
    },
  });
}

/** Under the promoter's lock. @returns how many relations ended */
async function closeInside(
  tx: Tx,
  ownerId: bigint,
  p: { at: Date; reason: string; by: bigint | null },
): Promise<number> {
  await closePromoterRow(tx, ownerId, p);
  return endForLeaver(tx, ownerId, p.at);
}
