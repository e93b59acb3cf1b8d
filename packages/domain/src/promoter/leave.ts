import type { PromoterState } from "@banyan/kernel";
import { mayBecomePromoter } from "./transitions.ts";

export type LeaveRefusal = "promoter_needed" | "promoter_frozen" | "promoter_closed";

/**
 * Why somebody cannot leave by themselves; null when they can. Debt, estimated commissions and open withdrawals do not keep anybody:
 * they go on. A frozen promoter waits until the shop has looked into it.
 * Refusals, first to last: promoter_needed, promoter_frozen, promoter_closed (left already).
 */
export function leaveBlock(state: PromoterState | null): LeaveRefusal | null {
  if (state === null) return "promoter_needed";
  if (state === "frozen") return "promoter_frozen";
  return mayBecomePromoter(state, "closed") ? null : "promoter_closed";
}
